"""Which words of a French text make a query: letters alone, and no stop words."""

import re

LETTERS = re.compile(r"[^\W\d_]+")
SHORTEST = 3

STOP_WORDS = frozenset("""
    afin ainsi alors après au aucun aucune aussi autre autres aux avant avec avoir car ce ceci
    cela celle celles celui ces cet cette ceux chaque chez ci comme dans de depuis des dès donc
    dont du elle elles en entre est et étaient était étant été être eux font il ils je jusqu
    jusque la là le les leur leurs lors lorsqu lorsque lui ma mais me même mêmes mes moi mon ne ni
    nos notre nous on ont or ou où par parmi pas pendant peu peut peuvent plus pour pourra
    pourront puis qu quand que quel quelle quelles quels qui quoi sa sans sauf se sera serait
    seront ses si sinon soi soient soit son sont sous sur ta tandis te tel telle telles tels tes
    toi ton tous tout toute toutes très tu un une vers voici voilà vos votre vous
    """.split())


def words_of(text):
    """The words of a text in their order, in small letters."""
    return LETTERS.findall(text.lower())


def is_telling(word):
    """Whether a word would be searched for: long enough, and no stop word."""
    return len(word) >= SHORTEST and word not in STOP_WORDS


def phrases_of(text, length):
    """Every `length` words with nothing but a space between, a telling one first and last."""
    words = text.lower().split(" ")
    for begin in range(len(words) - length + 1):
        phrase = words[begin:begin + length]
        if (all(map(LETTERS.fullmatch, phrase)) and is_telling(phrase[0])
                and is_telling(phrase[-1])):
            yield phrase


def words_and_numbers(text):
    """The runs of letters or digits in what people typed, in small letters."""
    return re.findall(r"[^\W_]+", text.lower())
