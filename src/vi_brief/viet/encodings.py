"""Bytes to text, and text that was read with the wrong table back to what it says.

Vietnamese pages of 1995-2010 are in windows-1258 (combining tones), TCVN3 (the ABC fonts) or VNI. The same bytes also arrive as Unicode
text, when somebody read them as Western. One function serves both: bytes are looked at through `western`, which loses nothing.
"""

import re
import unicodedata
from collections.abc import Callable

from vi_brief.errors import BadInput
from vi_brief.viet import letters, syllables

_UPPER_HALF = range(0x80, 0x100)
WESTERN = {b: (bytes([b]).decode("cp1252", errors="ignore") or chr(b)) for b in _UPPER_HALF}
"""windows-1252 with the five bytes that it leaves out as the C1 controls of the same number, as browsers do."""
_TO_BYTE = {c: b for b, c in WESTERN.items()} | {chr(b): b for b in _UPPER_HALF}
TCVN3 = dict(
    zip(
        (WESTERN[b] for b in _UPPER_HALF),
        "ÀẢÃÁẠẶẬÈẺẼÉẸỆÌỈĨÍỊÒỎÕÓỌỘỜỞỠỚỢÙỦŨ"
        "\u00a0ĂÂÊÔƠƯĐăâêôơưđẰ\u0300\u0309\u0303\u0301\u0323àảãáạẲằẳẵắẴẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịòỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵỐ",
        strict=True,
    )
)
"""TCVN 5712 (1993), the letters of the ABC fonts, by the Western character of the same byte."""
WIN1258 = {WESTERN[b]: t for b in _UPPER_HALF if (t := bytes([b]).decode("cp1258", errors="ignore"))}
_VNI_ALONE = dict(zip("ìíæóòîñôöÌÍÆÓÒÎÑÔÖ", "ìíỉĩịỵđơưÌÍỈĨỊỴĐƠƯ", strict=True))
_VNI_MARKS = dict(
    zip(
        "øùûõïâàáåãäêèéúüë",
        ["̀", "́", "̉", "̃", "̣", "̂", "̂̀", "̂́", "̂̉", "̂̃", "̣̂", "̆", "̆̀", "̆́", "̆̉", "̆̃", "̣̆"],
        strict=True,
    )
)
"""VNI for Windows writes a vowel and then one sign for its diacritics, in either case."""
_VNI_BASES = {"a": "øùûõïâàáåãäêèéúüë", "e": "øùûõïâàáåãä", "o": "øùûõïâàáåãä", "u": "øùûõï", "y": "øùûõ", "ô": "øùûõï", "ö": "øùûõï"}
_VNI_PAIR = re.compile(
    "|".join(f"[{base}{base.upper()}][{signs}{signs.upper()}]" for base, signs in _VNI_BASES.items()) + f"|[{''.join(_VNI_ALONE)}]"
)

MIN_LEGACY_WORDS = 3
"""Fewer words with marks than this are no evidence of an encoding: a foreign name or two can look like anything."""
MIN_LEGACY_VALID = 0.8
"""The share of words with marks that must be Vietnamese after the repair. Right tables gave 0.97 and more on news, wrong ones under 0.5."""
MIN_LEGACY_SHARE = 0.3
"""The share of all words that must be Vietnamese after the repair: news has 0.65 and more; French and Spanish as VNI have under 0.1."""
CLEAR_GAIN = 1.5
"""A repair must make this many times more words Vietnamese: text that is Vietnamese already has nothing to gain."""

BINARY_SIGNATURES = {
    b"%PDF": "a PDF document",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"\x1f\x8b": "a gzip archive",
    b"7z\xbc\xaf": "a 7z archive",
    b"Rar!": "a RAR archive",
    b"\xd0\xcf\x11\xe0": "an old Office document",
    b"PK\x03\x04": "a zip archive or an Office document",
    b"\x7fELF": "a program",
    b"MZ\x90\x00": "a program",
    b"RIFF": "a sound or video file",
    b"OggS": "a sound or video file",
    b"ID3": "a sound file",
    b"SQLite format 3": "a database",
}
MAX_CONTROL_SHARE = 0.02
"""Text files have no control characters but tabs and line ends; a stray one is forgiven, binary data has about one byte in ten."""
MAX_DAMAGE = 0.05
"""UTF-8 with at most this share of bad bytes among its non-ASCII characters is UTF-8 with damage, not another encoding."""
_BOMS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_CONTROLS = bytes(set(range(32)) - {9, 10, 11, 12, 13, 26, 27}) + b"\x7f"


def decode(data: bytes) -> tuple[str, str]:
    """The text in `data` and the name of its encoding; raises BadInput where the bytes are not text.

    UTF-8 and UTF-16 first, then the legacy encoding whose words are Vietnamese, else windows-1252.
    """
    for signature, kind in BINARY_SIGNATURES.items():
        if data.startswith(signature):
            raise BadInput(f"binary data ({kind}), not text")
    for bom, name in _BOMS.items():
        if data.startswith(bom):
            return _strictly(data, name), name.removesuffix("-sig")
    if guess := _utf16_without_bom(data):
        return _strictly(data, guess), "utf-16"
    if len(data.translate(None, _CONTROLS)) < len(data) * (1 - MAX_CONTROL_SHARE) or b"\0" in data:
        raise BadInput("binary data, not text")
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _eight_bit(data)


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise BadInput(f"says it is {encoding.removesuffix('-sig')} but is not, from byte {error.start} on") from None


def _utf16_without_bom(data: bytes) -> str | None:
    """News text in UTF-16 has a zero in most pairs, always on the same side."""
    sample = data[:4096]
    half = len(sample) // 2
    if len(data) % 2 or half < 2:
        return None
    if sample[1::2].count(0) > half * 0.5 and sample[::2].count(0) == 0:
        return "utf-16-le"
    if sample[::2].count(0) > half * 0.5 and sample[1::2].count(0) == 0:
        return "utf-16-be"
    return None


def _eight_bit(data: bytes) -> tuple[str, str]:
    forgiving = data.decode("utf-8", errors="replace")
    bad = forgiving.count("\ufffd")
    if bad <= MAX_DAMAGE * sum(1 for c in forgiving if ord(c) > 127):
        return forgiving, "utf-8, damaged"
    text = western(data)
    repaired = relegacy(text)
    if repaired is None:
        if _garbage(text):
            raise BadInput("neither UTF-8 nor any Vietnamese encoding")
        return text, "windows-1252"
    return repaired


def _garbage(text: str) -> bool:
    """Western text is mostly letters, digits and spaces; bytes of anything else are symbols."""
    return sum(1 for c in text if c.isalnum() or c.isspace() or c in ".,;:!?-()\"'") < 0.75 * len(text)


def western(data: bytes) -> str:
    """Every byte as one character, none lost."""
    return data.decode("latin-1").translate({b: c for b, c in WESTERN.items() if ord(c) != b})


def to_bytes(text: str) -> bytes | None:
    """The inverse of `western`, which also takes the C1 controls; None where a character has no byte."""
    out = bytearray()
    for c in text:
        b = ord(c) if ord(c) < 0x80 else _TO_BYTE.get(c)
        if b is None:
            return None
        out.append(b)
    return bytes(out)


def _from_table(table: dict[str, str]) -> Callable[[str], str]:
    translation = str.maketrans(table)
    return lambda text: unicodedata.normalize("NFC", text.translate(translation))


def _vni(text: str) -> str:
    return unicodedata.normalize("NFC", _VNI_PAIR.sub(_vni_letter, text))


def _vni_letter(match: re.Match[str]) -> str:
    base, sign = match[0][0], match[0][1:]
    return _VNI_ALONE.get(base, base) + (_VNI_MARKS[sign.lower()] if sign else "")


LEGACY: dict[str, Callable[[str], str]] = {"tcvn3": _from_table(TCVN3), "vni": _vni, "windows-1258": _from_table(WIN1258)}
"""The repairs of text that was read as Western, by the encoding that it is in."""
_MARKUP = re.compile(r"<(script|style)\b.*?</\1\s*>|<!--.*?-->|<[a-z/!][^<>]*>|&#?\w+;", re.IGNORECASE | re.DOTALL)
"""What is no text in an HTML page: it must not count as words."""


def relegacy(text: str) -> tuple[str, str] | None:
    """(the text with its legacy lines repaired, the encoding); None where the text is in no legacy encoding.

    Lines with a letter that no Western table has are Unicode already. The lines left decide together, then each for itself.
    """
    lines = text.split("\n")
    suspects = [i for i, line in enumerate(lines) if not line.isascii() and to_bytes(line) is not None]
    joined = "\n".join(lines[i] for i in suspects)
    name = legacy_encoding(joined) if joined else None
    if name is None:
        return None
    for i in suspects:
        lines[i] = _recased(LEGACY[name](lines[i]), lines[i]) if name == "tcvn3" else LEGACY[name](lines[i])
    return "\n".join(lines), name


def legacy_encoding(text: str) -> str | None:
    """The legacy encoding of a text that was read as Western, None where no table makes it Vietnamese."""
    text = _MARKUP.sub(" ", text)
    best, best_share = None, letters.share_vietnamese(text) * CLEAR_GAIN
    for name, repair in LEGACY.items():
        valid, marked, words = _evidence(repair(text))
        if marked < MIN_LEGACY_WORDS or valid < MIN_LEGACY_VALID * marked or valid < MIN_LEGACY_SHARE * words:
            continue
        if valid / words > best_share:
            best, best_share = name, valid / words
    return best


def _evidence(text: str) -> tuple[int, int, int]:
    """(words that are Vietnamese with a mark, words with a non-ASCII character, words)."""
    words = letters.WORD.findall(text)
    marked = [w for w in words if not w.isascii()]
    valid = sum(1 for w in marked if (s := syllables.parse(w)) is not None and s.at in (-1, *s.places))
    return valid, len(marked), len(words)


def _recased(repaired: str, original: str) -> str:
    """TCVN3's capital fonts share the codes of the small letters: where all ASCII letters are capitals, the rest were capitals too."""
    if _shouted(original):
        return repaired.upper()
    return letters.WORD.sub(lambda m: m[0].upper() if _shouted(m[0]) else m[0], repaired)


def _shouted(text: str) -> bool:
    ascii_letters = [c for c in text if c.isascii() and c.isalpha()]
    return len(ascii_letters) > 1 and all(c.isupper() for c in ascii_letters)
