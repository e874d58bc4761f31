"""Tests of the indexing bench.

usage: bench_test.py [PROGRAMS]
With the folder of the built programs, what needs them is tested too.
"""

import json
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True

import article_lines  # noqa: E402  (what is imported must not leave files in the source tree)
import curve_picture  # noqa: E402
import measured_run  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent
PROGRAMS = pathlib.Path(sys.argv.pop(1)) if len(sys.argv) > 1 else None
needs_programs = unittest.skipUnless(PROGRAMS, "no folder of programs is named")


class Bench(unittest.TestCase):
    """A test with a folder of its own."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="kiosque-bench-test-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def generate(self, name, *options):
        """The lines that generate_articles writes to a file."""
        path = self.folder / name
        subprocess.run([PROGRAMS / "generate_articles", "--out", path, *options], check=True,
                       stdout=subprocess.DEVNULL)
        return path.read_bytes().splitlines()

    def run_script(self, script, *options):
        """What a script of this folder prints; it must end well."""
        ended = subprocess.run([sys.executable, HERE / script, "--bin", PROGRAMS, *options],
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.assertEqual(ended.returncode, 0, ended.stderr)
        return ended.stdout


@needs_programs
class Generator(Bench):
    """Generated articles."""

    def test_a_seed_gives_the_same_articles_each_time(self):
        once = self.generate("once", "--articles", "200", "--seed", "7")
        self.assertEqual(once, self.generate("again", "--articles", "200", "--seed", "7"))
        self.assertNotEqual(once, self.generate("other", "--articles", "200", "--seed", "8"))

    def test_a_larger_collection_begins_with_the_smaller_one(self):
        few = self.generate("few", "--articles", "50")
        self.assertEqual(few, self.generate("many", "--articles", "100")[:50])

    def test_the_vocabulary_keeps_growing(self):
        articles = [json.loads(line)["text"].lower() for line in
                    self.generate("articles", "--articles", "1200")]
        quarter = set(re.findall(r"\w+", " ".join(articles[:300])))
        whole = set(re.findall(r"\w+", " ".join(articles)))
        self.assertGreater(len(whole), 1.6 * len(quarter))  # 2 would be the root of 4

    def test_a_folder_has_the_articles_of_the_file(self):
        lines = self.generate("articles", "--articles", "3")
        subprocess.run([PROGRAMS / "generate_articles", "--articles", "3", "--folder",
                        self.folder / "files"], check=True, stdout=subprocess.DEVNULL)
        files = sorted((self.folder / "files" / "0000").iterdir())
        self.assertEqual([path.name for path in files],
                         [f"art-000000{number}.json" for number in (1, 2, 3)])
        self.assertEqual([path.read_bytes().strip() for path in files], lines)


@needs_programs
class Engines(Bench):
    """Kiosque and the plain way over the same articles."""

    def test_each_engine_is_a_row_of_a_markdown_table(self):
        self.generate("articles.jsonl", "--articles", "60")
        printed = self.run_script("run", "--articles", self.folder / "articles.jsonl",
                                  "--engines", "kiosque,plain")
        headings, rule, *rows = [line.strip("| ").split("|") for line in printed.splitlines()
                                 if line.startswith("|")]
        self.assertTrue(all(set(cell.strip()) == {"-"} for cell in rule))
        self.assertEqual([row[0].strip() for row in rows], ["kiosque", "plain"])
        for row in rows:
            self.assertEqual(len(row), len(headings))
            self.assertTrue(all(float(cell) > 0 for cell in row[1:]), row)

    def test_a_curve_has_a_row_and_a_point_for_each_size(self):
        table, picture = self.folder / "curve.csv", self.folder / "curve.svg"
        self.run_script("curve", "--sizes", "40,20", "--csv", table, "--picture", picture)
        sizes = [line.split(",")[0] for line in table.read_text().splitlines()]
        self.assertEqual(sizes, ["articles", "20", "40"])
        self.assertEqual(picture.read_text().count("<circle"), 4)  # two in each panel


class Articles(Bench):
    """What engines are given."""

    def test_lines_that_engines_would_take_in_different_ways_are_left_out(self):
        source = self.folder / "source.jsonl"
        lines = [{"id": "1", "title": "É", "text": "à"}, {"id": "1", "title": "", "text": "deux"},
                 {"id": "2", "title": "", "text": " 3. "}, {"id": "3", "title": "", "text": "bc"}]
        source.write_text("\n".join(map(json.dumps, lines)) + "\n\n")
        articles = article_lines.prepare(source, self.folder / "copy.jsonl")
        self.assertEqual((articles.count, articles.text_bytes, articles.left_out), (2, 6, 2))
        self.assertEqual([json.loads(line)["id"] for line in articles.path.read_text().splitlines()],
                         ["1", "3"])

    def test_a_line_without_a_title_is_refused(self):
        source = self.folder / "source.jsonl"
        source.write_text('{"id": "1", "text": "a"}\n')
        with self.assertRaisesRegex(article_lines.ArticlesError,
                                    "source.jsonl:1: 'title' must be a text, but is None"):
            article_lines.prepare(source, self.folder / "copy.jsonl")


class FailingEngine(Bench):
    """An engine that leaves articles out."""

    def test_an_engine_with_too_few_documents_ends_the_run(self):
        source = self.folder / "source.jsonl"
        source.write_text('{"id": "1", "title": "", "text": "a"}\n'
                          '{"id": "2", "title": "", "text": "b"}\n')
        program = self.folder / "plain_xapian"
        program.write_text("#!/bin/sh\necho '1 articles indexed in 0.1 s; 0.1 MB of text'\n")
        program.chmod(0o755)
        ended = subprocess.run([sys.executable, HERE / "run", "--articles", source, "--engines",
                                "plain", "--bin", self.folder],
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.assertEqual((ended.returncode, ended.stdout, ended.stderr),
                         (1, "", "run: plain has 1 documents of 2 articles\n"))


class Measuring(unittest.TestCase):
    """What a program took."""

    def test_memory_and_time_of_a_program_are_its_own(self):
        measured = measured_run.measure(
            [sys.executable, "-c", "import time; b = b'x' * 10**8; time.sleep(0.3); print('end')"])
        self.assertEqual(measured.output, "end\n")
        self.assertGreater(measured.wall_seconds, 0.3)
        self.assertLess(measured.cpu_seconds, measured.wall_seconds)
        self.assertGreater(measured.peak_bytes, 1e8)
        self.assertGreater(measured.sampled_peak_bytes, 1e8)

    def test_a_program_that_fails_ends_the_run_with_its_complaint(self):
        with self.assertRaisesRegex(measured_run.RunFailed, "ended with 1:\nno disk"):
            measured_run.measure([sys.executable, "-c", "raise SystemExit('no disk')"])


class Picture(unittest.TestCase):
    """How figures are written on the picture."""

    def test_times_are_written_as_people_do(self):
        for seconds, written in ((0.25, "0.2 s"), (8.31, "8.3 s"), (59, "59 s"),
                                 (95, "1 min 35 s"), (600, "10 min"), (3900, "1 h 05 min")):
            self.assertEqual(curve_picture.written_seconds(seconds), written)

    def test_steps_between_ticks_are_round(self):
        for most, step in ((1.1, 1), (24, 20), (99, 50), (250, 200)):
            self.assertEqual(curve_picture.round_step(most), step)


if __name__ == "__main__":
    unittest.main()
