#!/usr/bin/env python3
"""How well runs order judged documents.

usage: metrics.py QRELS RUN...

QRELS has lines of query id, document id and grade; a RUN has lines of query id and document id, best
first; tabs between. Prints a line of measures for each run and, for every run after the first, how
sure the difference to the first one is.
"""

import argparse
import collections
import dataclasses
import math
import pathlib
import random

RANKS = 10          # nDCG and MRR look at the first ten
RECALL_RANKS = 100
SAMPLES = 2000      # of the bootstrap
SEED = 20261122


@dataclasses.dataclass(frozen=True)
class Measures:
    """What a run reaches, each from 0 to 1; for one query, or the mean of many."""

    ndcg: float
    mrr: float
    recall: float


def ndcg(documents, grades):
    """nDCG@10. A document gains its grade, divided by log2(rank + 1); the best order there could be
    of all judged documents gains 1."""
    def gained(ordered_grades):
        return sum(grade / math.log2(rank + 2) for rank, grade in enumerate(ordered_grades))
    best = sorted(grades.values(), reverse=True)[:RANKS]
    return gained(grades.get(document, 0) for document in documents[:RANKS]) / gained(best)


def reciprocal_rank(documents, good):
    """1 / rank of the first good document among the first ten, else 0."""
    return next((1 / (rank + 1) for rank, document in enumerate(documents[:RANKS])
                 if document in good), 0.0)


def measure_query(documents, grades):
    """The Measures of one query, or None when no document is judged good: nothing can be reached."""
    good = {document for document, grade in grades.items() if grade > 0}
    if not good:
        return None
    return Measures(ndcg=ndcg(documents, grades),
                    mrr=reciprocal_rank(documents, good),
                    recall=len(good.intersection(documents[:RECALL_RANKS])) / len(good))


def measure_run(run, judgements):
    """The Measures of each query that has a good document; a query without results counts as 0.

    `run` maps a query to its documents, best first; `judgements` a query to {document: grade}.
    """
    measured = {query: measure_query(run.get(query, []), grades)
                for query, grades in judgements.items()}
    return {query: measures for query, measures in measured.items() if measures is not None}


def mean(measured):
    """The mean of what measure_run gives."""
    count = max(len(measured), 1)
    return Measures(*(sum(getattr(each, field.name) for each in measured.values()) / count
                      for field in dataclasses.fields(Measures)))


@dataclasses.dataclass(frozen=True)
class Difference:
    """By how much the first of two runs is better in nDCG@10, with a 95 % interval."""

    mean: float
    low: float
    high: float

    @property
    def verdict(self):
        """Whether chance alone could make the difference."""
        if self.low > 0:
            return "better"
        return "worse" if self.high < 0 else "no sure difference"

    def __str__(self):
        return f"{self.mean:+.4f} (95 %: {self.low:+.4f} to {self.high:+.4f}), {self.verdict}"


def compare(first, second, samples=SAMPLES, seed=SEED):
    """The Difference of two runs over the same queries, both from measure_run: a paired bootstrap,
    that is, the mean over the queries drawn again and again, each time as many, with repeats."""
    differences = [first[query].ndcg - second[query].ndcg for query in sorted(first)]
    if not differences:
        return Difference(0.0, 0.0, 0.0)
    count = len(differences)
    generator = random.Random(seed)
    means = sorted(sum(generator.choices(differences, k=count)) / count for _ in range(samples))
    return Difference(mean=sum(differences) / count,
                      low=means[int(samples * 0.025)],
                      high=means[int(samples * 0.975)])


def read_judgements(path):
    """{query: {document: grade}} of a file of lines query, document, grade."""
    judgements = collections.defaultdict(dict)
    with open(path, encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                query, document, grade = line.rstrip("\n").split("\t")[:3]
                judgements[query][document] = int(grade)
            except ValueError:
                raise ValueError(f"{path}:{number}: expected query id, document id and a whole "
                                 f"grade with tabs between, but found {line.rstrip()!r}") from None
    return dict(judgements)


def read_run(path):
    """{query: [document, ...]} of a file of lines query, document, best first."""
    run = collections.defaultdict(list)
    with open(path, encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                query, document = line.rstrip("\n").split("\t")[:2]
            except ValueError:
                raise ValueError(f"{path}:{number}: expected query id and document id with a tab "
                                 f"between, but found {line.rstrip()!r}") from None
            run[query].append(document)
    return dict(run)


def main():
    """Prints the measures of the runs named on the command line."""
    parser = argparse.ArgumentParser(description="Measures runs against judgements.")
    parser.add_argument("qrels", type=pathlib.Path, help="query id, document id, grade")
    parser.add_argument("runs", type=pathlib.Path, nargs="+", help="query id, document id")
    arguments = parser.parse_args()
    try:
        judgements = read_judgements(arguments.qrels)
        measured = {path: measure_run(read_run(path), judgements) for path in arguments.runs}
    except (OSError, ValueError) as error:
        parser.exit(1, f"{error}\n")
    for path, queries in measured.items():
        reached = mean(queries)
        print(f"{path.name:40s} queries {len(queries)}  nDCG@10 {reached.ndcg:.4f}  "
              f"MRR@10 {reached.mrr:.4f}  R@100 {reached.recall:.4f}")
    first, *others = arguments.runs
    for other in others:
        print(f"{first.name} - {other.name}: {compare(measured[first], measured[other])}")


if __name__ == "__main__":
    main()
