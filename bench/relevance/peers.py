"""The engines that Kiosque is measured against, each with the best of its settings.

A peer is a program that reads documents and queries as tables and writes one run a setting:

    PROGRAM DOCUMENTS QUERIES FOLDER SETTING...

It writes FOLDER/SETTING.run and prints a line for each: the setting, a tab, and the seconds that the
queries took. Called with no argument but --settings it prints the settings that it knows, one a line,
a good one first.
"""

import dataclasses
import pathlib
import shutil
import subprocess

import metrics

HERE = pathlib.Path(__file__).resolve().parent
JARS = pathlib.Path("/usr/share/java")
NEEDED_JARS = ("lucene-core", "lucene-analyzers-common")


class PeerMissing(Exception):
    """A peer cannot be run on this machine; the message says what to install or to build."""


class PeerFailed(Exception):
    """A peer was started but did not come to its end."""


@dataclasses.dataclass(frozen=True)
class Peer:
    """A peer that is ready to run."""

    name: str
    command: list  # the program and its first arguments


@dataclasses.dataclass(frozen=True)
class PeerRun:
    """What a peer found with one of its settings."""

    run: dict
    seconds: float
    setting: str


def lucene(work):
    """Lucene's runner, compiled into `work`."""
    jars = [newest_jar(name) for name in NEEDED_JARS]
    missing = [program for program in ("java", "javac") if not shutil.which(program)]
    if missing or None in jars:
        raise PeerMissing("the peer needs the Debian packages liblucene8-java and default-jdk-headless")
    classes = work / "lucene-classes"
    classes.mkdir(parents=True, exist_ok=True)
    path = ":".join(map(str, jars))
    run_program(["javac", "-cp", path, "-d", classes, HERE / "lucene" / "LuceneRun.java"])
    return Peer("lucene", ["java", "-Xmx1g", "-cp", f"{classes}:{path}", "LuceneRun"])


def newest_jar(name):
    """The jar of a Lucene module, of version 8; None when there is none."""
    return max(JARS.glob(f"{name}-8.*.jar"), default=None)


def xapian(programs):
    """Xapian's runner, built with the product."""
    program = programs / "xapian_defaults"
    if not program.exists():
        raise PeerMissing(f"{program} is not there: configure with -DKIOSQUE_BENCH=ON, build the "
                          "target xapian_defaults, and name its folder by --tools")
    return Peer("xapian", [program])


def run_program(command):
    """What a program prints; throws PeerFailed with its complaint."""
    ended = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if ended.returncode != 0:
        raise PeerFailed(f"{' '.join(map(str, command[:2]))} … ended with {ended.returncode}:\n"
                         f"{ended.stderr.strip()}")
    return ended.stdout


def write_table(path, rows):
    """A line for each row, tabs between its columns; what would break a line becomes a space."""
    with open(path, "w", encoding="utf-8") as lines:
        for row in rows:
            lines.write("\t".join(" ".join(column.split()) for column in row) + "\n")
    return path


def settings_of(peer):
    """The names of the settings that a peer can be run with."""
    return run_program([*peer.command, "--settings"]).split()


def run_settings(peer, documents, queries, folder, settings):
    """A PeerRun for each setting. `documents` is a table; `queries` maps ids to texts."""
    folder.mkdir(parents=True, exist_ok=True)
    table = write_table(folder / "queries.tsv", queries.items())
    printed = run_program([*peer.command, documents, table, folder, *settings])
    seconds = dict(line.split("\t") for line in printed.splitlines())
    return [PeerRun(metrics.read_run(folder / f"{setting}.run"), float(seconds[setting]), setting)
            for setting in settings]


def best_setting(peer, documents, queries, judgements, folder):
    """The setting that reaches the highest nDCG@10 over `queries`; the first without queries."""
    settings = settings_of(peer)
    if not queries or len(settings) == 1:
        return settings[0]
    tried = run_settings(peer, documents, queries, folder, settings)
    return max(tried, key=lambda each: metrics.mean(
        metrics.measure_run(each.run, judgements)).ndcg).setting
