"""Letters, syllables and the share of Vietnamese."""

import pytest

from vi_brief.viet import letters, syllables

VIETNAMESE = "Sáng nay, Ủy ban nhân dân thành phố họp bàn về giá vé xe buýt."
ENGLISH = "The city committee met this morning to discuss bus fares in Hanoi and Da Nang."
SPANISH = "El señor José Martí llegó a la ciudad de São Paulo según informó la agencia. También visitó Perú y Panamá después."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Đà Nẵng", "Da Nang"),
        ("đồng chí", "dong chi"),
        ("Nguyễn Thị Mỹ Hạnh", "Nguyen Thi My Hanh"),
        ("São Paulo", "Sao Paulo"),
        ("2.000 tấn", "2.000 tan"),
    ],
)
def test_plain(text: str, expected: str) -> None:
    assert letters.plain(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("hoà bình", "hòa bình"),
        ("HOÀ BÌNH", "HÒA BÌNH"),
        ("Uỷ viên, thuỷ thủ", "Ủy viên, thủy thủ"),
        ("khoẻ, loè loẹt", "khỏe, lòe loẹt"),
        ("quý, quỳ, quá, quả", "quý, quỳ, quá, quả"),
        ("già, giả, gì, giúp", "già, giả, gì, giúp"),
        ("toàn, thoát, huỳnh, tuyết, khuya", "toàn, thoát, huỳnh, tuyết, khuya"),
        ("José, Noé, Raúl, São", "José, Nóe, Raúl, São"),
    ],
)
def test_fold_uses_one_placement(text: str, expected: str) -> None:
    assert letters.fold(text) == expected
    assert len(letters.fold(text)) == len(text)
    assert letters.fold(expected) == expected


@pytest.mark.parametrize("word", ["nghiêng", "quốc", "giếng", "gìn", "khuyên", "ương", "yêu", "Đắk"[:1] + "ông", "xoong", "quýt", "khuỷu"])
def test_syllables_parse(word: str) -> None:
    assert syllables.parse(word) is not None


@pytest.mark.parametrize("word", ["Paulo", "Iríbar", "Martí", "strength", "bột"[:1] + "t", "các̀", "cảt", "HĐND", "", "nghiêngnghiêng"])
def test_other_words_do_not(word: str) -> None:
    assert syllables.parse(word) is None


def test_is_vietnamese() -> None:
    assert letters.is_vietnamese(VIETNAMESE)
    assert letters.is_vietnamese(f"{VIETNAMESE} {ENGLISH}")
    for text in (
        ENGLISH,
        SPANISH,
        letters.plain(VIETNAMESE),
        "",
        "12.345",
        "Nguyễn Văn An visited the port of Hai Phong on Monday morning.",
    ):
        assert not letters.is_vietnamese(text), text


def test_share_counts_words() -> None:
    assert letters.share_vietnamese("một two") == 0.5
    assert letters.share_vietnamese("...") == 0.0
