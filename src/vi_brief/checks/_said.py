"""Words that say a number without naming it: "both", "half", "tenfold", "đôi", "nửa". Tables, and what a text says through them."""

import re
from collections.abc import Mapping
from fractions import Fraction

from vi_brief.quantities.tables import SMALL_EN


def _table(rows: Mapping[str, str]) -> dict[str, tuple[Fraction, ...]]:
    """Rows of words -> the values that any of them may say, turned into word -> values."""
    return {word: tuple(Fraction(value) for value in values.split()) for words, values in rows.items() for word in words.split()}


SAID_EN = _table(
    {
        "a an single sole once annual hourly daily weekly monthly": "1",
        "both two-way bilateral pair couple twice double doubled doubling twin dual": "2",
        "triple tripled trilateral tripartite": "3",
        "quadruple quadrupled": "4",
        "half": "1/2 50 6",
        "clock": "24",
        "halved": "1/2 50",
        "quarter": "1/4 25 3",
        "wholly fully entirely all whole": "100",
        "fortnight": "2 14",
        "dozen": "12 10",
        "decade": "10",
        "century centenary centennial": "100",
        "bicentenary bicentennial": "200",
    }
)

SAID_VI = _table(
    {
        "một": "1",
        "đôi hai": "2",
        "ba": "3",
        "nửa": "1/2 6 50",
        "chục": "10 12",
        "tá": "12",
        "trăm": "100",
        "nghìn ngàn": "1000",
        "vạn": "10000",
    }
)

_WORD = re.compile(r"[^\W\d_]+(?:-way)?")


def said(text: str, table: Mapping[str, tuple[Fraction, ...]]) -> frozenset[Fraction]:
    """The numbers that a text says through the words of a table, and through English words in -fold.

    >>> said("Both rose tenfold", SAID_EN) == {2, 10}
    True
    """
    words = _WORD.findall(text.lower())
    folds = (SMALL_EN.get(word.removesuffix("fold")) for word in words if word.endswith("fold"))
    return frozenset(n for word in words for n in table.get(word, ())) | {Fraction(n) for n in folds if n}
