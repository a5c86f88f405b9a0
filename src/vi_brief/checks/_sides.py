"""One language's text as the quantity check sees it: what it has, and what it says besides."""

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import cached_property

from vi_brief.checks._facts import DATE_KINDS, Amount, Offered, Part, amounts, parts
from vi_brief.checks._said import SAID_EN, SAID_VI, said
from vi_brief.quantities import Quantity
from vi_brief.quantities.units import CURRENCIES, UNITS

_BARE = re.compile(r"\d{1,18}")
SCORE = re.compile(r"\d+-\d+")
_CAPITAL = re.compile(r"(?<!\w)[A-Z][\w.]*\s$")
_INSIDE_NUMBER = re.compile(r"[.,]\d")
_HINTS = {code: re.compile("|".join(map(re.escape, (*c.vi, *c.signs))), re.IGNORECASE) for code, c in CURRENCIES.items()}
_DOLLAR_HINT = re.compile(r"[$]|đô|dollar|usd|mỹ kim", re.IGNORECASE)
DOLLARS = frozenset(("USD", "AUD", "SGD", "CAD", "HKD", "NZD", "TWD"))
SCALES: dict[str, re.Pattern[str]] = {
    "thousand": re.compile(r"nghìn|ngàn|vạn|thiên", re.IGNORECASE),
    "million": re.compile(r"triệu", re.IGNORECASE),
    "billion": re.compile(r"t[ỷỉ]", re.IGNORECASE),
    "trillion": re.compile(r"(?:ngh?ìn|ngàn|triệu)\s+t[ỷỉ]|\d{4,}\s+t[ỷỉ]|\d\.\d{3}\s+t[ỷỉ]", re.IGNORECASE),
}
"""English scale words, and the Vietnamese that may stand behind each."""

_SCALES_EN = {word: re.compile(rf"(?<!\d )(?<!\w){word}") for word in SCALES}
_SCALE_OF = {Fraction(10**power): word for power, word in ((6, "million"), (9, "billion"), (12, "trillion"))}


class Side:
    """A text with its quantities. What only a rare comparison needs is worked out when it is asked for."""

    def __init__(self, text: str, quantities: tuple[Quantity, ...], *, of_english: bool = False) -> None:
        self.text, self.quantities = text, quantities
        self._table, self._scale_words = (SAID_EN, _SCALES_EN) if of_english else (SAID_VI, SCALES)

    @cached_property
    def offered(self) -> Offered:
        """The amounts to compare with."""
        return Offered(self._amounts())

    @cached_property
    def parts(self) -> frozenset[Part]:
        """The parts of the dates."""
        return frozenset(part for q in self.quantities if q.kind in DATE_KINDS for value in q.values for part in parts(value))

    @cached_property
    def loose(self) -> frozenset[Fraction]:
        """The numbers that words outside the quantities say ("both", "đôi"), and the figures in names ("F-35", "Q.1")."""
        outside = self.text
        for start, end in (q.span for q in self.quantities):
            outside = f"{outside[:start]}{' ' * (end - start)}{outside[end:]}"
        return said(outside, self._table) | self.bare

    @cached_property
    def bare(self) -> frozenset[Fraction]:
        """The figures in names and codes."""
        return frozenset(self._bare())

    @cached_property
    def scores(self) -> frozenset[str]:
        """The scores and bare ranges, as "2-1"."""
        return frozenset(value for q in self.quantities for value in q.values if SCORE.fullmatch(value))

    def offers(self, value: str) -> bool:
        """Whether a figure of the text, and not a mere word, is this value."""
        return all(map(self.offered.has, amounts(value)))

    @cached_property
    def days(self) -> frozenset[Fraction]:
        """The figures of the dates, which a name or an ordinal may share: "đường Cách Mạng Tháng 8", "the 29th day"."""
        return frozenset(Fraction(n) for part in self.parts for n in (part.one, part.two))

    def is_label(self, quantity: Quantity) -> bool:
        """Whether a figure is an ordinal or stands behind a capital: "the 29th", "Thang 8 Street", "No. 1"."""
        at = quantity.span[0]
        return quantity.kind == "ordinal" or (quantity.kind == "number" and _CAPITAL.search(self.text, max(0, at - 20), at) is not None)

    def names_currency(self, quantity: Quantity) -> bool:
        """Whether the text names the currency of an English sum at all; dong goes without saying ("7.000 tỷ")."""
        if quantity.kind not in ("money", "range") or any(a.unit in UNITS for value in quantity.values for a in amounts(value)):
            return True
        codes = {amount.unit for value in quantity.values for amount in amounts(value)} & CURRENCIES.keys() - {"VND"}
        return not codes or any(self.names(code) for code in codes)

    def names(self, code: str) -> bool:
        """Whether the text names a currency, any dollar for another; one that names none may mean dong."""
        if code in DOLLARS and _DOLLAR_HINT.search(self.text):
            return True
        if code == "VND" and not any(hint.search(self.text) for other, hint in _HINTS.items() if other != code):
            return True
        return _HINTS[code].search(self.text) is not None

    def says_scale(self, quantity: Quantity) -> bool:
        """Whether one million, billion or trillion is a mere scale word here: "hơn triệu USD", "the trillion-dollar plan"."""
        words = {_SCALE_OF.get(amount.value) for value in quantity.values for amount in amounts(value)} - {None}
        return any(self._outside(match) for word in words if word for match in self._scale_words[word].finditer(self.text))

    def _outside(self, match: re.Match[str]) -> bool:
        return not any(q.span[0] <= match.start() < q.span[1] for q in self.quantities)

    def _amounts(self) -> Iterator[Amount]:
        """Every amount; a year is a plain number too, and a time in words may be a lapse ("2 giờ 40 phút")."""
        for quantity in self.quantities:
            for value in quantity.values:
                if quantity.kind == "time" and "giờ" in quantity.text.lower():
                    yield from (Amount(Fraction(n), unit) for p in parts(value) for n, unit in ((p.one, "hour"), (p.two, "minute")))
                if quantity.kind not in ("document", "phone"):
                    yield from amounts(value)

    def _bare(self) -> Iterator[Fraction]:
        """The figures outside the quantities, those inside a longer number apart."""
        covered = [q.span for q in self.quantities]
        for match in _BARE.finditer(self.text):
            at, end = match.span()
            split = _INSIDE_NUMBER.match(self.text, end) or (at > 1 and self.text[at - 1] in ".," and self.text[at - 2].isdigit())
            if not split and not any(a <= at < b for a, b in covered):
                yield Fraction(int(match[0]))
