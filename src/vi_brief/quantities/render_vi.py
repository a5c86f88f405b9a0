"""Canonical values -> Vietnamese as newspapers print it; `find_vi` reads each back as the same value."""

from decimal import Decimal

from vi_brief.quantities.figures import canonical
from vi_brief.quantities.record import Kind
from vi_brief.quantities.tables import BILLION, MILLION
from vi_brief.quantities.units import CURRENCIES, UNITS

_SCALES = ((BILLION, "tỷ"), (MILLION, "triệu"))
_MOST_DECIMALS = 2
"""With three decimals a figure has two readings ("73,234 triệu"): it is written out instead."""
_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_MONEY = {"VND": "đồng", "USD": "USD", "EUR": "euro", "CNY": "nhân dân tệ"}
_SWAP = str.maketrans(".,", ",.")


def figure(text: str) -> str:
    """A canonical number with Vietnamese grouping and, from a million on, a scale word.

    >>> figure("2000"), figure("300000000"), figure("3.5"), figure("2/3")
    ('2.000', '300 triệu', '3,5', '2/3')
    """
    if "/" in text:
        return text
    value = Decimal(text)
    for scale, word in _SCALES:
        short = canonical(value / scale)
        if abs(value) >= scale and len(short.partition(".")[2]) <= _MOST_DECIMALS:
            return f"{_grouped(Decimal(short))} {word}"
    return _grouped(value)


def _grouped(value: Decimal) -> str:
    return f"{value:,f}".translate(_SWAP)


def _amount(value: str) -> str:
    numbers, _, unit = value.partition(" ")
    low, dots, high = numbers.partition("..")
    figures = f"{figure(low)} đến {figure(high)}" if dots else figure(low)
    return figures + _unit(unit)


def _unit(unit: str) -> str:
    if unit == "%":
        return "%"
    if unit == "pp":
        return " điểm phần trăm"
    if unit in CURRENCIES:
        return f" {_MONEY.get(unit, CURRENCIES[unit].vi[0])}"
    return f" {UNITS[unit].vi[0]}" if unit in UNITS else unit


def _date(value: str) -> str:
    if value.startswith("-W-"):
        return _WEEKDAYS[int(value[3:]) - 1]
    if "-Q" in value:
        year, quarter = value.split("-Q")
        return f"quý {quarter}" + (f"/{year}" if year.isdigit() else "")
    if value.startswith("---"):
        return f"ngày {int(value[3:])}"
    if value.endswith("s"):
        return f"thập niên {value[:-1]}"
    year, *rest = ("", *value[2:].split("-")) if value.startswith("--") else value.split("-")
    figures = [str(int(part)) for part in reversed(rest)]
    dated = [*figures, year] if year else figures
    return {0: "năm ", 1: "tháng ", 2: "ngày "}[len(figures)] + "/".join(dated)


def vietnamese(kind: Kind, value: str) -> str:
    """A canonical value of a kind in Vietnamese.

    >>> vietnamese("money", "300000000 VND"), vietnamese("date", "2023-06-09"), vietnamese("time", "07:30"), vietnamese("ordinal", "8")
    ('300 triệu đồng', 'ngày 9/6/2023', '7h30', 'lần thứ 8')
    """
    if kind == "date":
        return _date(value)
    if kind == "daterange":
        start, end = value.split("/")
        return f"{start}-{end}" if start.isdigit() else f"{_date(start)} đến {_date(end)}"
    if kind == "time":
        hour, minute = value.split(":")
        return f"{int(hour)}h{minute}"
    if kind == "ordinal":
        return f"lần thứ {value}"
    return value if kind in ("document", "phone") else _amount(value)
