"""Checks that every file which a document of the project names exists.

usage: documents_test.py SOURCE_FOLDER
"""

import pathlib
import re
import sys

NAMED = re.compile(r"`([A-Za-z0-9_./-]+\.(?:cpp|hpp|md|cmake|sh|py|yaml|txt|tsv|mjs|css))`")
LINKED = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)(?:#[^)]*)?\)")
# What a reader makes or names as an example, and no file of the project.
EXAMPLES = {"README.md", "report.jsonl"}


def missing(root, document):
    text = re.sub(r"```.*?```", "", document.read_text(encoding="utf-8"), flags=re.DOTALL)
    for name in sorted(set(NAMED.findall(text))):
        places = (root / name, document.parent / name)
        if name not in EXAMPLES and "/" in name and not any(p.exists() for p in places):
            yield name
    for link in sorted(set(LINKED.findall(text))):
        if not (document.parent / link).exists():
            yield link


def main():
    root = pathlib.Path(sys.argv[1])
    documents = [*root.glob("*.md"), *(root / "docs").rglob("*.md"), *(root / "docker").glob("*.md"),
                 *(root / "fuzz").glob("*.md"), root / "corpus" / "README.md"]
    found = [f"{d.relative_to(root)} names {name}, which is not there"
             for d in sorted(documents) for name in missing(root, d)]
    print("\n".join(found + [f"{len(documents)} documents read"]))
    return 1 if found or len(documents) < 5 else 0


if __name__ == "__main__":
    sys.exit(main())
