"""Queries out of the articles themselves: the same seed and articles give the same queries."""

import collections
import random

import french_words
import query_table

SHARES = {"frequent": 10, "middling": 15, "rare": 15, "two": 20, "three": 15, "phrase": 15,
          "either": 10}   # percent
FREQUENT = 0.05           # of all articles have the word
RARE = 0.002              # less than these, but FEWEST at least
FEWEST = 2
TRIES = 10_000            # articles that are looked at for one query


class QueriesError(Exception):
    """There is too little in the articles to make the queries of."""


def article_counts(texts):
    """In how many of the texts each telling word stands."""
    counts = collections.Counter()
    for text in texts:
        counts.update(set(filter(french_words.is_telling, french_words.words_of(text))))
    return counts


def by_frequency(counts, articles):
    """The words that stand in many, some and few of so many articles, each list in order."""
    classes = {"frequent": [], "middling": [], "rare": []}
    for word in sorted(counts):
        share = counts[word] / articles
        if share >= FREQUENT:
            classes["frequent"].append(word)
        elif share >= RARE:
            classes["middling"].append(word)
        elif counts[word] >= FEWEST:
            classes["rare"].append(word)
    return classes


def numbers_by_kind(count):
    """How many queries there are of each kind; what rounding leaves over goes to `two`."""
    numbers = {kind: count * share // 100 for kind, share in SHARES.items()}
    numbers["two"] += count - sum(numbers.values())
    return numbers


def words_from(kind, title, text, draw):
    """The words of a query of this kind out of one article; None when it has too few."""
    if kind == "phrase":
        phrases = list(french_words.phrases_of(text, draw.choice((2, 3))))
        return draw.choice(phrases) if phrases else None
    source, count = (title, 3) if kind == "three" else (text, 2)
    words = list(dict.fromkeys(filter(french_words.is_telling, french_words.words_of(source))))
    if len(words) < count:
        return None
    return [words[place] for place in sorted(draw.sample(range(len(words)), count))]


def make(articles, count, seed):
    """`count` queries in random order out of a list of (title, text)."""
    draw = random.Random(seed)
    classes = by_frequency(article_counts(f"{title} {text}" for title, text in articles),
                           len(articles))
    queries = []
    for kind, number in numbers_by_kind(count).items():
        if kind in classes:
            if number and not classes[kind]:
                raise QueriesError(f"the articles have no {kind} word")
            queries += [query_table.Query(kind, (draw.choice(classes[kind]),))
                        for _ in range(number)]
        else:
            queries += [drawn(kind, articles, draw) for _ in range(number)]
    draw.shuffle(queries)
    return queries


def drawn(kind, articles, draw):
    """A query of this kind out of an article that has the words for it."""
    for _ in range(TRIES):
        words = words_from(kind, *draw.choice(articles), draw)
        if words:
            return query_table.Query(kind, tuple(words))
    raise QueriesError(f"no article of {TRIES} has the words for a query of the kind '{kind}'")
