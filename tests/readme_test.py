"""Runs the curl examples of the documents against the corpus and compares their answers.

usage: readme_test.py SOURCE_FOLDER BIN_FOLDER [--write]

An example is a `sh` block with one curl command, followed by a `json` block. With --write the answers
of the documents are replaced by the ones of today; then read the difference.
"""

import json
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile
import urllib.parse
import urllib.request

PAIR = re.compile(
    r"(```sh\ncurl (?P<arguments>[^\n]+)\n```\n\n```json\n)(?P<answer>.*?)(\n```)", re.DOTALL)
DOCUMENTED = "http://127.0.0.1:8080"
# The documents, and how many examples each has at least: none may be lost unseen.
DOCUMENTS = {"README.md": 5, "docs/facets.md": 7}
VOLATILE = {"took_ms", "created", "bytes"}


def settled(value):
    """An answer without what differs from run to run."""
    if isinstance(value, dict):
        return {k: settled(v) for k, v in value.items() if k not in VOLATILE}
    if isinstance(value, list):
        return [settled(v) for v in value]
    return round(value, 2) if isinstance(value, float) else value


def asked(arguments, port):
    """The answer to a curl command line of the README."""
    url = next(a for a in shlex.split(arguments) if a.startswith(DOCUMENTED))
    url = url.replace(DOCUMENTED, f"http://127.0.0.1:{port}")
    quoted = urllib.parse.quote(url, safe=":/?&=+%.,-'")
    with urllib.request.urlopen(urllib.request.Request(quoted)) as answer:
        return json.loads(answer.read())


def compact(value, indent=0):
    """JSON in as few lines as fit the page."""
    flat = json.dumps(value, ensure_ascii=False)
    if len(flat) + indent <= 110 or not isinstance(value, (dict, list)):
        return flat
    pad = " " * (indent + 1)
    if isinstance(value, dict):
        parts = [json.dumps(k, ensure_ascii=False) + ": " + compact(v, indent + len(k) + 4)
                 for k, v in value.items()]
        return "{" + (",\n" + pad).join(parts) + "}"
    return "[" + (",\n" + pad).join(compact(v, indent + 1) for v in value) + "]"


def start_server(programs, index):
    server = subprocess.Popen([programs / "kiosque-server", "--index", index, "--port", "0"],
                              stderr=subprocess.PIPE, text=True)
    for line in server.stderr:
        found = re.search(r"listening on http://127\.0\.0\.1:(\d+)/", line)
        if found:
            return server, int(found.group(1))
    sys.exit("the server did not start")


def checked(path, port, wrong):
    """The text of a document with the answers of today, and how many examples it has."""
    count = 0

    def compare(match):
        nonlocal count
        count += 1
        answer = asked(match["arguments"], port)
        if settled(answer) != settled(json.loads(match["answer"])):
            wrong.append(f"{path.name} shows another answer than the server gives to: "
                         f"curl {match['arguments']}")
        return match.group(1) + compact(answer) + match.group(4)

    return PAIR.sub(compare, path.read_text(encoding="utf-8")), count


def main():
    source, programs = (pathlib.Path(p) for p in sys.argv[1:3])
    wrong = []
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([programs / "kiosque-index", "--index", folder, source / "corpus"],
                       check=True, stdout=subprocess.DEVNULL)
        server, port = start_server(programs, folder)
        try:
            for name, least in DOCUMENTS.items():
                written, count = checked(source / name, port, wrong)
                if "--write" in sys.argv:
                    (source / name).write_text(written, encoding="utf-8")
                elif count < least:
                    wrong.append(f"{name} has {count} examples, expected {least} at least")
                print(f"{name}: {count} examples compared")
        finally:
            server.terminate()
            server.wait()
    if "--write" in sys.argv:
        return 0
    for line in wrong:
        print(line)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
