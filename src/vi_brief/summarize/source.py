"""The translated article as the summarizer's checks see it: sentences with segment ids, tf-idf vectors, names and quantities."""

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import pairwise

from vi_brief.quantities import Quantity, find_en
from vi_brief.records import Translation
from vi_brief.summarize import english

Vector = Mapping[str, float]

Doubt = Callable[[str, Sequence[str]], bool]
"""Whether something speaks against an English text that rests on these segments."""

TITLE = "title"
"""The id of the title's segment."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One English sentence of the article: its segment's id and translation, and its place in the article."""

    text: str
    segment: str
    order: int
    translation: Translation


class Source:
    """An article's English. All look-ups are by content stems, so spelling with or without accents is the same.

    `invents` and `unlikely` hold a text against the Vietnamese; without them only the English is known, and nothing is doubted.
    """

    def __init__(self, translations: Sequence[Translation], invents: Doubt | None = None, unlikely: Doubt | None = None) -> None:
        self._invents, self._unlikely = _remembered(invents), _remembered(unlikely)
        self.translations = tuple(t for t in translations if t.en.strip())
        texts = [(sentence, t) for t in self.translations for sentence in english.sentences(t.en)]
        self.passages = tuple(Passage(text, t.segment.id, order, t) for order, (text, t) in enumerate(texts))
        self._frequency = Counter(word for t in self.translations for word in set(english.content(t.en)))
        self._weights: dict[str, float] = {}
        self._vectors: dict[str, Vector] = {}

    def invents(self, text: str, segments: Sequence[str]) -> bool:
        """Whether a text says what the Vietnamese of these segments does not."""
        return self._invents(text, tuple(segments))

    def unlikely(self, text: str, segments: Sequence[str]) -> bool:
        """Whether a text is hardly a translation of the Vietnamese of these segments."""
        return self._unlikely(text, tuple(segments))

    def weight(self, stem: str) -> float:
        """The inverse document frequency of a stem over the segments; a stem that the article lacks weighs most."""
        known = self._weights.get(stem)
        if known is None:
            known = self._weights[stem] = math.log((len(self.translations) + 1) / (self._frequency[stem] + 0.5)) + 0.3
        return known

    def is_new(self, stem: str) -> bool:
        """Whether no segment has the stem."""
        return stem not in self._frequency

    def vector(self, text: str) -> Vector:
        """The unit tf-idf vector of a text."""
        if text not in self._vectors:
            self._vectors[text] = self._vector(text)
        return self._vectors[text]

    def _vector(self, text: str) -> Vector:
        counted = Counter(english.content(text))
        raw = {stem: (1 + math.log(n)) * self.weight(stem) for stem, n in counted.items()}
        norm = math.sqrt(sum(value * value for value in raw.values())) or 1.0
        return {stem: value / norm for stem, value in raw.items()}

    @cached_property
    def vectors(self) -> tuple[Vector, ...]:
        """The vectors of the passages."""
        return tuple(self.vector(passage.text) for passage in self.passages)

    @cached_property
    def views(self) -> tuple["View", ...]:
        """What each segment can support."""
        return tuple(View.of(t.segment.id, t.en) for t in self.translations)

    @cached_property
    def whole(self) -> "View":
        """What the article as a whole can support."""
        return View.of("", "\n".join(t.en for t in self.translations))


def _remembered(doubt: Doubt | None) -> Doubt:
    """The doubt, asked once about each text and its segments; without one nothing is doubted."""
    return cache(doubt) if doubt is not None else lambda _text, _segments: False


@dataclass(frozen=True, slots=True)
class View:
    """A text as evidence: its content in order, stems, words, neighbouring capitalised words, quantities and years."""

    segment: str
    content: tuple[str, ...]
    stems: frozenset[str]
    words: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    values: frozenset[str]
    figures: frozenset[str]
    negated: bool

    @staticmethod
    def of(segment: str, text: str) -> "View":
        """The view of a text."""
        found, content = english.words(text), english.content(text)
        return View(
            segment=segment,
            content=content,
            stems=frozenset(content),
            words=frozenset(word.lower() for word in found),
            pairs=frozenset((a.lower(), b.lower()) for run in english.runs_of(text) for a, b in pairwise(run)),
            values=values(text),
            figures=frozenset(word.replace(",", "") for word in found if word[0].isdigit()),
            negated=english.negated(text),
        )


@lru_cache(maxsize=1024)
def figures(text: str) -> tuple[Quantity, ...]:
    """`find_en`, remembered: a sentence is asked for its figures when it is ranked, checked and compared."""
    return find_en(text)


@lru_cache(maxsize=1024)
def values(text: str) -> frozenset[str]:
    """The canonical values of a text's quantities, with the parts of dates and ranges beside the whole."""
    found: set[str] = set()
    for quantity in figures(text):
        for value in quantity.values:
            found |= {value, *_parts(value, quantity.kind)}
    return frozenset(found)


def _parts(value: str, kind: str) -> set[str]:
    if kind == "daterange":
        start, _, end = value.partition("/")
        return {start, end, *_parts(start, "date"), *_parts(end, "date")}
    if kind == "date" and len(value) >= len("2023-06") and value[:4].isdigit() and value[4] == "-":
        return {value[:4], "-" + value[4:], value[:7], "-" + value[4:7]}
    if kind == "range":
        numbers, _, unit = value.partition(" ")
        return {f"{number} {unit}".strip() for number in numbers.split("..")}
    return set()


def cosine(a: Vector, b: Vector) -> float:
    """The cosine of two unit vectors."""
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    return sum(value * long.get(stem, 0.0) for stem, value in short.items())
