"""Vietnamese ordinals, Roman numerals, document numbers and telephone numbers; web and mail addresses hide their figures."""

import re

from vi_brief.quantities.addresses import addresses
from vi_brief.quantities.patterns import MASK, scan
from vi_brief.quantities.record import Hit
from vi_brief.quantities.tables import DIGITS_VI
from vi_brief.quantities.vi_words import value_vi

DOCUMENT = re.compile(
    r"(?<![\w/])(?P<number>\d{1,5}(?:/\d{4}/[A-ZĐ][\w-]*|/[A-ZĐ]{2,}[\w/-]*|-[A-ZĐ]{2,}/[A-ZĐ][\w/-]*))"
    r"|(?:[Nn]ghị\s+(?:định|quyết)|[Tt]hông\s+tư|[Qq]uyết\s+định|[Cc]hỉ\s+thị|[Ll]uật|[Cc]ông\s+văn|[Cc]ông\s+điện|[Dd]ecree|[Dd]ecision|"
    r"[Rr]esolution|[Cc]ircular|[Dd]irective|[Ll]aw|[Dd]ispatch)\s+(?:số\s+|[Nn]o\.?\s*)?(?P<plain>\d{1,5}/(?:19|20)\d\d)(?![\w/-])"
    r"|(?<![\w/.,-])(?P<spaced>\d{1,5}(?: / \d{4})?(?: / | - (?=[A-ZĐ]+ ?/))[A-ZĐ]{2,}\w*(?: ?[-/] ?[A-ZĐ]\w+)*)"
    r"|(?<=số )(?P<coded>\d{1,5}-[A-ZĐ]{2,}[\w/-]*)"
)
_LONG = re.compile(r"[0-9][0-9][0-9 .-]*[0-9]")
PHONE = re.compile(
    r"(?<![\w.,/])(?:\(?\+?84\)?[ .-]?|\(?0)\d{1,3}\)?[ .-]?\d{3,4}[ .-]?\d{2,4}(?:[ .-]?\d{2,3})?(?![\w/]|[.,]\d)"
    r"|(?<!\w)1[89]00[ .]?\d{4}(?!\d)"
)
_ROMAN = re.compile(
    r"(?<!\w)(?P<lead>(?:[Kk]h(?:óa|oá)|(?:[Ll]ần\s+)?[Tt]hứ|[Tt]hế\s+kỷ|[Đđ]ại\s+hội(?:\s+Đảng)?|[Ll]ần|[Nn]hiệm\s+kỳ|[Qq]uân\s+(?:khu|đoàn)|[Tt]hế\s+chiến|[Tt]hế\s+giới|[Gg]iai\s+đoạn|[Cc]hương|[Pp]hần|[Ll]oại|[Hh]ạng|[Vv]ùng)\s+)(?P<n>[IVXL]+)(?!\w)"
)
_ALL_DAY = re.compile(r"(?<![\w/.,-])24/2\s?4(?:\s?(?:giờ|h)(?!\w))?(?![\w/]|[.,]\d)", re.IGNORECASE)
_ROUND = re.compile(r"(?<=vòng )1/(?P<half>8|16|32)(?![\w/]|[.,]\d)")
_PLATE = re.compile(r"(?<![\w.,/-])\d\d\s?[A-Z]\d?\s?-\s?\d{3}\.\d\d(?![\w/]|[.,]\d)")
_ANY_ROMAN = re.compile(r"[IVXL]+(?!\w)")
_NEXT_ROMAN = re.compile(r"\s*(?:[,;]|và|-|–|đến)\s*(?P<n>[IVXL]+)(?!\w)")
_UNITS = "hai|ba|bốn|năm|sáu|bảy|tám|chín"
_ORDINAL = re.compile(
    rf"(?<!\w)(?:(?:lần\s+)?thứ\s+(?P<n>\d{{1,3}}|(?:mười|(?:{_UNITS})\s+mươi)(?:\s+(?:{_UNITS}|một|mốt|lăm|nhăm)(?!\w))?"
    rf"|nhất|nhì|tư|{_UNITS})(?!\w|[.,/]\d)"
    r"|(?<=thế\skỷ\s)(?P<c>\d{1,2})(?!\w|[.,/]\d))",
    re.IGNORECASE,
)
_NEXT_ORDINAL = re.compile(r"(?:\s*,|\s+và)\s+(?P<n>[2-7]|hai|ba|tư|năm|sáu|bảy)(?=\s*(?:[,.;)]|và\s|hằng|hàng|$))", re.IGNORECASE)
_ORDINAL_WORDS = {**DIGITS_VI, "nhất": 1, "nhì": 2, "mười": 10}
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50}
_PHONE_DIGITS = range(8, 12)


def without_addresses(text: str) -> str:
    """The text with its addresses blanked, of the same length."""
    out, at = [], 0
    for found in addresses(text):
        out += [text[at : found.start()], MASK * len(found[0])]
        at = found.end()
    return "".join([*out, text[at:]])


def find_codes(text: str) -> list[Hit]:
    """Document and telephone numbers."""
    hits = _slashed(text) if "/" in text or "-" in text else []
    return hits + scan(text, PHONE, _phone) if _LONG.search(text) else hits


def _slashed(text: str) -> list[Hit]:
    """Document numbers, number plates, a day and night ("24/24h"), a round of a cup ("vòng 1/8": the last 16)."""
    hits = scan(text, DOCUMENT, _document)
    hits += [Hit(*m.span(), "document", ("".join(m[0].split()),)) for m in _PLATE.finditer(text)]
    hits += [Hit(*m.span(), "unit", ("24 hour",)) for m in _ALL_DAY.finditer(text)]
    return hits + [Hit(*m.span(), "number", (f"1/{m['half']}", str(2 * int(m["half"])))) for m in _ROUND.finditer(text)]


def find_ordinals(text: str) -> list[Hit]:
    """Ordinals; "thứ 2" to "thứ 7" may be weekdays and keep both readings."""
    low = text.lower()
    hits = _ordinals(text) if "thứ" in low or "thế" in low else []
    if not _ANY_ROMAN.search(text):
        return hits
    listed = [hit for match in _ROMAN.finditer(text) for hit in _more_romans(text, match.end())]
    return scan(text, _ROMAN, _roman_ordinal) + listed + hits


def _ordinals(text: str) -> list[Hit]:
    """Ordinals with the rest of their lists: "các ngày thứ hai, tư và sáu"."""
    hits = []
    for match in _ORDINAL.finditer(text):
        hits.append(_ordinal(match))
        at = match.end()
        while len(hits[-1].values) > 1 and (more := _NEXT_ORDINAL.match(text, at)) is not None:
            number = _ORDINAL_WORDS.get(more["n"].lower()) or int(more["n"])
            hits.append(Hit(*more.span("n"), "ordinal", (str(number), f"-W-{number - 1}")))
            at = more.end()
    return hits


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
    group = next(name for name in ("number", "plain", "spaced", "coded") if match[name])
    return Hit(*match.span(group), "document", (match[group].replace(" ", "").rstrip("-/").replace("Đ", "D"),))


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
    number = int(word) if word.isdigit() else _ORDINAL_WORDS.get(word) or int(value_vi(word.split())[0][0])
    again = match[0].lower().startswith("lần")
    weekday = (f"-W-{number - 1}",) if match["n"] and not again and 2 <= number <= 7 else ()
    return Hit(match.start(), match.end(), "ordinal", (str(number), *weekday))
