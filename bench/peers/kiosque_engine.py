"""Kiosque, as users start it; once without kept answers, once with them."""

import contextlib
import json

import engine
import peer_articles
import processes
import query_table

# A month is a key of the articles; tags and dates are facets by themselves.
CONFIGURATION = f'[facets.{peer_articles.MONTH}]\ntype = "value"\n'
FACETS = f"tags:{engine.TAGS},date:year,{peer_articles.MONTH}:12"


class Kiosque(engine.Engine):
    """The product without kept answers: each is made when it is asked for."""

    name = "kiosque"
    cache_megabytes = 0

    def check(self):
        for program in ("kiosque-index", "kiosque-server"):
            if not (self.programs / program).exists():
                raise engine.EngineMissing(f"{self.programs / program} is not built")

    def version(self):
        number = processes.run_program([self.programs / "kiosque-server", "--version"]).split()[-1]
        return f"Kiosque {number}"

    def load(self, articles):
        configuration = self.folder / "index.toml"
        configuration.write_text(CONFIGURATION, encoding="utf-8")
        processes.run_program([self.programs / "kiosque-index", "--index", self.folder / "index",
                               "--config", configuration, articles.path])

    def index_bytes(self):
        return processes.disk_bytes(self.folder / "index")

    @contextlib.contextmanager
    def serving(self):
        port = processes.free_port()
        with processes.server([self.programs / "kiosque-server", "--index", self.folder / "index",
                               "--port", port, "--cache-mb", self.cache_megabytes],
                              port, self.folder / "server.log") as process:
            yield engine.Service(port, (process.pid,))

    def target(self, query):
        return "/v1/search?" + engine.parameters(
            q=query_table.written(query, "kiosque"), limit=engine.HITS, facets=FACETS,
            fields="id,title,date,snippet_html")

    def answer(self, body):
        found = json.loads(body)
        hits = found["hits"]
        return engine.Answer(found["total"], len(hits),
                             sum(bool(hit["snippet_html"]) for hit in hits), len(found["facets"]))


class KiosqueWithKeptAnswers(Kiosque):
    """The product as it comes; after the check, every answer is kept."""

    name = "kiosque, answers kept"
    keeps_answers = True
    cache_megabytes = 32

    def __init__(self, setting):
        super().__init__(setting)
        self.folder = setting.work / Kiosque.name
