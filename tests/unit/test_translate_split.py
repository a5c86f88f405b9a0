"""Long texts: cut without loss at clause borders, joined as one sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vi_brief.translate import split


def words(text: str) -> int:
    return len(text.split())


@given(st.text(alphabet="ab;:,- vàđ\n", max_size=300), st.integers(1, 20))
def test_nothing_is_lost_and_every_piece_fits(text: str, limit: int) -> None:
    pieces = split.parts(text, words, limit)
    assert "".join(pieces) == text
    assert all(words(piece) <= limit for piece in pieces)


@given(st.text(max_size=200), st.integers(1, 40))
def test_text_without_spaces_is_cut_too(text: str, limit: int) -> None:
    pieces = split.parts(text, len, limit)
    assert "".join(pieces) == text
    assert all(len(piece) <= limit for piece in pieces)


def test_the_best_border_near_the_middle_is_taken() -> None:
    text = "Một hai ba, bốn năm sáu; bảy tám chín, mười mười một"
    assert split.parts(text, words, 7) == ("Một hai ba, bốn năm sáu; ", "bảy tám chín, mười mười một")
    assert split.parts("một hai ba bốn và năm sáu bảy", words, 5) == ("một hai ba bốn ", "và năm sáu bảy")


def test_a_border_far_from_the_middle_is_left_alone() -> None:
    assert split.parts("Ông nói: một hai ba bốn năm sáu bảy tám, chín mười", words, 8)[0] != "Ông nói: "


def test_two_thousand_characters_without_punctuation() -> None:
    text = " ".join(["nhân dân"] * 250)
    pieces = split.parts(text, words, 100)
    assert "".join(pieces) == text
    assert all(piece.startswith(("nhân", "dân")) for piece in pieces)


@pytest.mark.parametrize(
    ("english", "sources", "joined"),
    [
        (["He came.", "The police left."], ["Ông đến, ", "công an đi."], "He came, the police left."),
        (["He came.", "Nam left."], ["Ông đến ", "và Nam đi."], "He came Nam left."),
        (["He came:", '"Go."'], ["Ông đến: ", '"Đi."'], 'He came: "Go."'),
        (["He came.", "The police left."], ["Ông đến. ", "Công an đi."], "He came. The police left."),
        (["Only this."], ["Chỉ thế."], "Only this."),
        (["", "He left."], ["- ", "Ông đi."], "He left."),
        (
            ["United States exports rose.", "In June they fell."],
            ["Xuất khẩu tăng; ", "tháng 6 giảm."],
            "United States exports rose; in June they fell.",
        ),
    ],
)
def test_join(english: list[str], sources: list[str], joined: str) -> None:
    assert split.join(english, sources) == joined


def test_halves_need_a_space() -> None:
    assert split.halves("một hai, ba bốn") == ("một hai, ", "ba bốn")
    assert split.halves("mộthaibabốn") == ("mộthaibabốn",)
