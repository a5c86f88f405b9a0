"""Finds the entries of glossaries in text: a trie over words, leftmost and longest first."""

import functools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from vi_brief.glossaries.packs import Entry, entries
from vi_brief.glossaries.words import Words, vietnamese

T = TypeVar("T")
_CACHED = 1024
_BREAKS = frozenset(',;:()"“”[]…!?')
_NEEDS_CAPITALS = frozenset(["person", "place", "province", "district", "company", "media", "international"])


@dataclass(frozen=True, slots=True)
class Match(Generic[T]):
    """One find: what was found and where."""

    value: T
    start: int
    end: int

    @property
    def span(self) -> tuple[int, int]:
        """Where it stands, end exclusive."""
        return self.start, self.end


class Trie(Generic[T]):
    """Phrases of words with a value each.

    A word of two or more capitals in a phrase ("UBND", "IS") is found in capitals only; every other word whatever its case. Where two
    phrases are the same, the first stays.
    """

    def __init__(self) -> None:
        self._root: dict[str, Any] = {}

    def add(self, words: Words, value: T) -> None:
        """Add a phrase."""
        node = self._root
        for key in words.looked:
            node = node.setdefault(key, {})
        if words.keys:
            broken, lower = not _BREAKS.isdisjoint(words.text), words.text.islower()
            first = node.get("")
            node[""] = (first[0], first[1] or broken, first[2] and lower) if first else (value, broken, lower)

    def find(self, words: Words) -> Iterator[Match[T]]:
        """Every phrase in a text, leftmost and longest, none overlapping another; a phrase does not cross a comma or bracket it lacks."""
        free = 0
        root = self._root
        places = [at for at, (looked, key) in enumerate(zip(words.looked, words.keys, strict=True)) if key in root or looked in root]
        for at in places:
            if at < free:
                continue
            found = self._longest(words, at)
            if found is not None:
                value, free = found
                yield Match(value, words.spans[at][0], words.spans[free - 1][1])

    def _longest(self, words: Words, at: int) -> tuple[T, int] | None:
        node, best = self._root, None
        for place in range(at, len(words.keys)):
            step = node.get(words.looked[place]) or node.get(words.keys[place])
            if step is None:
                break
            node = step
            end = node.get("")
            if end is not None and _is_phrase(words, at, place, *end[1:]):
                best = (end[0], place + 1)
        return best


def _is_phrase(words: Words, first: int, last: int, broken: bool, lower: bool) -> bool:  # noqa: FBT001
    """Whether these words belong together: no comma between them, and no capital that begins something else ("yêu cầu Thủ tướng")."""
    if first == last:
        return True
    if lower and words.printed[first][0].islower() and any(word[0].isupper() for word in words.printed[first + 1 : last + 1]):
        return False
    return broken or _BREAKS.isdisjoint(words.text[words.spans[first][1] : words.spans[last][0]])


def trie(chosen: Iterable[Entry]) -> Trie[Entry]:
    """A trie over the Vietnamese forms of entries."""
    made: Trie[Entry] = Trie()
    for entry in chosen:
        for form in entry.vi:
            made.add(vietnamese(form), entry)
    return made


@functools.cache
def _shipped() -> Trie[Entry]:
    order = {"honorific": 1, "district": 2}
    return trie(sorted(entries(), key=lambda entry: order.get(entry.kind, 0)))


@functools.lru_cache(maxsize=_CACHED)
def shipped(text: str) -> tuple[Match[Entry], ...]:
    """The entries of the shipped packs in a Vietnamese text, in order, without overlap; a name is found only where it is capitalised.

    >>> [(m.value.en, m.start) for m in shipped("Phó Thủ tướng gặp lãnh đạo UBND TP.HCM")]
    [('Deputy Prime Minister', 0), ("People's Committee", 27), ('Ho Chi Minh City', 32)]
    """
    return tuple(match for match in _shipped().find(vietnamese(text)) if _is_name_like(match, text))


def _is_name_like(match: Match[Entry], text: str) -> bool:
    """Whether a name is capitalised as the packs print it: at its last word ("châu Âu"), or nowhere where they do not ("diễn đàn")."""
    last = text[match.start : match.end].rsplit(maxsplit=1)[-1]
    return match.value.kind not in _NEEDS_CAPITALS or not last[0].islower() or _ends_low(match.value)


@functools.cache
def _ends_low(entry: Entry) -> bool:
    return any(form.split()[-1][0].islower() for form in entry.vi)
