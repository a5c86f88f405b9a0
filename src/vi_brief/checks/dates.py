"""Dates and times: day and month, month, year, weekday, quarter and clock time must agree on both sides."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from vi_brief import config
from vi_brief.checks._facts import DATE_KINDS, Part, amounts, english, parts, vietnamese
from vi_brief.quantities import Quantity
from vi_brief.records import Finding, Segment, Translation

_DIGITS = re.compile(r"(?<!\d)\d{1,18}(?!\d)")


class Options(config.Options):
    """[checks.dates]. `added_years`: whether a year that only the English names is an error."""

    added_years: bool = True


def check(segment: Segment, translation: Translation, options: Options) -> Iterator[Finding]:
    """Findings of kind date, with a repair where the Vietnamese has one reading."""
    here, there = vietnamese(segment.vi), english(translation.en)
    parts_vi, parts_en = _parts(here), _parts(there)
    numbers_vi, numbers_en = _numbers(segment.vi, here), _numbers(translation.en, there)
    lost = [q for q in here if q.kind in DATE_KINDS and not _found(q, parts_en, numbers_en)]
    added = [q for q in there if q.kind in DATE_KINDS and _counts(q, options) and not _found(q, parts_vi, numbers_vi)]
    for quantity in lost:
        partner = added.pop(0) if added else None
        repair = quantity.en if len(quantity.values) == 1 else None
        if partner is None:
            yield Finding("date", "error", f"'{quantity.text}' ({quantity.en}) is not in the English", quantity.span, None, repair)
        else:
            message = f"'{quantity.text}' ({quantity.en}) is '{partner.text}' in the English"
            yield Finding("date", "error", message, quantity.span, partner.span, repair)
    for quantity in added:
        yield Finding("date", "error", f"'{quantity.text}' is not in the Vietnamese", None, quantity.span)


def _counts(quantity: Quantity, options: Options) -> bool:
    names = {part.name for value in quantity.values for part in parts(value)}
    if names == {"time"} and quantity.text.isalpha():
        return False
    return options.added_years or names != {"year"}


def _parts(quantities: Sequence[Quantity]) -> frozenset[Part]:
    """The date parts of a side; another quantity adds only its readings as a date ("7-5", "thứ 2")."""
    return frozenset(
        part
        for q in quantities
        for value in q.values
        if q.kind in DATE_KINDS or value.startswith("-") or ":" in value
        for part in parts(value)
    )


def _numbers(text: str, quantities: Sequence[Quantity]) -> frozenset[Fraction]:
    """The numbers of a text outside its dates, and its years: "7 o'clock", "Eurosphere 2018"."""
    covered = {at for q in quantities if q.kind in DATE_KINDS for at in range(*q.span)}
    loose = (m[0] for m in _DIGITS.finditer(text) if len(m[0]) == 4 or m.start() not in covered)
    said = (amount.value for q in quantities if q.kind not in ("document", "phone") for value in q.values for amount in amounts(value))
    return frozenset((*map(Fraction, loose), *said))


def _found(quantity: Quantity, others: frozenset[Part], numbers: frozenset[Fraction]) -> bool:
    return any(_value_found(value, others, numbers) for value in quantity.values)


def _value_found(value: str, others: frozenset[Part], numbers: frozenset[Fraction]) -> bool:
    if ("/" in value and len(value) <= 5 and "-" not in value) or " " in value:
        said = (a.value for a in amounts(value))
        return all(n in numbers or (n.denominator > 1 and {n.numerator, n.denominator} <= numbers) for n in said)
    return all(_part_found(part, others, numbers) for part in parts(value))


def _part_found(part: Part, others: frozenset[Part], numbers: frozenset[Fraction]) -> bool:
    if part in others:
        return True
    if part.name == "year":
        return part.one in numbers
    if part.name == "month":
        return any(other.name == "day" and other.one == part.one for other in others)
    if part.name == "dayonly":
        return part.one in numbers
    if part.name == "day":
        return Part("month", part.one) in others and part.two in numbers
    hours = {part.one, part.one % 12 or 12}
    return part.name == "time" and not hours.isdisjoint(numbers) and (part.two == 0 or part.two in numbers)
