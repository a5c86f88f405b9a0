"""Names of persons that are written in English as they are in Vietnamese, without the diacritics.

Only what is certain: a Vietnamese full name (a family name and one to four more capitalised syllables), or a name of two or more
capitalised words that are not all Vietnamese syllables (Luis Antonio Torres Iríbar). Names that English spells in another way
(Tập Cận Bình, La Habana) and places are left out: names.toml says which beginnings.
"""

import functools
import math
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

from vi_brief.viet.letters import plain
from vi_brief.viet.syllables import parse

_CAPITALS = "".join(c for c in map(chr, range(0x41, 0x1EFF)) if c.isupper() and (c.isascii() or 0xC0 <= ord(c) < 0x250 or ord(c) >= 0x1E00))
_CAPITALISED = re.compile(rf"(?<![\w'’-])[{_CAPITALS}][^\W\d_]*(?:['’-][^\W\d_]+)*")
LONGEST = 6
_ADDRESSED = re.compile(r"(?:(?<!\w)(?:ông|bà|anh|chị)|(?:^|[\"“'‘(])(?:Ông|Bà|Chị)) $")
"""A form of address; with a capital only where a sentence begins, for elsewhere it belongs to a place ("cầu Ông Lãnh")."""
_LONGEST_ADDRESS = 6
_NEXT = re.compile(r" ([^\W\d_]+)")
_ADDRESSES = frozenset(("Ông", "Bà", "Chị"))
"""Without "Anh", which with a capital is a country as often."""
_OF_WOMEN = "Thị"
"""A middle name that is hardly anything else between two capitalised words: nearly any syllable before it is a family name."""


@functools.cache
def _tables() -> Mapping[str, frozenset[str]]:
    tables = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    return {name: frozenset(" ".join(item.split()) for item in text.split(",")) for name, text in tables.items()}


def family_names() -> frozenset[str]:
    """Vietnamese family names that are hardly ever another word."""
    return _tables()["family"] - _tables()["rare"]


def english_words() -> frozenset[str]:
    """Capitalised English words of titles, bodies, places and events: no parts of a person's name."""
    return _tables()["english_words"]


@functools.lru_cache(maxsize=1024)
def person_names(text: str) -> tuple[tuple[int, int], ...]:
    """Spans of the names in a sentence that are certainly persons and certainly copied, in order, without overlap.

    >>> text = "Ông Nguyễn Văn Bình gặp ông Luis Torres ở Hà Nội."
    >>> [text[a:b] for a, b in person_names(text)]
    ['Nguyễn Văn Bình', 'Luis Torres']
    """
    spans = []
    for run in _runs(text):
        words = [text[a:b] for a, b in run]
        start = 0
        while start < len(words):
            skipped = _no_name_at(words[start:])
            length = 0 if skipped else _name_at(words[start:])
            if length:
                spans.append((run[start][0], run[start + length - 1][1]))
            start += max(1, skipped, length)
    return tuple(spans)


def given_names(text: str) -> Iterator[tuple[int, int]]:
    """Spans of the given names that stand alone after a form of address: "ông Phúc".

    A family name alone is left out: it is how Chinese and Koreans are called, whom English may spell otherwise (ông Tập, ông Vương).

    >>> text = "Ông Bách gặp bà Trương và chị Lài ở Bà Rịa."
    >>> [text[a:b] for a, b in given_names(text)]
    ['Bách', 'Lài']
    """
    for run in _runs(text):
        start, end = run[-1]
        word = text[start:end]
        alone = len(run) == 1 or (len(run) == 2 and text[slice(*run[0])] in _ADDRESSES)
        if not alone or parse(word) is None or word in _no_given_names():
            continue
        follows = _NEXT.match(text, end)
        title = follows is not None and f"{word} {follows[1]}" in _tables()["titles"]
        if not title and _ADDRESSED.search(text, max(0, start - _LONGEST_ADDRESS), start):
            yield start, end


@functools.cache
def _no_given_names() -> frozenset[str]:
    tables = _tables()
    firsts = {name.split()[0] for name in tables["not_copied"]}
    return tables["family"] | tables["weak"] | tables["not_given"] | firsts


def copied(name: str) -> str:
    """The English spelling of a name that `person_names` found."""
    return plain(name)


def _runs(text: str) -> list[list[tuple[int, int]]]:
    """Runs of capitalised words with single spaces between them."""
    runs: list[list[tuple[int, int]]] = []
    for found in _CAPITALISED.finditer(text):
        a, b = found.span()
        word = found.group()
        if len(word) > 1 and word.isupper():
            continue
        if runs and runs[-1][-1][1] + 1 == a and text[a - 1] == " ":
            runs[-1].append((a, b))
        else:
            runs.append([(a, b)])
    return runs


def _no_name_at(words: list[str]) -> int:
    """How many of these words are a place, a country or the beginning of a name that is not copied; 0 if neither."""
    out = _not_names()
    longest = next((n for n in (3, 2, 1) if " ".join(words[:n]) in out), 0)
    return longest or int(words[0] in _tables()["not_first"])


@functools.cache
def _not_names() -> frozenset[str]:
    return _tables()["not_persons"] | _tables()["not_copied"]


def _name_at(words: list[str]) -> int:
    """How many of these capitalised words are a name that begins with the first; 0 if none is certain."""
    tables = _tables()
    foreign = [parse(word) is None for word in words[:LONGEST]]
    if foreign[0]:
        ends = (not odd or word in tables["not_first"] for word, odd in zip(words, foreign, strict=False))
        certain = next((n for n, end in enumerate(ends) if end), len(foreign))
        return _with_plain_tail(words, certain) if certain >= 2 else 0
    ends = (odd or word in tables["never_inside"] for word, odd in zip(words[:5], foreign, strict=False))
    length = next((n for n, end in enumerate(ends) if end), min(len(words), 5))
    if length < _shortest(words):
        return 0
    return min(length, 4 if words[1] in tables["middle"] else 3)


def _shortest(words: list[str]) -> float:
    """How many syllables make a certain name of what begins with these; infinite where none can."""
    tables = _tables()
    if words[0] in tables["family"]:
        return 3 if words[0] in tables["rare"] else 2
    if len(words) < 3 or f"{words[1]} {words[2]}" in _not_names():
        return math.inf
    of_a_woman = words[1] == _OF_WOMEN and words[0] not in tables["before_thi"] and words[2] not in tables["after_thi"]
    return 3 if of_a_woman or (words[0] in tables["weak"] and words[1] in tables["middle"]) else math.inf


def _with_plain_tail(words: list[str], length: int) -> int:
    """A foreign name may end in a word that could be a Vietnamese syllable without marks: Victor Gorodeki Kot."""
    follows = length < min(len(words), LONGEST) and words[length].isascii() and not _no_name_at(words[length:])
    return length + 1 if follows else length
