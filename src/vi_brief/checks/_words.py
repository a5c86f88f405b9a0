"""Words of both languages as the lexicon counts them: Vietnamese units of one to three syllables, English stems.

The same functions cut the training pairs (`training/lexicon.py`) and the segments that are checked.
"""

import re
from collections.abc import Container
from functools import lru_cache

from vi_brief.viet.letters import WORD, fold, plain

LONGEST_UNIT = 3
"""Syllables in the longest Vietnamese unit; longer names of bodies are made of shorter ones."""
_NO_ENDING = re.compile(r"(?<![^\W_])[^\W\d_]+")
STEM = 7
"""Letters of a stem. Set by hand: "investi" parts investigate from invest, and "develop" joins developed, development, developer."""
_KEPT_S = ("ss", "us", "is")
_ENDINGS = (("ingly", 6), ("ing", 5), ("edly", 7), ("ed", 5), ("ly", 5), ("ment", 7))
"""(ending, shortest word it is cut from)."""

Syllables = list[tuple[str, int, int]]
"""(syllable, start, end) of every word of a Vietnamese text, in order."""
English = list[tuple[str, int, int]]
"""(stem, start, end) of every word of an English text, in order."""


@lru_cache(maxsize=65536)
def syllable(word: str) -> str:
    """A Vietnamese word in lower case with one placement of tone marks.

    >>> syllable("Hoá")
    'hóa'
    """
    return fold(word).lower()


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """What the forms of an English word have in common, roughly; irregular forms are left to the lexicon.

    >>> [stem(w) for w in ("policies", "policy", "agreed", "agreement", "stopping", "stops", "Stop")]
    ['polici', 'polici', 'agr', 'agr', 'stop', 'stop', 'stop']
    """
    word = word.lower() if word.isascii() else plain(word).lower()
    if len(word) > 3 and word[-1] == "s" and not word.endswith(_KEPT_S):
        word = word[:-1]
    for ending, shortest in _ENDINGS:
        if len(word) >= shortest and word.endswith(ending):
            word = word[: -len(ending)]
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeiousl":
        word = word[:-1]
    if len(word) > 3:
        word = word.rstrip("e")
        if word[-1] == "y":
            word = word[:-1] + "i"
    return word[:STEM]


def english_words(text: str) -> English:
    """(stem, start, end) of every word of letters, the ending of an ordinal ("70th") apart."""
    return [(stem(m[0]), m.start(), m.end()) for m in _NO_ENDING.finditer(text)]


def syllables(text: str) -> Syllables:
    """(syllable, start, end) of every word of letters."""
    return [(syllable(m[0]), m.start(), m.end()) for m in WORD.finditer(text)]


def units(words: Syllables, known: Container[str]) -> list[tuple[str, int, int]]:
    """The units of a text as (unit, first word, word after the last): from the left, the longest that `known` has.

    Words belong together only where a single space stands between them.
    """
    found, at, last = [], 0, len(words)
    while at < last:
        unit, _, end = words[at]
        longer, after = unit, at + 1
        for place in range(after, min(at + LONGEST_UNIT, last)):
            word, start, stop = words[place]
            if start - end != 1:
                break
            longer, end = f"{longer} {word}", stop
            if longer in known:
                unit, after = longer, place + 1
        found.append((unit, at, after))
        at = after
    return found
