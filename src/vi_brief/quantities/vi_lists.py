"""Vietnamese lists of dates that share their end: "ngày 5, 6 và 7/8", "tháng 7 và 8", "quý 3 và 4", "thập niên 80, 90"."""

import re
from collections.abc import Callable, Iterator

from vi_brief.quantities.calendar import full_year, iso
from vi_brief.quantities.record import Hit

_D = r"(?:0?[1-9]|[12]\d|3[01])"
_M = r"(?:0?[1-9]|1[0-2])"
_Y = r"(?:1[89]|20)\d\d"
_AND = r"(?:\s*,\s*(?:và\s+)?|\s+(?:và|hoặc|&)\s+)"
_F = re.IGNORECASE

_DAYS = re.compile(
    rf"(?:(?<!\w)(?:ngày|hôm|sáng|trưa|chiều|tối|đêm|vào)\s+|\()(?P<items>{_D}(?:\s*,\s*{_D})*)"
    rf"(?=\s*(?:,|và|hoặc|&|,\s*và|rạng\s+sáng|đến\s+(?:hết\s+)?(?:buổi\s+)?(?:sáng|chiều|tối))\s*(?:ngày\s+)?"
    rf"{_D}(?:[/\-]|\s+tháng\s+)(?P<m>{_M})(?:(?:[/\-]|\s+năm\s+)(?P<y>{_Y}))?(?!\d))",
    _F,
)
_MONTHS = re.compile(rf"(?<!\w)tháng\s+(?P<items>{_M}(?:{_AND}(?:tháng\s+)?{_M})+)(?:[/-](?P<y>{_Y}))?(?![\w/%]|[.,-]\d)", _F)
_QUARTERS = re.compile(rf"(?<!\w)quý\s+(?P<items>[1-4](?:{_AND}[1-4])+)(?:(?:/|\s+năm\s+)(?P<y>{_Y}))?(?![\w/%]|[.,-]\d)", _F)
_DECADES = re.compile(
    rf"(?<!\w)(?:thập\s+niên|thập\s+kỷ|những\s+năm)\s+(?P<items>(?:1[89]|20)?\d0(?:(?:\s*[-–]\s*|\s+đến\s+|{_AND})(?:1[89]|20)?\d0)+)(?![\w/%]|[.,]\d)",
    _F,
)
# A figure before one of these counts it and ends no list of months: "tháng 5 và 6 người".
_COUNTS = re.compile(r"\s+(?!(?:năm|tháng|tới|này|qua|sắp|vừa|hằng|hàng|và|âm)(?!\w))[^\W\d_]+", _F)

Item = Callable[[int, int | None], str | None]


def find_listed(text: str) -> list[Hit]:
    """The members of the lists of a text; of a list of days the last member, which has the month, is left to the ordinary patterns."""
    low = text.lower()
    hits = [hit for match in _DAYS.finditer(text) for hit in _items(match, _day_of(int(match["m"])))]
    if "tháng" in low:
        hits += [hit for match in _MONTHS.finditer(text) if not _counts(match) for hit in _items(match, _month)]
    if "quý" in low:
        hits += [hit for match in _QUARTERS.finditer(text) for hit in _items(match, _quarter)]
    if "0" in low:
        hits += [hit for match in _DECADES.finditer(text) for hit in _items(match, _decade)]
    return hits


def _counts(match: re.Match[str]) -> bool:
    return _COUNTS.match(match.string, match.end()) is not None


def _items(match: re.Match[str], value_of: Item) -> Iterator[Hit]:
    year = full_year(match.groupdict().get("y"))
    for figure in re.finditer(r"\d+", match["items"]):
        value = value_of(int(figure[0]), year)
        if value is not None:
            at = match.start("items") + figure.start()
            yield Hit(at, at + len(figure[0]), "date", (value,))


def _day_of(month: int) -> Item:
    return lambda day, year: iso(year, month, day)


def _month(number: int, year: int | None) -> str | None:
    return iso(year, number)


def _quarter(number: int, year: int | None) -> str:
    return f"{year or '-'}-Q{number}"


def _decade(number: int, year: int | None) -> str:
    del year
    return f"{number if number > 100 else 1900 + number}s"
