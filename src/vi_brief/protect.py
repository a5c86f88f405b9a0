"""Slots: stretches of a segment that the translator must carry over untouched, and their English.

Only what has one certain English form becomes a slot: quantities and dates with a single reading, document and telephone numbers,
addresses, persons' names, foreign capitals, two countries joined by a hyphen, and the terms of a user's glossary. A model must have seen
the marker in training, so the default protects nothing.

A picture credit at the end of a segment needs no marker: it is cut off before translating, and its English is put behind the translation.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise
from typing import Annotated, Any, Literal

from pydantic import Field, PrivateAttr, field_validator

from vi_brief import config
from vi_brief.glossaries.credit_lines import credit
from vi_brief.glossaries.files import Term, fingerprint, read, trie
from vi_brief.glossaries.match import Trie, shipped
from vi_brief.glossaries.words import vietnamese
from vi_brief.quantities import find_vi
from vi_brief.quantities.addresses import EMAIL, addresses
from vi_brief.records import Protected, Segment, Slot
from vi_brief.viet.countries import capitals
from vi_brief.viet.names import copied, given_names, person_names

SlotKind = Literal["quantity", "date", "code", "url", "email", "person", "given", "capital", "countries", "term"]

_FAMILY: dict[str, SlotKind] = {
    "number": "quantity",
    "percent": "quantity",
    "money": "quantity",
    "unit": "quantity",
    "range": "quantity",
    "date": "date",
    "daterange": "date",
    "time": "date",
    "document": "code",
    "phone": "code",
}
_FIGURES = frozenset(_FAMILY.values())
_HYPHEN = re.compile(r"\s?[-–]\s?")


class Options(config.Options):
    """[protect]: what becomes a slot, and how the slot is written; `{}` in the marker stands for the slot's number, from 1.

    A segment has at most `most` slots, the first ones: the shipped translator knows eight. `terms` are the glossary files (as in
    [checks.terms]) of which the kind "term" makes slots; a term goes before anything else that begins where it does.
    """

    kinds: Annotated[tuple[SlotKind, ...], Field(strict=False)] = ()
    marker: str = "⟦{}⟧"
    most: int = Field(default=8, ge=1)
    terms: Annotated[tuple[str, ...], Field(strict=False)] = ()
    _glossary: Trie[Term] = PrivateAttr(default_factory=Trie)

    def model_post_init(self, context: Any, /) -> None:  # noqa: ARG002
        """Read the glossaries; raises BadInput, with file and line, for a mistake in one."""
        self._glossary = trie(read(self.terms))

    @property
    def fingerprint(self) -> str:
        """What the contents of the `terms` files hash to."""
        return fingerprint(self.terms)

    @property
    def glossary(self) -> Trie[Term]:
        """What finds the terms of all files."""
        return self._glossary

    @field_validator("marker")
    @classmethod
    def _marks_both_sides(cls, marker: str) -> str:
        head, number, tail = marker.partition("{}")
        if not (number and head.strip() and tail.strip()) or any(c.isdigit() or c in "{}" for c in head + tail):
            raise ValueError("a marker has one {} with other characters on both sides, no digit among them")
        return marker


def protect(segments: Sequence[Segment], options: Options) -> tuple[Protected, ...]:
    """The segments without a credit at their end, and with what `options.kinds` names replaced by numbered markers.

    A segment that holds a marker already stays as it is.
    """
    return tuple(_protect(segment, options) for segment in segments)


def unslotted(segment: Segment) -> Protected:
    """The segment without slots, for a translator that loses them; a credit at its end is cut off all the same."""
    return _protect(segment, Options())


def protect_also(segment: Segment, more: Sequence[Slot], options: Options) -> Protected:
    """The segment with `more` as slots beside what `options.kinds` names; where two overlap, the one that begins first stays."""
    return _protect(segment, options, more)


def restore(protected: Protected, en: str) -> str | None:
    """The translation with every marker replaced by its slot's English, and with the credit that was cut off.

    None where a slot was lost, doubled or invented, and where the translator was shown a credit.
    """
    filled = _filled(protected, en)
    cut = credit(protected.segment.vi)
    if filled is None or cut is None:
        return filled
    return cut.after(filled) if not protected.text.endswith(protected.segment.vi[slice(*cut.span)]) else None


def _filled(protected: Protected, en: str) -> str | None:
    if not protected.slots:
        return en
    marker = _markers(protected.marker)
    left = dict(zip(marker.findall(protected.text), protected.slots, strict=True))
    out, last = [], 0
    for match in marker.finditer(en):
        slot = left.pop(match[1], None)
        if slot is None:
            return None
        out += [en[last : match.start()], slot.en]
        last = match.end()
    return None if left else "".join([*out, en[last:]])


def masked(protected: Protected, en: str) -> str:
    """An English text with the slots' English replaced by their markers, as a model would write it; what it lacks stays out."""
    left: dict[str, list[str]] = {}
    markers = _markers(protected.marker).finditer(protected.text)
    for slot, match in zip(protected.slots, markers, strict=True):
        left.setdefault(slot.en, []).append(match[0])
    if not left:
        return en
    longest_first = "|".join(re.escape(one) for one in sorted(left, key=len, reverse=True))
    whole = re.compile(rf"(?<!\w)(?<!\d[.,])(?:{longest_first})(?![.,]?\d)(?!\w)")
    return whole.sub(lambda found: left[found[0]].pop(0) if left[found[0]] else found[0], en)


def _protect(segment: Segment, options: Options, more: Sequence[Slot] = ()) -> Protected:
    marker = _markers(options.marker)
    if marker.search(segment.vi):
        return Protected(segment, segment.vi)
    cut = credit(segment.vi)
    vi = cut.body if cut else segment.vi
    found = chain(more, _candidates(vi, options)) if options.kinds else ()
    slots = _without_overlap(slot for slot in found if slot.span[1] <= len(vi))[: options.most]
    parts, at = [], 0
    for number, slot in zip(_numbers(slots, options.most), slots, strict=True):
        parts += [vi[at : slot.span[0]], options.marker.replace("{}", str(number))]
        at = slot.span[1]
    text = "".join([*parts, vi[at:]])
    if len(marker.findall(text)) != len(slots):
        return Protected(segment, vi)
    return Protected(segment, text, tuple(slots), options.marker)


def _markers(marker: str) -> re.Pattern[str]:
    """What finds the markers in a text; its group is the number."""
    head, _, tail = marker.partition("{}")
    return re.compile(rf"{re.escape(head)}(\d+){re.escape(tail)}")


def _numbers(slots: Sequence[Slot], most: int) -> Iterator[int]:
    """The slots' numbers: names and terms count up from 1, figures down from `most`, so that a model can tell the two apart."""
    low, high = 1, most
    for slot in slots:
        if slot.kind in _FIGURES:
            yield high
            high -= 1
        else:
            yield low
            low += 1


def _candidates(text: str, options: Options) -> Iterator[Slot]:
    if "term" in options.kinds:
        for found in options.glossary.find(vietnamese(text)):
            yield Slot((found.start, found.end), text[found.start : found.end], found.value.en[0], "term")
    for match in addresses(text):
        kind: SlotKind = "email" if EMAIL.fullmatch(match[0]) else "url"
        if kind in options.kinds:
            yield Slot(match.span(), match[0], match[0], kind)
    if not {"quantity", "date", "code"}.isdisjoint(options.kinds):
        yield from (slot for slot in _quantities(text) if slot.kind in options.kinds)
    yield from (slot for slot in _names(text) if slot.kind in options.kinds)


def _names(text: str) -> Iterator[Slot]:
    for start, end in person_names(text):
        yield Slot((start, end), text[start:end], copied(text[start:end]), "person")
    for start, end in given_names(text):
        yield Slot((start, end), text[start:end], copied(text[start:end]), "given")
    for start, end, english in capitals(text):
        yield Slot((start, end), text[start:end], english, "capital")
    for one, other in pairwise(match for match in shipped(text) if match.value.kind == "country"):
        if _HYPHEN.fullmatch(text, one.end, other.start):
            yield Slot((one.start, other.end), text[one.start : other.end], f"{one.value.en}-{other.value.en}", "countries")


def _quantities(text: str) -> Iterator[Slot]:
    """Printed figures with one reading; an ordinal is no slot, for English writes some as words."""
    for quantity in find_vi(text):
        if quantity.kind in _FAMILY and len(quantity.values) == 1 and any(c.isdigit() for c in quantity.text):
            printed = quantity.kind == "phone"
            yield Slot(quantity.span, quantity.text, quantity.text if printed else quantity.en, _FAMILY[quantity.kind])


def _without_overlap(slots: Iterable[Slot]) -> list[Slot]:
    ordered = sorted(slots, key=lambda slot: (slot.span[0], -slot.span[1]))
    kept: list[Slot] = []
    for slot in ordered:
        if not kept or slot.span[0] >= kept[-1].span[1]:
            kept.append(slot)
    return kept
