"""PostgreSQL's full-text search behind a small HTTP server in Java."""

import contextlib
import csv
import json
import os
import pathlib
import pwd
import shutil
import subprocess
import time

import engine
import java_server
import processes
import query_table

PROGRAMS = pathlib.Path("/usr/lib/postgresql/15/bin")
QUERIES = engine.HERE / "postgresql"
SOURCES = ("PostgresqlSearch", "SearchServer")
OWNERS = ("postgres", "nobody")   # root must not run a server; the first of these that there is
ADMINISTRATOR = "bench"
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "shared_buffers": "512MB",
    "effective_cache_size": "2GB",
    "work_mem": "64MB",
    "maintenance_work_mem": "512MB",
    "max_wal_size": "4GB",
    "random_page_cost": "1.1",
    "default_toast_compression": "lz4",
    "jit": "off",
}


class Postgresql(engine.Engine):
    """A cluster of its own, in the folder of the engine."""

    name = "postgresql"

    def check(self):
        engine.needs("postgresql-15", *(PROGRAMS / name for name in ("initdb", "postgres", "psql")))
        self.path = java_server.class_path(("postgresql-",), "libpostgresql-jdbc-java")
        self.data = self.folder / "data"
        self.owner = owner()
        self.port = None   # while it is served

    def version(self):
        return processes.run_program([PROGRAMS / "postgres", "--version"]).strip()

    def as_owner(self):
        """How to run a program as the owner of the cluster."""
        if not self.owner:
            return {}
        user = pwd.getpwnam(self.owner)
        return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": [], "cwd": "/"}

    def load(self, articles):
        self.data.mkdir(mode=0o700)
        if self.owner:
            shutil.chown(self.data, self.owner)
            check_way(self.data)
        processes.run_program([PROGRAMS / "initdb", "-D", self.data, "-U", ADMINISTRATOR,
                               "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"], **self.as_owner())
        table = self.folder / "articles.csv"
        write_rows(articles, table)
        with self.database():
            self.statement("-f", QUERIES / "schema.sql")
            self.statement("-c", rf"\copy articles (number, id, title, body, date, year, month, "
                                 rf"tags) FROM '{table}' (FORMAT csv)")
            self.statement("-f", QUERIES / "finish.sql")
        table.unlink()

    def statement(self, *arguments):
        """What psql prints for a statement."""
        return processes.run_program([PROGRAMS / "psql", "-X", "-q", "-A", "-t", "-h", "127.0.0.1",
                                      "-p", self.port, "-U", ADMINISTRATOR, "-d", "postgres",
                                      "-v", "ON_ERROR_STOP=1", *arguments])

    @contextlib.contextmanager
    def database(self):
        """The database server alone."""
        self.port = processes.free_port()
        options = [part for name, value in SETTINGS.items() for part in ("-c", f"{name}={value}")]
        with processes.server([PROGRAMS / "postgres", "-D", self.data, "-p", self.port,
                               "-c", f"unix_socket_directories={self.data}", *options],
                              self.port, self.folder / "database.log",
                              **self.as_owner()) as process:
            self.wait_until_ready()
            yield process

    def wait_until_ready(self):
        """A server that listens may still refuse connections for a while."""
        limit = time.monotonic() + processes.START_SECONDS
        while time.monotonic() < limit:
            ready = subprocess.run([PROGRAMS / "pg_isready", "-q", "-h", "127.0.0.1", "-p",
                                    str(self.port)])
            if ready.returncode == 0:
                return
            time.sleep(0.1)
        raise processes.ServerFailed(f"refuses connections after {processes.START_SECONDS} s")

    def index_bytes(self):
        return int(self.statement("-c", "SELECT pg_total_relation_size('articles')"))

    @contextlib.contextmanager
    def serving(self):
        path = java_server.compiled(SOURCES, self.path, self.folder / "classes")
        port = processes.free_port()
        with self.database() as database:
            url = (f"jdbc:postgresql://127.0.0.1:{self.port}/postgres?user={ADMINISTRATOR}"
                   "&prepareThreshold=1")
            with processes.server(java_server.command(path, "PostgresqlSearch", port,
                                                      2 * self.cores, QUERIES / "search.sql", url),
                                  port, self.folder / "server.log") as process:
                yield engine.Service(port, (database.pid, process.pid))

    def target(self, query):
        return "/search?" + engine.parameters(q=query_table.written(query, "postgresql"))

    def answer(self, body):
        return engine.common_answer(json.loads(body))


def owner():
    """Who the database server must run as; nobody in particular unless this is root."""
    if os.geteuid() != 0:
        return None
    names = {each.pw_name for each in pwd.getpwall()}
    return next(name for name in OWNERS if name in names)


def check_way(folder):
    """Throws EngineMissing when the owner of the cluster could not reach it."""
    for parent in folder.resolve().parents:
        if not parent.stat().st_mode & 0o001:
            raise engine.EngineMissing(f"root must not run PostgreSQL, and others cannot reach "
                                       f"{parent}: name another folder by --work")


def write_rows(articles, table):
    """The articles as CSV, in the order of the columns that \\copy names."""
    with open(table, "w", encoding="utf-8", newline="") as lines:
        rows = csv.writer(lines)
        for number, article in enumerate(articles.each(), start=1):
            date = article.get("date", "")
            rows.writerow([number, article["id"], article["title"], article["text"], date,
                           date[:4], date[5:7], array(article["tags"])])


def array(values):
    """A list of texts as PostgreSQL reads it."""
    quoted = (value.replace("\\", "\\\\").replace('"', '\\"') for value in values)
    return "{" + ",".join(f'"{value}"' for value in quoted) + "}"
