"""Tests of the bench itself: python3 bench/relevance/bench_test.py"""

import pathlib
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True

import judged_sets  # noqa: E402
import kiosque  # noqa: E402
import metrics  # noqa: E402


class Measures(unittest.TestCase):
    """What a run reaches."""

    def test_a_perfect_order_reaches_everything(self):
        measured = metrics.measure_query(["a", "b"], {"a": 3, "b": 1, "c": 0})
        self.assertEqual(measured, metrics.Measures(1.0, 1.0, 1.0))

    def test_a_gain_is_the_grade_over_the_logarithm_of_the_rank(self):
        # (1 + 3 / log2(3)) / (3 + 1 / log2(3))
        measured = metrics.measure_query(["b", "a"], {"a": 3, "b": 1})
        self.assertAlmostEqual(measured.ndcg, 0.796708, places=6)

    def test_what_comes_after_the_tenth_counts_for_recall_alone(self):
        documents = [str(number) for number in range(20)]
        measured = metrics.measure_query(documents, {"10": 1, "99": 1})
        self.assertEqual(measured, metrics.Measures(0.0, 0.0, 0.5))

    def test_a_query_without_results_counts_as_nothing_reached(self):
        measured = metrics.measure_run({}, {"q": {"a": 1}})
        self.assertEqual(metrics.mean(measured), metrics.Measures(0.0, 0.0, 0.0))

    def test_a_query_without_a_good_document_is_left_out(self):
        self.assertEqual(metrics.measure_run({"q": ["a"]}, {"q": {"a": 0}}), {})

    def test_a_sure_difference_is_told_from_chance(self):
        good = metrics.Measures(1.0, 1.0, 1.0)
        bad = metrics.Measures(0.0, 0.0, 0.0)
        first = {str(number): good for number in range(100)}
        half = {str(number): good if number % 2 else bad for number in range(100)}
        other = {str(number): bad if number % 2 else good for number in range(100)}
        self.assertEqual(metrics.compare(first, half).verdict, "better")
        self.assertEqual(metrics.compare(half, first).verdict, "worse")
        self.assertEqual(metrics.compare(half, other).verdict, "no sure difference")
        self.assertEqual(metrics.compare(first, half), metrics.compare(first, half))


class Split(unittest.TestCase):
    """Which questions are tuned on, and which are kept for the test."""

    def test_an_article_always_falls_into_the_same_part(self):
        self.assertEqual(judged_sets.part_of_title("Aral"), "test")
        self.assertEqual(judged_sets.part_of_title("Énergie éolienne"), "tuning")

    def test_a_question_on_articles_of_both_parts_is_in_neither(self):
        documents = [judged_sets.Document("a", "Aral", ""),
                     judged_sets.Document("e", "Énergie éolienne", "")]
        judgements = {"one": {"a": 1}, "both": {"a": 1, "e": 1}}
        self.assertEqual(judged_sets.split_by_title(documents, judgements), {"one": "test"})


class Sets(unittest.TestCase):
    """Files that cannot be measured with."""

    def test_a_judgement_of_an_unknown_document_is_refused(self):
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            (folder / "docs.jsonl").write_text('{"id": "a", "title": "", "text": "loi"}\n')
            (folder / "queries.tsv").write_text("q\tloi\n")
            (folder / "qrels.tsv").write_text("q\tb\t1\n")
            with self.assertRaisesRegex(judged_sets.SetError, "judges document 'b'"):
                judged_sets.read_folder_set(folder)


class Queries(unittest.TestCase):
    """Queries longer than the server takes."""

    def test_a_long_query_is_cut_at_a_space(self):
        self.assertEqual(kiosque.fitting("mot " * 300), ("mot " * 250).rstrip())

    def test_a_short_query_stays_as_it_is(self):
        self.assertEqual(kiosque.fitting("l’énergie"), "l’énergie")


if __name__ == "__main__":
    unittest.main()
