"""Groonga behind its own HTTP server."""

import contextlib
import json
import os
import subprocess
import unicodedata

import engine
import processes
import query_table

SERVER = "/usr/sbin/groonga-httpd"
COMMANDS = engine.HERE / "groonga"
ACCENTED = "àáâäãåçèéêëìíîïñòóôöõùúûüýÿ"

SETTINGS = """
{user}
worker_processes {cores};
daemon off;
pid {folder}/server.pid;
error_log {folder}/errors.log;
events {{ worker_connections 1024; }}
http {{
  access_log off;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  keepalive_timeout 65;
  keepalive_requests 100000000;
  groonga_database {folder}/index/db;
  groonga_log_path {folder}/groonga.log;
  groonga_query_log_path off;
  groonga_cache_limit 0;
  server {{
    listen 127.0.0.1:{port};
    location /d/ {{ groonga on; }}
  }}
}}
"""


class Groonga(engine.Engine):
    """A process for each core, no answers kept."""

    name = "groonga"

    def check(self):
        engine.needs("groonga-bin, groonga-httpd, groonga-token-filter-stem", "groonga", SERVER)

    def version(self):
        return processes.run_program(["groonga", "--version"]).split("[")[0].strip()

    def load(self, articles):
        (self.folder / "index").mkdir()
        database = self.folder / "index" / "db"
        processes.run_program(["groonga", "-n", database, "quit"])
        lines = self.folder / "articles.grn"
        with open(lines, "w", encoding="utf-8") as commands:
            commands.write((COMMANDS / "schema.grn").read_text(encoding="utf-8"))
            write_rows(commands, "Folds", folds())
            write_rows(commands, "Articles", map(row, articles.each()))
            commands.write((COMMANDS / "finish.grn").read_text(encoding="utf-8"))
        self.execute(database, lines)
        lines.unlink()

    def execute(self, database, lines):
        """Runs a file of commands; throws ServerFailed at the first that is refused."""
        ended = subprocess.run(["groonga", "--file", lines, database], stdout=subprocess.PIPE,
                               stderr=subprocess.STDOUT, text=True)
        for answer in ended.stdout.splitlines():
            if not answer.startswith("[[0,"):
                raise processes.ServerFailed(f"groonga answered {answer[:300]}")

    def index_bytes(self):
        return processes.disk_bytes(self.folder / "index")

    @contextlib.contextmanager
    def serving(self):
        port = processes.free_port()
        settings = self.folder / "server.conf"
        settings.write_text(SETTINGS.format(
            folder=self.folder, port=port, cores=self.cores,
            user="user root;" if os.geteuid() == 0 else ""), encoding="utf-8")
        with processes.server([SERVER, "-p", self.folder, "-c", settings], port,
                              self.folder / "server.log") as process:
            yield engine.Service(port, (process.pid,))

    def target(self, query):
        drilldowns = {}
        for name in engine.FACETS:
            drilldowns[f"drilldowns[{name}].keys"] = name
            drilldowns[f"drilldowns[{name}].sort_keys"] = "-_nsubrecs" if name == "tags" else "_key"
            drilldowns[f"drilldowns[{name}].limit"] = engine.TAGS if name == "tags" else -1
        return "/d/select?" + engine.parameters(
            table="Articles", match_columns="title * 2 || body",
            query=query_table.written(query, "groonga"), sort_keys="-_score", limit=engine.HITS,
            output_columns="_key,title,date,snippet_html(body)", cache="no", **drilldowns)

    def answer(self, body):
        found = json.loads(body)[1]
        total, _, *hits = found[0]
        return engine.Answer(total[0], len(hits), sum(bool(hit[3]) for hit in hits),
                             len(found[1]) if len(found) > 1 else 0)


def folds():
    """Letters with an accent, and what they are without it."""
    for letter in ACCENTED:
        yield {"_key": letter, "to": unicodedata.normalize("NFD", letter)[0]}
    yield {"_key": "œ", "to": "oe"}
    yield {"_key": "æ", "to": "ae"}


def row(article):
    """An article as Groonga loads it."""
    date = article.get("date", "")
    return {"_key": article["id"], "title": article["title"], "body": article["text"],
            "date": date, "tags": article["tags"], "year": date[:4], "month": date[5:7]}


def write_rows(commands, table, rows):
    """A command that loads rows, an object a line."""
    commands.write(f"load --table {table}\n[\n")
    for number, each in enumerate(rows):
        commands.write((",\n" if number else "") + json.dumps(each, ensure_ascii=False))
    commands.write("\n]\n")
