"""Judged sets: documents, queries, and which documents answer which query."""

import collections
import dataclasses
import json
import random
import subprocess
import zlib

import metrics

PARTS = ("tuning", "test")
SAMPLE_SEED = 20261122


class SetError(Exception):
    """A set that cannot be read; the message says which file and why."""


@dataclasses.dataclass(frozen=True)
class Document:
    """What every engine is given of a document."""

    id: str
    title: str
    text: str


@dataclasses.dataclass(frozen=True)
class JudgedSet:
    """A set as it is measured."""

    name: str
    documents: list   # of Document; all of them are indexed, whatever part is asked
    queries: dict     # query id -> text
    judgements: dict  # query id -> {document id: grade}
    parts: dict       # query id -> "tuning" or "test"; a query that is in neither is left out

    def queries_of(self, part, limit=None):
        """The queries of a part ("all" for both), or `limit` of them drawn by a fixed seed, in the
        order of the file. Queries without a good document measure nothing and are left out."""
        wanted = [query for query in self.queries
                  if self._is_in(query, part) and
                  any(grade > 0 for grade in self.judgements.get(query, {}).values())]
        if limit is not None and limit < len(wanted):
            drawn = set(random.Random(SAMPLE_SEED).sample(sorted(wanted), limit))
            wanted = [query for query in wanted if query in drawn]
        return {query: self.queries[query] for query in wanted}

    def judgements_of(self, queries):
        """The judgements of some queries only."""
        return {query: self.judgements[query] for query in queries}

    def _is_in(self, query, part):
        return part == "all" or self.parts.get(query) == part


def part_of_title(title):
    """The part that an article's questions go to: its paragraphs must not be tuned and tested on."""
    return PARTS[zlib.crc32(title.encode("utf-8")) % 2]


def read_folder_set(folder):
    """A set of docs.jsonl or docs.jsonl.zst, queries.tsv and qrels.tsv, split by article."""
    documents = read_documents(folder)
    queries = dict(read_rows(folder / "queries.tsv", 2))
    try:
        judgements = metrics.read_judgements(folder / "qrels.tsv")
    except (OSError, ValueError) as error:
        raise SetError(str(error)) from error
    check_ids(folder / "qrels.tsv", judgements, queries, documents)
    return JudgedSet(folder.name, documents, queries, judgements,
                     split_by_title(documents, judgements))


def split_by_title(documents, judgements):
    """{query: part}. The few queries whose articles fall into both parts are in neither."""
    part_of_document = {document.id: part_of_title(document.title) for document in documents}
    parts = {}
    for query, grades in judgements.items():
        found = {part_of_document[document] for document in grades}
        if len(found) == 1:
            parts[query] = found.pop()
    return parts


def read_corpus_set(folder, documents):
    """The product's own set: queries.tsv (query id, part, query, ...) and judgements.tsv (query id,
    article id, grade, ...) of `folder`, each with a line of headings, over `documents`, the articles
    of corpus/."""
    queries, parts = {}, {}
    for query, part, text in read_rows(folder / "queries.tsv", 3, has_headings=True):
        if part not in PARTS:
            raise SetError(f"{folder / 'queries.tsv'}: the part of query {query} must be tuning or "
                           f"test, but is '{part}'")
        queries[query] = text
        parts[query] = part
    judgements = collections.defaultdict(dict)
    path = folder / "judgements.tsv"
    for query, document, grade in read_rows(path, 3, has_headings=True):
        try:
            judgements[query][document] = int(grade)
        except ValueError:
            raise SetError(f"{path}: the grade of {query} and {document} must be a whole number, "
                           f"but is '{grade}'") from None
    check_ids(path, judgements, queries, documents)
    return JudgedSet("corpus", documents, queries, dict(judgements), parts)


def check_ids(path, judgements, queries, documents):
    """Refuses judgements of queries or documents that are not there: they would only look like a
    bad engine."""
    known = {document.id for document in documents}
    for query, grades in judgements.items():
        if query not in queries:
            raise SetError(f"{path}: judges query '{query}', which queries.tsv does not have")
        for document in grades:
            if document not in known:
                raise SetError(f"{path}: judges document '{document}' for query '{query}', "
                               "which the set does not have")


def read_documents(folder):
    """The Documents of docs.jsonl, or of docs.jsonl.zst by the program zstd."""
    plain, packed = folder / "docs.jsonl", folder / "docs.jsonl.zst"
    try:
        if plain.exists():
            content = plain.read_bytes()
        else:
            content = subprocess.run(["zstd", "-dcq", packed], check=True,
                                     stdout=subprocess.PIPE).stdout
    except FileNotFoundError:
        raise SetError(f"cannot read {packed}: the program zstd is missing "
                       "(Debian package zstd)") from None
    except (OSError, subprocess.CalledProcessError) as error:
        raise SetError(f"cannot read the documents of {folder}: {error}") from error
    documents = []
    for number, line in enumerate(content.splitlines(), 1):
        try:
            value = json.loads(line)
            documents.append(Document(value["id"], value.get("title", ""), value["text"]))
        except (ValueError, KeyError) as error:
            raise SetError(f"{folder}/docs.jsonl:{number}: expected an object with id, title and "
                           f"text: {error!r}") from None
    return documents


def read_rows(path, columns, has_headings=False):
    """The first `columns` columns of each line of a file, cut at tabs; a line has as many or more."""
    try:
        with open(path, encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                row = line.rstrip("\n").split("\t")
                if len(row) < columns:
                    raise SetError(f"{path}:{number}: expected {columns} columns with tabs "
                                   f"between, but found {len(row)}")
                if number > 1 or not has_headings:
                    yield row[:columns]
    except OSError as error:
        raise SetError(str(error)) from error
