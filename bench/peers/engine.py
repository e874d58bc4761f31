"""What the bench asks of every engine."""

import dataclasses
import pathlib
import shutil
import urllib.parse

HERE = pathlib.Path(__file__).resolve().parent
HITS = 10
TAGS = 10             # the most frequent tags; years and months are all counted
FACETS = ("tags", "year", "month")


class EngineMissing(Exception):
    """An engine cannot be run on this machine; the message says what to install or to build."""


@dataclasses.dataclass(frozen=True)
class Answer:
    """What a query was answered."""

    total: int
    hits: int
    snippets: int     # of the hits, those with a piece of text beside them
    facets: int       # of FACETS, those that were counted


@dataclasses.dataclass(frozen=True)
class Service:
    """A server that answers; its processes are the roots of what it takes in memory."""

    port: int
    pids: tuple


class Engine:
    """An engine: how it takes articles, serves them, is asked, and what it answers.

    `folder` is its own; `articles` are a PeerArticles.
    """

    name = ""
    keeps_answers = False

    def __init__(self, setting):
        self.folder = setting.work / self.name
        self.cores = setting.cores
        self.programs = setting.programs
        self.check()

    def check(self):
        """Throws EngineMissing when something is not installed."""

    def version(self):
        """Name and version, as the table shows it."""
        raise NotImplementedError

    def load(self, articles):
        """Makes an index in the folder, which is there and empty."""
        raise NotImplementedError

    def index_bytes(self):
        """What the index takes on disk; asked while it is served."""
        raise NotImplementedError

    def serving(self):
        """A context manager that gives a Service."""
        raise NotImplementedError

    def target(self, query):
        """Path and parameters that ask a query_table.Query."""
        raise NotImplementedError

    def answer(self, body):
        """The Answer in the bytes of a response; throws ValueError or KeyError when it is none."""
        raise NotImplementedError


def needs(packages, *programs):
    """Throws EngineMissing when a program is not there; `packages` are those that bring them."""
    missing = [str(each) for each in programs if not shutil.which(each)]
    if missing:
        raise EngineMissing(f"not installed: {', '.join(missing)} (Debian: {packages})")


def parameters(**values):
    """Parameters of an address."""
    return urllib.parse.urlencode(values, quote_via=urllib.parse.quote)


def common_answer(found):
    """The Answer of an engine whose JSON this bench has laid out."""
    hits = found["hits"]
    facets = found.get("facets", {})
    return Answer(int(found["total"]), len(hits), sum(bool(hit["snippet"]) for hit in hits),
                  sum(name in facets for name in FACETS))
