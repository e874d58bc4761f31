"""Asks a server over corpus/ every example of docs/query_language.md and its French twin.

usage: query_language_test.py SOURCE_FOLDER BIN_FOLDER [--write]

The examples are tables, told apart by the first cell of their header:

  query, requête    `query` `parameter=value`… | the echo | the total | the first articles
  10 June 2024, …   what is typed on that day | the echo; today's is compared likewise
  typed             the parts of the best score of the example just above, and their sum
  limit, limite     how much is taken, in the order of LIMITS; so much and one more are tried

With --write answers and parts are replaced by the ones of today; then read the difference. Days and
limits are for people to correct.
"""

import calendar
import datetime
import itertools
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import urllib.error
import urllib.parse
import urllib.request

sys.dont_write_bytecode = True  # the folder of sources stays as it is
from readme_test import start_server  # noqa: E402

DOCUMENTS = {"docs/query_language.md": "relaxed", "docs/query_language.fr.md": "élargie"}
KINDS = {"query": "examples", "requête": "examples", "typed": "parts", "limit": "limits",
         "limite": "limits", "10 June 2024": "days", "10 juin 2024": "days"}
EXAMPLE_DAY = datetime.date(2024, 6, 10)
SHOWN_ARTICLES = 2
CODE = re.compile(r"`([^`]*)`")


class Wrong(Exception):
    """What a document says is not so."""


class Server:
    """A server over an index of its own, made in `folder`."""

    def __init__(self, programs, source, folder):
        subprocess.run([programs / "kiosque-index", "--index", folder, source], check=True,
                       stdout=subprocess.DEVNULL)
        self.programs = programs
        self.process, self.port = start_server(programs, folder)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.communicate()

    def ask(self, query, **parameters):
        """The answer of /v1/search, explained; an HTTPError when the server refuses."""
        parameters = {"fields": "id,date,score", "explain": 1, **parameters, "q": query}
        address = f"http://127.0.0.1:{self.port}/v1/search?{urllib.parse.urlencode(parameters)}"
        with urllib.request.urlopen(address) as answer:
            return json.load(answer)

    def echo(self, query):
        return self.ask(query, limit=0)["query"]["parsed"]


# Examples

def ask_example(server, cell):
    """The answer to what a cell like "`énergie` `match=exact`" asks for."""
    query, *parameters = CODE.findall(cell)
    return server.ask(query, **dict(p.split("=", 1) for p in parameters))


def row_of_example(server, cell, relaxed_word):
    """The row of a query as the server answers it; articles by the names of their files."""
    answer = ask_example(server, cell)
    for hit in answer["hits"]:
        parts = sum(part["score"] for part in hit.get("explanation", []))
        if abs(parts - hit["score"]) > 1e-6:
            raise Wrong(f"the parts of {hit['id']} add up to {parts}, its score is {hit['score']}")
    echo = answer["query"]["parsed"]
    relaxed = f", {relaxed_word}" if answer["query"]["relaxed"] else ""
    names = [pathlib.PurePosixPath(hit["id"]).name.split(".")[0]
             for hit in answer["hits"][:SHOWN_ARTICLES]]
    more = ["…"] if answer["total"] > len(names) else []
    return [cell, f"`{echo}`" if echo else "", f"{answer['total']}{relaxed}",
            ", ".join(names + more)]


def rows_of_parts(server, cell):
    """What the score of the best article of an example is made of."""
    best = ask_example(server, cell)["hits"][0]
    rows = [[f"`{part['typed']}`" if part["typed"] else "", part["level"],
             ", ".join(part["matched"]), ", ".join(part["fields"]), f"{part['score']:.2f}"]
            for part in best["explanation"]]
    return rows + [["", "**score**", "", "", f"**{best['score']:.2f}**"]]


# Days

def back_by_months(day, months):
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return datetime.date(year, month + 1, min(day.day, last))


def echo_on(day, typed):
    """The echo that days counted from a day have, worked out apart from the server."""
    typed = typed.removeprefix("date:")
    back = {"aujourd'hui": 0, "hier": 1, "avant-hier": 2}
    if typed in back:
        return f"date:{day - datetime.timedelta(days=back[typed])}"
    count, unit = int(typed[1:-1]), typed[-1]
    if unit in "js":
        first = day - datetime.timedelta(days=count if unit == "j" else 7 * count)
    else:
        first = back_by_months(day, count if unit == "m" else 12 * count)
    return f"date:{first}..{day}"


def today_in_paris(server):
    """The server's day. Paris is one hour or two ahead of universal time."""
    day = datetime.date.fromisoformat(server.echo("date:aujourd'hui").removeprefix("date:"))
    now = datetime.datetime.now(datetime.timezone.utc)
    if day not in {(now + datetime.timedelta(minutes=m)).date() for m in (59, 60, 120)}:
        raise Wrong(f"today is {day} for the server, at {now} of universal time")
    return day


def check_day(server, typed, shown):
    """The document is right about its day, and the server does the same today."""
    if shown != echo_on(EXAMPLE_DAY, typed):
        raise Wrong(f"shows {shown}, but on {EXAMPLE_DAY} it is {echo_on(EXAMPLE_DAY, typed)}")
    before, echo, after = today_in_paris(server), server.echo(typed), today_in_paris(server)
    if echo not in (echo_on(before, typed), echo_on(after, typed)):
        raise Wrong(f"today the server understands {echo}, not {echo_on(after, typed)}")


def check_recency(server):
    """recence=1a adds the share that halves with each year, to all but proximity."""
    for hit in server.ask("gazoduc OU oléoduc", recence="1a")["hits"]:
        scores = {part["level"]: part["score"] for part in hit["explanation"]}
        own = hit["score"] - scores["recence"] - scores.get("proximite", 0)
        age = (today_in_paris(server) - datetime.date.fromisoformat(hit["date"])).days
        if abs(scores["recence"] - own * 2 ** (-age / 365)) > 1e-6:
            raise Wrong(f"recence=1a gives {scores} to {hit['id']}, {age} days old")


# Limits: whether so much is still taken

def takes_characters(server, count):
    try:
        server.ask("é" * count)
    except urllib.error.HTTPError as refused:
        refused.close()
        return refused.code != 400
    return True


def words(count):
    return " ".join(f"mot{i + 1}" for i in range(count))


def takes_words(server, count):
    return server.echo(words(count)).endswith(f" ET mot{count}")


def takes_phrase(server, count):
    return server.echo(f'"{words(count)}"').endswith(f" mot{count} »")


def takes_brackets(server, count):
    end = "SAUF gaz" + ")" * count
    return server.echo("soie " + "SAUF (soie " * count + end).endswith(end)


def takes_prefix_of(server, count):
    return server.echo("gazoduc"[:count] + "*").endswith("*")


def takes_prefix_words(server, count):
    """Over articles of one word each: `count` words, each but the last in two of them."""
    words = [f"zor{chr(97 + i // 26)}{chr(97 + i % 26)}" for i in range(count)]
    texts = words + words[:-1]
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder) / "articles.jsonl"
        source.write_text("".join(json.dumps({"id": f"{i}", "title": "Essai", "text": text}) + "\n"
                                  for i, text in enumerate(texts)), encoding="utf-8")
        with Server(server.programs, source, pathlib.Path(folder) / "index") as other:
            return other.ask("zor*", limit=0)["total"] == len(texts)


def takes_distance(server, count):
    near, phrase = f"gaz PROCHE/{count} blé", f"« gaz blé »~{count}"
    return server.echo(near) == near and server.echo(phrase) == phrase


LIMITS = [takes_characters, takes_words, takes_phrase, takes_brackets, takes_prefix_of,
          takes_prefix_words, takes_distance]


def check_limit(server, takes, number):
    beyond = number - 1 if takes is takes_prefix_of else number + 1
    if not takes(server, number):
        raise Wrong(f"{takes.__name__}: {number} is too much for the server")
    if takes(server, beyond):
        raise Wrong(f"{takes.__name__}: the server takes {beyond}, too")


# Documents

def cells_of(line):
    return [cell.strip() for cell in line.strip()[1:-1].split("|")]


def line_of(cells):
    return f"| {' | '.join(cells)} |"


def tables_of(lines):
    """(kind, line of the first row, line behind the last) of each table that is checked."""
    at = 0
    while at < len(lines):
        end = at
        while end < len(lines) and lines[end].startswith("|"):
            end += 1
        kind = KINDS.get(cells_of(lines[at])[0]) if end > at else None
        if kind:
            yield kind, at + 2, end
        at = max(end, at + 1)


def rows_today(server, kind, rows, relaxed_word, example):
    """The rows of a table as they should be; where there is more to say, a sentence instead."""
    if kind == "parts":
        return rows_of_parts(server, example)
    today = []
    for number, row in enumerate(rows):
        try:
            if kind == "examples":
                row = row_of_example(server, row[0], relaxed_word)
            elif kind == "days":
                check_day(server, *CODE.findall(line_of(row)))
            else:
                check_limit(server, LIMITS[number], int(re.sub(r"[,\s]", "", row[1])))
            today.append(row)
        except (Wrong, ValueError, IndexError, urllib.error.HTTPError) as problem:
            today.append(f"{row[0]}: {problem}")
    return today


def compare(path, server, relaxed_word):
    """The lines of a document as they should be, problems by line, and how many rows it has."""
    lines = path.read_text(encoding="utf-8").splitlines()
    problems, counts = {}, dict.fromkeys(KINDS.values(), 0)
    for kind, first, end in reversed(list(tables_of(lines))):
        rows = [cells_of(line) for line in lines[first:end]]
        today = rows_today(server, kind, rows, relaxed_word, cells_of(lines[first - 4])[0])
        counts[kind] += len(rows)
        for at, (row, should) in enumerate(itertools.zip_longest(rows, today), first + 1):
            if isinstance(should, str):
                problems[at] = should
                today[at - first - 1] = row
            elif row != should:
                problems[at] = (f"the document shows\n    {line_of(row or ['nothing'])}\n"
                                f"  but it is\n    {line_of(should or ['nothing'])}")
        lines[first:end] = map(line_of, today)
    if counts["limits"] != len(LIMITS) or not counts["examples"] or not counts["days"]:
        problems[len(lines)] = f"examples are missing: {counts}"
    print(f"{path.name}: {counts}")
    return lines, [f"{path.name}:{at}: {problems[at]}" for at in sorted(problems)]


def main():
    source, programs = (pathlib.Path(p) for p in sys.argv[1:3])
    problems = []
    with tempfile.TemporaryDirectory() as folder, \
            Server(programs, source / "corpus", folder) as server:
        for name, relaxed_word in DOCUMENTS.items():
            lines, wrong = compare(source / name, server, relaxed_word)
            problems += wrong
            if "--write" in sys.argv:
                (source / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
        try:
            check_recency(server)
        except Wrong as problem:
            problems.append(str(problem))
    if "--write" in sys.argv:
        return 0
    print("\n".join(problems))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
