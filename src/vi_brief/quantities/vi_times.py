"""Vietnamese times of day."""

import re

from vi_brief.quantities.patterns import scan
from vi_brief.quantities.record import Hit

_F = re.IGNORECASE
_HOUR = r"(?:[01]?\d|2[0-4])"
_WORD = r"(?:h|giờ(?!\s+đồng))"
_TIME = re.compile(
    rf"(?<![\w.,/:])(?:(?<![^\W\d]-)|(?<=\d[hg]-))(?P<h>{_HOUR})(?P<sep>\s?(?:h|g(?=\d|\s+(?:sáng|trưa|chiều|tối|đêm))|giờ(?!\s+đồng))|:\s?(?=[0-5]\d))"
    r"(?:\s?(?P<m>[0-5]\d|(?<=[hg])[0-5]\s\d)(?!\d|[.,/:-]\d|\s*(?:%|triệu|tỷ|người))(?:['’]|\s*phút)?)?"
    r"(?P<half>\s+rưỡi)?(?:\s+(?P<part>sáng|trưa|chiều|tối|đêm|khuya)(?!\w))?(?!\w)",
    _F,
)
_ANY = re.compile(r"[0-9]\s?[hHgG:]|UTC|GMT")
_GMT = re.compile(r"(?<![\w.,/:])(?P<h>[01]\d|2[0-4])(?P<m>[0-5]\d)(?=\s+(?:GMT|UTC)(?!\w))")
_HOURS = re.compile(rf"(?<![\w.,/:])(?<!\w-)(?P<h>{_HOUR})(?=\s*(?:[-–—]|đến)\s*{_HOUR}\s?{_WORD}(?!\w))", _F)

# A bare "5 giờ" after or before these is a time of day, after the others it may be, else it is five hours first.
_CLOCK = re.compile(r"(?:lúc|vào|hồi)\s+$", _F)
_DAY_NEXT = re.compile(r"\s*,?\s+(?:ngày|hôm|cùng ngày)(?!\w)|\s*\(", _F)
_PERHAPS = re.compile(r"(?:khoảng|từ|đến|tới|trước|sau)\s+$", _F)
_LAPSE = re.compile(r"(?:trong|hơn|gần|suốt|mất|mỗi|thêm|trễ|muộn|sớm)\s+$", _F)
_LOOK_BACK = 10
# "2 giờ 39 phút" after these, or before seconds, is how long something took: hours and minutes, each a quantity of its own.
_TOOK = re.compile(r"(?:trong|suốt|mất|thêm|dưới|kéo dài|chưa đầy|nhanh hơn|chậm hơn|cách nhau)\s+$", _F)
_SECONDS_NEXT = re.compile(r"\s*,?\s+\d{1,2}\s+giây(?!\w)", _F)

_AFTERNOON = {"trưa": range(1, 4), "chiều": range(1, 12), "tối": range(1, 12), "đêm": range(6, 12), "khuya": range(9, 12)}


def find_times(text: str) -> list[Hit]:
    """The times of day of a text; a bare "5 giờ" may be five hours as well and keeps both readings."""
    if not _ANY.search(text):
        return []
    hits = scan(text, _HOURS, _first_hour) + scan(text, _TIME, _time)
    return hits + [Hit(*m.span(), "time", (f"{int(m['h']) % 24:02d}:{m['m']}",)) for m in _GMT.finditer(text)]


def _first_hour(match: re.Match[str]) -> Hit:
    """The first hour of "1-4 giờ", which may be a span of hours as well."""
    return Hit(match.start(), match.end(), "time", (f"{int(match['h']) % 24:02d}:00", f"{match['h']} hour"))


def _time(match: re.Match[str]) -> Hit | None:
    hour, part = int(match["h"]), (match["part"] or "").lower()
    if match["half"] and "giờ" not in match["sep"].lower():
        return None
    if part in ("đêm", "sáng") and hour == 12:
        hour = 0
    elif hour in _AFTERNOON.get(part, ()):
        hour += 12
    at, end = match.start(), match.end()
    back = max(0, at - _LOOK_BACK)
    word = "giờ" in match["sep"].lower()
    took = _TOOK.search(match.string, back, at) or (_SECONDS_NEXT.match(match.string, end) and not _CLOCK.search(match.string, back, at))
    if word and match["m"] and not part and took and not _DAY_NEXT.match(match.string, end):
        return None
    value, lapse = f"{hour % 24:02d}:{(match['m'] or '').replace(' ', '') or ('30' if match['half'] else '00')}", f"{hour} hour"
    if match["m"] or part or match["half"] or _CLOCK.search(match.string, back, at) or _DAY_NEXT.match(match.string, end):
        return Hit(at, end, "time", (value,))
    if _LAPSE.search(match.string, back, at) or (word and not _PERHAPS.search(match.string, back, at)):
        return Hit(at, end, "unit", (lapse, value))
    return Hit(at, end, "time", (value, lapse))
