"""What every readable format shows in the same way: confidence, dates, links, and text that comes from strangers."""

import itertools
import math
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from vi_brief.records import Brief, Span

NOT_REVIEWED = "Machine translated, not reviewed"

DID: Mapping[str, tuple[str, str]] = {
    "retried": ("Mended", "translated again"),
    "substituted": ("Mended", "replaced"),
    "abstained": ("Withheld", "too doubtful to show"),
}
"""What a repair of each kind did, in a word and in a few."""

_MONTHS = "January February March April May June July August September October November December".split()
_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ](\d\d):(\d\d)(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?)?)?")

_UNSEEN = (
    (0x00, 0x08), (0x0B, 0x0C), (0x0E, 0x1F), (0x7F, 0x9F),   # control characters, but for tab and line ends
    (0x061C, 0x061C), (0x200E, 0x200F),                       # marks of writing direction
    (0x202A, 0x202E), (0x2066, 0x2069),                       # overrides and isolates: they can make a line read as another
)  # fmt: skip
_SHOWN = {code: f"\u27e8U+{code:04X}\u27e9" for first, last in _UNSEEN for code in range(first, last + 1)}


def utf8(text: str) -> bytes:
    """The bytes of a text; a lone surrogate, which UTF-8 cannot hold, becomes the replacement character."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").encode("utf-8")


def visible(text: str) -> str:
    """The text with characters that would hide or reorder it written out.

    >>> visible("Hà\\u202e Nội")
    'Hà⟨U+202E⟩ Nội'
    """
    return text.translate(_SHOWN)


def percent(confidence: float | None) -> str:
    """A confidence in whole percent, rounded down, so that only certainty reads 100%; empty where there is none.

    >>> percent(0.999), percent(0.29), percent(None)
    ('99%', '29%', '')
    """
    if confidence is None or math.isnan(confidence):
        return ""
    return f"{math.floor(confidence * 100 + 1e-9)}%"


def web_address(url: str | None) -> str | None:
    """The address if a reader may follow it: http or https, with a host, without a user name, nothing unseen in it; else None.

    >>> web_address("https://hanoi.gov.vn/tin"), web_address("javascript:alert(1)")
    ('https://hanoi.gov.vn/tin', None)
    """
    if url is None or url != visible(url) or any(letter.isspace() or letter in '<>"\\' for letter in url):
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and host and "@" not in parts.netloc else None


def english_date(iso: str | None) -> str:
    """An ISO date, as exact as it is, in English; anything else as it stands.

    >>> english_date("2023-06"), english_date("2024-11-03T08:00+07:00")
    ('June 2023', 'November 3, 2024, 8:00 a.m. (UTC+07:00)')
    """
    found = _ISO.fullmatch(iso or "")
    if not found or not 1 <= int(found[2] or 1) <= 12:
        return iso or ""
    year, month, day, hour, minute, zone = found.groups()
    if month is None:
        return str(year)
    name = _MONTHS[int(month) - 1]
    date = f"{name} {year}" if day is None else f"{name} {int(day)}, {year}"
    return date if hour is None else f"{date}, {_clock(int(hour), minute)}{_zone(zone)}"


def _clock(hour: int, minute: str) -> str:
    return f"{(hour + 11) % 12 + 1}:{minute} {'a.m.' if hour < 12 else 'p.m.'}"


def _zone(zone: str | None) -> str:
    if zone is None:
        return ""
    return " (UTC)" if zone == "Z" else f" (UTC{zone})"


def caveats(brief: Brief) -> tuple[str, ...]:
    """The caveats but for the one that every readable format prints on top."""
    return tuple(caveat for caveat in brief.caveats if caveat.strip().rstrip(".").casefold() != NOT_REVIEWED.casefold())


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text: `marks` are the numbers of the spans that cover it, `ends` those of them that end with it."""

    text: str
    marks: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()


def pieces(text: str, spans: Sequence[tuple[int, Span | None]]) -> tuple[Piece, ...]:
    """The text cut at the ends of numbered spans, which may overlap, be empty or lie outside; joined, it is the text again.

    A cut never parts a letter from its combining marks.

    >>> [(p.text, p.marks) for p in pieces("abcd", [(1, (0, 3)), (2, (2, 9))])]
    [('ab', (1,)), ('c', (1, 2)), ('d', (2,))]
    """
    placed = [(number, *_snap(text, span)) for number, span in spans if span is not None]
    placed = [(number, start, end) for number, start, end in placed if start < end]
    cuts = sorted({0, len(text), *(start for _, start, _ in placed), *(end for _, _, end in placed)})
    return tuple(
        Piece(
            text[here:there],
            tuple(number for number, start, end in placed if start <= here and there <= end),
            tuple(number for number, start, end in placed if start <= here and there == end),
        )
        for here, there in itertools.pairwise(cuts)
    )


def _snap(text: str, span: Span) -> Span:
    start, end = max(0, span[0]), min(len(text), span[1])
    if start >= end:
        return 0, 0
    while start > 0 and unicodedata.combining(text[start]):
        start -= 1
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    return start, end
