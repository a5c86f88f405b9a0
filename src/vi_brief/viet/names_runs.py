"""Capitalised words of a text, and what they may be: names, Vietnamese syllables, acronyms."""

import re
from collections.abc import Sequence
from functools import lru_cache

from vi_brief.viet.letters import plain
from vi_brief.viet.names import english_words, family_names
from vi_brief.viet.syllables import ONSETS, RHYMES, parse

LETTERS_NOT_VIETNAMESE = frozenset("FJWZ")
"""No abbreviation of Vietnamese words has one of these letters."""


@lru_cache(maxsize=65536)
def is_foreign(word: str) -> bool:
    """Whether a capitalised word is no Vietnamese syllable and no acronym, so that English copies it.

    >>> is_foreign("Samsung"), is_foreign("Thắng"), is_foreign("WHO")
    (True, False, False)
    """
    return len(word) > 2 and word[0].isupper() and not word.isupper() and word.isalpha() and parse(word) is None


def is_foreign_acronym(word: str) -> bool:
    """Whether a word is an acronym that cannot be short for Vietnamese words: ASCII capitals, F, J, W or Z among them.

    >>> is_foreign_acronym("WHO"), is_foreign_acronym("UBND"), is_foreign_acronym("NXB")
    (True, False, False)
    """
    return 2 < len(word) < 7 and word.isascii() and word.isupper() and not LETTERS_NOT_VIETNAMESE.isdisjoint(word)


def runs(words: Sequence[str], spans: Sequence[tuple[int, int]]) -> list[range]:
    """The stretches of capitalised words with one space or hyphen between them, as ranges of places."""
    found: list[range] = []
    for at, word in enumerate(words):
        if not word[0].isupper():
            continue
        if found and found[-1].stop == at and spans[at][0] == spans[at - 1][1] + 1:
            found[-1] = range(found[-1].start, at + 1)
        else:
            found.append(range(at, at + 1))
    return found


def is_vietnamese_name(words: Sequence[str]) -> bool:
    """Whether English words look like a Vietnamese full name: a family name, then syllables, two to four in all.

    >>> is_vietnamese_name(["Nguyen", "Van", "Thang"]), is_vietnamese_name(["White", "House"])
    (True, False)
    """
    return 2 <= len(words) <= 4 and words[0] in _plain_families() and all(is_plain_syllable(word.lower()) for word in words)


def may_be_name(words: Sequence[str]) -> bool:
    """Whether capitalised English words may be a person's name: none is a word of bodies, places and events or has an ending of such.

    >>> may_be_name(["Kenji", "Watanabe"]), may_be_name(["Investment", "Certificate"]), may_be_name(["White", "House"])
    (True, False, False)
    """
    return not any(word in english_words() or word.isupper() or _ENDINGS.search(word) for word in words)


_ENDINGS = re.compile(
    r"(?:[ts]ion|ment|[a-z]{3}ing|ance|ence|ity|ial|ical|cate|est|ship|ics|ive|ous|tory|ness|able|less|ful|ized|ists?|isms?|ers)s?$"
)


@lru_cache(maxsize=65536)
def is_plain_syllable(word: str) -> bool:
    """Whether a lower-case word without marks may be a Vietnamese syllable.

    >>> is_plain_syllable("nguyen"), is_plain_syllable("street")
    (True, False)
    """
    return any(word[:n] in _plain_onsets() and word[n:] in _plain_rhymes() for n in range(4))


@lru_cache(maxsize=1)
def _plain_onsets() -> frozenset[str]:
    return frozenset(plain(onset) for onset in ONSETS)


@lru_cache(maxsize=1)
def _plain_rhymes() -> frozenset[str]:
    return frozenset(plain(rhyme) for rhyme in RHYMES)


@lru_cache(maxsize=1)
def _plain_families() -> frozenset[str]:
    return frozenset(plain(name) for name in family_names())
