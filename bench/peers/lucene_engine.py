"""Lucene behind a small HTTP server in Java."""

import contextlib
import json
import re

import engine
import java_server
import processes
import query_table

NAMES = ("lucene-core-8.", "lucene-analyzers-common-8.", "lucene-facet-8.", "lucene-highlighter-8.",
         "lucene-memory-8.", "lucene-queries-8.", "lucene-queryparser-8.")
SOURCES = ("JsonText", "LuceneArticles", "LuceneFields", "LuceneSearch", "SearchServer")


class Lucene(engine.Engine):
    """One segment, one searcher for all threads, two threads a core."""

    name = "lucene"

    def check(self):
        self.path = java_server.class_path(NAMES, "liblucene8-java")

    def version(self):
        number = re.search(r"lucene-core-([\d.]+)\.jar", self.path).group(1)
        return f"Lucene {number}, {java_server.java_version()}"

    def program(self, name, *arguments):
        """The command that runs one of the Java programs, compiled anew."""
        path = java_server.compiled(SOURCES, self.path, self.folder / "classes")
        return java_server.command(path, name, *arguments)

    def load(self, articles):
        processes.run_program(self.program("LuceneArticles", articles.path, self.folder / "index"))

    def index_bytes(self):
        return processes.disk_bytes(self.folder / "index")

    @contextlib.contextmanager
    def serving(self):
        port = processes.free_port()
        with processes.server(self.program("LuceneSearch", port, 2 * self.cores,
                                           self.folder / "index"),
                              port, self.folder / "server.log") as process:
            yield engine.Service(port, (process.pid,))

    def target(self, query):
        return "/search?" + engine.parameters(q=query_table.written(query, "lucene"))

    def answer(self, body):
        return engine.common_answer(json.loads(body))
