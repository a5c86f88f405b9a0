"""When a page says it was published: a printed or machine-written stamp as ISO 8601, as exact as it is written."""

import datetime as dt
import re

_ISO = re.compile(
    r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})"
    r"(?:[T ]+(\d{1,2}):(\d{2})(?::\d{2}(?:\.\d+)?)?\s*(Z|UTC|GMT)?\s*([+-]\d{1,2}(?::?\d{2})?)?(?!\d))?(?!\d)",
    re.IGNORECASE,
)
_DATE = re.compile(r"(?<![\d/.-])(\d{1,2})\s*([/.-])\s*(\d{1,2})\s*\2\s*(\d{4})(?!\d)")
_WORDS = re.compile(r"(?<!\d)(\d{1,2})\s+tháng\s+(\d{1,2})(?:\s+năm|,|\s)\s*(\d{4})(?!\d)", re.IGNORECASE)
_TIME = re.compile(r"(?<![\d:])(\d{1,2})\s*(?::|h|giờ)\s*(\d{2})(?![\d/.-])(?::\d{2}(?!\d))?'?\s*(AM|PM|SA|CH)?(?![A-Za-z])", re.IGNORECASE)
_ZONE = re.compile(r"(?:GMT|UTC)\s*([+-])\s*(\d{1,2})(?::?(\d{2}))?", re.IGNORECASE)
_AFTERNOON = frozenset(["pm", "ch"])
_MORNING = frozenset(["am", "sa"])
NEAR = 40
"""How far from the date, in characters, its time of day and zone may stand: a stamp is one short phrase."""


def stamp(text: str) -> str | None:
    """The first stamp in a text: "2023-08-23T08:13+07:00" with the zone only where one is written; None without a full date.

    >>> stamp("Thứ Tư, 23/8/2023 8:13'(GMT+7)"), stamp("(TTXVN/Vietnam+)| 09/06/2023 18:17"), stamp("ngày 9/6")
    ('2023-08-23T08:13+07:00', '2023-06-09T18:17', None)
    """
    if found := _ISO.search(text):
        return _from_iso(found)
    found = _DATE.search(text)
    day, month, year = (found[1], found[3], found[4]) if found else ("", "", "")
    if not found and (found := _WORDS.search(text)):
        day, month, year = found[1], found[2], found[3]
    if not found or not (date := _date(year, month, day)):
        return None
    near = text[max(0, found.start() - NEAR) : found.start()] + " | " + text[found.end() : found.end() + NEAR]
    return date + _clock(near)


def _from_iso(found: re.Match[str]) -> str | None:
    year, month, day, hour, minute, zulu, offset = found.groups()
    date = _date(year, month, day)
    if date is None or hour is None or not _is_time(hour, minute):
        return date
    zone = ""
    if offset:
        digits = offset[1:].replace(":", "")
        zone = offset[0] + (digits.zfill(2) + ":00" if len(digits) <= 2 else f"{digits[:-2].zfill(2)}:{digits[-2:]}")
    elif zulu:
        zone = "+00:00"
    return f"{date}T{int(hour):02}:{minute}{zone}"


def _clock(near: str) -> str:
    found = next((m for m in _TIME.finditer(near) if _is_time(m[1], m[2])), None)
    if found is None:
        return ""
    hour, half = int(found[1]), (found[3] or "").lower()
    if half in _AFTERNOON and hour < 12:
        hour += 12
    elif half in _MORNING and hour == 12:
        hour = 0
    zone = _ZONE.search(near)
    return f"T{hour:02}:{found[2]}" + (f"{zone[1]}{int(zone[2]):02}:{zone[3] or '00'}" if zone else "")


def _is_time(hour: str, minute: str) -> bool:
    return int(hour) < 24 and int(minute) < 60


def _date(year: str, month: str, day: str) -> str | None:
    try:
        return dt.date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None
