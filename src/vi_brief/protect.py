"""Slots: stretches of a segment that the translator must carry over untouched, and their English.

Only what has one certain English form becomes a slot: quantities and dates with a single reading, document and telephone numbers,
addresses, persons' names, and foreign capitals. A model must have seen the marker in training, so the default protects nothing.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Annotated, Literal

from pydantic import Field, field_validator

from vi_brief import config
from vi_brief.quantities import find_vi
from vi_brief.records import Protected, Segment, Slot
from vi_brief.viet.countries import capitals
from vi_brief.viet.names import copied, person_names

SlotKind = Literal["quantity", "date", "code", "url", "email", "person", "capital"]

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
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_URL = re.compile(r"(?:https?://|www\.)[^\s\"”’»)\]>]*[^\s\"”’»)\]>.,;:!?…]", re.IGNORECASE)


class Options(config.Options):
    """[protect]: what becomes a slot, and how the slot is written; `{}` in the marker stands for the slot's number, from 1.

    A segment has at most `most` slots, the first ones: the shipped translator knows eight.
    """

    kinds: Annotated[tuple[SlotKind, ...], Field(strict=False)] = ()
    marker: str = "⟦{}⟧"
    most: int = Field(default=8, ge=1)

    @field_validator("marker")
    @classmethod
    def _marks_both_sides(cls, marker: str) -> str:
        head, number, tail = marker.partition("{}")
        if not (number and head.strip() and tail.strip()) or any(c.isdigit() or c in "{}" for c in head + tail):
            raise ValueError("a marker has one {} with other characters on both sides, no digit among them")
        return marker


def protect(segments: Sequence[Segment], options: Options) -> tuple[Protected, ...]:
    """The segments with what `options.kinds` names replaced by numbered markers; a segment that holds a marker already stays as it is."""
    return tuple(_protect(segment, options) for segment in segments)


def restore(protected: Protected, en: str) -> str | None:
    """The translation with every marker replaced by its slot's English; None where a slot was lost, doubled or invented."""
    if not protected.slots:
        return en
    head, tail = _marker(protected)
    slots = iter(re.split(rf"({re.escape(head)}\d+{re.escape(tail)})", en))
    out, seen = [], set()
    for stretch in slots:
        number = stretch[len(head) : len(stretch) - len(tail)]
        if not (stretch.startswith(head) and stretch.endswith(tail) and number.isdecimal()):
            out.append(stretch)
            continue
        slot = int(number) - 1
        if slot in seen or not 0 <= slot < len(protected.slots):
            return None
        seen.add(slot)
        out.append(protected.slots[slot].en)
    return "".join(out) if len(seen) == len(protected.slots) else None


def _protect(segment: Segment, options: Options) -> Protected:
    head, _, tail = options.marker.partition("{}")
    if not options.kinds or re.search(rf"{re.escape(head)}\d+{re.escape(tail)}", segment.vi):
        return Protected(segment, segment.vi)
    slots = _without_overlap(_candidates(segment.vi, options))[: options.most]
    parts, at = [], 0
    for number, slot in enumerate(slots, 1):
        parts += [segment.vi[at : slot.span[0]], f"{head}{number}{tail}"]
        at = slot.span[1]
    text = "".join([*parts, segment.vi[at:]])
    if len(re.findall(rf"{re.escape(head)}\d+{re.escape(tail)}", text)) != len(slots):
        return Protected(segment, segment.vi)
    return Protected(segment, text, tuple(slots))


def _candidates(text: str, options: Options) -> Iterator[Slot]:
    for kind, pattern in (("email", _EMAIL), ("url", _URL)):
        if kind in options.kinds:
            for match in pattern.finditer(text):
                yield Slot(match.span(), match[0], match[0], kind)
    if not {"quantity", "date", "code"}.isdisjoint(options.kinds):
        yield from (slot for slot in _quantities(text) if slot.kind in options.kinds)
    yield from (slot for slot in _names(text) if slot.kind in options.kinds)


def _names(text: str) -> Iterator[Slot]:
    for start, end in person_names(text):
        yield Slot((start, end), text[start:end], copied(text[start:end]), "person")
    for start, end, english in capitals(text):
        yield Slot((start, end), text[start:end], english, "capital")


def _quantities(text: str) -> Iterator[Slot]:
    """Printed figures with one reading; an ordinal is no slot, for English writes some as words."""
    for quantity in find_vi(text):
        if quantity.kind in _FAMILY and len(quantity.values) == 1 and any(c.isdigit() for c in quantity.text):
            yield Slot(quantity.span, quantity.text, quantity.en, _FAMILY[quantity.kind])


def _without_overlap(slots: Iterator[Slot]) -> list[Slot]:
    ordered = sorted(slots, key=lambda slot: (slot.span[0], -slot.span[1]))
    kept: list[Slot] = []
    for slot in ordered:
        if not kept or slot.span[0] >= kept[-1].span[1]:
            kept.append(slot)
    return kept


def _marker(protected: Protected) -> tuple[str, str]:
    """What stands before and after the number in this segment's markers, read off the first one."""
    slots = protected.slots
    digits = sum(len(str(number)) for number in range(1, len(slots) + 1))
    kept = len(protected.segment.vi) - sum(slot.span[1] - slot.span[0] for slot in slots)
    length = (len(protected.text) - kept - digits) // len(slots)
    first = protected.text[slots[0].span[0] :][: length + 1]
    at = first.index("1")
    return first[:at], first[at + 1 :]
