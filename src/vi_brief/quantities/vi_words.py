"""Vietnamese number words and mixed forms ("5 triệu 200 nghìn", "hai mươi lăm") -> decimals."""

from collections.abc import Sequence
from decimal import Decimal

from vi_brief.quantities.figures import readings_vi
from vi_brief.quantities.tables import DIGITS_VI, SCALES_VI

Parsed = tuple[Decimal, int]
"""A value and the number of tokens that it took."""

_ONES = {w: n for w, n in DIGITS_VI.items() if w not in ("không", "năm")}
_LINK = ("linh", "lẻ")


def value_vi(tokens: Sequence[str]) -> tuple[tuple[Decimal, ...], int]:
    """The readings of the longest number that the lower-case tokens begin with, and how many tokens it took (0: no number).

    >>> value_vi(["5", "triệu", "200", "nghìn"]), value_vi(["hai", "mươi", "lăm"]), value_vi(["mười", "năm"])
    (((Decimal('5200000'),), 4), ((Decimal('25'),), 3), ((Decimal('10'),), 1))
    """
    first, taken = _sum(tokens, 0)
    if not taken:
        return (), 0
    other, _ = _sum(tokens, -1)
    return ((first,) if first == other else (first, other)), taken


def _sum(tokens: Sequence[str], reading: int) -> Parsed:
    total, at, last = Decimal(0), 0, Decimal("Infinity")
    while at < len(tokens):
        value, taken = _group(tokens[at:], reading)
        if not taken:
            break
        scale, scales = _scale(tokens[at + taken :])
        if scale >= last or (at and scale == 1 and value < 10):
            break
        total, at, last = total + value * scale, at + taken + scales, scale
        if at < len(tokens) and tokens[at] == "rưỡi":
            return total + (scale / 2 if scale > 1 else Decimal("0.5")), at + 1
        if scale == 1:
            break
    return total, at


def _scale(tokens: Sequence[str]) -> Parsed:
    scale, taken = Decimal(1), 0
    for token in tokens:
        if token not in SCALES_VI:
            break
        scale, taken = scale * SCALES_VI[token], taken + 1
    return scale, taken


def _group(tokens: Sequence[str], reading: int) -> Parsed:
    head = tokens[0]
    if head[0].isdigit():
        return readings_vi(head)[reading], 1
    if head == "nửa":
        return Decimal("0.5"), 1
    if head == "mười" or (len(tokens) > 1 and tokens[1] == "mươi"):
        return _tens(tokens)
    if head not in DIGITS_VI or head in ("mốt", "lăm", "nhăm", "tư"):
        return Decimal(0), 0
    if len(tokens) > 1 and tokens[1] == "trăm":
        rest, taken = _below_hundred(tokens[2:])
        return DIGITS_VI[head] * 100 + rest, 2 + taken
    return Decimal(DIGITS_VI[head]), 1


def _below_hundred(tokens: Sequence[str]) -> Parsed:
    if len(tokens) > 1 and tokens[0] in _LINK and tokens[1] in DIGITS_VI:
        return Decimal(DIGITS_VI[tokens[1]]), 2
    if tokens and (tokens[0] == "mười" or (len(tokens) > 1 and tokens[1] == "mươi")):
        return _tens(tokens)
    return Decimal(0), 0


def _tens(tokens: Sequence[str]) -> Parsed:
    if tokens[0] == "mười":
        tens, taken = 10, 1
    elif tokens[0] in DIGITS_VI:
        tens, taken = DIGITS_VI[tokens[0]] * 10, 2
    else:
        return Decimal(0), 0
    if len(tokens) > taken and tokens[taken] in _ONES:
        return Decimal(tens + _ONES[tokens[taken]]), taken + 1
    return Decimal(tens), taken
