"""Partial dates in ISO form, and the year a newspaper leaves out."""

import datetime as dt

_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def iso(year: int | None, month: int, day: int | None = None) -> str | None:
    """A canonical date, or None where there is no such day.

    >>> iso(2023, 6, 9), iso(None, 6, 9), iso(2023, 9), iso(None, 9), iso(2023, 13)
    ('2023-06-09', '--06-09', '2023-09', '--09', None)
    """
    if not 1 <= month <= 12 or (day is not None and not 1 <= day <= _DAYS[month - 1]):
        return None
    head = f"{year:04d}" if year is not None else "-"
    return f"{head}-{month:02d}" + (f"-{day:02d}" if day is not None else "")


def full_year(text: str | None) -> int | None:
    """A printed year: four digits, or two digits of this or the last century.

    >>> full_year("2023"), full_year("98"), full_year("18")
    (2023, 1998, 2018)
    """
    if not text:
        return None
    year = int(text)
    if len(text) == 4:
        return year
    return year + (1900 if year >= 50 else 2000)


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def resolve(value: str, base: str | None) -> str:
    """A date without a year, with the year that brings it nearest to the article's date; other values unchanged.

    >>> resolve("--06-09", "2023-06"), resolve("--12-28", "2023-01-03"), resolve("--11", None)
    ('2023-06-09', '2022-12-28', '--11')
    """
    if base is None or not value.startswith("--") or value.startswith("---") or "Q" in value:
        return value
    month_day = value[2:]
    if len(base) == 4:
        return f"{base}-{month_day}"
    anchor = _day(base[:10] if len(base) >= 10 else f"{base[:7]}-15")
    if anchor is None:
        return value
    near = []
    for year in (anchor.year - 1, anchor.year, anchor.year + 1):
        day = _day(f"{year}-{month_day}" if len(month_day) == 5 else f"{year}-{month_day}-15")
        if day is not None:
            near.append((abs(day - anchor), year))
    return f"{min(near)[1]}-{month_day}" if near else value


def resolve_range(value: str, base: str | None) -> str:
    """`resolve` for both ends of a range, the end never before the start.

    >>> resolve_range("--10-19/--10-30", "2019-11-02")
    '2019-10-19/2019-10-30'
    """
    start, end = value.split("/")
    end = resolve(end, base)
    if start.startswith("--") and end[:4].isdigit() and len(start) > 4:
        year = int(end[:4]) - (start[2:] > end[5:])
        return f"{year}-{start[2:]}/{end}"
    return f"{resolve(start, base)}/{end}"
