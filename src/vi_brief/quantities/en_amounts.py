"""English amounts: numbers, percentages, money, measured quantities, fractions and ranges of these."""

import re
from dataclasses import dataclass
from decimal import Decimal

from vi_brief.quantities.en_words import CORE, TOKEN, value_en
from vi_brief.quantities.figures import FIGURE, canonical
from vi_brief.quantities.patterns import LIST_NUMBER, either
from vi_brief.quantities.record import Hit, Kind
from vi_brief.quantities.tables import BILLION, MILLION, ORDINALS_EN, SCALES_EN, SMALL_EN, THOUSAND, TRILLION
from vi_brief.quantities.units import CURRENCIES, UNITS

_SIGN_CODES = {sign: code for code, currency in CURRENCIES.items() for sign in currency.signs}
_SIGN = re.compile(rf"(?<!\w)(?P<sign>{either(_SIGN_CODES)})\s?$", re.IGNORECASE)
_SHORT_SCALES = {"k": THOUSAND, "m": MILLION, "b": BILLION, "t": TRILLION}
_SHORT = re.compile(r"(?P<scale>[kmbt])(?!\w)", re.IGNORECASE)
_PERCENT = re.compile(
    r"[\s-]*(?P<points>percentage[\s-]+points?)(?!\w)|\s*%(?:\s*(?P<more>points?))?|[\s-]+(?:percent|per\s+cent|pct)(?!\w)", re.IGNORECASE
)
_MONEY_CODES = {form: code for code, currency in CURRENCIES.items() for form in currency.en}
_MONEY = re.compile(rf"[\s-]*(?P<form>{either(_MONEY_CODES)})(?!\w)", re.IGNORECASE)
_UNIT_NAMES = {form: name for name, unit in UNITS.items() for form in unit.en}
_UNIT = re.compile(rf"[\s-]*(?P<form>{either(_UNIT_NAMES).replace(chr(92) + 's+', '[' + chr(92) + 's-]+')})(?!\w)", re.IGNORECASE)
_SIGN_NEXT = re.compile(r"(?:[A-Z]{1,2})?[$€£¥]|(?:VND|USD|EUR|RMB)\s?(?=\d)")
_HALF = re.compile(r"\s+and\s+a\s+half(?!\w)", re.IGNORECASE)
_LINK = re.compile(r"\s*[-–—]\s*|\s+to\s+|\s+and\s+", re.IGNORECASE)
_BETWEEN = re.compile(r"(?<!\w)between\s+\S{0,4}$", re.IGNORECASE)
_HYPHENATED = re.compile(rf"(?:{FIGURE})(?:[\s-]+(?:{'|'.join(SCALES_EN)})(?!\w))*", re.IGNORECASE)
_PARTS = {word: n for word, n in ORDINALS_EN.items() if n > 2} | {"half": 2, "quarter": 4}
_TOPS = "|".join(list(SMALL_EN)[1:10])
_FRACTION = re.compile(
    rf"(?<!\w)(?<!and\s)(?:(?P<top>{_TOPS})[\s-]+(?P<low>{'|'.join(_PARTS)}|halve)s?|an?\s+(?:(?P<one>half|quarter)|(?P<of>{'|'.join(_PARTS)})(?=\s+of)))(?!\w)",
    re.IGNORECASE,
)
_SLASH = re.compile(r"(?<![\w/.,-])(?P<top>\d{1,3})/(?P<low>\d{1,4})(?![\w/]|[.,]\d)")


@dataclass(frozen=True, slots=True)
class _Amount:
    start: int
    end: int
    number: Decimal
    unit: str
    scale: Decimal
    signed: bool


def find_amounts(text: str) -> list[Hit]:
    """The amounts of an English text in which dates, times and codes have been blanked."""
    hits: list[Hit] = []
    at = 0
    while (match := CORE.search(text, at)) is not None:
        amount = None if LIST_NUMBER.match(text, match.start()) and not text[: match.start()].strip() else _amount(text, match)
        if amount is None:
            at = match.end()
            continue
        hit = _range(text, amount) or Hit(
            amount.start, amount.end, _kind(amount.unit), (f"{canonical(amount.number)} {amount.unit}".rstrip(),)
        )
        hits.append(hit)
        at = hit.end
    return hits


def find_fractions(text: str) -> list[Hit]:
    """Fractions in words ("two-thirds", "a quarter of") or with a slash."""
    hits = []
    for match in _FRACTION.finditer(text):
        word = (match["low"] or match["one"] or match["of"]).lower()
        top, low = SMALL_EN.get((match["top"] or "one").lower(), 1), _PARTS.get(word, 2)
        quarters = (f"{top} quarter",) if word == "quarter" else ()
        hits.append(Hit(match.start(), match.end(), "number", (f"{top}/{low}", *quarters)))
    slashed = (Hit(m.start(), m.end(), "number", (f"{int(m['top'])}/{int(m['low'])}",)) for m in _SLASH.finditer(text))
    return [*hits, *slashed]


def _amount(text: str, match: re.Match[str]) -> _Amount | None:
    tokens = [(m[0].lower(), m.end()) for m in TOKEN.finditer(match[0])]
    number, taken = value_en([token for token, _ in tokens])
    if not taken:
        return None
    end = match.start() + tokens[taken - 1][1]
    used = [token for token, _ in tokens[:taken]]
    sign = _SIGN.search(text, max(0, match.start() - 5), match.start())
    start, unit = (sign.start(), _SIGN_CODES[sign["sign"].lower()]) if sign else (match.start(), "")
    if short := _SHORT.match(text, end) if sign else None:
        number, end = number * _SHORT_SCALES[short["scale"].lower()], short.end()
    if half := _HALF.match(text, end):
        number, end = number + Decimal("0.5") * _last_scale(used), half.end()
    after, suffix = _suffix(text, end)
    if not suffix and text[end : end + 1].isalpha():
        return None
    scale = _SHORT_SCALES[short["scale"].lower()] if short else _last_scale(used)
    return _Amount(start, after, number, unit or suffix, scale, sign is not None)


def _last_scale(tokens: list[str]) -> Decimal:
    return SCALES_EN.get(tokens[-1], Decimal(1))


def _suffix(text: str, at: int) -> tuple[int, str]:
    if match := _PERCENT.match(text, at):
        return match.end(), "pp" if match["points"] or match["more"] else "%"
    if match := _MONEY.match(text, at):
        return match.end(), _MONEY_CODES[_form(match)]
    if match := _UNIT.match(text, at):
        glued = match.start("form") == at
        if len(match["form"]) == 1 and (match["form"].isupper() or text[match.start("form") - 1] == "-"):
            return at, ""
        if not (glued and match["form"][0].isalpha() and len(match["form"]) > 4):
            return match.end(), _UNIT_NAMES[_form(match)]
    return at, ""


def _form(match: re.Match[str]) -> str:
    return " ".join(match["form"].lower().replace("-", " ").split()) if "kilowatt" not in match["form"].lower() else match["form"].lower()


def _kind(unit: str) -> Kind:
    if unit in ("%", "pp"):
        return "percent"
    if not unit:
        return "number"
    return "unit" if unit in UNITS else "money"


def _range(text: str, low: _Amount) -> Hit | None:
    link = _LINK.match(text, low.end)
    if link is None or (link[0].strip() == "and" and not _BETWEEN.search(text, max(0, low.start - 12), low.start)):
        return None
    sign = _SIGN_NEXT.match(text, link.end())
    at = sign.end() if sign else link.end()
    match = CORE.match(text, at) or (_HYPHENATED.match(text, at) if "-" in link[0] else None)
    high = _amount(text, match) if match else None
    if high is None:
        return None
    if low.unit and high.unit and low.unit != high.unit:
        return None
    unit = high.unit or low.unit
    if low.unit and not high.unit and not low.signed:
        return None
    factor = _common_scale(low, high)
    first, second = low.number * factor, high.number
    values = [f"{canonical(first)}..{canonical(second)} {unit}".rstrip()] if first < second else []
    if not unit and max(first, second) < 100 and "-" in link[0]:
        values.append(f"{canonical(low.number)}-{canonical(second)}")
    return Hit(low.start, high.end, "range", tuple(values)) if values else None


def _common_scale(low: _Amount, high: _Amount) -> Decimal:
    """ "5 to 7 million" is five to seven million: a bare first number takes the scale of the second."""
    return Decimal(1) if low.scale > 1 or low.number >= THOUSAND else high.scale
