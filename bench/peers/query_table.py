"""Queries as a table, a kind and words a line, and how each engine wants them written."""

import dataclasses

import french_words

KINDS = ("frequent", "middling", "rare", "two", "three", "phrase", "either", "real")

# What stands between words of which one will do.
EITHER = {"kiosque": "OU", "omega": "OR", "postgresql": "or", "groonga": "OR", "lucene": "|"}


class TableError(Exception):
    """A file of queries cannot be read; the message names the line."""


@dataclasses.dataclass(frozen=True)
class Query:
    """Words in small letters: all are wanted, in a row if it is a phrase, or either of them."""

    kind: str
    words: tuple


def written(query, syntax):
    """A query as an engine wants it; `syntax` is a key of EITHER."""
    if query.kind == "phrase":
        return f'"{" ".join(query.words)}"'
    words = query.words
    if syntax == "postgresql":  # where a bare "or" is an operator, in small letters too
        words = [f'"{word}"' for word in words]
    return f" {EITHER[syntax]} ".join(words) if query.kind == "either" else " ".join(words)


def lines_of(queries):
    """The table of queries."""
    return "".join(f"{query.kind}\t{' '.join(query.words)}\n" for query in queries)


def read(path):
    """The queries of a file: a table, or texts as people type them, one a line."""
    queries = []
    with open(path, encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                queries.append(parsed(line.rstrip("\n"), f"{path}:{number}"))
    if not queries:
        raise TableError(f"{path} has no query")
    return queries


def parsed(line, where):
    """The query of a line."""
    kind, tab, text = line.partition("\t")
    if not tab:
        kind, text = "real", line
    if kind not in KINDS:
        raise TableError(f"{where}: '{kind}' is no kind of query; expected one of "
                         f"{', '.join(KINDS)}")
    words = french_words.words_and_numbers(text) if kind == "real" else text.split()
    if not words:
        raise TableError(f"{where}: the query has no word")
    return Query(kind, tuple(words))
