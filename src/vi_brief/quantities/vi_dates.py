"""Vietnamese dates and date ranges in newspaper forms."""

import re
from dataclasses import replace

from vi_brief.quantities.calendar import full_year, iso, resolve, resolve_range
from vi_brief.quantities.patterns import MASK, Family, claim, mask
from vi_brief.quantities.record import Hit
from vi_brief.quantities.tables import FRACTION_VI
from vi_brief.quantities.vi_lists import find_listed

_D = r"(?:0?[1-9]|[12]\d|3[01])"
_M = r"(?:0?[1-9]|1[0-2])"
_MONTH_WORDS = {
    "giêng": 1, "một": 1, "hai": 2, "ba": 3, "tư": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10, "mười một": 11,
    "mười hai": 12, "chạp": 12,
}  # fmt: skip
_MW = rf"(?:{_M}|(?:{'|'.join(sorted(_MONTH_WORDS, key=len, reverse=True))})(?!\w))"
_Y = r"(?:1[89]|20)\d\d"
_MONTH_SEP = r"(?:[/.\-]|\s+tháng\s+)"
_YEAR_SEP = r"(?:[/.\-]|\s*,?\s+năm\s+)"
_TO = r"(?:\s*[-–—]\s*|\s+(?:đến|tới)\s+(?:hết\s+)?)"
_LEFT = r"(?<![\w/.,-])"
_CONTEXT = (
    r"(?:hôm|thứ\s+(?:hai|ba|tư|năm|sáu|bảy)|giao dịch|phiên|sáng|trưa|chiều|tối|đêm|khuya|từ|đến|tới|vào|trước|sau|nay|qua|ngày|mùng|mồng|"
    r"dịp|lễ|và|rạng|kể|hết|quốc khánh)"
    r"(?:\s+(?:nay|qua|mai))?\s*,?\s*\(?"
)
_F = re.IGNORECASE
_FRACTION_NEXT = re.compile(rf"\s+(?:{'|'.join(FRACTION_VI)})(?!\w)", _F)
_LIST_BEFORE = re.compile(rf"{MASK}\s*(?:,|và|hoặc|&)\s*$", _F)
_MEASURE_NEXT = re.compile(
    r"\s*(?:%|(?:triệu(?!\s+(?:tập|hồi|đại\s+sứ))|tỷ|tỉ|nghìn|ngàn|đồng|usd|euro|km|m|mm|cm|m2|ha|tấn|tạ|kg|lít|người|lần|điểm|độ|h|giờ(?!\s+(?-i:[A-ZĐ]))|phút|giây|"
    r"tuần(?!\s+(?:này|nay|tới|qua|trước|sau))|ngày(?!\s+\d)|tháng(?!\s+\d)|năm(?!\s+(?:\d|này|nay|tới|qua|trước|sau|ngoái|đó))|tuổi|"
    r"phần|bàn|con|chiếc|vụ|trận|tỉnh|nước|tầng|ca|lớp|mẫu|em|cháu|bé|bậc|lượt|chuyến|thành viên)(?!\w))",
    _F,
)
_SURE = ("ngày", "hôm", "sáng", "trưa", "chiều", "tối", "đêm", "khuya", "mùng", "mồng", "rạng", "nay", "qua")
_DAY_WORDS = ("ngày", "hôm", "sáng", "trưa", "chiều", "tối", "đêm", "khuya", "mùng", "mồng")

_RANGE = re.compile(
    rf"{_LEFT}(?P<day>ngày\s+)?(?P<d1>{_D})(?:{_MONTH_SEP}(?P<m1>{_MW})(?:{_YEAR_SEP}(?P<y1>{_Y}))?)?(?P<to>{_TO})"
    rf"(?:ngày\s+)?(?P<d2>{_D})(?P<sep>{_MONTH_SEP})(?P<m2>{_MW})(?:{_YEAR_SEP}(?P<y2>{_Y}))?(?![\w/]|[.,-]\d)",
    _F,
)
_SINGLE = re.compile(
    rf"(?P<context>(?<!\w){_CONTEXT})?{_LEFT}(?P<d>{_D})(?P<sep>{_MONTH_SEP})(?P<m>{_MW})(?:{_YEAR_SEP}(?P<y>{_Y}|\d\d(?!\d)))?(?![\w/]|[.,-]\d)",
    _F,
)
_MONTH_YEAR = re.compile(rf"(?<!\w)(?:tháng\s+)?{_LEFT}(?P<m>{_MW})(?P<sep>\s*[/.\-]\s*|\s+năm\s+)(?P<y>{_Y})(?![\w/]|[.,]\d)", _F)
_MONTHS_RANGE = re.compile(rf"(?<!\w)tháng\s+(?P<m1>{_M})\s*[-–—]\s*(?P<m2>{_M})(?:/(?P<y>{_Y}))?(?![\w/]|[.,-]\d)", _F)
_MONTH = re.compile(rf"(?<!\w)(?<!\d\s)tháng\s+(?P<m>{_MW})(?!\s+tuổi)(?![\w/%]|[.,-]\d|\s+năm\s+{_Y})", _F)
_UNSURE_MONTHS = ("một", "năm")
_MONEY_NEXT = re.compile(r"\s+(?:triệu|tỷ|tỉ|nghìn|ngàn|đồng|usd|euro)(?!\w)", _F)
_TIMES_NEXT = re.compile(r"\s+lần(?!\w)", _F)
_MONTH_LEAD = re.compile(r"(?:hồi|trong|vào|từ|đến|tới|sang|đầu|cuối|giữa|trước|sau|của|và)\s+$", _F)
_YEARS = re.compile(rf"(?<!\w)(?:năm\s+)?{_LEFT}(?P<y1>{_Y})\s*[-–—/]\s*(?P<y2>{_Y})(?![\w/]|[.,]\d)", _F)
_DECADE = re.compile(
    r"(?<!\w)(?:(?:thập\s+niên|thập\s+kỷ|những\s+năm)\s+(?P<y>(?:1[89]|20)?\d0)(?:s|\s+của\s+thế\s+kỷ\s+(?:XX|20|trước))?|(?P<x>[5-9])x)(?![\w/]|[.,]\d)",
    _F,
)
_QUARTERS = {
    "1": 1,
    "2": 2,
    "3": 3,
    "4": 4,
    "i": 1,
    "ii": 2,
    "iii": 3,
    "iv": 4,
    "một": 1,
    "hai": 2,
    "ba": 3,
    "tư": 4,
    "đầu tiên": 1,
    "đầu": 1,
    "cuối": 4,
}
_QUARTER = re.compile(
    rf"(?<!\w)quý\s+(?P<q>[1-4]|iv|i{{1,3}}|đầu\s+tiên|đầu|cuối|một|hai|ba|tư)(?:(?:\s*[/\-]\s*|\s+năm\s+)(?P<y>{_Y}))?(?!\w)", _F
)
_YEAR = re.compile(
    rf"(?<!\w)(?:(?P<mark>năm)\s+)?{_LEFT}(?P<y>{_Y})(?![\w/%]|[.,]\d|\s*%|\s+(?:người|tỷ|tỉ|triệu|nghìn|ngàn|đồng|usd|euro|km|m|ha|tấn|kg|mét|"
    r"trường|doanh|đại|hộ|lượt|ca|vụ|chiếc|xe|căn|cán|học|sinh|cổ|phiếu|em|cháu|tàu|năm|ngày|giờ|tháng)(?!\w))",
    _F,
)
_DAY = re.compile(rf"(?<!\w)(?<!\d\s)ngày\s+(?P<d>{_D})(?![\w/%]|[.,-]\d|\s+(?:tháng\s+\d|đồng|triệu|tỷ|nghìn))", _F)
_WEEKDAY_WORDS = {"hai": 1, "ba": 2, "tư": 3, "năm": 4, "sáu": 5, "bảy": 6}
_WEEKDAY = re.compile(r"(?<!\w)(?:[Tt]hứ\s+(?P<w>Hai|Ba|Tư|Năm|Sáu|Bảy)|(?P<sunday>[Cc]hủ\s+[Nn]hật)(?!\s+Bản))(?!\w)")


def find_dates(text: str, base: str | None) -> tuple[list[Hit], str]:
    """The dates of a text, and the text with them blanked."""
    figures = _DIGIT.search(text) is not None
    listed = find_listed(text) if figures else []
    found, text = claim(mask(text, listed), _FAMILIES if figures else _WITHOUT_DIGITS)
    return [_resolved(hit, base) for hit in listed + found], text


def _resolved(hit: Hit, base: str | None) -> Hit:
    settle = resolve_range if hit.kind == "daterange" else resolve
    values = tuple(settle(v, base) if n == 0 or hit.kind == "daterange" else v for n, v in enumerate(hit.values))
    return replace(hit, values=values, written=hit.values[0])


def _range(match: re.Match[str]) -> Hit | None:
    if match["to"] == "-" and match["m1"] is None and match["sep"] == "-":
        return None
    if match["sep"] == "." and match["day"] is None:
        return None
    year = full_year(match["y2"])
    start = iso(full_year(match["y1"]) or year, _month_number(match["m1"] or match["m2"]), int(match["d1"]))
    end = iso(year, _month_number(match["m2"]), int(match["d2"]))
    if start is None or end is None or (match["m1"] is None and start >= end):
        return None
    return Hit(match.start(), match.end(), "daterange", (f"{start}/{end}",))


def _single(match: re.Match[str]) -> Hit | None:
    context = match["context"] or ""
    year = full_year(match["y"])
    value = iso(year, _month_number(match["m"]), int(match["d"]))
    opens = not match.string[: match.start("d")].strip(' ("“') or match.string[match.start("d") - 1] == "("
    if value is None or not (context or match["y"] or match["sep"] == "/" or opens or match["m"][0].isupper()):
        return None
    if match["sep"] in "-." and not match["y"] and _MEASURE_NEXT.match(match.string, match.end()):
        return None
    sure = bool(match["y"] or _LIST_BEFORE.search(match.string, max(0, match.start("d") - 10), match.start("d"))) or any(
        word in context.lower() for word in _SURE
    )
    if not sure and match["sep"] == "." and _is_decimal(match):
        return None
    if not sure and match["sep"] == "/" and _FRACTION_NEXT.match(match.string, match.end()):
        return None
    start = match.start() + context.lower().rfind("ngày") if "ngày" in context.lower() else match.start("d")
    others = () if sure else _other_readings(match)
    return Hit(start, match.end(), "date", (value, *others))


def _other_readings(match: re.Match[str]) -> tuple[str, ...]:
    """What a day and month may be as well where nothing says that it is one: a fraction, a range ("từ 1-5 tuổi")."""
    day, month = int(match["d"]), _month_number(match["m"])
    if match["sep"] == "/":
        return (f"{day}/{month}",)
    return (f"{day}..{month}",) if match["sep"] == "-" and day < month else ()


def _is_decimal(match: re.Match[str]) -> bool:
    """A point between two figures is a date only after a word that is followed by a day."""
    return not any(word in (match["context"] or "").lower() for word in _DAY_WORDS)


def _month_year(match: re.Match[str]) -> Hit | None:
    named, sep = match[0].lower().startswith("tháng"), match["sep"].strip()
    bracketed = match.string[match.start() - 1 : match.start()] == "("
    if not named and (not match["m"].isdigit() or sep == "năm" or (sep != "/" and not bracketed)):
        return None
    value = iso(int(match["y"]), _month_number(match["m"]))
    if value is None:
        return None
    scale = (f"{int(match['m'])}/{match['y']}",) if match["m"] == "1" and match["sep"] == "/" and match["y"] == "2000" else ()
    return Hit(match.start(), match.end(), "date", (value, *scale))


def _months_range(match: re.Match[str]) -> Hit | None:
    start, end = (iso(full_year(match["y"]), int(match[m])) for m in ("m1", "m2"))
    if start is None or end is None or start >= end:
        return None
    return Hit(match.start(), match.end(), "daterange", (f"{start}/{end}",))


def _month(match: re.Match[str]) -> Hit | None:
    word = match["m"]
    if (_MONEY_NEXT if word.isdigit() else _TIMES_NEXT).match(match.string, match.end()):
        return None
    if word in _UNSURE_MONTHS and not _MONTH_LEAD.search(match.string, max(0, match.start() - 8), match.start()):
        return None
    return Hit(match.start(), match.end(), "date", (f"--{_month_number(word):02d}",))


def _month_number(text: str) -> int:
    word = " ".join(text.lower().split())
    return _MONTH_WORDS.get(word) or int(word)


def _years(match: re.Match[str]) -> Hit | None:
    if int(match["y1"]) >= int(match["y2"]):
        return None
    return Hit(match.start(), match.end(), "daterange", (f"{match['y1']}/{match['y2']}",))


def _decade(match: re.Match[str]) -> Hit | None:
    year = match["y"] or f"{match['x']}0"
    return Hit(match.start(), match.end(), "date", (f"{year if len(year) == 4 else '19' + year}s",))


def _quarter(match: re.Match[str]) -> Hit | None:
    return Hit(match.start(), match.end(), "date", (f"{match['y'] or '-'}-Q{_QUARTERS[' '.join(match['q'].lower().split())]}",))


def _year(match: re.Match[str]) -> Hit | None:
    return Hit(match.start(), match.end(), "date", (match["y"],))


def _day(match: re.Match[str]) -> Hit | None:
    return Hit(match.start(), match.end(), "date", (f"---{int(match['d']):02d}",))


def _weekday(match: re.Match[str]) -> Hit | None:
    if _ORDINAL_BEFORE.search(match.string, max(0, match.start() - 8), match.start()):
        return None
    number = 7 if match["sunday"] else _WEEKDAY_WORDS[match["w"].lower()]
    return Hit(match.start(), match.end(), "date", (f"-W-{number}",))


_ORDINAL_BEFORE = re.compile(r"(?:chiến|tranh|chế|hòa|hoà|đồng|đội|đoàn|giới)\s+$", _F)
"""Before a capitalised "Thứ Hai" that is the second of its kind ("Trận chiến Thứ Hai"), no Monday."""
_DIGIT = re.compile(r"\d")
_CENTURIES = ("18", "19", "20")
_WITHOUT_DIGITS = (
    Family(("quý",), _QUARTER, _quarter),
    Family(("tháng",), _MONTH, _month),
    Family(("thứ", "chủ"), _WEEKDAY, _weekday),
)
_FAMILIES = (
    _WITHOUT_DIGITS[0],
    Family(("thập", "những", "x"), _DECADE, _decade),
    Family(("tháng",), _MONTHS_RANGE, _months_range),
    Family(("/", "-", "tháng", "."), _RANGE, _range),
    Family(("/", "-", "tháng", "."), _SINGLE, _single),
    Family(_CENTURIES, _MONTH_YEAR, _month_year),
    Family(_CENTURIES, _YEARS, _years),
    _WITHOUT_DIGITS[1],
    Family(("ngày",), _DAY, _day),
    Family(_CENTURIES, _YEAR, _year),
    _WITHOUT_DIGITS[2],
)
