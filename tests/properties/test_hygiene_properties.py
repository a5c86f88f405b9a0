"""Hygiene holds for any text: it is idempotent, knows no difference between NFC and NFD, and never touches a digit."""

import re
import unicodedata

from hypothesis import example, given, settings
from hypothesis import strategies as st

from vi_brief.errors import BadInput
from vi_brief.viet import encodings, letters
from vi_brief.viet.hygiene import tidy

VIETNAMESE = "aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ"
TROUBLE = "\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323\u200b\u00ad\ufeff\u00a0\u0085\u0091\u2028ÃÄÅÆáâºð»Ð‡“”‘¡€µ¸ßøùïåëöñ"
words = st.text(alphabet=VIETNAMESE + VIETNAMESE.upper(), min_size=1, max_size=7)
texts = st.one_of(
    st.text(),
    st.text(alphabet=VIETNAMESE + TROUBLE + " \n\r0123456789.,"),
    st.lists(words, min_size=1, max_size=12).map(" ".join),
    st.lists(words, min_size=1, max_size=12).map(lambda w: encodings.western(" ".join(w).encode())),
)


@given(texts)
@example("Ã\u200b©")
@example("\u00e1\u00ba\u0301")
@settings(max_examples=150, deadline=None)
def test_idempotent(text: str) -> None:
    once = tidy(text)[0]
    assert tidy(once) == (once, ())


@given(texts)
@settings(max_examples=150, deadline=None)
def test_decomposed_text_is_the_same_text(text: str) -> None:
    assert tidy(unicodedata.normalize("NFD", text))[0] == tidy(unicodedata.normalize("NFC", text))[0]


@given(texts)
@settings(max_examples=150, deadline=None)
def test_no_digit_is_lost(text: str) -> None:
    def digits(t: str) -> list[str]:
        return [c for c in t if unicodedata.category(c) == "Nd"]

    assert digits(tidy(text)[0]) == digits(text)


@given(texts)
@settings(max_examples=150, deadline=None)
def test_lines_are_kept(text: str) -> None:
    plain = re.sub("\r\n|[\r\x0b\x0c\u2028\u2029]", "\n", text)
    assert tidy(text)[0].count("\n") == plain.count("\n")


@given(texts)
@settings(max_examples=150, deadline=None)
def test_fold_keeps_offsets(text: str) -> None:
    nfc = letters.nfc(text)
    assert len(letters.fold(nfc)) == len(nfc)
    assert letters.plain(letters.fold(nfc)) == letters.plain(nfc)


@given(st.binary(max_size=400))
@settings(max_examples=150, deadline=None)
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        text, name = encodings.decode(data)
    except BadInput:
        return
    assert isinstance(text, str)
    assert name
