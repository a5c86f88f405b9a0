"""What the quantity and date checks share: the amounts and the date parts on both sides, and when two of them agree."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from vi_brief.quantities import Quantity, find_en, find_vi
from vi_brief.quantities.units import CURRENCIES, UNITS

DATE_KINDS = frozenset(("date", "daterange", "time"))
_CACHED = 1024
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:/\d+)?")
_DATE = re.compile(r"(?P<y>\d{4}|-)?-?(?:(?P<m>\d\d)(?:-(?P<d>\d\d))?)?")


@dataclass(frozen=True, slots=True)
class Amount:
    """One number with its unit, "" where none is named."""

    value: Fraction
    unit: str = ""


@lru_cache(maxsize=_CACHED)
def vietnamese(text: str) -> tuple[Quantity, ...]:
    """`find_vi`, remembered: several checks ask for the same segment."""
    return find_vi(text)


@lru_cache(maxsize=_CACHED)
def english(text: str) -> tuple[Quantity, ...]:
    """`find_en`, remembered."""
    return find_en(text)


@lru_cache(maxsize=_CACHED)
def amounts(value: str) -> tuple[Amount, ...]:
    """The amounts in a canonical value: two for a range or a score.

    >>> amounts("5..7 %") == (Amount(Fraction(5), "%"), Amount(Fraction(7), "%"))
    True
    """
    numbers, _, unit = value.partition(" ")
    if value.startswith("-W-"):
        return ()
    if re.fullmatch(r"\d+-\d+", numbers):
        return tuple(Amount(Fraction(n)) for n in numbers.split("-"))
    if re.fullmatch(r"\d+/\d{2,}", numbers):
        return tuple(Amount(Fraction(n)) for n in numbers.split("/"))
    return tuple(Amount(Fraction(n), unit) for n in numbers.split("..") if _NUMBER.fullmatch(n) and not n.endswith("/0"))


class Offered:
    """The amounts of one side, by value and in base units, to be asked whether one that agrees is there.

    >>> there = Offered([Amount(Fraction(500), "kg"), Amount(Fraction(5), "USD")])
    >>> there.has(Amount(Fraction(5), "quintal")), there.has(Amount(Fraction(5))), there.has(Amount(Fraction(5), "VND"))
    (True, True, False)
    """

    def __init__(self, amounts: Iterable[Amount]) -> None:
        self._units: dict[Fraction, set[str]] = {}
        self._in_base: set[Amount] = set()
        for amount in amounts:
            self._units.setdefault(amount.value, set()).add(amount.unit)
            if amount.unit in UNITS:
                self._in_base.add(_in_base(amount))

    def has(self, amount: Amount) -> bool:
        """Whether an amount here may be the same: a unit that only one side names does not part them, another currency does."""
        units = self._units.get(amount.value)
        if units is not None and (not amount.unit or not units.isdisjoint(_ALIKE.get(amount.unit, ("", amount.unit)))):
            return True
        return amount.unit in UNITS and _in_base(amount) in self._in_base


_ALIKE = {
    "km": ("", "km", "km/h"),
    "km/h": ("", "km", "km/h"),
    "degree": ("", "degree", "celsius"),
    "celsius": ("", "degree", "celsius"),
}


def _in_base(amount: Amount) -> Amount:
    unit = UNITS.get(amount.unit)
    return Amount(amount.value * Fraction(unit.factor), unit.base) if unit else amount


def other_currency(one: Amount, other: Amount) -> bool:
    """Whether two sums differ in the currency only: the same figure in dong and in dollars."""
    return one.value == other.value and one.unit != other.unit and one.unit in CURRENCIES and other.unit in CURRENCIES


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a date: ("day", month, day), ("dayonly", day), ("month", month), ("year", year), ("weekday", 1 to 7),
    ("quarter", 1 to 4), ("decade", year) or ("time", hour, minute).
    """

    name: str
    one: int
    two: int = 0


@lru_cache(maxsize=_CACHED)
def parts(value: str) -> tuple[Part, ...]:
    """The parts of a canonical date, date range or time.

    >>> sorted(part.name for part in parts("2023-06-09"))
    ['day', 'year']
    """
    return tuple(part for item in value.split("/") for part in _item_parts(item))


def _item_parts(item: str) -> Iterator[Part]:
    if item.startswith("-W-"):
        yield Part("weekday", int(item[3:]))
    elif ":" in item:
        hour, minute = item.split(":")
        yield Part("time", int(hour), int(minute))
    elif "-Q" in item:
        year, quarter = item.split("-Q")
        yield Part("quarter", int(quarter))
        if year.isdigit():
            yield Part("year", int(year))
    elif item.startswith("---"):
        yield Part("dayonly", int(item[3:]))
    elif item.endswith("s"):
        yield Part("decade", int(item[:-1]))
    elif match := _DATE.fullmatch(item):
        yield from _calendar_parts(match)


def _calendar_parts(match: re.Match[str]) -> Iterator[Part]:
    if match["y"] and match["y"] != "-":
        yield Part("year", int(match["y"]))
    if match["d"]:
        yield Part("day", int(match["m"]), int(match["d"]))
    elif match["m"]:
        yield Part("month", int(match["m"]))
