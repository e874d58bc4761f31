"""Tests of the bench against peers; they need none of the peers."""

import dataclasses
import json
import pathlib
import socket
import subprocess
import sys
import tempfile
import time
import unittest
import unittest.mock

sys.dont_write_bytecode = True
sys.path.append(str(pathlib.Path(__file__).resolve().parent.parent / "indexing"))

import check  # noqa: E402  (what is imported must not leave files in the source tree)
import engine  # noqa: E402
import french_words  # noqa: E402
import groonga_engine  # noqa: E402
import kiosque_engine  # noqa: E402
import load  # noqa: E402
import mixed_queries  # noqa: E402
import omega_engine  # noqa: E402
import peer_articles  # noqa: E402
import picture  # noqa: E402
import postgresql_engine  # noqa: E402
import processes  # noqa: E402
import query_table  # noqa: E402
import tables  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent
ARTICLES = [(f"La réforme des transports numéro {'abcdefghij'[i % 10] * 3}",
             f"Le maire {'xyz'[i % 3] * 4} annonce une hausse des tarifs de transport, dit-on.")
            for i in range(60)]
EITHER = query_table.Query("either", ("maire", "préfet"))
PHRASE = query_table.Query("phrase", ("contrat", "de", "travail"))


class Words(unittest.TestCase):
    """What is taken from texts."""

    def test_phrases_begin_and_end_with_a_telling_word_and_keep_clear_of_marks(self):
        found = french_words.phrases_of("le contrat de travail, est l'accord signé hier", 3)
        self.assertEqual(list(found), [])
        found = french_words.phrases_of("un contrat de travail est signé", 3)
        self.assertEqual(list(found), [["contrat", "de", "travail"], ["travail", "est", "signé"]])


class MixedQueries(unittest.TestCase):
    """Queries out of articles."""

    def make(self, count, seed=1):
        """Queries of sixty articles, where a share of two in a thousand is less than a word."""
        with unittest.mock.patch.multiple(mixed_queries, RARE=0.2, FREQUENT=0.5):
            return mixed_queries.make(ARTICLES, count, seed)

    def test_a_seed_gives_the_same_queries_each_time(self):
        once = self.make(50, 7)
        self.assertEqual(once, self.make(50, 7))
        self.assertNotEqual(once, self.make(50, 8))

    def test_every_kind_has_its_share(self):
        kinds = [query.kind for query in self.make(200)]
        for kind, share in mixed_queries.SHARES.items():
            self.assertEqual(kinds.count(kind), 2 * share, kind)

    def test_shares_are_of_a_hundred_and_rounding_loses_no_query(self):
        self.assertEqual(sum(mixed_queries.SHARES.values()), 100)
        self.assertEqual(sum(mixed_queries.numbers_by_kind(37).values()), 37)

    def test_no_query_is_a_stop_word_alone(self):
        for query in self.make(200):
            self.assertTrue(any(map(french_words.is_telling, query.words)), query)

    def test_articles_without_a_phrase_are_told(self):
        with self.assertRaisesRegex(mixed_queries.QueriesError, "for a query of the kind 'two'"):
            mixed_queries.make([("a", "maire")] * 9, 1, 1)


class Table(unittest.TestCase):
    """Files of queries, and what engines are sent."""

    def read(self, text):
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".tsv") as file:
            file.write(text)
            file.flush()
            return query_table.read(file.name)

    def test_a_table_is_read_as_it_was_written(self):
        self.assertEqual(self.read(query_table.lines_of([EITHER, PHRASE])), [EITHER, PHRASE])

    def test_typed_queries_lose_what_one_engine_alone_would_understand(self):
        self.assertEqual(self.read("Prix* du \"GAZ\" OU -2019\n\n"),
                         [query_table.Query("real", ("prix", "du", "gaz", "ou", "2019"))])

    def test_an_unknown_kind_is_refused_with_its_line(self):
        with self.assertRaisesRegex(query_table.TableError, ":2: 'pair' is no kind of query; "):
            self.read("two\tmaire école\npair\tmaire\n")

    def test_each_engine_has_its_word_for_either(self):
        self.assertEqual({name: query_table.written(EITHER, name) for name in query_table.EITHER},
                         {"kiosque": "maire OU préfet", "omega": "maire OR préfet",
                          "postgresql": '"maire" or "préfet"', "groonga": "maire OR préfet",
                          "lucene": "maire | préfet"})

    def test_a_phrase_stands_in_quotes_everywhere(self):
        for name in query_table.EITHER:
            self.assertEqual(query_table.written(PHRASE, name), '"contrat de travail"')


class Articles(unittest.TestCase):
    """What all engines are given."""

    def test_an_article_keeps_what_is_measured_and_gets_a_month(self):
        kept = peer_articles.reduced({"id": "1", "title": "T", "text": "a\0b", "url": "http://x",
                                      "date": "2019-07-02T10:00", "tags": ["x", "y", "x"]})
        self.assertEqual(kept, {"id": "1", "title": "T", "text": "a b", "date": "2019-07-02",
                                "mois": "07", "tags": ["x", "y"]})

    def test_a_date_that_is_none_is_left_out(self):
        kept = peer_articles.reduced({"id": "1", "title": "T", "text": "a", "date": "hier"})
        self.assertEqual(kept, {"id": "1", "title": "T", "text": "a", "tags": []})

    def test_omega_reads_lines_that_go_on(self):
        self.assertEqual(omega_engine.record({"id": "1", "title": "T", "text": "a\n\nb"}),
                         "id=1\ntitle=T\ndate=\nbody=a\n=\n=b\n\n")

    def test_postgresql_reads_lists_with_quotes(self):
        self.assertEqual(postgresql_engine.array(['a "b"', "c\\d"]), '{"a \\"b\\"","c\\\\d"}')


class Answers(unittest.TestCase):
    """What is taken for a good answer."""

    def setUp(self):
        self.peer = object.__new__(omega_engine.Omega)

    def body(self, **changes):
        found = {"total": 2, "is_exact": True, "hits": [{"snippet": "a"}, {"snippet": ""}]}
        return json.dumps(found | changes).encode()

    def test_hits_snippets_and_facets_are_counted(self):
        self.assertEqual(check.read(self.peer, PHRASE, 200, self.body()),
                         engine.Answer(total=2, hits=2, snippets=1, facets=0))

    def test_groonga_and_kiosque_are_read_as_they_answer(self):
        groonga = object.__new__(groonga_engine.Groonga)
        body = [[0, 1, 2], [[[12], [["_key", "ShortText"]], ["a", "t", "", ["x"]],
                             ["b", "t", "", None]], {"tags": [], "year": []}]]
        self.assertEqual(groonga.answer(json.dumps(body)), engine.Answer(12, 2, 1, 2))
        kiosque = object.__new__(kiosque_engine.Kiosque)
        body = {"total": 3, "hits": [{"snippet_html": "a"}], "facets": {"tags": []}}
        self.assertEqual(kiosque.answer(json.dumps(body)), engine.Answer(3, 1, 1, 1))

    def test_what_is_no_answer_ends_an_engine(self):
        for status, body, complaint in (
                (500, b"no", "phrase 'contrat de travail': status 500: no"),
                (200, b"<html>", "JSONDecodeError"),
                (200, self.body(total=40), "2 hits are shown of 40"),
                (200, self.body(is_exact=False), "the total is an estimate")):
            with self.assertRaisesRegex(check.CheckFailed, complaint):
                check.read(self.peer, PHRASE, status, body)

    def test_the_median_total_is_over_all_queries(self):
        answers = [engine.Answer(total, min(total, 10), min(total, 10), 3) for total in (0, 5, 70)]
        checked = check.summary(answers, [100, 300, 200])
        self.assertEqual(dataclasses.astuple(checked), (5, 1, 1.0, 3, 200))


def is_running(pid):
    """Whether a process is there and not only waits to be forgotten."""
    try:
        return ") Z " not in pathlib.Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False


class Servers(unittest.TestCase):
    """Servers that are started and ended."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="kiosque-bench-test-")
        self.addCleanup(folder.cleanup)
        self.log = pathlib.Path(folder.name) / "log"

    def test_a_server_and_its_children_are_gone_after_the_block(self):
        port = processes.free_port()
        program = ("import http.server, subprocess, sys; "
                   "subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']); "
                   f"http.server.HTTPServer(('127.0.0.1', {port}), None).serve_forever()")
        with processes.server([sys.executable, "-c", program], port, self.log) as process:
            pids = processes.tree([process.pid])
            self.assertEqual(len(pids), 2)
            self.assertGreater(processes.memory_bytes([process.pid]), 1e6)
        limit = time.monotonic() + 10
        while any(map(is_running, pids)) and time.monotonic() < limit:
            time.sleep(0.01)
        self.assertFalse(any(map(is_running, pids)))
        with self.assertRaises(OSError):
            socket.create_connection(("127.0.0.1", port), 1)

    def test_a_load_waits_for_what_the_one_before_left_behind(self):
        program = ("import time; end = time.monotonic() + 1.5\n"
                   "while time.monotonic() < end: pass\ntime.sleep(60)")
        with subprocess.Popen([sys.executable, "-c", program]) as process:
            begin = time.monotonic()
            processes.wait_until_idle([process.pid])
            self.assertGreater(time.monotonic() - begin, 1.5)
            self.assertGreater(processes.cpu_seconds([process.pid]), 0.1)
            process.kill()

    def test_a_server_that_ends_at_once_is_told_with_its_complaint(self):
        with self.assertRaisesRegex(processes.ServerFailed, "ended with 1 at its start: no index"):
            with processes.server([sys.executable, "-c", "raise SystemExit('no index')"],
                                  processes.free_port(), self.log):
                self.fail("it was taken for a server")


class Results(unittest.TestCase):
    """How results are shown."""

    LINE = ('{"requests": 300, "microseconds": 2000000, "p50": 1500, "p99": 20000, "most": 1, '
            '"refused": 1, "broken": 2, "late": 3}\n')

    def results(self):
        told = dataclasses.asdict(load.parsed("Running 2s test\n" + self.LINE, 8, 5_000_000))
        measured = {"name": "kiosque", "state": "measured", "keeps_answers": False,
                    "version": "Kiosque 1",
                    "load_seconds": 3.2, "loads": [told | {"machine_load_before": 0.5}],
                    "checked": {"median_total": 12, "without_hits": 1, "snippet_share": 1.0,
                                "facets": 3, "answer_bytes": 7000},
                    "memory_bytes": 5e6, "index_bytes": 8e6}
        return {"machine": {"processor": "P", "used": 2, "cores": 4, "memory_bytes": 2**33,
                            "system": "S"}, "load_generator": "wrk 4", "seconds": 2,
                "articles": {"count": 10, "text_bytes": 1000}, "queries": {"two": 5},
                "engines": [measured, {"name": "omega", "state": "missing", "why": "no lighttpd"}]}

    def test_the_line_of_the_load_script_is_read(self):
        told = load.parsed("Running 2s test\n" + self.LINE, 8, 5)
        self.assertEqual(dataclasses.astuple(told), (8, 300, 150.0, 1.5, 20.0, 6, 5))

    def test_a_load_without_an_answer_fails_the_engine(self):
        with self.assertRaisesRegex(processes.ServerFailed, "no answer to 8 connections"):
            load.parsed(self.LINE.replace("300", "0", 1), 8, 5)

    def test_an_engine_that_is_missing_has_a_row_that_says_why(self):
        printed = tables.markdown(self.results())
        self.assertIn("| kiosque | 8           | 150       | 1.5    | 20.0   | 6 ", printed)
        self.assertIn("missing: no lighttpd", printed)
        widths = [line.count("|") for line in printed.splitlines() if line.startswith("|")]
        self.assertEqual(set(widths), {7, 10})

    def test_the_picture_has_two_bars_for_each_row_of_answers_that_are_made(self):
        results = self.results()
        results["engines"].append(results["engines"][0] | {"keeps_answers": True})
        drawn = picture.draw(results)
        self.assertEqual(drawn.count('<rect class="bar0"'), 3)  # and one that explains the colour
        self.assertIn(">20<", drawn)

    def test_tables_take_the_place_of_those_before_on_a_page(self):
        page = f"Before\n\n{tables.BEGIN}\nold\n{tables.END}\n\nafter\n"
        self.assertEqual(tables.page_with(page, "new"), page.replace("old", "new"))
        with self.assertRaisesRegex(tables.PageError, "lacks the line '<!-- until here -->'"):
            tables.page_with(tables.BEGIN, "new")

    def test_an_engine_that_is_unknown_is_refused(self):
        ended = subprocess.run([sys.executable, HERE / "run", "--articles", __file__, "--engines",
                                "solr"], stderr=subprocess.PIPE, text=True)
        self.assertEqual(ended.returncode, 2)
        self.assertIn("'solr' is unknown; expected some of kiosque,", ended.stderr)


if __name__ == "__main__":
    unittest.main()
