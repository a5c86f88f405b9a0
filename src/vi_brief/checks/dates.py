"""Dates and times: day and month, month, year, weekday, quarter and clock time must agree on both sides."""

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import cached_property

from vi_brief import config
from vi_brief.checks._facts import DATE_KINDS, Part, amounts, english, parts, vietnamese
from vi_brief.checks._pairs import Pairing, paired, repair
from vi_brief.checks._said import SAID_EN
from vi_brief.checks._said import said as said_in
from vi_brief.quantities import Quantity
from vi_brief.quantities.tables import NAMED_DAYS
from vi_brief.records import Finding, Segment, Translation
from vi_brief.viet.letters import plain

_DIGITS = re.compile(r"(?<!\d)(?<!\d[.,])\d{1,18}(?![.,]?\d)")
_FRACTION = re.compile(r"\d{1,3}/\d+")
_SPELLED = re.compile(r"[A-Za-z]")
_LUNAR_NEXT = re.compile(r"\s*(?:\(?âm lịch|\(?AL(?!\w)|năm\s+(?:Giáp|Ất|Bính|Đinh|Mậu|Kỷ|Canh|Tân|Nhâm|Quý)(?!\w))")
# Words that are a month or no month at all: "tăng trong tháng một", "mỗi tháng một lần".
_MONTH_WORDS = {1: "tháng một", 5: "tháng năm"}
_NAMED = re.compile(rf"(?:{'|'.join(NAMED_DAYS)})\s$")
_LUNAR = re.compile(r"giêng|chạp", re.IGNORECASE)


class Options(config.Options):
    """[checks.dates]. `added_years`: whether a year that only the English names is an error."""

    added_years: bool = True


class _Side:
    """A text with its quantities, the parts of its dates, and, when asked for, its plain numbers."""

    def __init__(self, text: str, quantities: tuple[Quantity, ...]) -> None:
        self.text, self.quantities = text, quantities
        self.parts = frozenset(_all_parts(quantities))
        self.dates = [q for q in quantities if q.kind in DATE_KINDS]

    @cached_property
    def numbers(self) -> frozenset[Fraction]:
        """The numbers outside the dates, and the years: "7 o'clock", "Eurosphere 2018", "the half mile"."""
        covered = [q.span for q in self.dates]
        loose = (m[0] for m in _DIGITS.finditer(self.text) if len(m[0]) == 4 or not any(a <= m.start() < b for a, b in covered))
        said = (a.value for q in self.quantities if q.kind not in ("document", "phone") for value in q.values for a in amounts(value))
        fractions = (number for number in said_in(self.text, SAID_EN) if number.denominator > 1)
        return frozenset((*map(Fraction, loose), *said, *fractions))


def check(segment: Segment, translation: Translation, options: Options) -> Iterator[Finding]:
    """Findings of kind date, with a repair where the Vietnamese has one reading and the English place is certain."""
    here, there = _Side(segment.vi, vietnamese(segment.vi)), _Side(translation.en, english(translation.en))
    lost = [q for q in here.dates if not (_found(q, there) or _copied(q, there.text) or _lunar(q, here, there))]
    added = [q for q in there.dates if _counts(q, there.text, options) and not _found(q, here) and not _copied(q, here.text)]
    pairs = paired(lost, added)
    taken = [pairing.partner for pairing in pairs]
    yield from (_lost(pairing) for pairing in pairs)
    for quantity in added:
        if quantity not in taken:
            yield Finding("date", "error", f"'{quantity.text}' is not in the Vietnamese", None, quantity.span)


def _lost(pairing: Pairing) -> Finding:
    quantity, partner = pairing.lost, pairing.partner
    named = f"'{quantity.text}' ({quantity.en})"
    if partner is None:
        return Finding("date", "error", f"{named} is not in the English", quantity.span, None, repair(pairing))
    return Finding("date", "error", f"{named} is '{partner.text}' in the English", quantity.span, partner.span, repair(pairing))


def _counts(quantity: Quantity, text: str, options: Options) -> bool:
    if _NAMED.search(text, max(0, quantity.span[0] - 8), quantity.span[0]):
        return False
    names = {part.name for value in quantity.values for part in parts(value)}
    if names == {"time"} and quantity.text.isalpha():
        return False
    return options.added_years or names != {"year"}


def _copied(quantity: Quantity, other: str) -> bool:
    """Whether a date in words is a name that the other side copies: "bà May", "Mail on Sunday", the street "Cách Mạng Tháng Tám"."""
    name = plain(quantity.text)
    return _SPELLED.match(name) is not None and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", other) is not None


def _lunar(quantity: Quantity, here: _Side, there: _Side) -> bool:
    """Whether a date of the lunar calendar is in words in the English: "the sixth day of the first lunar month"."""
    own = _LUNAR.search(quantity.text) or _LUNAR_NEXT.match(here.text, quantity.span[1])
    return own is not None and "lunar" in there.text.lower()


def _all_parts(quantities: tuple[Quantity, ...]) -> Iterator[Part]:
    """The date parts of a side; another quantity adds only its readings as a date ("7-5", "thứ 2")."""
    for quantity in quantities:
        for value in quantity.values:
            if quantity.kind in DATE_KINDS or value.startswith("-") or ":" in value:
                yield from parts(value)


def _found(quantity: Quantity, other: _Side) -> bool:
    return any(_value_found(value, other) for value in quantity.values)


def _value_found(value: str, other: _Side) -> bool:
    if _FRACTION.fullmatch(value) or " " in value or ".." in value:
        said = [amount.value for amount in amounts(value)]
        return (bool(said) and other.numbers.issuperset(said)) or other.numbers.issuperset(_figures(value))
    return all(_part_found(part, other) for part in parts(value))


def _figures(value: str) -> set[Fraction]:
    """The two figures of a fraction: "2/6 hệ thống" is two of six systems."""
    return {Fraction(int(figure)) for figure in value.split("/")} if _FRACTION.fullmatch(value) else {Fraction(-1)}


def _part_found(part: Part, other: _Side) -> bool:
    if part in other.parts:
        return True
    if part.name in ("year", "dayonly", "quarter"):
        return part.one in other.numbers
    if part.name == "month":
        return _MONTH_WORDS.get(part.one, "\0") in other.text.lower() or any(
            there.name == "day" and there.one == part.one for there in other.parts
        )
    if part.name == "day":
        return Part("month", part.one) in other.parts and part.two in other.numbers
    hours = {part.one, part.one % 12 or 12}
    return part.name == "time" and not hours.isdisjoint(other.numbers) and (part.two == 0 or part.two in other.numbers)
