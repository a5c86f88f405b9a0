"""Dates and quantities of an article as mentions, in canonical form and in English."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from vi_brief.quantities import Quantity, find_en, find_vi, render
from vi_brief.records import Mention, Translation

DATE_KINDS = frozenset(["date", "daterange"])
QUANTITY_KINDS = frozenset(["number", "percent", "money", "unit", "range"])
LEAST_NUMBER = 10
"""A bare number below this ("hai nước", two countries) is no fact worth listing."""
_FIGURE = re.compile(r"\d")
_NOUN = re.compile(r"( of)?( [a-z]+(?:-[a-z]+)?){1,2}")
NAMED_BY_NUMBER = frozenset("quận phường số điều khoản khóa khoá kỳ quyển tập chương bài lớp phòng khu tổ ấp".split())
STOP_WORDS = frozenset(
    """
    to the a an in on at and or for from with by as that which who were was is are has have had will would be been of than
    more this these those its their his her it he she they into over under after before since during while when where within
    between about per each also not but so if then there here only up down out off said
    """.split()
)
"""Words that are no part of what is counted."""


@dataclass(slots=True)
class _Entry:
    vi: str
    en: str
    value: str
    segments: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """A quantity that can be read in more than one way: the Vietnamese, the readings in English, the likelier first, and the segment."""

    vi: str
    readings: tuple[str, ...]
    segment: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What the figures of an article say."""

    dates: tuple[Mention, ...]
    quantities: tuple[Mention, ...]
    ambiguous: tuple[Ambiguous, ...]


def facts(translations: Sequence[Translation], published: str | None) -> Facts:
    """The dates (with the publication date as base) and quantities of the segments, each once, in the order of first occurrence."""
    dates: dict[str, _Entry] = {}
    quantities: dict[str, _Entry] = {}
    ambiguous: list[Ambiguous] = []
    for translation in translations:
        english = find_en(translation.en)
        for found in find_vi(translation.segment.vi, published):
            known = dates if found.kind in DATE_KINDS else quantities
            if not _matters(found) or _counts_a_unit(translation.segment.vi[: found.span[0]]):
                continue
            entry = known.setdefault(
                f"{found.kind} {found.values[0]}", _Entry(found.text, _english(found, english, translation.en), " | ".join(found.values))
            )
            if translation.segment.id not in entry.segments:
                entry.segments.append(translation.segment.id)
            if len(found.values) > 1:
                ambiguous.append(Ambiguous(found.text, tuple(render(found.kind, value) for value in found.values), translation.segment.id))
    return Facts(_mentions(dates), _mentions(quantities), tuple(ambiguous))


def _mentions(entries: dict[str, _Entry]) -> tuple[Mention, ...]:
    return tuple(Mention(vi=e.vi, en=e.en, value=e.value, segments=tuple(e.segments)) for e in entries.values())


def _matters(found: Quantity) -> bool:
    value = found.values[0]
    if found.kind in DATE_KINDS:
        return not value.startswith(("-W", "---"))
    if found.kind != "number":
        return found.kind in QUANTITY_KINDS
    return (bool(_FIGURE.search(found.text)) and value.isdigit() and int(value) >= LEAST_NUMBER) or "." in value


def _counts_a_unit(before: str) -> bool:
    """Whether a number is the name of a thing: "quận 12", "Nghị quyết số 36"."""
    words = before.lower().split()
    return bool(words) and words[-1] in NAMED_BY_NUMBER


def _english(found: Quantity, english: Sequence[Quantity], en: str) -> str:
    """The value in English, with the noun that the translation counts by it."""
    if found.kind in DATE_KINDS:
        return render(found.kind, found.values[0])
    if len(found.values) > 1:
        return " or ".join(render(found.kind, value) for value in found.values)
    for other in english:
        if set(other.values) & set(found.values):
            return render(found.kind, found.values[0]) + _counted(en[other.span[1] :], found.kind)
    return render(found.kind, found.values[0])


def _counted(rest: str, kind: str) -> str:
    """What is counted: " of rice" after a unit, " schools" after a number."""
    match = _NOUN.match(rest)
    if not match:
        return ""
    words = match[0].split()
    linked = words[0] == "of"
    kept: list[str] = []
    for word in words[1:] if linked else words[: 2 if kind == "number" else 0]:
        if word in STOP_WORDS:
            break
        kept.append(word)
    return (" of " if linked else " ") + " ".join(kept) if kept else ""
