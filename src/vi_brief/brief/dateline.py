"""The dateline of a brief and the name of the agency it came from."""

import re
from collections.abc import Sequence

from vi_brief.brief import places, tables
from vi_brief.quantities import find_vi, render
from vi_brief.records import Article, Translation
from vi_brief.viet.letters import plain

LEAD_SEGMENTS = 2
"""How far into the article the day of the news is looked for where the page gives only the month."""
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def dateline(article: Article, translations: Sequence[Translation]) -> str:
    """ "HANOI, June 9, 2023": the place and the day as far as they are known; empty where neither is."""
    place = place_en(article.dateline_place).upper() if article.dateline_place else ""
    day = day_of(article, translations)
    return ", ".join(part for part in (place, render("date", day) if day else "") if part)


def place_en(vi: str) -> str:
    """The English of a dateline place, printed with or without its country.

    >>> place_en("Hà Nội"), place_en("La Habana"), place_en("Bản Lác")
    ('Hanoi', 'Havana', 'Ban Lac')
    """
    text = tables.normal(vi.strip())
    found = places.find(text, 0)
    return found.en if found and found.end == len(text) and found.kind != "district" else plain(vi.strip())


def day_of(article: Article, translations: Sequence[Translation]) -> str:
    """The publication date (ISO, without a time); where only its month or year is known, the day in the lead that fits it."""
    published = (article.published or "")[:10]
    if not published or _DAY.fullmatch(published):
        return published
    for translation in translations[:LEAD_SEGMENTS]:
        for found in find_vi(translation.segment.vi, article.published):
            if found.kind == "date" and _DAY.fullmatch(found.values[0]) and found.values[0].startswith(published):
                return found.values[0]
    return published


def agency_en(vi: str) -> str:
    """The English name of an agency as printed, with its short form; the name without its marks where the table has none.

    >>> agency_en("TTXVN"), agency_en("Báo Bắc Ninh")
    ('Vietnam News Agency (TTXVN)', 'Bao Bac Ninh')
    """
    return tables.agencies().get(vi.strip().lower(), plain(vi.strip()))
