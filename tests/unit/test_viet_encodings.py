"""Bytes in the encodings of Vietnamese pages, and bytes that are no text."""

from functools import lru_cache
from pathlib import Path

import pytest

from vi_brief.errors import BadInput
from vi_brief.viet import encodings
from vi_brief.viet.encodings import decode, western
from vi_brief.viet.timestamps import stamp

SEEDS = sorted((Path(__file__).parent.parent.parent / "seeds").glob("*.txt"))
WESTERN_MARKS = str.maketrans({"“": '"', "”": '"', "–": "-", "…": "...", "•": "*", "\u00a0": " "})


def legacy_bytes(text: str, encoding: str) -> bytes:
    """The text in a legacy encoding, by the tables turned round."""
    if encoding == "windows-1258":
        return b"".join(_cp1258(c) for c in text)
    if encoding == "tcvn3":
        reverse = {t: w for w, t in encodings.TCVN3.items()}
        return encodings.to_bytes("".join(reverse.get(c, c) for c in text)) or b""
    return encodings.to_bytes("".join(_vni(c) for c in text)) or b""


def _cp1258(letter: str) -> bytes:
    from vi_brief.viet.syllables import split_tone

    try:
        return letter.encode("cp1258")
    except UnicodeEncodeError:
        bare, tone, _ = split_tone(letter) or (letter, "", -1)
        return bare.encode("cp1258") + tone.encode("cp1258")


@lru_cache(maxsize=4096)
def _vni(letter: str) -> str:
    signs = "øùûõïâàáåãäêèéúüë"
    bases: list[str] = ["", *"aeouyAEOUYôöÔÖ"]
    for base in bases:
        for sign in tuple(signs) if base else tuple(encodings._VNI_ALONE):
            if encodings._vni(base + sign) == letter:
                return base + sign
    return letter


@pytest.mark.parametrize("encoding", ["windows-1258", "tcvn3", "vni"])
@pytest.mark.parametrize("path", SEEDS, ids=lambda p: p.stem)
def test_legacy_encodings(path: Path, encoding: str) -> None:
    text = path.read_text(encoding="utf-8").translate(WESTERN_MARKS)
    if encoding == "tcvn3":  # the ABC fonts have no codes for most capitals
        text = text.lower()
    found, name = decode(legacy_bytes(text, encoding))
    assert name == encoding
    assert found == text


@pytest.mark.parametrize("encoding", ["windows-1258", "tcvn3", "vni"])
def test_legacy_html(encoding: str) -> None:
    text = SEEDS[0].read_text(encoding="utf-8").replace("\n\n", "</P>\n<P class='abc' align=justify>")
    html = f"<HTML><HEAD><script>var a = function(b) {{ return b; }}</script></HEAD><BODY><P>{text}</P></BODY></HTML>"
    assert decode(legacy_bytes(html, encoding)) == (html, encoding)


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode(codec: str) -> None:
    text = "Thành phố Hồ Chí Minh, ngày 9/6/2023: 2.000 tấn gạo.\n"
    found, name = decode(text.encode(codec))
    assert found == text
    assert name == codec.replace("-sig", "")[:6].rstrip("-")


def test_damaged_utf8_stays_utf8() -> None:
    data = ("Thành phố Hồ Chí Minh và Hà Nội ký thỏa thuận hợp tác. " * 5).encode() + b"\xe1\xbb"
    text, name = decode(data)
    assert name == "utf-8, damaged"
    assert text.startswith("Thành phố")


def test_western_text() -> None:
    text = "El señor José Martí visitó São Paulo, según la policía española."
    assert decode(text.encode("cp1252")) == (text, "windows-1252")


BINARY = {
    "png": b"\x89PNG\r\n\x1a\n0000",
    "pdf": b"%PDF-1.7 abc",
    "zip": b"PK\x03\x04abcd",
    "elf": b"\x7fELF\x02",
    "all bytes": bytes(range(256)) * 4,
    "zeros": b"abc\0def" * 50,
    "broken utf-16": b"\xff\xfea\xd8b\xd8\x00",
}


@pytest.mark.parametrize("data", BINARY.values(), ids=BINARY.keys())
def test_binary_is_refused(data: bytes) -> None:
    with pytest.raises(BadInput):
        decode(data)


def test_western_view_loses_nothing() -> None:
    every = bytes(range(256))
    assert encodings.to_bytes(western(every)) == every
    assert encodings.to_bytes(every.decode("latin-1")) == every
    assert encodings.to_bytes("ế") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Thứ Tư, 23/8/2023 8:13'(GMT+7)", "2023-08-23T08:13+07:00"),
        ("(TTXVN/Vietnam+)| 09/06/2023 18:17", "2023-06-09T18:17"),
        ("08:00 | 03/11/2024", "2024-11-03T08:00"),
        ("2024-03-12T06:45:00+0700", "2024-03-12T06:45+07:00"),
        ("2024-03-12T06:45:00Z", "2024-03-12T06:45+00:00"),
        ("2024-03-12", "2024-03-12"),
        ("Ngày 9 tháng 6 năm 2023, 7h30", "2023-06-09T07:30"),
        ("9.6.2023 - 7:05 PM", "2023-06-09T19:05"),
        ("12/06/2023 12:20:11 SA", "2023-06-12T00:20"),
        ("31/02/2023", None),
        ("ngày 9/6", None),
        ("Điện thoại: 024.3826.2023", None),
        ("Quyết định số 12/2023/QĐ-TTg", None),
        ("99:99 01/02/2023", "2023-02-01"),
    ],
)
def test_stamp(text: str, expected: str | None) -> None:
    assert stamp(text) == expected
