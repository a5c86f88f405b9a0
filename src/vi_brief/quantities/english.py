"""Find the quantities of an English text."""

import re

from vi_brief.quantities.en_amounts import find_amounts
from vi_brief.quantities.en_dates import find_dates, find_times
from vi_brief.quantities.en_fractions import find_fractions
from vi_brief.quantities.patterns import mask, scan, words
from vi_brief.quantities.record import Hit, Quantity
from vi_brief.quantities.render import english
from vi_brief.quantities.tables import ORDINALS_EN, SCALES_EN, SMALL_EN, TENS_EN
from vi_brief.quantities.vi_codes import find_codes, roman, without_addresses

_DIGIT = re.compile(r"\d")
_TENTH = {word[:-1] + "ieth": n for word, n in TENS_EN.items()}
_ORDINAL_WORDS = ORDINALS_EN | _TENTH
_WORD = "|".join(sorted(_ORDINAL_WORDS, key=len, reverse=True))
_ORDINAL = re.compile(
    rf"(?<![\w.,])(?:(?P<n>\d{{1,3}}(?:,\d{{3}}){{0,4}})(?:st|nd|rd|th)|(?:(?P<tens>{'|'.join(TENS_EN)})[-\s])?(?P<word>{_WORD}))(?!\w)",
    re.IGNORECASE,
)
_MARKS = frozenset(("st", "nd", "rd", "th", *_ORDINAL_WORDS))
_PARTS = frozenset(("half", "halves", "quarter", "quarters", *_ORDINAL_WORDS, *(f"{word}s" for word in _ORDINAL_WORDS)))
_NUMBERS = frozenset(("half", *SMALL_EN, *TENS_EN, *SCALES_EN))
_ANY_ROMAN = re.compile(r"[IVXL]+(?!\w)")
_NUMBER_BEFORE = re.compile(r"(?:\d|\w(?:one|two|ree|our|ive|six|ven|ght|ine|ten|ty))[\s-]$", re.IGNORECASE)
_ROMAN = re.compile(
    r"(?<!\w)(?P<lead>(?:[Tt]erm|[Tt]enure|Congress|[Ss]ession|[Ll]egislature|[Cc]entury|World\s+War|[Pp]lenum)\s+)(?P<n>[IVXL]+)(?!\w)"
    r"|(?<!\w)(?P<before>[IVXL]{2,})(?=\s+(?:[Nn]ational|[Pp]arty|Congress|[Ss]ession|[Cc]entury|[Tt]erm|[Tt]enure|[Ll]egislature))"
)


def find_en(text: str) -> tuple[Quantity, ...]:
    """The quantities of an English text in order, without overlap; a number word counts as a number.

    >>> [(q.text, q.values) for q in find_en("On June 9, it got $20 billion and 2,000 tonnes of rice")]
    [('June 9', ('--06-09',)), ('$20 billion', ('20000000000 USD',)), ('2,000 tonnes', ('2000 tonne',))]
    """
    rest = without_addresses(text)
    hits: list[Hit] = []
    figures = _DIGIT.search(rest) is not None
    if figures:
        hits = find_codes(rest)
        rest = mask(rest, hits)
    times = find_times(rest)
    dates, rest = find_dates(mask(rest, times))
    hits += times + dates
    named = frozenset() if figures else words(rest)
    for find, gate in ((find_fractions, _PARTS), (_ordinals, _MARKS), (find_amounts, _NUMBERS)):
        if figures or not named.isdisjoint(gate):
            found = find(rest)
            rest = mask(rest, found)
            hits += found
    hits += scan(rest, _ROMAN, _roman_ordinal) if _ANY_ROMAN.search(rest) else []
    ordered = sorted(hits, key=lambda h: h.start)
    return tuple(Quantity((h.start, h.end), text[h.start : h.end], h.kind, h.values, english(h.kind, h.values[0])) for h in ordered)


def _ordinals(text: str) -> list[Hit]:
    return scan(text, _ORDINAL, _ordinal)


def _ordinal(match: re.Match[str]) -> Hit | None:
    if match["n"]:
        return Hit(match.start(), match.end(), "ordinal", (match["n"].replace(",", ""),))
    word = match["word"].lower()
    if word == "second" and _NUMBER_BEFORE.search(match.string, max(0, match.start() - 6), match.start()):
        return None
    tens = TENS_EN[match["tens"].lower()] if match["tens"] else 0
    return Hit(match.start(), match.end(), "ordinal", (str(tens + _ORDINAL_WORDS[word]),))


def _roman_ordinal(match: re.Match[str]) -> Hit:
    group = "n" if match["n"] else "before"
    return Hit(match.start(group), match.end(group), "ordinal", (str(roman(match[group])),))
