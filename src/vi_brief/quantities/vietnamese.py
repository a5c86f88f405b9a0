"""Find the quantities of a Vietnamese text."""

import re

from vi_brief.quantities.patterns import mask
from vi_brief.quantities.record import Hit, Quantity
from vi_brief.quantities.render import english
from vi_brief.quantities.vi_amounts import find_amounts, find_fractions
from vi_brief.quantities.vi_codes import find_codes, find_ordinals, without_addresses
from vi_brief.quantities.vi_dates import find_dates
from vi_brief.quantities.vi_times import find_times

_DIGIT = re.compile(r"\d")


def find_vi(text: str, base: str | None = None) -> tuple[Quantity, ...]:
    """The quantities of a Vietnamese text in order, without overlap.

    `base` is the article's ISO date ("2023-06", "2023-08-23T08:13+07:00"): a date without a year gets the year that brings it nearest.

    >>> [(q.text, q.kind, q.values, q.en) for q in find_vi("Ngày 9/6, trao 2.000 tấn gạo", "2023-06")]
    [('Ngày 9/6', 'date', ('2023-06-09',), 'June 9'), ('2.000 tấn', 'unit', ('2000 tonne',), '2,000 tonnes')]
    """
    rest = without_addresses(text)
    hits: list[Hit] = []
    figures = _DIGIT.search(rest) is not None
    if figures:
        hits = find_codes(rest)
        rest = mask(rest, hits)
    dates, rest = find_dates(rest, base)
    hits += dates
    for find in (find_times, find_ordinals, find_fractions, find_amounts) if figures else (find_ordinals, find_fractions, find_amounts):
        found = find(rest)
        rest = mask(rest, found)
        hits += found
    return tuple(_quantity(text, hit) for hit in sorted(hits, key=lambda h: h.start))


def _quantity(text: str, hit: Hit) -> Quantity:
    return Quantity((hit.start, hit.end), text[hit.start : hit.end], hit.kind, hit.values, english(hit.kind, hit.written or hit.values[0]))
