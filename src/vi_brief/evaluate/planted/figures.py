"""Planted errors in figures: a digit, a scale word, a currency, a percentage or a date of the reference is changed.

The places are found in the English text alone, by patterns that share nothing with the parser of the checks. A figure inside a name
("Apollo 11", "F-35", "Resolution 263/2025") is left alone. Every change alters the value, so that a corrupted sentence is wrong.
"""

import random
import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import NamedTuple

from vi_brief.evaluate.planted import Planted

FAMILIES: tuple[str, ...] = ("digit", "scale", "currency", "percent", "date-swap", "date-changed")
KINDS = {
    "digit": frozenset(("quantity", "money")),
    "scale": frozenset(("quantity", "money")),
    "currency": frozenset(("money",)),
    "percent": frozenset(("quantity",)),
    "date-swap": frozenset(("date",)),
    "date-changed": frozenset(("date",)),
}

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
DAYS_IN = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SCALES = ("thousand", "million", "billion", "trillion")
# What a translator writes for another currency: the word after the figure, or the sign before it.
WORDS = {"dong": "dollars", "dollars": "dong", "euros": "dollars", "yuan": "dollars", "yen": "dollars", "won": "dong"}
SIGNS = {"$": ("€", "£"), "€": ("$", "£"), "£": ("$", "€"), "¥": ("$", "€")}
# A currency is not planted where the Vietnamese names it: the reference may be what is wrong.
HINTS = {
    "$": ("$", "usd", "đô la", "đô-la", "đôla"),
    "€": ("€", "euro"),
    "£": ("£", "bảng"),
    "dollars": ("$", "usd", "đô la", "đô-la", "đôla"),
    "dong": ("đồng", "vnd", "vnđ"),
}
# A capital before a figure is a name ("Apollo 11"), unless it is one of these at the head of a sentence.
HEADS = frozenset(
    "A About Above After All Almost Among Another Around As At Before Between But By Currently Earlier For From He However In Including "
    "Its Last Meanwhile Most Nearly Next No Of On Only Or Over She Since So Some Still The Their There These They This Those To Under "
    "Until Up We With Within".split()
)

_MONTH = "|".join(MONTHS)
_FIGURE = re.compile(
    r"(?<![\w.,/:'’])(?<![^\W\d]-)(?P<sign>[$€£¥])?(?P<n>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?P<th>st|nd|rd|th)?(?![\w/:]|[.,]\d)"
)
# What makes a figure a part of a date or a time, not a quantity; ranges of days ("4-8 May", "6 to 27 March") with it.
_TO = r"(?:\s*[-–,&]\s*|\s+(?:to|and|until|through)\s+)"
_CLOCK_OR_DATE_NEXT = re.compile(
    rf"(?:{_TO}\d{{1,2}}(?:st|nd|rd|th)?){{0,3}}(?:\s+(?:of\s+)?(?:{_MONTH})\b|\s*(?:[ap]\.?m\b|o'clock|GMT|UTC|:\s?\d\d))"
)
_CLOCK_OR_DATE_BEFORE = re.compile(rf"(?:(?:{_MONTH})(?:\s+\d{{1,2}}(?:st|nd|rd|th)?)?(?:,|{_TO})?\s*|\b\d{{4}}[-–]|\d:\s?)$")
_WORD_BEFORE = re.compile(r"([^\W\d_][\w.'’-]*)\s+$")
_YEAR = re.compile(r"(?:1[6-9]|20)\d\d")
_SCALE = re.compile(rf"(?<![\w.,])(?P<n>\d+(?:[.,]\d+)?)[ -](?P<scale>{'|'.join(SCALES)})(?!\w)")
_THOUSANDS = re.compile(r"(?<![\w.,/:-])(?P<n>\d{1,3}),000(?![\w,/]|\.\d)")
_WORD_MONEY = re.compile(rf"(?P<n>\d+(?:,\d{{3}})*(?:\.\d+)?(?: (?:{'|'.join(SCALES)}))?) (?P<word>{'|'.join(WORDS)})(?!\w)")
_SIGN_MONEY = re.compile(rf"(?<![\w$€£¥])(?P<sign>[$€£¥])(?P<n>\d+(?:,\d{3})*(?:\.\d+)?(?: (?:{'|'.join(SCALES)})(?!\w))?)(?![\d])")
_PERCENT = re.compile(r"(?<![\w.,/-])(?P<n>\d+(?:\.\d+)?)(?P<mark>%| percentage points?| percent| per cent)(?!\w)")
_DATE = re.compile(
    rf"(?<![\w-])(?:(?P<m>{_MONTH}) (?P<d>\d{{1,2}})(?!\d|[-–]|,\d)|(?<![-–] )(?P<d2>\d{{1,2}}) (?P<m2>{_MONTH})(?!\w))"
    r"(?:(?P<gap>,? )(?P<y>(?:19|20)\d\d)(?!\w))?"
)
_LEAD = r"(?<!\w)(?:in|of|by|since|until|from|for) "
_LONE_YEAR = re.compile(rf"{_LEAD}(?P<y>(?:19|20)\d\d)(?![\w/’'–-]|[.,]\d)")
_MONTH_ALONE = re.compile(rf"{_LEAD}(?P<m>{_MONTH})(?![\w-]| \d)")
_MONTH_OF_YEAR = re.compile(rf"(?<!\d )(?<!\w)(?P<m>{_MONTH}) (?P<y>(?:19|20)\d\d)(?!\w)")
_WEEKDAY = re.compile(rf"(?<!\w)(?:on|last|next|this) (?P<w>{'|'.join(WEEKDAYS)})(?![\w’'])")


class _Change(NamedTuple):
    """One replacement: text[start:end] becomes `new`."""

    start: int
    end: int
    new: str


def corrupt(family: str, source: str, reference: str, rng: random.Random) -> Planted | None:
    """The pair with one error of the family in its English, at a place that `rng` draws; None where the English has no place for it."""
    changes = list(_CHANGES[family](reference, source, rng))
    if not changes:
        return None
    change = rng.choice(changes)
    corrupted = reference[: change.start] + change.new + reference[change.end :]
    return Planted(family, source, reference, corrupted, KINDS[family])


def _digits(text: str, source: str, rng: random.Random) -> Iterator[_Change]:
    del source
    for match in _FIGURE.finditer(text):
        if _in_name(text, match) or _in_date(text, match):
            continue
        wrong = _wrong_figure(match["n"], rng)
        if match["th"]:
            yield _Change(match.start("n"), match.end(), _ordinal(wrong))
        else:
            yield _Change(match.start("n"), match.end("n"), wrong)


def _in_name(text: str, match: re.Match[str]) -> bool:
    before = _WORD_BEFORE.search(text, 0, match.start())
    return before is not None and before[1][0].isupper() and before[1] not in HEADS


def _in_date(text: str, match: re.Match[str]) -> bool:
    """Whether a figure is a year, a day of a month or a time."""
    if not match["sign"] and _YEAR.fullmatch(match["n"]):
        return True
    return bool(_CLOCK_OR_DATE_NEXT.match(text, match.end()) or _CLOCK_OR_DATE_BEFORE.search(text, 0, match.start()))


def _wrong_figure(figure: str, rng: random.Random) -> str:
    """The figure with a digit replaced, two digits exchanged, or a digit lost: another value in the same layout."""
    wrong = rng.choice((_replaced, _replaced, _exchanged, _lost))(figure, rng)
    same = Decimal(wrong.replace(",", "")) == Decimal(figure.replace(",", ""))
    return _replaced(figure, rng) if same else wrong


def _replaced(figure: str, rng: random.Random) -> str:
    at = rng.choice([n for n, letter in enumerate(figure) if letter.isdigit()])
    digit = rng.choice([d for d in "123456789" if d != figure[at]])
    return figure[:at] + digit + figure[at + 1 :]


def _exchanged(figure: str, rng: random.Random) -> str:
    pairs = [n for n in range(len(figure) - 1) if figure[n : n + 2].isdigit() and "0" not in (figure[n], figure[n + 1])]
    if not pairs:
        return _replaced(figure, rng)
    at = rng.choice(pairs)
    return figure[:at] + figure[at + 1] + figure[at] + figure[at + 2 :]


def _lost(figure: str, rng: random.Random) -> str:
    whole = figure.replace(",", "")
    if len(whole) < 2 or "." in whole or whole[1] == "0":
        return _replaced(figure, rng)
    at = rng.randrange(1, len(whole))
    return f"{int(whole[:at] + whole[at + 1 :]):,}"


def _ordinal(number: str) -> str:
    last = number[-1] if number[-2:] not in ("11", "12", "13") else ""
    return number + {"1": "st", "2": "nd", "3": "rd"}.get(last, "th")


def _scales(text: str, source: str, rng: random.Random) -> Iterator[_Change]:
    del source
    for match in _SCALE.finditer(text):
        other = rng.choice([word for word in SCALES if word != match["scale"]])
        yield _Change(match.start("scale"), match.end("scale"), other)
        yield _Change(match.end("n"), match.end("scale"), "")
    for match in _THOUSANDS.finditer(text):
        if not _in_name(text, match):
            yield _Change(match.end("n"), match.end(), rng.choice(("", "0", "00", "0,000", ",000,000")))


def _currencies(text: str, source: str, rng: random.Random) -> Iterator[_Change]:
    del rng
    low = source.lower()
    strange = {form for form, hints in HINTS.items() if not any(hint in low for hint in hints)}
    for match in _WORD_MONEY.finditer(text):
        if WORDS[match["word"]] in strange:
            yield _Change(*match.span("word"), WORDS[match["word"]])
        if match["word"] == "dong" and "$" in strange:
            yield _Change(*match.span(), f"${match['n']}")
    for match in _SIGN_MONEY.finditer(text):
        yield from (_Change(*match.span("sign"), sign) for sign in SIGNS[match["sign"]] if sign in strange)
        if "dong" in strange:
            yield _Change(*match.span(), f"{match['n']} dong")


def _percents(text: str, source: str, rng: random.Random) -> Iterator[_Change]:
    del source
    for match in _PERCENT.finditer(text):
        yield _Change(match.start("n"), match.end("n"), _wrong_figure(match["n"], rng))
        whole, _, part = match["n"].partition(".")
        if whole != "0":
            yield _Change(*match.span("n"), whole + part if part else f"{whole}0")
        other = "%" if "point" in match["mark"] else " percentage points"
        yield _Change(match.start("mark"), match.end("mark"), other)


def _swapped_dates(text: str, source: str, rng: random.Random) -> Iterator[_Change]:
    del source, rng
    for match in _DATE.finditer(text):
        day, month = _day_and_month(match)
        if day <= 12 and day != month:
            yield _Change(match.start(), match.end(), _printed(match, month, day))


def _day_and_month(match: re.Match[str]) -> tuple[int, int]:
    return int(match["d"] or match["d2"]), MONTHS.index(match["m"] or match["m2"]) + 1


def _printed(match: re.Match[str], day: int, month: int) -> str:
    """Another day in the layout of a date that was found."""
    year = match["gap"] + match["y"] if match["y"] else ""
    return (f"{MONTHS[month - 1]} {day}" if match["m"] else f"{day} {MONTHS[month - 1]}") + year


def _changed_dates(text: str, source: str, rng: random.Random) -> Iterator[_Change]:
    del source
    for match in _DATE.finditer(text):
        day, month = _day_and_month(match)
        if not 1 <= day <= DAYS_IN[month - 1]:
            continue
        other_day = rng.choice([n for n in range(1, DAYS_IN[month - 1] + 1) if n != day])
        other_month = rng.choice([n for n in range(1, 13) if n != month and day <= DAYS_IN[n - 1]])
        yield _Change(match.start(), match.end(), _printed(match, other_day, month))
        yield _Change(match.start(), match.end(), _printed(match, day, other_month))
        if match["y"]:
            yield _Change(match.start("y"), match.end("y"), _other_year(match["y"], rng))
    for match in _LONE_YEAR.finditer(text):
        yield _Change(match.start("y"), match.end("y"), _other_year(match["y"], rng))
    for match in (*_MONTH_ALONE.finditer(text), *_MONTH_OF_YEAR.finditer(text)):
        yield _Change(*match.span("m"), rng.choice([m for m in MONTHS if m != match["m"]]))
    for match in _MONTH_OF_YEAR.finditer(text):
        yield _Change(*match.span("y"), _other_year(match["y"], rng))
    for match in _WEEKDAY.finditer(text):
        yield _Change(*match.span("w"), rng.choice([w for w in WEEKDAYS if w != match["w"]]))


def _other_year(year: str, rng: random.Random) -> str:
    return str(int(year) + rng.choice((-10, -2, -1, 1, 2, 10)))


_CHANGES: dict[str, Callable[[str, str, random.Random], Iterator[_Change]]] = {
    "digit": _digits,
    "scale": _scales,
    "currency": _currencies,
    "percent": _percents,
    "date-swap": _swapped_dates,
    "date-changed": _changed_dates,
}
