"""Figures in names ("F-35", "G20"), addresses and loose scale words ("several trillion"): what stands outside the parsed quantities."""

import re
from collections.abc import Iterator

from vi_brief.checks._sides import SCALES, Side
from vi_brief.quantities.addresses import addresses
from vi_brief.quantities.units import CURRENCIES
from vi_brief.records import Finding
from vi_brief.viet.letters import plain

_CODE = re.compile(r"(?<![\w-])[A-ZĐ]{1,5}-?(?P<digits>\d+)[A-Z]*(?!\w)|(?<![\w-])(?P<led>\d+)[A-WYZ]+(?!\w)")
_ANY_CODE = re.compile(r"[0-9](?<=[A-ZĐ-][0-9])|[0-9][A-Z]")
_ANY_DIGITS = re.compile(r"\d+")
_LOOSE_SCALE = re.compile(r"(?<!\w)(?P<word>thousand|million|billion|trillion)s?(?!\w)", re.IGNORECASE)
_MONEY_CODES = {form: code for code, currency in CURRENCIES.items() for form in currency.en if " " not in form}
_VAGUE_MONEY = re.compile(
    rf"(?<!\w)(?:thousand|million|billion|trillion)s?(?:\s+of|-)?(?:\s+(?:U\.?S\.?|American|Vietnamese))?[\s-]+(?P<form>{'|'.join(_MONEY_CODES)})(?!\w)",
    re.IGNORECASE,
)
# Names of one thing: a text may call the disease by the virus.
_ALIASES = {"COVID-19": re.compile(r"corona|covid|sars", re.IGNORECASE), "COV-2": re.compile(r"corona|covid|sars", re.IGNORECASE)}


def missing_codes(vi: str, en: str) -> Iterator[Finding]:
    """Figures inside names that the other side does not have; the only one of each side is one name with another figure."""
    lost, added = _missing(vi, en), _missing(en, vi)
    if len(lost) == len(added) == 1 and _letters(lost[0]) == _letters(added[0]):
        message = f"'{lost[0][0]}' is '{added[0][0]}' in the English"
        yield Finding("quantity", "error", message, lost[0].span(), added[0].span(), plain(lost[0][0]))
        return
    for match in lost:
        yield Finding("quantity", "error", f"'{match[0]}' is not in the English", match.span(), None)
    for match in added:
        yield Finding("quantity", "error", f"'{match[0]}' is not in the Vietnamese", None, match.span())


def missing_addresses(vi: str, en: str) -> Iterator[Finding]:
    """Web and mail addresses that the English does not have as they are printed; the only one of each side is the same one misspelt."""
    lost, added = ([match for match in addresses(one) if match[0].lower() not in other.lower()] for one, other in ((vi, en), (en, vi)))
    other = added[0] if len(lost) == len(added) == 1 else None
    for match in lost:
        said = f"is '{other[0]}' in the English" if other else "is not in the English"
        yield Finding("quantity", "error", f"'{match[0]}' {said}", match.span(), other.span() if other else None, match[0])


def _letters(match: re.Match[str]) -> str:
    return plain("".join(letter for letter in match[0] if letter.isalpha()))


def _missing(text: str, other: str) -> list[re.Match[str]]:
    found = list(_CODE.finditer(text)) if _ANY_CODE.search(text) else []
    digits = set(_ANY_DIGITS.findall(other)) if found else set()
    return [match for match in found if (match["digits"] or match["led"]) not in digits and not _alias(match[0], other)]


def _alias(name: str, other: str) -> bool:
    return name.upper() in _ALIASES and _ALIASES[name.upper()].search(other) is not None


def strange_currencies(here: Side, there: Side) -> Iterator[Finding]:
    """A currency behind a vague sum ("hundreds of millions of dollars") that the Vietnamese does not name."""
    if "illion" not in there.text and "housand" not in there.text:
        return
    for match in _VAGUE_MONEY.finditer(there.text):
        inside = any(a <= match.start("form") < b for a, b in (q.span for q in there.quantities))
        if not inside and not here.names(_MONEY_CODES[match["form"].lower()]):
            message = f"the Vietnamese does not name the currency of '{match[0]}'"
            yield Finding("money", "error", message, None, match.span())


def missing_scales(vi: str, there: Side) -> Iterator[Finding]:
    """A scale word outside the parsed quantities ("several trillion", "millions of") that the Vietnamese does not have."""
    low = there.text.lower()
    if "illion" not in low and "thousand" not in low:
        return
    for match in _LOOSE_SCALE.finditer(there.text):
        inside = any(a <= match.start() < b for a, b in (q.span for q in there.quantities))
        if not inside and not SCALES[match["word"].lower()].search(vi):
            yield Finding("quantity", "error", f"'{match[0]}' is not in the Vietnamese", None, match.span())
