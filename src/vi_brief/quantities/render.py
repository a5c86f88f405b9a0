"""Canonical values -> our English style."""

import re
from decimal import Decimal

from vi_brief.quantities.figures import canonical
from vi_brief.quantities.tables import BILLION, MILLION, MONTHS, TRILLION, WEEKDAYS
from vi_brief.quantities.units import CURRENCIES, UNITS

_SCALES = ((TRILLION, "trillion"), (BILLION, "billion"), (MILLION, "million"))
_SINGULAR = {"centuries": "century", "inches": "inch", "feet": "foot", "degrees Celsius": "degree Celsius", "Mbps": "Mbps", "m/s": "m/s"}
_QUARTERS = ("first", "second", "third", "fourth")
_MOST_DECIMALS = 3  # "73.234 billion" reads well, "73.2341 billion" is better as a figure


def figure(text: str) -> str:
    """A canonical number with English grouping and, from a million on, a scale word.

    >>> figure("2000"), figure("300000000"), figure("3.5"), figure("2/3")
    ('2,000', '300 million', '3.5', '2/3')
    """
    if not re.fullmatch(r"-?\d+(?:\.\d+)?", text):
        return text
    value = Decimal(text)
    for scale, word in _SCALES:
        if abs(value) >= scale:
            short = canonical(value / scale)
            if len(short.partition(".")[2]) <= _MOST_DECIMALS:
                return f"{Decimal(short):,f} {word}"
    return f"{value:,f}"


def _with_unit(number: str, unit: str) -> str:
    text = figure(number)
    if unit == "%":
        return f"{text}%"
    if unit == "pp":
        return f"{text} percentage point{'' if number == '1' else 's'}"
    if unit in CURRENCIES:
        style = CURRENCIES[unit].style
        return f"${text}" if style == "$" else f"{text} {style}"
    if unit not in UNITS:
        return f"{text} {unit}".rstrip()
    plural = UNITS[unit].plural
    return f"{text} {_SINGULAR.get(plural, plural.removesuffix('s')) if number == '1' else plural}"


def amount(value: str) -> str:
    """A number, percentage, sum of money, measured quantity or range of these.

    >>> amount("20000000000 USD"), amount("300000000 VND"), amount("5..7 %"), amount("5..7 tonne")
    ('$20 billion', '300 million dong', '5% to 7%', '5 to 7 tonnes')
    """
    numbers, _, unit = value.partition(" ")
    low, dots, high = numbers.partition("..")
    if not dots:
        return _with_unit(low, unit)
    if unit in ("%", "USD"):
        return f"{_with_unit(low, unit)} to {_with_unit(high, unit)}"
    return f"{figure(low)} to {_with_unit(high, unit)}"


_DATE = re.compile(r"(?P<y>\d{4}|-)-(?P<m>\d\d)(?:-(?P<d>\d\d))?")


def date(value: str) -> str:
    """A canonical date.

    >>> date("2023-06-09"), date("--06-09"), date("2023-09"), date("2024-Q1"), date("-W-2")
    ('June 9, 2023', 'June 9', 'September 2023', 'the first quarter of 2024', 'Tuesday')
    """
    if value.startswith("-W-"):
        return WEEKDAYS[int(value[3:]) - 1]
    if "-Q" in value:
        year, quarter = value.split("-Q")
        return f"the {_QUARTERS[int(quarter) - 1]} quarter{f' of {year}' if year.isdigit() else ''}"
    if value.startswith("---"):
        return f"the {ordinal(str(int(value[3:])))}"
    match = _DATE.fullmatch(value)
    if match is None:
        return value
    month = MONTHS[int(match["m"]) - 1]
    year = match["y"] if match["y"] != "-" else ""
    if match["d"] is None:
        return f"{month} {year}".rstrip()
    return f"{month} {int(match['d'])}" + (f", {year}" if year else "")


def daterange(value: str) -> str:
    """A canonical date range; what both ends share is said once.

    >>> daterange("--10-19/--10-30"), daterange("2023/2028"), daterange("2023-05-28/2023-06-02")
    ('October 19 to 30', '2023-2028', 'May 28 to June 2, 2023')
    """
    start, end = value.split("/")
    if start.isdigit() and end.isdigit():
        return f"{start}-{end}"
    first, last = _DATE.fullmatch(start), _DATE.fullmatch(end)
    if first is None or last is None or first["d"] is None or last["d"] is None:
        return f"{date(start)} to {date(end)}"
    if first["y"] != last["y"]:
        return f"{date(start)} to {date(end)}"
    tail = f"{int(last['d'])}" if first["m"] == last["m"] else date(f"--{last['m']}-{last['d']}")
    return f"{date('--' + first['m'] + '-' + first['d'])} to {tail}" + (f", {last['y']}" if last["y"] != "-" else "")


def ordinal(value: str) -> str:
    """An ordinal in figures.

    >>> [ordinal(n) for n in ("1", "2", "8", "12", "63")]
    ['1st', '2nd', '8th', '12th', '63rd']
    """
    if value[-2:] in ("11", "12", "13"):
        return f"{value}th"
    return value + {"1": "st", "2": "nd", "3": "rd"}.get(value[-1], "th")


def time(value: str) -> str:
    """A time of day.

    >>> time("07:30"), time("19:00"), time("00:15")
    ('7:30 a.m.', '7 p.m.', '12:15 a.m.')
    """
    hour, minute = value.split(":")
    clock = f"{int(hour) % 12 or 12}" + ("" if minute == "00" else f":{minute}")
    return f"{clock} {'a.m.' if int(hour) < 12 else 'p.m.'}"


def document(value: str) -> str:
    """A document number without Vietnamese letters."""
    return value.replace("Đ", "D").replace("đ", "d")


_BY_KIND = {"date": date, "daterange": daterange, "time": time, "document": document}


def english(kind: str, value: str) -> str:
    """A canonical value of a kind in our English style; `find_en` reads it back as the same value."""
    if kind == "ordinal":
        return date(value) if value.startswith("-W") else ordinal(value)
    if kind == "phone":
        return value
    render = _BY_KIND.get(kind)
    if kind == "time" and " " in value:
        return amount(value)
    return render(value) if render is not None else amount(value)
