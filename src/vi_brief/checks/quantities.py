"""Numbers, money, percentages and measures: what the Vietnamese says must be in the English, and nothing else.

Both sides are compared as canonical values: "300 triệu đồng" agrees with "300 million dong" and "VND300,000,000", not with "$300 million".
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from vi_brief import config
from vi_brief.checks._facts import DATE_KINDS, Amount, Offered, Part, amounts, english, other_currency, parts, vietnamese
from vi_brief.checks._said import SAID_EN, SAID_VI, said
from vi_brief.quantities import Quantity
from vi_brief.quantities.render import document
from vi_brief.quantities.units import CURRENCIES
from vi_brief.records import Finding, Segment, Severity, Translation

_DIGITS = re.compile(r"(?<![\d.,])\d{1,18}(?!\d|[.,]\d)")

_CODE = re.compile(r"(?<![\w-])[A-ZĐ]{1,5}-?(?P<digits>\d+)[A-Z]*(?!\w)|(?<![\w-])(?P<led>\d+)[A-Z]+(?!\w)")
_PRINTED = re.compile(r"(?<![^\W\d])\d")
_ANY_DIGITS = re.compile(r"\d+")
_LOOSE_SCALE = re.compile(r"(?<!\w)(?P<word>thousand|million|billion|trillion)s?(?!\w)", re.IGNORECASE)
_SCALES: dict[str, re.Pattern[str]] = {
    "thousand": re.compile(r"nghìn|ngàn|vạn|thiên", re.IGNORECASE),
    "million": re.compile(r"triệu", re.IGNORECASE),
    "billion": re.compile(r"t[ỷỉ]", re.IGNORECASE),
    "trillion": re.compile(r"(?:ngh?ìn|ngàn|triệu)\s+t[ỷỉ]|\d{4,}\s+t[ỷỉ]|\d\.\d{3}\s+t[ỷỉ]", re.IGNORECASE),
}
_HINTS = {code: re.compile("|".join(map(re.escape, (*c.vi, *c.signs))), re.IGNORECASE) for code, c in CURRENCIES.items()}
_DOLLAR_HINT = re.compile(r"[$]|đô|dollar|usd|mỹ kim", re.IGNORECASE)
_DOLLARS = frozenset(("USD", "AUD", "SGD", "CAD", "HKD", "NZD", "TWD"))


@dataclass(frozen=True, slots=True)
class _Side:
    """One language's text: its quantities, the amounts they offer, their date parts, and the numbers that words and bare figures say."""

    text: str
    quantities: tuple[Quantity, ...]
    offered: Offered
    parts: frozenset[Part]
    loose: frozenset[Fraction]


class Options(config.Options):
    """[checks.quantities]. Number words up to `small_words` ("hai bên", "one of them") need no counterpart."""

    small_words: int = 12


def check(segment: Segment, translation: Translation, options: Options) -> Iterator[Finding]:
    """Findings of kind quantity or money, with a span on the side that has the figure; a repair where the Vietnamese has one reading."""
    vi, en = segment.vi, translation.en
    here = _side(vi, vietnamese(vi), said(vi, SAID_VI))
    there = _side(en, english(en), said(en, SAID_EN))
    lost, added = _unmatched(here, there, options), _unmatched(there, here, options)
    yield from (_unnamed(q) for q in there.quantities if q not in added and not _currency_named(q, vi))
    for quantity in lost:
        partner = _partner(quantity, added)
        if partner is not None:
            added.remove(partner)
        yield _lost(quantity, partner)
    yield from _other_codes(vi, en)
    yield from _other_scales(vi, there)
    for quantity in added:
        yield Finding(_kind(quantity), "error", f"'{quantity.text}' is not in the Vietnamese", None, quantity.span)


def _side(text: str, quantities: tuple[Quantity, ...], words: frozenset[Fraction]) -> _Side:
    dated = frozenset(part for q in quantities if q.kind in DATE_KINDS for value in q.values for part in parts(value))
    return _Side(text, quantities, Offered(_offered(quantities)), dated, words | _codes(text))


def _unmatched(one: _Side, other: _Side, options: Options) -> list[Quantity]:
    return [q for q in one.quantities if q.kind not in DATE_KINDS and _counts(q, options) and not _found(q, other)]


def _counts(quantity: Quantity, options: Options) -> bool:
    """Whether a quantity must have a counterpart: figures do, small number words and small ordinals do not."""
    if _PRINTED.search(quantity.text):
        return True
    numbers = [a.value for value in quantity.values for a in amounts(value)]
    return bool(numbers) and quantity.kind not in ("ordinal", "phone", "document") and min(numbers) > options.small_words


def _found(quantity: Quantity, other: _Side) -> bool:
    if quantity.kind in ("document", "phone"):
        return any(quantity.values == q.values for q in other.quantities) or quantity.values[0] in document("".join(other.text.split()))
    return any(_value_found(value, other) for value in quantity.values)


def _value_found(value: str, other: _Side) -> bool:
    if value.startswith("-") or ":" in value:
        return other.parts.issuperset(parts(value))
    wanted = amounts(value)
    return bool(wanted) and all(_is_said(a, other.loose) or other.offered.has(a) for a in wanted)


def _is_said(amount: Amount, said: frozenset[Fraction]) -> bool:
    """A word or a bare figure may stand for an amount, but only "a dollar" for a sum of money."""
    return amount.value in said and (amount.unit not in CURRENCIES or amount.value == 1)


def _offered(others: Sequence[Quantity]) -> Iterator[Amount]:
    """Every amount of the other side; a day, year or hour counts as a plain number too ("SEA Games 31", "thế kỷ 21")."""
    for quantity in others:
        for value in quantity.values:
            if quantity.kind in DATE_KINDS and not value.endswith(" hour"):
                yield from (Amount(Fraction(n)) for part in parts(value) for n in (part.one, part.two) if n) if _plain(value) else ()
            yield from amounts(value) if quantity.kind not in ("document", "phone") else ()


def _plain(value: str) -> bool:
    return value[:1].isdigit() or value.startswith("-")


def _codes(text: str) -> frozenset[Fraction]:
    """The bare digits of a text: figures in names ("F-35", "Q.1", "Boeing 737-800") agree as they stand."""
    return frozenset(Fraction(int(digits)) for digits in _DIGITS.findall(text))


def _other_codes(vi: str, en: str) -> Iterator[Finding]:
    """Figures inside names ("F-35", "G20", "M5S") that the other side does not have."""
    for match in _missing_codes(vi, en):
        yield Finding("quantity", "error", f"'{match[0]}' is not in the English", match.span(), None)
    for match in _missing_codes(en, vi):
        yield Finding("quantity", "error", f"'{match[0]}' is not in the Vietnamese", None, match.span())


def _other_scales(vi: str, there: _Side) -> Iterator[Finding]:
    """A scale word outside the parsed quantities ("several trillion", "millions of") that the Vietnamese does not have."""
    for match in _LOOSE_SCALE.finditer(there.text):
        inside = any(a <= match.start() < b for a, b in (q.span for q in there.quantities))
        if not inside and not _SCALES[match["word"].lower()].search(vi):
            yield Finding("quantity", "error", f"'{match[0]}' is not in the Vietnamese", None, match.span())


def _missing_codes(text: str, other: str) -> list[re.Match[str]]:
    digits = set(_ANY_DIGITS.findall(other))
    return [match for match in _CODE.finditer(text) if (match["digits"] or match["led"]) not in digits]


def _currency_named(quantity: Quantity, vi: str) -> bool:
    """Whether the Vietnamese names the currency of an English sum at all; dong goes without saying ("7.000 tỷ")."""
    codes = {amount.unit for value in quantity.values for amount in amounts(value)} & CURRENCIES.keys() - {"VND"}
    return not codes or (_DOLLAR_HINT.search(vi) is not None and not codes.isdisjoint(_DOLLARS)) or any(_HINTS[c].search(vi) for c in codes)


def _unnamed(quantity: Quantity) -> Finding:
    return Finding("money", "error", f"the Vietnamese does not name the currency of '{quantity.text}'", None, quantity.span)


def _partner(quantity: Quantity, added: Sequence[Quantity]) -> Quantity | None:
    """The unmatched English quantity that most likely stands for an unmatched Vietnamese one: the first of its kind, else the only one."""
    same = [other for other in added if other.kind == quantity.kind]
    if same:
        return same[0]
    return added[0] if len(added) == 1 else None


def _lost(quantity: Quantity, partner: Quantity | None) -> Finding:
    repair = quantity.en if len(quantity.values) == 1 else None
    named = f"'{quantity.text}' ({quantity.en})"
    if partner is None:
        severity: Severity = "warning" if _slight(quantity) else "error"
        return Finding(_kind(quantity), severity, f"{named} is not in the English", quantity.span, None, repair)
    pairs = [(a, b) for x in quantity.values for a in amounts(x) for y in partner.values for b in amounts(y)]
    swapped = [(a, b) for a, b in pairs if other_currency(a, b)]
    if swapped:
        severity = "warning" if all({a.unit, b.unit} <= _DOLLARS for a, b in swapped) else "error"
        return Finding(
            "money", severity, f"{named} is in another currency in the English: '{partner.text}'", quantity.span, partner.span, repair
        )
    message = f"{named} has another value in the English: '{partner.text}'"
    return Finding(_kind(quantity), "error", message, quantity.span, partner.span, repair)


def _slight(quantity: Quantity) -> bool:
    """Whether English may do without a number: "2 quần đảo Hoàng Sa, Trường Sa" names both."""
    return quantity.kind in ("number", "ordinal") and quantity.values[0] in ("1", "2", "3")


def _kind(quantity: Quantity) -> str:
    if quantity.kind == "money" or (
        quantity.kind == "range" and any(a.unit.isupper() and len(a.unit) == 3 for v in quantity.values for a in amounts(v))
    ):
        return "money"
    return "quantity"
