"""Vietnamese ordinals, Roman numerals, document numbers and telephone numbers; web and mail addresses hide their figures."""

import re

from vi_brief.quantities.patterns import scan
from vi_brief.quantities.record import Hit
from vi_brief.quantities.tables import DIGITS_VI

ADDRESS = re.compile(
    r"(?:https?://|www\.)\S+|\S+@\S+\.\w+|(?<![\w.])(?:[\w-]+\.)+(?:vn|com|net|org|gov|edu|info)(?:/\S*)?(?!\w)", re.IGNORECASE
)
"""URLs, e-mail addresses and bare domains."""

DOCUMENT = re.compile(
    r"(?<![\w/])(?P<number>\d{1,5}(?:/\d{4}/[A-ZĐ][\w-]*|/[A-ZĐ]{2,}[\w/-]*|-[A-ZĐ]{2,}/[A-ZĐ][\w/-]*))"
    r"|(?<=số )(?P<coded>\d{1,5}-[A-ZĐ]{2,}[\w/-]*)"
)
PHONE = re.compile(
    r"(?<![\w.,/])(?:\(?\+?84\)?[ .-]?|\(?0)\d{1,3}\)?[ .-]?\d{3,4}[ .-]?\d{2,4}(?:[ .-]?\d{2,3})?(?![\w/]|[.,]\d)"
    r"|(?<!\w)1[89]00[ .]?\d{4}(?!\d)"
)
_ROMAN = re.compile(
    r"(?<!\w)(?P<lead>(?:[Kk]h(?:óa|oá)|(?:[Ll]ần\s+)?[Tt]hứ|[Tt]hế\s+kỷ|[Đđ]ại\s+hội(?:\s+Đảng)?|[Nn]hiệm\s+kỳ|[Qq]uân\s+(?:khu|đoàn)|[Tt]hế\s+chiến|[Tt]hế\s+giới|[Gg]iai\s+đoạn|[Cc]hương|[Pp]hần|[Ll]oại|[Hh]ạng|[Vv]ùng)\s+)(?P<n>[IVXL]+)(?!\w)"
)
_NEXT_ROMAN = re.compile(r"\s*(?:,|và|-|–|đến)\s*(?P<n>[IVXL]+)(?!\w)")
_ORDINAL = re.compile(
    r"(?<!\w)(?:(?:lần\s+)?thứ\s+(?P<n>\d{1,3}|nhất|nhì|hai|ba|tư|năm|sáu|bảy|tám|chín|mười)(?!\w|[.,/]\d)|(?<=thế\skỷ\s)(?P<c>\d{1,2})(?!\w|[.,/]\d))",
    re.IGNORECASE,
)
_ORDINAL_WORDS = {**DIGITS_VI, "nhất": 1, "nhì": 2, "mười": 10}
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50}
_PHONE_DIGITS = range(8, 12)


def find_codes(text: str) -> list[Hit]:
    """Document and telephone numbers."""
    return scan(text, DOCUMENT, _document) + scan(text, PHONE, _phone)


def find_ordinals(text: str) -> list[Hit]:
    """Ordinals; "thứ 2" to "thứ 7" may be weekdays and keep both readings."""
    listed = [hit for match in _ROMAN.finditer(text) for hit in _more_romans(text, match.end())]
    return scan(text, _ROMAN, _roman_ordinal) + listed + scan(text, _ORDINAL, _ordinal)


def _more_romans(text: str, at: int) -> list[Hit]:
    """The rest of a list: "khóa XI, XII và XIII"."""
    hits = []
    while (match := _NEXT_ROMAN.match(text, at)) is not None:
        hits.append(Hit(match.start("n"), match.end(), "ordinal", (str(roman(match["n"])),)))
        at = match.end()
    return hits


def roman(numeral: str) -> int:
    """The value of a Roman numeral.

    >>> roman("VIII"), roman("XIV"), roman("XL")
    (8, 14, 40)
    """
    values = [_ROMAN_DIGITS[letter] for letter in numeral]
    return sum(-v if any(later > v for later in values[n + 1 : n + 2]) else v for n, v in enumerate(values))


def _document(match: re.Match[str]) -> Hit:
    group = "number" if match["number"] else "coded"
    return Hit(match.start(), match.end(), "document", (match[group].rstrip("-/").replace("Đ", "D"),))


def _phone(match: re.Match[str]) -> Hit | None:
    digits = re.sub(r"\D", "", match[0])
    digits = "0" + digits[2:] if match[0].lstrip("(").startswith("+84") else digits
    if len(digits) not in _PHONE_DIGITS or not digits.startswith(("0", "1")):
        return None
    return Hit(match.start(), match.end(), "phone", (digits,))


def _roman_ordinal(match: re.Match[str]) -> Hit:
    keep = "thứ" in match["lead"].lower()
    return Hit(match.start() if keep else match.start("n"), match.end(), "ordinal", (str(roman(match["n"])),))


def _ordinal(match: re.Match[str]) -> Hit:
    word = (match["n"] or match["c"]).lower()
    number = int(word) if word.isdigit() else _ORDINAL_WORDS[word]
    again = match[0].lower().startswith("lần")
    weekday = (f"-W-{number - 1}",) if match["n"] and not again and 2 <= number <= 7 else ()
    return Hit(match.start(), match.end(), "ordinal", (str(number), *weekday))
