"""English amounts: numbers, percentages, money, measured quantities, fractions and ranges of these."""

import re
from dataclasses import dataclass
from decimal import Decimal

from vi_brief.quantities.en_words import CORE, TOKEN, value_en
from vi_brief.quantities.figures import FIGURE, canonical
from vi_brief.quantities.patterns import LIST_NUMBER, either
from vi_brief.quantities.record import Hit, Kind
from vi_brief.quantities.tables import BILLION, MILLION, SCALES_EN, THOUSAND, TRILLION
from vi_brief.quantities.units import CURRENCIES, UNITS

_SIGN_CODES = {sign: code for code, currency in CURRENCIES.items() for sign in currency.signs}
_DOLLAR, _SPACED = re.escape("$"), r"\s?" + re.escape("$")
_SIGN = re.compile(rf"(?<!\w)(?P<sign>{either(_SIGN_CODES).replace(_DOLLAR, _SPACED)})\s?$", re.IGNORECASE)
_SHORT_SCALES = {"k": THOUSAND, "m": MILLION, "mn": MILLION, "b": BILLION, "bn": BILLION, "t": TRILLION, "tn": TRILLION}
_SHORT = re.compile(r"(?P<scale>k|[mbt]n?)(?!\w)", re.IGNORECASE)
_PERCENT = re.compile(
    r"[\s-]*(?P<points>percentage[\s-]+points?)(?!\w)|\s*%(?:\s*(?P<more>points?))?|[\s-]+(?:percent|per\s+cent|pct)(?!\w)", re.IGNORECASE
)
_MONEY_CODES = {form: code for code, currency in CURRENCIES.items() for form in currency.en}
_MONEY = re.compile(rf"[\s-]*(?:of\s+)?(?P<form>{either(_MONEY_CODES)})(?!\w)", re.IGNORECASE)
_UNIT_NAMES = {form: name for name, unit in UNITS.items() for form in unit.en}
_UNIT = re.compile(rf"[\s-]*(?P<form>{either(_UNIT_NAMES).replace(chr(92) + 's+', '[' + chr(92) + 's-]+')})(?!\w)", re.IGNORECASE)
_OTHER = {"pounds": "pound", "pound": "pound"}
_SIGN_NEXT = re.compile(rf"(?:{either(_SIGN_CODES)})\s?(?=\d)", re.IGNORECASE)
_DOZEN = re.compile(r"[\s-]+dozen(?!\w)", re.IGNORECASE)
_HALF = re.compile(r"[\s-]+and[\s-]+a[\s-]+half(?!\w)", re.IGNORECASE)
_LINK = re.compile(r"-\s+to\s+|\s*[-–—]\s*|\s+to\s+|\s+and\s+", re.IGNORECASE)
_BETWEEN = re.compile(r"(?<!\w)between\s+\S{0,4}$", re.IGNORECASE)
_HYPHENATED = re.compile(rf"(?:{FIGURE})(?:[\s-]+(?:{'|'.join(SCALES_EN)})(?!\w))*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Amount:
    start: int
    end: int
    number: Decimal
    unit: str
    scale: Decimal
    signed: bool
    also: tuple[str, ...] = ()


def find_amounts(text: str) -> list[Hit]:
    """The amounts of an English text in which dates, times and codes have been blanked."""
    hits: list[Hit] = []
    at = 0
    while (match := CORE.search(text, at)) is not None:
        amount = None if LIST_NUMBER.match(text, match.start()) and not text[: match.start()].strip() else _amount(text, match)
        if amount is None:
            at = match.end()
            continue
        hit = _range(text, amount) or _single(amount)
        hits.append(hit)
        at = hit.end
    return hits


def _single(amount: _Amount) -> Hit:
    number = canonical(amount.number)
    return Hit(amount.start, amount.end, _kind(amount.unit), (f"{number} {amount.unit}".rstrip(), *amount.also))


def _amount(text: str, match: re.Match[str]) -> _Amount | None:
    tokens = [(m[0].lower(), m.end()) for m in TOKEN.finditer(match[0])]
    number, taken = value_en([token for token, _ in tokens])
    if not taken:
        return None
    end, scale = match.start() + tokens[taken - 1][1], SCALES_EN.get(tokens[taken - 1][0], Decimal(1))
    sign = _SIGN.search(text, max(0, match.start() - 5), match.start())
    start, unit, other = _signed(sign) if sign else (match.start(), "", "")
    if short := _SHORT.match(text, end) if sign else None:
        scale = _SHORT_SCALES[short["scale"].lower()]
        number, end = number * scale, short.end()
    number, end, also = _more(text, end, number, scale)
    after, suffix = _suffix(text, end)
    if not suffix and text[end : end + 1].isalpha():
        return None
    if other := other or _OTHER.get(text[end:after].strip(" -").lower(), ""):
        also = (f"{canonical(number)} {other}",)
    elif scale > 1 and suffix in CURRENCIES and text[end] == "-":
        also = (canonical(number / scale),)
    return _Amount(start, after, number, unit or suffix, scale, sign is not None, also)


def _more(text: str, end: int, number: Decimal, scale: Decimal) -> tuple[Decimal, int, tuple[str, ...]]:
    """A number with the dozen or the half that follows it, where that ends, and what it may be instead: two dozen may be twenty."""
    if dozen := _DOZEN.match(text, end):
        return number * 12, dozen.end(), (canonical(number * 10),)
    if half := _HALF.match(text, end):
        return number + scale / 2, half.end(), ()
    return number, end, ()


def _signed(match: re.Match[str]) -> tuple[int, str, str]:
    """Where a sign begins, its currency, and the other one that it may be: "A $5" is Australian dollars or an article and dollars."""
    country, space, _ = match["sign"].partition(" ")
    if not space or len(country) > 1:
        return match.start(), _SIGN_CODES["".join(match["sign"].lower().split())], ""
    return match.end(1) - 1, "USD", _SIGN_CODES[f"{country.lower()}$"] if country.isupper() else ""


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
