"""Numbers, money, percentages and measures: what the Vietnamese says must be in the English, and nothing else.

Both sides are compared as canonical values: "300 triệu đồng" agrees with "300 million dong" and "VND300,000,000", not with "$300 million".
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from vi_brief import config
from vi_brief.checks._codes import missing_addresses, missing_codes, missing_scales, strange_currencies
from vi_brief.checks._facts import DATE_KINDS, Amount, amounts, english, other_currency, parts, vietnamese
from vi_brief.checks._pairs import Pairing, paired, repair
from vi_brief.checks._sides import DOLLARS, SCORE, Side
from vi_brief.quantities import Quantity
from vi_brief.quantities.render import document
from vi_brief.quantities.units import CURRENCIES
from vi_brief.records import Finding, Segment, Severity, Translation

_SMALL = frozenset(("number", "unit"))


class Options(config.Options):
    """[checks.quantities]. Number words up to `small_words` ("hai bên", "one of them") need no counterpart."""

    small_words: int = 12


def check(segment: Segment, translation: Translation, options: Options) -> Iterator[Finding]:
    """Findings of kind quantity or money, with a span on the side that has the figure; a repair where the Vietnamese has one reading."""
    vi, en = segment.vi, translation.en
    here, there = Side(vi, vietnamese(vi)), Side(en, english(en), of_english=True)
    if here.quantities or there.quantities:
        yield from _compared(here, there, options)
    yield from missing_codes(vi, en)
    yield from missing_addresses(vi, en)
    yield from missing_scales(vi, there)
    yield from strange_currencies(here, there)


def _compared(here: Side, there: Side, options: Options) -> Iterator[Finding]:
    lost, added = _unmatched(here, there), _unmatched(there, here)
    yield from (_unnamed(q) for q in there.quantities if q not in added and not here.names_currency(q))
    pairs = _again(paired([q for q in lost if _counts(q, options)], [q for q in added if _counts(q, options)]), here, there)
    small = _small_pair(lost, added, options) or _half_pairs(lost, added, pairs, options)
    taken = [pairing.partner for pairing in (*pairs, *small)]
    yield from (_lost(pairing) for pairing in pairs)
    yield from (_doubted(_lost(pairing), pairing, options) for pairing in small)
    for quantity in added:
        if quantity not in taken and _counts(quantity, options):
            yield Finding(_kind(quantity), "error", f"'{quantity.text}' is not in the Vietnamese", None, quantity.span)


def _again(pairs: list[Pairing], here: Side, there: Side) -> list[Pairing]:
    """Pairs in which a lost quantity without partner may have an English figure that only a word excuses: "1" for any "một"."""
    alone = [pairing.lost for pairing in pairs if pairing.partner is None]
    if not alone:
        return pairs
    figures = [q for q in there.quantities if q.kind in _SMALL and q.text[0].isdigit()]
    excused = [q for q in figures if not any(here.offers(value) for value in q.values)]
    later = {p.lost.span: p for p in paired(alone, excused) if p.partner is not None and p.partner.kind == p.lost.kind}
    return [later.get(pairing.lost.span, pairing) for pairing in pairs]


def _unmatched(one: Side, other: Side) -> list[Quantity]:
    missing = [q for q in one.quantities if q.kind not in DATE_KINDS and not _found(q, other)]
    return [q for q in missing if not (one.is_label(q) and any(a.value in other.days for value in q.values for a in amounts(value)))]


def _counts(quantity: Quantity, options: Options) -> bool:
    """Whether a quantity must have a counterpart: figures do, small number words and small ordinals do not."""
    if any(letter.isdigit() for letter in quantity.text):
        return True
    numbers = [a.value for value in quantity.values for a in amounts(value)]
    return bool(numbers) and quantity.kind not in ("ordinal", "phone", "document") and min(numbers) > options.small_words


def _small_pair(lost: list[Quantity], added: list[Quantity], options: Options) -> list[Pairing]:
    """Small number words that contradict each other: each side has a single one without counterpart, and neither is one."""
    ones, others = ([q for q in side if q.kind in _SMALL and not _counts(q, options)] for side in (lost, added))
    if len(ones) != 1 or len(others) != 1 or ones[0].kind != others[0].kind or any(_is_one(q) for q in (*ones, *others)):
        return []
    return [Pairing(ones[0], others[0], certain=True)]


def _half_pairs(lost: list[Quantity], added: list[Quantity], pairs: list[Pairing], options: Options) -> list[Pairing]:
    """An English figure with a Vietnamese word of its kind that needs no counterpart by itself: "khóa XIV" is "the 1st"."""
    taken = [pairing.partner for pairing in pairs]
    free = [q for q in added if q not in taken and _counts(q, options)]
    words = [q for q in lost if not _counts(q, options) and any(q.kind == other.kind for other in free)]
    return [pairing for pairing in paired(words, free) if pairing.partner is not None and pairing.partner.kind == pairing.lost.kind]


def _doubted(finding: Finding, pairing: Pairing, options: Options) -> Finding:
    """A contradiction of small number words is a warning."""
    partner = pairing.partner
    return finding if partner is not None and _counts(partner, options) else replace(finding, severity="warning")


def _is_one(quantity: Quantity) -> bool:
    return any(amount.value == 1 for value in quantity.values for amount in amounts(value))


_FIRST = re.compile(r"(?<!\w)(?:đầu|nhất|first)(?!\w)", re.IGNORECASE)
"""Words that say a first place ("1st") without a number."""


def _found(quantity: Quantity, other: Side) -> bool:
    if quantity.kind in ("document", "phone"):
        return any(quantity.values == q.values for q in other.quantities) or quantity.values[0] in document("".join(other.text.split()))
    ranked = quantity.kind == "ordinal" and quantity.text[0].isdigit()
    if ranked and quantity.values == ("1",) and _FIRST.search(other.text):
        return True
    return any(_value_found(value, other, ranked=ranked) for value in quantity.values) or other.says_scale(quantity)


def _value_found(value: str, other: Side, *, ranked: bool) -> bool:
    """Whether the other side has a reading of a quantity; no mere word ("một") makes a rank ("1st"). A score has either team first."""
    if value.startswith("-") or ":" in value:
        return other.parts.issuperset(parts(value))
    if other.scores and SCORE.fullmatch(value):
        return value in other.scores or "-".join(reversed(value.split("-"))) in other.scores
    wanted = amounts(value)
    return bool(wanted) and all(other.offered.has(a) or (a.value in other.bare if ranked else _is_said(a, other)) for a in wanted)


def _is_said(amount: Amount, other: Side) -> bool:
    """A word or a bare figure may stand for an amount, but only "a dollar" for a sum of money."""
    return (amount.unit not in CURRENCIES or amount.value == 1) and amount.value in other.loose


def _unnamed(quantity: Quantity) -> Finding:
    return Finding("money", "error", f"the Vietnamese does not name the currency of '{quantity.text}'", None, quantity.span)


def _lost(pairing: Pairing) -> Finding:
    quantity, partner, mended = pairing.lost, pairing.partner, repair(pairing)
    named = f"'{quantity.text}' ({quantity.en})"
    if partner is None:
        severity: Severity = "info" if _slight(quantity) else "error"
        return Finding(_kind(quantity), severity, f"{named} is not in the English", quantity.span, None, mended)
    pairs = [(a, b) for x in quantity.values for a in amounts(x) for y in partner.values for b in amounts(y)]
    swapped = [(a, b) for a, b in pairs if other_currency(a, b)]
    if swapped:
        severity = "warning" if all({a.unit, b.unit} <= DOLLARS for a, b in swapped) else "error"
        message = f"{named} is in another currency in the English: '{partner.text}'"
        return Finding("money", severity, message, quantity.span, partner.span, mended)
    message = f"{named} has another value in the English: '{partner.text}'"
    return Finding(_kind(quantity), "error", message, quantity.span, partner.span, mended)


def _slight(quantity: Quantity) -> bool:
    """Whether English may do without a number: "2 quần đảo Hoàng Sa, Trường Sa" names both."""
    return (quantity.kind in ("number", "ordinal") and quantity.values[0] in ("1", "2", "3")) or quantity.text.lower().startswith("một ")


def _kind(quantity: Quantity) -> str:
    if quantity.kind == "money" or (quantity.kind == "range" and any(a.unit in CURRENCIES for v in quantity.values for a in amounts(v))):
        return "money"
    return "quantity"
