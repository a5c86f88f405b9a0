"""English number words and mixed forms ("twenty-five", "2.5 million", "a hundred and ten thousand") -> decimals."""

import re
from collections.abc import Sequence
from decimal import Decimal

from vi_brief.quantities.figures import FIGURE, reading_en
from vi_brief.quantities.tables import SCALES_EN, SMALL_EN, TENS_EN
from vi_brief.quantities.units import CURRENCIES

_WORDS = "|".join(sorted({*SMALL_EN, *TENS_EN, *SCALES_EN}, key=len, reverse=True))
_SCALES = "|".join(sorted(SCALES_EN, key=len, reverse=True))
_STARTERS = "|".join(sorted({*SMALL_EN, *TENS_EN}, key=len, reverse=True))

_GLUED = "|".join(f"(?<={sign})" for currency in CURRENCIES.values() for sign in currency.signs if sign.isalpha())

CORE = re.compile(
    rf"(?:(?<!\w)|(?=\d)(?:{_GLUED}))(?<!\d[.,/:])(?<!\w-)(?:(?:{FIGURE})(?:[\s-]*(?:{_SCALES})(?!\w))*"
    rf"|(?:(?:{_STARTERS})(?!\w)|(?:half\s+)?an?(?=\s+(?:{_SCALES})(?!\w)))(?:(?:\s+and\s+|[\s-]+)(?:{_WORDS})(?!\w)){{0,14}})",
    re.IGNORECASE,
)
"""A candidate: a figure with scale words, or a run of number words."""

TOKEN = re.compile(r"\d[\d.,]*|[^\s-]+")


def value_en(tokens: Sequence[str]) -> tuple[Decimal, int]:
    """The longest number that the lower-case tokens begin with, and how many tokens it took (0: no number).

    >>> value_en(["2.5", "million"]), value_en(["twenty", "five", "thousand"]), value_en(["three", "four"])
    ((Decimal('2500000.0'), 2), (Decimal('25000'), 3), (Decimal('3'), 1))
    """
    if tokens[0][0].isdigit():
        value, taken = reading_en(tokens[0]), 1
        while taken < len(tokens) and tokens[taken] in SCALES_EN:
            value, taken = value * SCALES_EN[tokens[taken]], taken + 1
        return value, taken
    if tokens[0] == "half":
        value, taken = _words_value(tokens[1:])
        return value / 2, taken + 1
    return _words_value(tokens)


def _words_value(tokens: Sequence[str]) -> tuple[Decimal, int]:
    total, current, taken, last = Decimal(0), Decimal(0), 0, Decimal("Infinity")
    for at, token in enumerate(tokens):
        if token == "and" and at and tokens[at - 1] in SCALES_EN:
            continue
        scale = SCALES_EN.get(token)
        if scale is None:
            number = _small(token, tokens[at - 1] if at else "")
            if number is None or (current % 100 and not (current % 100 >= 20 and current % 10 == 0 and number < 10)):
                break
            current += number
        elif scale == 100:
            current = (current or Decimal(1)) * scale
        elif scale >= last:
            break
        else:
            total, current, last = total + (current or Decimal(1)) * scale, Decimal(0), scale
        taken = at + 1
    return total + current, taken


def _small(token: str, before: str) -> int | None:
    if token in ("a", "an") and not before:
        return 0
    number = SMALL_EN.get(token)
    return TENS_EN.get(token) if number is None else number
