"""Word by word, how sure it is that the other side says it.

The lexicon (`lexicon.tsv.gz`, made by `training/lexicon.py`) knows the stems that translate a Vietnamese unit, and for each word the
log-odds that it was not translated, when a translation of it stands on the other side and when none does. Summed over a stretch they are
the log-likelihood ratio of "this stretch has no counterpart" against "it has", as naive Bayes reckons it.
"""

import gzip
import importlib.resources
import re
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from vi_brief.checks._words import English, Syllables, english_words, stem, syllables, units

NAME = (-1.5, 0.5)
"""Odds of a capitalised word that the lexicon does not have, by its own letters on the other side. Set by hand, milder than most words of
the lexicon: names have a check of their own and may be a pronoun in the other language."""
FIGURE = (-1.0, 0.3)
"""Odds of a figure, likewise."""

_FIGURES = re.compile(r"\d+")
_CACHED = 256
_NEUTRAL = (0.0, 0.0)


class Word(NamedTuple):
    """One word or unit. `present` and `missing` are its odds, in nats, of having no counterpart where a counterpart is in sight and where
    none is; `matches` are the words of the other side that may be its counterpart.
    """

    start: int
    end: int
    present: float
    missing: float
    matches: tuple[str, ...]

    @property
    def odds(self) -> float:
        """The evidence of this word alone."""
        return self.present if self.matches else self.missing


class Entry(NamedTuple):
    """What is known of a Vietnamese unit: its odds, and the stems that translate it or one of its syllables."""

    present: float
    missing: float
    stems: frozenset[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Vietnamese unit -> entry; English stem -> odds (present, missing)."""

    units: dict[str, Entry]
    english: dict[str, tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Sides:
    """A pair of texts, word by word, in text order; `stems` says how often the English has each stem."""

    vietnamese: tuple[Word, ...]
    english: tuple[Word, ...]
    stems: Counter[str]


_UNKNOWN = Entry(0.0, 0.0, frozenset())


@cache
def lexicon() -> Lexicon:
    """The shipped lexicon."""
    packed = importlib.resources.files("vi_brief.checks").joinpath("lexicon.tsv.gz").read_bytes()
    return read(gzip.decompress(packed).decode())


def read(text: str) -> Lexicon:
    """A lexicon from its rows (`training/lexicon.py` says which)."""
    entries: dict[str, Entry] = {}
    english: dict[str, tuple[float, float]] = {}
    for row in text.splitlines():
        side, word, present, missing, *rest = row.split("\t")
        if side == "V":
            entries[word] = Entry(int(present) / 10, int(missing) / 10, frozenset(rest[0].split()))
        else:
            english[word] = (int(present) / 10, int(missing) / 10)
    for unit, entry in entries.items():
        parts = unit.split()
        if len(parts) > 1:
            entries[unit] = entry._replace(stems=entry.stems.union(*(entries[part].stems for part in parts if part in entries)))
    return Lexicon(entries, english)


@lru_cache(maxsize=_CACHED)
def sides(vi: str, en: str) -> Sides:
    """Both texts with what each word says about being translated; remembered, because several checks ask for the same pair."""
    known = lexicon()
    places, words = syllables(vi), english_words(en)
    stems = Counter([word for word, _, _ in words])
    vietnamese = _vietnamese(vi, places, known, stems)
    supported = {stem(word) for word, _, _ in places}
    for word in vietnamese:
        supported.update(word.matches)
    english = _english(en, words, known, supported)
    figures_vi, figures_en = list(_FIGURES.finditer(vi)), list(_FIGURES.finditer(en))
    return Sides(_with_figures(vietnamese, figures_vi, figures_en), _with_figures(english, figures_en, figures_vi), stems)


def explained(vi: str, within: Collection[str] | None = None, apart: Collection[str] = ()) -> set[str]:
    """The stems that the Vietnamese accounts for: of all its units, or of those with one of the syllables `within`; never of a unit with a
    syllable of `apart`.
    """
    known = lexicon()
    found: set[str] = set()
    for unit, _, _ in units(syllables(vi), known.units):
        parts = unit.split()
        if not any(part in apart for part in parts) and (within is None or any(part in within for part in parts)):
            found |= known.units.get(unit, _UNKNOWN).stems
    return found


def _vietnamese(vi: str, places: Syllables, known: Lexicon, stems: Counter[str]) -> list[Word]:
    found = []
    entries, there = known.units, frozenset(stems)
    for unit, first, after in units(places, known.units):
        present, missing, translations = entries.get(unit, _UNKNOWN)
        start, end = places[first][1], places[after - 1][2]
        shared = translations & there
        matches = tuple(sorted(shared)) if len(shared) > 1 else tuple(shared)
        if not matches and vi[start].isupper():
            if (own := stem(unit)) in stems:
                present, missing, matches = *NAME, (own,)
            elif not translations:
                present, missing = NAME
        found.append(Word(start, end, present, missing, matches))
    return found


def _english(en: str, words: English, known: Lexicon, supported: set[str]) -> list[Word]:
    found = []
    for word, start, end in words:
        present, missing = known.english.get(word) or (NAME if en[start].isupper() else _NEUTRAL)
        found.append(Word(start, end, present, missing, (word,) if word in supported else ()))
    return found


def _with_figures(words: list[Word], here: list[re.Match[str]], there: list[re.Match[str]]) -> tuple[Word, ...]:
    """The words and the figures of a text, in order; a figure matches the same digits on the other side."""
    if not here:
        return tuple(words)
    digits = {m[0] for m in there}
    return tuple(sorted((*words, *(Word(*m.span(), *FIGURE, (m[0],) if m[0] in digits else ()) for m in here))))
