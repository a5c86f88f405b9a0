"""The countries of the world and their capitals, in Vietnamese and English: countries.tsv."""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from vi_brief.viet.syllables import parse

COMMON_NAMES = frozenset(["Victoria", "Male", "Georgetown", "Kingston", "Hamilton", "Douglas", "Stanley"])
"""Capitals that are oftener the name of a person or of another place."""


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory: its Vietnamese names, the first the usual one; `capital` is empty where there is none."""

    names: tuple[str, ...]
    en: str
    adjective: str
    capital_names: tuple[str, ...]
    capital: str


@functools.cache
def countries() -> tuple[Country, ...]:
    """Every row of the table."""
    return tuple(_rows())


def _rows() -> Iterator[Country]:
    for line in Path(__file__).with_suffix(".tsv").read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("# "):
            vi, en, adjective, capitals, capital, *_ = [cell.strip() for cell in line.split("\t")] + [""] * 4
            yield Country(_variants(vi), en, adjective, _variants(capitals) if capital else (), capital)


def _variants(cell: str) -> tuple[str, ...]:
    """The variants of a cell; a transcription with hyphens is also printed in one word (Ai-len, Ailen)."""
    variants = [variant.strip() for variant in cell.split("|")]
    joined = [v.replace("-", "") for v in variants if "-" in v and " " not in v]
    return tuple(dict.fromkeys([*variants, *joined]))


@functools.cache
def _capitals() -> tuple[re.Pattern[str], dict[str, str]]:
    english = {name: c.capital for c in countries() for name in c.capital_names if _is_certain(name)}
    names = "|".join(re.escape(name) for name in sorted(english, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{names})(?![\w-])"), english


def _is_certain(name: str) -> bool:
    return name not in COMMON_NAMES and (" " in name or "-" in name or parse(name) is None)


def capitals(text: str) -> tuple[tuple[int, int, str], ...]:
    """The foreign capitals in a text as (start, end, English), in order; names that mean something else as often are left out.

    >>> capitals("Thủ đô La Habana và Bắc Kinh")
    ((7, 16, 'Havana'), (20, 28, 'Beijing'))
    """
    pattern, english = _capitals()
    return tuple((*found.span(), english[found[0]]) for found in pattern.finditer(text))
