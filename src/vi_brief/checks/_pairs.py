"""Which English quantity stands for which Vietnamese one, when neither has its counterpart, and what to put in its place."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from vi_brief.checks._facts import DATE_KINDS, amounts, parts
from vi_brief.quantities import Quantity
from vi_brief.quantities.layout import relaid

STRANGE = 3.0
"""Two quantities that cost more than this are no pair: a share of 30% is not the year 1998. Other costs are in `_cost`; they were set by
hand on planted errors over news references, where all but a few pairs are the only ones of their kind."""

ORDER = 10
"""Two readings of a figure are a thousand times apart."""

CLEAR = 0.4
"""A pair is certain when every other partner of either side costs this much more."""


@dataclass(frozen=True, slots=True)
class Pairing:
    """A Vietnamese quantity that the English lacks, and the English one that seems to stand for it; `certain` where no other could."""

    lost: Quantity
    partner: Quantity | None
    certain: bool = False


def paired(lost: Sequence[Quantity], added: Sequence[Quantity]) -> list[Pairing]:
    """Every lost quantity with at most one added quantity, the cheapest pairs first; each added quantity is used once."""
    if not added:
        return [Pairing(quantity, None) for quantity in lost]
    reach = max(q.span[1] for q in (*lost, *added)) if lost else 0
    costs = {(one, two): _cost(q, p, reach) for one, q in enumerate(lost) for two, p in enumerate(added)}
    chosen: dict[int, int] = {}
    for (one, two), cost in sorted(costs.items(), key=lambda item: item[1]):
        if cost <= STRANGE and one not in chosen and two not in chosen.values():
            chosen[one] = two
    return [
        Pairing(quantity, added[chosen[one]], _clear(one, chosen[one], costs)) if one in chosen else Pairing(quantity, None)
        for one, quantity in enumerate(lost)
    ]


def _clear(one: int, two: int, costs: dict[tuple[int, int], float]) -> bool:
    rivals = (cost for (a, b), cost in costs.items() if (a == one) != (b == two))
    return all(cost - costs[one, two] >= CLEAR for cost in rivals)


def _cost(lost: Quantity, added: Quantity, reach: int) -> float:
    """How unlikely it is that two quantities stand for each other: kind, unit, digits and place in the sentence."""
    apart = abs(lost.span[0] - added.span[0]) / max(reach, 1)
    if (lost.kind in DATE_KINDS) != (added.kind in DATE_KINDS):
        return STRANGE + 1
    shape = _shape(lost) != _shape(added)
    return apart + 1.5 * shape + 1.0 * _other_units(lost, added) + 1.0 * _unlike(lost, added)


def _shape(quantity: Quantity) -> object:
    """What must agree for one to stand in the place of the other: a range is no single amount, a month no weekday."""
    if quantity.kind in DATE_KINDS:
        return quantity.kind, frozenset(p.name for p in parts(quantity.values[0]) if p.name != "year") or "year"
    return quantity.kind in ("range", "document", "phone")


def _other_units(lost: Quantity, added: Quantity) -> float:
    if lost.kind in DATE_KINDS:
        return 0.0
    units = [frozenset(a.unit for v in q.values for a in amounts(v)) for q in (lost, added)]
    if not units[0].isdisjoint(units[1]):
        return 0.0
    return 0.5 if "" in units[0] | units[1] or lost.kind == added.kind else 1.0


def _unlike(lost: Quantity, added: Quantity) -> float:
    """1.0 where no figure of one is in the other, 0.0 where all are: digits, and for dates the parts."""
    if lost.kind in DATE_KINDS:
        one, two = ({(p.name, n) for v in q.values for p in parts(v) for n in (p.one, p.two)} for q in (lost, added))
        crossed = {n for _, n in one} & {n for _, n in two}
        return 1.0 - max(len(one & two) / max(len(one), len(two), 1), 0.8 * bool(crossed - {0}))
    digits = [{_significant(a.value) for v in q.values for a in amounts(v)} for q in (lost, added)]
    if not all(digits):
        return 1.0
    return 1.0 - max(_overlap(a, b) for a in digits[0] for b in digits[1])


def _significant(value: Fraction) -> str:
    """The digits of a number without its scale: 4.1 million and 4.1 have the same ones."""
    return f"{float(value):.9g}".replace(".", "").partition("e")[0].strip("0") or "0"


def _overlap(one: str, two: str) -> float:
    """The share of digits that stand in both numbers, in any order."""
    common = sum(min(one.count(d), two.count(d)) for d in set(one))
    return common / max(len(one), len(two))


def repair(pairing: Pairing) -> str | None:
    """The English for the partner's place, or None where the Vietnamese leaves more than one reading or the place is not certain."""
    lost, partner = pairing.lost, pairing.partner
    if partner is None:
        return lost.en if len(lost.values) == 1 else None
    if not pairing.certain or _shape(lost) != _shape(partner):
        return None
    fitting = [value for value in lost.values if _fits(value, partner)]
    if len(fitting) > 1:
        fitting = [value for value in fitting if _near(value, partner)]
    return relaid(lost.kind, fitting[0], partner) if len(fitting) == 1 else None


def _near(value: str, partner: Quantity) -> bool:
    """Whether a reading is of the partner's order: of 73.234 and 73,234 the English 73.3 can only mean the first."""
    pairs = [(a.value, b.value) for a in amounts(value) for b in amounts(partner.values[0])]
    return bool(pairs) and all(b and Fraction(1, ORDER) < a / b < ORDER for a, b in pairs)


def _fits(value: str, partner: Quantity) -> bool:
    """Whether a reading is of the partner's kind: a day for a day, an amount for an amount."""
    if partner.kind in DATE_KINDS:
        return " " not in value and bool(list(parts(value))) and ("-" in value or ":" in value or len(value) != 3)
    return bool(amounts(value))
