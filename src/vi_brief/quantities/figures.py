"""Printed figures in both conventions -> decimal readings."""

from decimal import Decimal

FIGURE = r"(?:\d{1,3}(?:\.\d{3}){1,6}(?:,\d{1,18})?|\d{1,3}(?:,\d{3}){1,6}(?:\.\d{1,18})?|\d{1,18}(?:[.,]\d{1,18})?)(?!\d|[.,]\d)"
"""Regular expression of one figure, Vietnamese (1.000,5) or English (1,000.5); a longer run of digits is no number of a news text."""


def readings_vi(figure: str) -> tuple[Decimal, ...]:
    """The values of a figure in a Vietnamese text, the likelier first.

    A point before three digits groups thousands. A comma before three digits does either, for many desks type English figures.

    >>> readings_vi("4.000"), readings_vi("3,5"), readings_vi("73,234")
    ((Decimal('4000'),), (Decimal('3.5'),), (Decimal('73.234'), Decimal('73234')))
    """
    if "." in figure and "," in figure:
        group, mark = (".", ",") if figure.index(".") < figure.index(",") else (",", ".")
        return (Decimal(figure.replace(group, "").replace(mark, ".")),)
    for mark in ".,":
        if mark in figure:
            return _one_mark(figure, mark)
    return (Decimal(figure),)


def _one_mark(figure: str, mark: str) -> tuple[Decimal, ...]:
    head, *groups = figure.split(mark)
    whole, part = Decimal("".join((head, *groups))), Decimal(f"{head}.{groups[0]}")
    if len(groups) > 1:
        return (whole,)
    if len(groups[0]) != 3 or head.startswith("0") or len(head) > 3:
        return (part,)
    return (whole,) if mark == "." or groups[0] == "000" else (part, whole)


def reading_en(figure: str) -> Decimal:
    """The value of a figure in an English text; a point before three digits is a decimal point.

    >>> reading_en("1,000"), reading_en("3.5"), reading_en("73.234")
    (Decimal('1000'), Decimal('3.5'), Decimal('73.234'))
    """
    if figure.count(".") > 1:
        return Decimal(figure.replace(".", "").replace(",", "."))
    head, _, tail = figure.partition(",")
    if tail and "," not in tail and "." not in tail and len(tail) != 3:
        return Decimal(f"{head}.{tail}")
    return Decimal(figure.replace(",", ""))


def canonical(value: Decimal) -> str:
    """A decimal as plain digits without trailing zeros.

    >>> canonical(Decimal("2.50E+3")), canonical(Decimal("0.50"))
    ('2500', '0.5')
    """
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
