"""Xapian Omega: scriptindex, and the CGI program under lighttpd."""

import contextlib
import json
import pathlib

import engine
import processes
import query_table

CGI = pathlib.Path("/usr/lib/cgi-bin/omega/omega")
LIGHTTPD = "/usr/sbin/lighttpd"
TEMPLATES = engine.HERE / "omega"
EXACT = 100_000_000   # look for so many matches: then the total is counted, not estimated

SERVER = """
server.document-root = "{folder}/root"
server.bind = "127.0.0.1"
server.port = {port}
server.errorlog = "{folder}/errors.log"
server.modules = ("mod_setenv", "mod_cgi")
server.max-keep-alive-requests = 65535
server.max-keep-alive-idle = 60
cgi.assign = ("omega" => "{cgi}")
setenv.add-environment = ("OMEGA_CONFIG_FILE" => "{folder}/omega.conf")
"""


class Omega(engine.Engine):
    """One process for each answer, as a CGI program has it."""

    name = "omega"

    def check(self):
        engine.needs("xapian-omega, lighttpd", "scriptindex", CGI, LIGHTTPD)

    def version(self):
        omega = processes.run_program(["scriptindex", "--version"]).splitlines()[0]
        server = processes.run_program([LIGHTTPD, "-v"]).split()[0]
        return f"{omega.replace('scriptindex - ', '')}, {server}"

    def load(self, articles):
        dump = self.folder / "articles.dump"
        with open(dump, "w", encoding="utf-8") as lines:
            for article in articles.each():
                lines.write(record(article))
        (self.folder / "data").mkdir()
        processes.run_program(["scriptindex", "--stemmer=french", "--overwrite",
                               self.folder / "data" / "default", TEMPLATES / "articles.script",
                               dump])
        dump.unlink()

    def index_bytes(self):
        return processes.disk_bytes(self.folder / "data")

    @contextlib.contextmanager
    def serving(self):
        port = processes.free_port()
        (self.folder / "root").mkdir(exist_ok=True)
        (self.folder / "root" / "omega").touch()
        (self.folder / "omega.conf").write_text(
            f"database_dir {self.folder}/data\ntemplate_dir {TEMPLATES}\n"
            f"log_dir {self.folder}\ncdb_dir {self.folder}\n", encoding="utf-8")
        settings = self.folder / "lighttpd.conf"
        settings.write_text(SERVER.format(folder=self.folder, port=port, cgi=CGI),
                            encoding="utf-8")
        with processes.server([LIGHTTPD, "-D", "-f", settings], port,
                              self.folder / "server.log") as process:
            yield engine.Service(port, (process.pid,))

    def target(self, query):
        return "/omega?" + engine.parameters(P=query_table.written(query, "omega"), FMT="json",
                                             HITSPERPAGE=engine.HITS, MINHITS=EXACT)

    def answer(self, body):
        found = json.loads(body)
        if not found["is_exact"]:
            raise ValueError("the total is an estimate")
        return engine.common_answer(found)


def record(article):
    """An article as scriptindex reads it: a line goes on behind a "=", a blank line ends it."""
    fields = {"id": article["id"], "title": article["title"], "date": article.get("date", ""),
              "body": article["text"]}
    return "".join(name + "=" + "\n=".join(text.splitlines()) + "\n"
                   for name, text in fields.items()) + "\n"
