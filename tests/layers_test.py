"""Keeps the arrows between the rooms: reads the include lines of every file of the product.

usage: layers_test.py SOURCE_FOLDER
"""

import pathlib
import re
import sys

# An arrow points to what a room knows; ARCHITECTURE.md draws the same.
KNOWS = {
    "base": set(),
    "text": {"base"},
    "index": {"base"},
    "reading": {"base", "text"},
    "indexer": {"base", "text", "reading", "index"},
    "search": {"base", "text", "index"},
    "canary": {"base", "text", "index", "search"},
    "api": {"base", "index", "reading", "search"},
    "front": {"base"},
    "server": {"base", "api", "front", "search"},
}
# Where the server is put together the engine is built; every other file of the room speaks to the api
# and to the front.
KNOWS_ONLY_API = {"base", "api", "front"}
# The indexer's main function puts it together with what asks a new index before it is published.
MAY_KNOW_CANARY = {"indexer/main.cpp"}
MAY_KNOW_SEARCH = {"server/serving.cpp", "server/index_watcher.hpp", "server/index_watcher.cpp"}

HTTP_LIBRARY_HOME = "server/answer_writer.cpp"
INCLUDE = re.compile(r'^\s*#\s*include\s+[<"]([^>"]+)[>"]', re.MULTILINE)


def includes(path):
    return INCLUDE.findall(path.read_text(encoding="utf-8"))


def reachable(root, start):
    """Every file of the product that `start` includes, directly or not, and the others they name."""
    seen, open_files, foreign = set(), [start], set()
    while open_files:
        for name in includes(root / open_files.pop()):
            if (root / name).exists():
                if name not in seen:
                    seen.add(name)
                    open_files.append(name)
            else:
                foreign.add(name)
    return seen, foreign


def complaints(root):
    for room, known in KNOWS.items():
        for path in sorted((root / room).rglob("*.[ch]pp")):
            here = path.relative_to(root).as_posix()
            allowed = known
            if room == "server" and here not in MAY_KNOW_SEARCH:
                allowed = KNOWS_ONLY_API
            if here in MAY_KNOW_CANARY:
                allowed = known | {"canary"}
            for name in includes(path):
                other = name.split("/")[0]
                if other in KNOWS and other != room and other not in allowed:
                    yield f"{here} includes {name}: {room} does not know {other}"
                if name == "httplib.h" and here != HTTP_LIBRARY_HOME:
                    yield f"{here} includes httplib.h, which is for {HTTP_LIBRARY_HOME} alone"
            if room in ("api", "server"):
                _, foreign = reachable(root, here)
                if "xapian.h" in foreign:
                    yield f"{here} reaches xapian.h through its headers"


def main():
    root = pathlib.Path(sys.argv[1])
    found = list(complaints(root))
    files = sum(len(list((root / room).rglob("*.[ch]pp"))) for room in KNOWS)
    if files < 40:
        found.append(f"only {files} files were read below {root}: is that the source folder?")
    for line in found:
        print(line)
    print(f"{files} files read, {len(found)} arrows that are not drawn")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
