"""A value in the layout of another English quantity, so that it can take that quantity's place in a sentence."""

import re
from decimal import Decimal, InvalidOperation

from vi_brief.quantities.en_words import CORE
from vi_brief.quantities.record import Kind, Quantity
from vi_brief.quantities.render import english, figure, ordinal
from vi_brief.quantities.tables import MONTHS, ORDINALS_EN, SMALL_EN
from vi_brief.quantities.units import CURRENCIES

_ISO = re.compile(r"(?P<y>\d{4}|-)-(?P<m>\d\d)-(?P<d>\d\d)")
_BRITISH = re.compile(r"\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?[A-Z]")
_NUMBER = {n: word for word, n in SMALL_EN.items()}
_RANK = {n: word for word, n in ORDINALS_EN.items()}
_WRITTEN_OUT = len("1,000,000")
_SCALED = re.compile(r"[a-z]{4,}", re.IGNORECASE)


def relaid(kind: Kind, value: str, place: Quantity) -> str:
    """The canonical value as English that fits where `place` stands: its order of day and month, its figures or words, its unit's form.

    Where the two have nothing in common it is our own style.

    >>> from vi_brief.quantities import find_en
    >>> old, aged, late = find_en("a 24-year-old, at 5 a.m. on 9 June 2023")
    >>> relaid("unit", "42 year", old), relaid("date", "2023-06-08", late)
    ('42-year-old', '8 June 2023')
    """
    if kind == "date":
        return _date(value, place)
    if kind == "ordinal" and place.kind == "ordinal" and not value.startswith("-"):
        word = _RANK.get(int(value), "") if not place.text[0].isdigit() and "-" not in place.text else ""
        return _cased(word, place.text) or ordinal(value)
    if kind in ("number", "percent", "money", "unit", "ordinal"):
        return _amount(value, place) or english(kind, value)
    return _range(value, place) if kind == "range" else english(kind, value)


def _date(value: str, place: Quantity) -> str:
    match = _ISO.fullmatch(value)
    if match is None or not _BRITISH.match(place.text):
        return english("date", value)
    year = f" {match['y']}" if match["y"] != "-" else ""
    return f"{int(match['d'])} {MONTHS[int(match['m']) - 1]}{year}"


def _amount(value: str, place: Quantity) -> str:
    """The number of a place replaced where both have one unit, "" where more must change."""
    number, _, unit = value.partition(" ")
    old, _, there = place.values[0].partition(" ")
    at = CORE.search(place.text)
    if at is None or (unit and there and unit != there) or (unit in CURRENCIES and not there) or not _is_number(old):
        return ""
    tail = place.text[at.end() :]
    if (number == "1") != (old == "1") and tail and not tail.startswith("-"):
        return ""
    return place.text[: at.start()] + _figure(number, at[0]) + tail


def _is_number(text: str) -> bool:
    try:
        return Decimal(text).is_finite()
    except InvalidOperation:
        return False


def _figure(number: str, old: str) -> str:
    """A number as words where the old one is a small number word, in digits alone where the old one writes its millions out."""
    if not _is_number(number):
        return number
    value = Decimal(number)
    if not old[0].isdigit() and value in _NUMBER:
        return _cased(_NUMBER[int(value)], old)
    if old[:1].isdigit() and not _SCALED.search(old) and len(old) >= _WRITTEN_OUT and value < 10**9:
        return f"{value:,f}"
    return figure(number)


def _cased(word: str, old: str) -> str:
    return word.capitalize() if old[:1].isupper() else word


def _range(value: str, place: Quantity) -> str:
    """A range with a hyphen where the place has one and no unit before its end."""
    numbers, _, unit = value.partition(" ")
    low, _, high = numbers.partition("..")
    both = re.fullmatch(r"(\d[\d,.]*)([-–])(\d[\d,.]*)(.*)", place.text)
    there = place.values[0].partition(" ")[2]
    if both is None or unit != there or not (_is_number(low) and _is_number(high)):
        return english("range", value)
    return f"{Decimal(low):,f}{both[2]}{Decimal(high):,f}{both[4]}" if Decimal(high) < 10**6 else english("range", value)
