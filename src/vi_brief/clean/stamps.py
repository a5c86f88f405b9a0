"""Dates and times as Vietnamese sites print them beside an article, and the ISO 8601 form of what is printed."""

import re
from dataclasses import dataclass, replace

from vi_brief.clean import phrases
from vi_brief.viet import letters

_TIME = r"(?P<hour>[01]?\d|2[0-3])\s*(?::|h|g|giờ)\s*(?P<minute>[0-5]?\d)?(?::[0-5]\d)?\s*'?(?:\s*(?P<half>[AaPp][Mm]|SA|CH)\b)?"
_DATES = (
    r"(?P<y>(?:19|20)\d{2})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?=\D|$|T)",
    r"(?<![\d.,])(?P<d>\d{1,2})\s?[./-]\s?(?P<m>\d{1,2})\s?[./-]\s?(?P<y>(?:19|20)\d{2})(?!\d)",
    r"(?:ngày\s+)?(?P<d>\d{1,2})\s+tháng\s+(?P<m>\d{1,2})(?:\s*,)?(?:\s+năm)?\s*,?\s+(?P<y>(?:19|20)\d{2})",
    r"tháng\s+(?P<m>\d{1,2})(?:\s*[/-]\s*|\s+năm\s+)(?P<y>(?:19|20)\d{2})",
)
DATES = tuple(re.compile(p, re.IGNORECASE) for p in _DATES)
TIME = re.compile(r"(?<![\d:.,/])" + _TIME + r"(?![\d:])")
ZONE = re.compile(r"[(\[]*\s*(?:GMT|UTC)\s*(?P<sign>[+-])\s*(?P<h>\d{1,2})(?::?(?P<m>\d{2}))?\s*[)\]]*", re.IGNORECASE)
ISO_ZONE = re.compile(r"(?P<sign>[+-])(?P<h>\d{2}):?(?P<m>\d{2})\b|Z\b")
RELATIVE = re.compile(
    r"(?:khoảng\s+)?(?:\d+|một|hai|ba|vài)\s+(?:giây|phút|giờ|tiếng|ngày|tuần|tháng|năm)\s+trước|\bvừa xong\b", re.IGNORECASE
)
UPDATED = re.compile(r"\b(?:cập nhật|chỉnh sửa|sửa đổi)\b", re.IGNORECASE)
_FILL_WORDS = """
    ngay dang|dang ngay|dang luc|ngay cap nhat|cap nhat luc|cap nhat ngay|cap nhat lan cuoi|cap nhat|chinh sua|xuat ban|ngay xuat ban
    ngay viet|ngay phat hanh|ngay|luc|dang|gio|thoi gian|date|published on|published|posted on|posted|updated|by admin|admin|t"""
"""What may stand beside a date without saying anything, in lower case without diacritics."""
_FILL = re.compile(r"(?<!\w)(?:" + "|".join([phrases.WEEKDAYS, *_FILL_WORDS.split("\n    ")[1:]]) + r")(?!\w)")
_COUNT = re.compile(
    r"(?:[|,;•·(-]\s*)?(?:số\s+)?(?:lượt|lần)\s+(?:xem|đọc|truy cập)\s*:?\s*[\d.,]+\)?|[\d.,]+\s+(?:lượt|lần)\s+(?:xem|đọc)", re.IGNORECASE
)
"""A reader count beside a date."""
_GATHERED = re.compile(r"(?:[·•|,–-]\s*)?\d+\s+(?:tin |bài )?liên quan\b|[·•|–-]\s*(?:bài |link |tin )?gốc\s*$|\bGốc$", re.IGNORECASE)
"""What sites that gather other papers' articles print beside a date: how many articles are on it, and a link to the paper's own."""
GATHERED_WORDS = 6
"""The paper that such a site names beside the date has up to so many words."""
_NAME_BEFORE, _NAME_BEHIND = re.compile(r"[A-ZĐÀ-Ỹ]\w*\s$"), re.compile(r"\s[A-ZĐÀ-Ỹ]\w")
_EDGES = " \t|,;:.-–—•·/[]'\"’*"
MAX_WORDS = 18
"""A stamp with a byline and a section beside it has up to 15 words on the sites studied."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date stamp. `iso` is None for a relative stamp ("3 giờ trước"); `rest` is what else the line says."""

    iso: str | None
    timed: bool
    updated: bool
    rest: str


def read(text: str) -> Stamp | None:
    """The stamp in a line that is little more than a stamp; None where there is no date with a year and no relative time.

    >>> read("Thứ Tư, 23/8/2023 8:13'(GMT+7)").iso
    '2023-08-23T08:13+07:00'
    """
    text, gathered = _COUNT.sub(" ", text), 0
    if text.endswith(("ốc", "liên quan")):
        text, gathered = _GATHERED.subn(" ", text)
    if len(text.split()) > MAX_WORDS:
        return None
    if relative := RELATIVE.search(text):
        return Stamp(None, timed=True, updated=False, rest=_rest(text.replace(relative[0], " ")))
    for pattern in DATES:
        if date := pattern.search(text):
            stamp = _absolute(text, date)
            named = gathered and stamp is not None and stamp.rest[:1].isupper() and len(stamp.rest.split()) <= GATHERED_WORDS
            return replace(stamp, rest="") if stamp is not None and named else stamp
    return None


def first_date(text: str) -> str | None:
    """The first complete date with a year in a text, as ISO."""
    found = [m for p in DATES[:3] if (m := p.search(text))]
    return _day(min(found, key=lambda m: m.start())) if found else None


def _absolute(text: str, date: re.Match[str]) -> Stamp | None:
    day = _day(date)
    if day is None:
        return None
    left = text[: date.start()] + " \x00 " + text[date.end() :]
    left = left.replace("\x00 T", "\x00 ")
    zone = ZONE.search(left)
    left = ZONE.sub(" ", left)
    time = TIME.search(left)
    if time is not None:
        after = left[time.end() :].lstrip()
        zone = zone or ISO_ZONE.match(after)
        left = left[: time.start()] + " " + (ISO_ZONE.sub(" ", after, count=1) if ISO_ZONE.match(after) else after)
        left = TIME.sub(" ", left)
    for pattern in DATES:
        left = pattern.sub(" ", left)
    return Stamp(
        iso=day + _clock(time, zone) if len(day) == 10 else day,
        timed=time is not None,
        updated=UPDATED.search(text) is not None,
        rest=_rest(left.replace("\x00", " ")),
    )


def _day(date: re.Match[str]) -> str | None:
    parts = date.groupdict()
    month, day = int(parts["m"]), int(parts.get("d") or 1)
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return f"{parts['y']}-{month:02d}" + (f"-{day:02d}" if parts.get("d") else "")


def _clock(time: re.Match[str] | None, zone: re.Match[str] | None) -> str:
    if time is None:
        return ""
    hour, minute = int(time["hour"]), int(time["minute"] or 0)
    if (time["half"] or "").upper() in {"PM", "CH"} and hour < 12:
        hour += 12
    if (time["half"] or "").upper() in {"AM", "SA"} and hour == 12:
        hour = 0
    offset = ""
    if zone is not None:
        offset = f"{zone['sign']}{int(zone['h']):02d}:{int(zone['m'] or 0):02d}" if zone["sign"] else "+00:00"
    return f"T{hour:02d}:{minute:02d}{offset}"


def _in_name(text: str, found: re.Match[str]) -> bool:
    """Whether a filling word is a syllable of a name: the surname Lục is not "lúc", and Đăng beside another name is not "posted"."""
    word = text[found.start() : found.end()]
    if found[0] == "luc":
        return word.lower() not in {"lúc", "luc"}
    beside = _NAME_BEFORE.search(text[: found.start()]) or _NAME_BEHIND.match(text[found.end() :])
    return word == "Đăng" and beside is not None and _FILL.match(found.string, found.end() + 1) is None


def _rest(text: str) -> str:
    text = " ".join(text.split())
    plain = letters.plain(text).lower()
    if len(plain) == len(text):
        kept, at = [], 0
        for m in _FILL.finditer(plain):
            if _in_name(text, m):
                continue
            kept.append(text[at : m.start()])
            at = m.end()
        text = " ".join([*kept, text[at:]])
    text = " ".join(text.replace("()", " ").replace("[]", " ").split()).strip(_EDGES)
    if not any(c.isalnum() for c in text):
        return ""
    return text if "(" in text and ")" in text else text.strip(_EDGES + "()")
