"""Vietnamese amounts: numbers, percentages, money, measured quantities and ranges of these."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import takewhile

from vi_brief.quantities.calendar import iso
from vi_brief.quantities.figures import FIGURE, canonical
from vi_brief.quantities.patterns import LIST_NUMBER, either, find_scores
from vi_brief.quantities.record import Hit, Kind
from vi_brief.quantities.tables import (
    BEFORE_YEAR,
    COUNTED_VI,
    DIGITS_VI,
    FAMILY_VI,
    NOT_DOLLARS,
    NOT_DONG,
    NOT_SCALE,
    SCALES_VI,
    VAGUE_VI,
    WHOLE_VI,
)
from vi_brief.quantities.units import CURRENCIES, UNITS
from vi_brief.quantities.vi_words import value_vi

_WORDS = "|".join(sorted({*DIGITS_VI, *SCALES_VI, "mười", "mươi", "linh", "lẻ", "rưỡi"}, key=len, reverse=True))
_NO_SCALE = rf"(?!\s+(?:{'|'.join(NOT_SCALE)})(?!\w))"
_STARTERS = r"một|hai|ba|bốn|năm|sáu|bảy|bẩy|tám|chín|mười|nửa(?=\s+(?:triệu|tỷ|tỉ|vạn)(?!\w))"
_SCALES = "|".join(SCALES_VI)

CORE = re.compile(
    rf"(?<!\w)(?<!\d[.,/:])(?<!\w-)(?:{FIGURE}|(?:{_STARTERS})(?!\w))(?:\s+(?:(?:{_WORDS})(?!\w){_NO_SCALE}|{FIGURE}(?=\s+(?:{_SCALES})(?!\w)))){{0,14}}",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"\s*(?P<points>điểm\s*)?(?:%|phần\s+trăm(?!\w))", re.IGNORECASE)
_NOT_DONG = rf"(?!\s+(?:{'|'.join(NOT_DONG)})(?!\w))"
_MONEY_CODES = {form: code for code, currency in CURRENCIES.items() for form in currency.vi}
_NOT_DOLLARS = rf"(?!\s+(?:{'|'.join(NOT_DOLLARS)})(?!\w))"
_MONEY = re.compile(
    rf"\s*(?P<form>đồng{_NOT_DONG}|{either(f for f in _MONEY_CODES if f not in ('đồng', 'đô'))}|đô{_NOT_DOLLARS})(?!\w)", re.IGNORECASE
)
_SIGN = re.compile(r"(?:US)?(?P<sign>[$€£¥₫])\s?$")
_SIGN_CODES = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₫": "VND"}
_UNIT_NAMES = {form: name for name, unit in UNITS.items() for form in unit.vi}
_UNIT = re.compile(rf"\s*(?P<form>{either(_UNIT_NAMES).replace('/', ' ?/ ?')})(?!\w)(?P<half>\s+rưỡi(?!\w))?", re.IGNORECASE)
_LINK = re.compile(r"\s*[-–—]\s*|\s+(?:đến|tới)\s+", re.IGNORECASE)
_CHANGE = re.compile(r"\s+(?:tăng\s+|giảm\s+)?(?:lên|xuống|còn)(?:\s+(?:còn|đến|tới|mức))?\s+", re.IGNORECASE)
_FRACTION = re.compile(r"(?<!\w)(?P<top>một|hai|ba|bốn|\d)\s+phần\s+(?P<low>hai|ba|tư|bốn|năm|sáu|mười|\d)(?!\w)", re.IGNORECASE)
_SLASH = re.compile(r"(?<![\w/.,-])(?P<top>\d{1,3}(?:\.\d{3})*)/(?P<low>\d{1,3}(?:\.\d{3})+|\d{1,4})(?![\w/]|[.,]\d)")
_METRES = re.compile(r"(?<![\w.,/-])(?P<m>\d)m(?P<cm>\d[1-9]?)(?![\w/]|[.,]\d)")
_COUNTED = re.compile(rf"\s+(?:{'|'.join(COUNTED_VI)})(?!\w)", re.IGNORECASE)
_WHOLE = re.compile(rf"\s+(?:{'|'.join(WHOLE_VI)})(?!\w)", re.IGNORECASE)
_FAMILY = re.compile(rf"\s+{FAMILY_VI}(?!\w)", re.IGNORECASE)
_LAST_WORD = re.compile(r"(\w+)\W*$")


@dataclass(frozen=True, slots=True)
class _Amount:
    start: int
    end: int
    numbers: tuple[Decimal, ...]
    unit: str
    scale: Decimal


def find_amounts(text: str) -> list[Hit]:
    """The amounts of a Vietnamese text in which dates, times and codes have been blanked."""
    hits: list[Hit] = []
    at = 0
    while (match := CORE.search(text, at)) is not None:
        amount = None if LIST_NUMBER.match(text, match.start()) and not text[: match.start()].strip() else _amount(text, match)
        if amount is None:
            at = match.end() if match[0][0].isdigit() else match.start() + 1
            continue
        hit = _range(text, amount) or _rising(text, amount) or _single(amount)
        hits.append(hit)
        at = hit.end
    return hits


def find_fractions(text: str) -> list[Hit]:
    """Fractions in words ("hai phần ba") or with a slash ("1/4 thế kỷ", "15/20 phiếu")."""
    hits = []
    for match in _FRACTION.finditer(text) if "phần" in text.lower() else ():
        top, low = (n if n.isdigit() else str(DIGITS_VI.get(n.lower(), 10)) for n in (match["top"], match["low"]))
        hits.append(Hit(match.start(), match.end(), "number", (f"{top}/{low}",)))
    hits += [Hit(*m.span(), "unit", (f"{m['m']}.{m['cm']}".rstrip("0") + " m",)) for m in _METRES.finditer(text)]
    hits += find_scores(text)
    return hits + (_slashed(text) if "/" in text else [])


def _slashed(text: str) -> list[Hit]:
    """Fractions and shares with a slash: "1/4 thế kỷ", "15/20 phiếu"."""
    hits = []
    for match in _SLASH.finditer(text):
        top, low = (int(match[part].replace(".", "")) for part in ("top", "low"))
        hits.append(Hit(*match.span(), "number", (f"{top}/{low}",)))
    return hits


def _tokens(text: str, match: re.Match[str]) -> list[tuple[str, int]]:
    return [(m[0].lower(), m.end()) for m in re.finditer(r"\S+", text[: match.end()][match.start() :])]


def _amount(text: str, match: re.Match[str]) -> _Amount | None:
    tokens = _tokens(text, match)
    numbers, taken = value_vi([token for token, _ in tokens])
    if not taken:
        return None
    end = match.start() + tokens[taken - 1][1]
    after, unit, half = _suffix(text, end)
    if not unit and text[end : end + 1].isalpha():
        return None
    words = [token for token, _ in tokens[:taken]]
    if not words[0][0].isdigit() and not _is_number(text, match.start(), words, after if unit else end):
        return None
    start, sign = _sign(text, match.start())
    if len(numbers) > 1 and (_WHOLE.match(text, end) or (unit == "VND" and len(words) == 1)):
        numbers = tuple(n for n in numbers if n == int(n))
    numbers = tuple(n + Decimal("0.5") for n in numbers) if half else numbers
    if not unit and numbers[0] > 1 and _FAMILY.match(text, end):
        numbers = (numbers[0], numbers[0] - 1)
    return _Amount(start, after if unit else end, numbers, unit or sign, _last_scale(words))


def _last_scale(words: list[str]) -> Decimal:
    """The product of the scale words at the end: a thousand billion for "nghìn tỷ"."""
    scale = Decimal(1)
    for word in takewhile(SCALES_VI.__contains__, reversed(words)):
        scale *= SCALES_VI[word]
    return scale


def _sign(text: str, start: int) -> tuple[int, str]:
    match = _SIGN.search(text, max(0, start - 5), start)
    return (match.start(), _SIGN_CODES[match["sign"]]) if match else (start, "")


def _suffix(text: str, at: int) -> tuple[int, str, bool]:
    """The end of what follows a number, its canonical unit ("" where there is none), and whether "rưỡi" adds a half."""
    if match := _PERCENT.match(text, at):
        return match.end(), "pp" if match["points"] else "%", False
    if match := _MONEY.match(text, at):
        return match.end(), _MONEY_CODES[_form(match)], False
    if match := _UNIT.match(text, at):
        if len(match["form"]) == 1 and match["form"].isupper():
            return at, "", False
        return match.end(), _UNIT_NAMES[_form(match)], match["half"] is not None
    return at, "", False


def _form(match: re.Match[str]) -> str:
    return " ".join(match["form"].lower().split()).replace(" /", "/").replace("/ ", "/")


def _is_number(text: str, start: int, words: list[str], end: int) -> bool:
    """Whether number words count something: not "Ba Lan", "vài ba", "mỗi năm", nor "một" alone."""
    before = _LAST_WORD.search(text, max(0, start - 16), start)
    word = before[1] if before else ""
    if word.lower() in VAGUE_VI:
        return False
    if len(words) > 1:
        return True
    if text[start].isupper() and (word or text[end : end + 2].strip()[:1].isupper()):
        return False
    if words[0] == "năm":
        return word.lower() not in BEFORE_YEAR and _COUNTED.match(text, start + 3) is not None
    return words[0] != "một" or end > start + 3


def _range(text: str, low: _Amount) -> Hit | None:
    link = _LINK.match(text, low.end)
    match = CORE.match(text, link.end()) if link else None
    if match is None and link is not None and "-" in link[0]:
        match = _after_hyphen(text, link.end())
    high = _amount(text, match) if match else None
    if high is None or (low.unit and low.unit != high.unit):
        return None
    factor = _common_scale(low, high)
    pairs = [(n * factor, m) for n, m in zip(low.numbers, high.numbers, strict=False)]
    values = [f"{canonical(a)}..{canonical(b)} {high.unit}".rstrip() for a, b in pairs if a < b]
    if not high.unit and max(pairs[0]) < 100 and link is not None and "đến" not in link[0] and "tới" not in link[0]:
        values += _other_readings(*pairs[0])
    return Hit(low.start, high.end, "range", tuple(values)) if values else None


def _rising(text: str, first: _Amount) -> Hit | None:
    """A bare number that may share the scale and the unit of the one that it rises or falls to: "từ 51 lên 62 triệu đồng"."""
    link = _CHANGE.match(text, first.end) if not first.unit and first.scale == 1 else None
    match = CORE.match(text, link.end()) if link else None
    other = _amount(text, match) if match else None
    if other is None or not (other.unit or other.scale > 1):
        return None
    shared = _single(replace(first, numbers=tuple(n * other.scale for n in first.numbers), unit=other.unit))
    return replace(shared, values=(*shared.values, *_single(first).values))


def _other_readings(low: Decimal, high: Decimal) -> Iterator[str]:
    """A score, and a day and month: "7-5" without context."""
    if low == int(low) and high == int(high):
        yield f"{low}-{high}"
        if (day := iso(None, int(high), int(low))) is not None:
            yield day


_HYPHENATED = re.compile(rf"(?:{FIGURE})(?:\s+(?:{_SCALES})(?!\w))*", re.IGNORECASE)


def _after_hyphen(text: str, at: int) -> re.Match[str] | None:
    return _HYPHENATED.match(text, at)


def _common_scale(low: _Amount, high: _Amount) -> Decimal:
    """ "5-7 triệu" is five to seven million: a bare first number takes the scale of the second."""
    return Decimal(1) if low.scale > 1 or low.unit else high.scale


def _kind(unit: str) -> Kind:
    if unit in ("%", "pp"):
        return "percent"
    if not unit:
        return "number"
    return "unit" if unit in UNITS else "money"


def _single(amount: _Amount) -> Hit:
    values = tuple(f"{canonical(n)} {amount.unit}".rstrip() for n in amount.numbers)
    return Hit(amount.start, amount.end, _kind(amount.unit), values)
