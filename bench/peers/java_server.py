"""The small Java servers in front of PostgreSQL and Lucene, compiled when they are needed."""

import pathlib
import shutil

import engine
import processes

JARS = pathlib.Path("/usr/share/java")
JSON_READER = engine.HERE.parent / "indexing" / "lucene" / "JsonLine.java"
HEAP = "-Xmx1g"


def class_path(names, packages):
    """The jars with these names, the newest of each; throws EngineMissing when one is not there."""
    jars = [max(JARS.glob(f"{name}[0-9]*.jar"), default=None) for name in names]
    missing = [name for name, jar in zip(names, jars) if jar is None]
    if missing or not shutil.which("javac"):
        raise engine.EngineMissing(f"not installed: {', '.join(missing) or 'javac'} "
                                   f"(Debian: {packages}, default-jdk-headless)")
    return ":".join(map(str, jars))


def compiled(sources, path, folder):
    """Compiles programs of java/ into `folder`; gives the class path to run them with."""
    folder.mkdir(parents=True, exist_ok=True)
    files = [engine.HERE / "java" / f"{name}.java" for name in sources]
    processes.run_program(["javac", "-cp", path, "-d", folder, *files, JSON_READER])
    return f"{folder}:{path}"


def command(path, program, *arguments):
    """Runs a program of java/."""
    return ["java", HEAP, "-cp", path, program, *arguments]


def java_version():
    """The version of Java."""
    return processes.run_program(["java", "--version"]).split("\n")[0]
