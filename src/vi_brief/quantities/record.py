"""The record that every finder of quantities returns."""

from dataclasses import dataclass
from typing import Literal

from vi_brief.records import Span

Kind = Literal["number", "percent", "money", "unit", "date", "daterange", "time", "range", "ordinal", "document", "phone"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """One quantity of a text.

    `values` are canonical strings; more than one means that the text allows more than one reading, the likelier first:

        number     "2000", "3.5", "2/3" (a fraction), "2-1" (a score)
        percent    "5 %", percentage points "5 pp"
        money      "73234000000 VND" (ISO 4217)
        unit       "2000 tonne", "65 year" (names in `tables.UNITS`)
        range      "5..7 %", "5000000..7000000 VND", "10..15"
        ordinal    "8"
        date       "2023-06-09", "--06-09" (no year), "---09" (day only), "2023-06", "--06", "2023", "2024-Q1", "--Q1", "1990s",
                   "-W-2" (Tuesday)
        daterange  "start/end" of two of these
        time       "07:30"
        document   "263/2025/NQ-CP"
        phone      "0243123456"

    `en` renders the reading as the text has it in our English style ("June 9", "300 million dong").
    """

    span: Span
    text: str
    kind: Kind
    values: tuple[str, ...]
    en: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A quantity before it is rendered: `written` is the canonical value as printed, before the article's date filled in a year."""

    start: int
    end: int
    kind: Kind
    values: tuple[str, ...]
    written: str = ""
