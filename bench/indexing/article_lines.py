"""The articles that every engine is given: lines of JSON with id, title and text."""

import contextlib
import dataclasses
import json
import subprocess


class ArticlesError(Exception):
    """A file cannot be measured with; the message names it, and the line where there is one."""


@dataclasses.dataclass(frozen=True)
class Articles:
    """A JSON Lines file of articles that all engines can read."""

    path: object
    count: int
    text_bytes: int  # of titles and texts in UTF-8
    left_out: int    # lines of the source without a word, or with an id that was taken


@contextlib.contextmanager
def lines_of(source):
    """The lines of a file, unpacked when its name ends in .zst."""
    if source.suffix != ".zst":
        with open(source, encoding="utf-8") as lines:
            yield lines
        return
    with subprocess.Popen(["zstd", "-dcq", source], stdout=subprocess.PIPE,
                          encoding="utf-8") as unpacking:
        yield unpacking.stdout
        unpacking.stdout.close()
        if unpacking.wait() != 0:
            raise ArticlesError(f"{source}: zstd cannot unpack it")


def prepare(source, path):
    """Copies what can be indexed from `source` to `path`, and gives back Articles.

    Engines differ in what they do with an article without words, or with an id twice; those lines
    are left out, so that all of them must come to the same number.
    """
    count = text_bytes = left_out = 0
    ids = set()
    with lines_of(source) as lines, open(path, "w", encoding="utf-8") as copy:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            article = parsed(line, f"{source}:{number}")
            if article["id"] in ids or not any(map(str.isalpha, article["text"])):
                left_out += 1
                continue
            ids.add(article["id"])
            count += 1
            text_bytes += len(article["title"].encode()) + len(article["text"].encode())
            copy.write(line if line.endswith("\n") else line + "\n")
    if count == 0:
        raise ArticlesError(f"{source} has no article")
    return Articles(path, count, text_bytes, left_out)


def parsed(line, where):
    """The article of a line; throws ArticlesError when it lacks what all engines need."""
    try:
        article = json.loads(line)
    except json.JSONDecodeError as error:
        raise ArticlesError(f"{where}: is not JSON: {error}") from error
    if not isinstance(article, dict):
        raise ArticlesError(f"{where}: is no object with keys")
    for key in ("id", "title", "text"):
        if not isinstance(article.get(key), str):
            raise ArticlesError(f"{where}: '{key}' must be a text, but is {article.get(key)!r}")
    return article
