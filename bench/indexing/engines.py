"""What indexes articles: Kiosque, Xapian in the plain way, Lucene."""

import dataclasses
import json
import pathlib
import re
import shutil
import subprocess
import typing

import measured_run

HERE = pathlib.Path(__file__).resolve().parent
JARS = pathlib.Path("/usr/share/java")
LUCENE_JARS = ("lucene-core", "lucene-analyzers-common")
INDEXED = re.compile(r"^(\d+) articles indexed in ", re.MULTILINE)


class EngineMissing(Exception):
    """An engine cannot be run on this machine; the message says what to install or to build."""


@dataclasses.dataclass(frozen=True)
class Engine:
    """An engine that is ready to run."""

    name: str
    command: typing.Callable    # from the articles' file and the index's folder
    documents: typing.Callable  # how many there are, from the index's folder and what was printed


def built(programs, name):
    """A program of this project; throws EngineMissing when it is not built."""
    program = programs / name
    if not program.exists():
        raise EngineMissing(f"{program} is not there: configure with -DKIOSQUE_BENCH=ON and build "
                            "the targets kiosque-index and indexing_bench")
    return program


def printed_documents(_, output):
    """The number in "20000 articles indexed in 3.1 s; ..."."""
    found = INDEXED.search(output)
    if not found:
        raise measured_run.RunFailed(f"does not say how many articles are indexed: {output!r}")
    return int(found.group(1))


def manifest(index):
    """What is in force in an index of Kiosque."""
    name = (index / "CURRENT").read_text(encoding="utf-8").split()[0]
    return json.loads((index / name).read_text(encoding="utf-8"))


def kiosque(programs, threads, _):
    """The product, whose manifest tells how many articles will be found."""
    program = built(programs, "kiosque-index")
    return Engine("kiosque",
                  lambda articles, index: [program, articles, "--index", index, "--rebuild",
                                           "--threads", str(threads)],
                  lambda index, _: sum(each["documents"] for each in manifest(index)["segments"]))


def plain(programs, _, __):
    """One database of Xapian that grows; one thread, since it takes no more."""
    program = built(programs, "plain_xapian")
    return Engine("plain", lambda articles, index: [program, articles, "--index", index],
                  printed_documents)


def lucene(_, threads, work):
    """Lucene, its program compiled into `work`."""
    jars = [max(JARS.glob(f"{name}-8.*.jar"), default=None) for name in LUCENE_JARS]
    if None in jars or not shutil.which("java") or not shutil.which("javac"):
        raise EngineMissing("Lucene needs the Debian packages liblucene8-java and "
                            "default-jdk-headless")
    classes = work / "lucene-classes"
    path = ":".join(map(str, jars))
    compiled = subprocess.run(
        ["javac", "-cp", path, "-d", classes, *(HERE / "lucene").glob("*.java")],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if compiled.returncode != 0:
        raise measured_run.RunFailed(f"Lucene's program cannot be compiled:\n{compiled.stdout}")
    return Engine("lucene",
                  lambda articles, index: ["java", "-Xmx1g", "-cp", f"{classes}:{path}",
                                           "LuceneIndex", articles, index, str(threads)],
                  printed_documents)


ENGINES = {"kiosque": kiosque, "plain": plain, "lucene": lucene}
