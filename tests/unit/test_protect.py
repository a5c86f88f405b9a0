"""Slots: what is protected, and what restoring accepts."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from vi_brief.errors import BadInput
from vi_brief.protect import Options, masked, protect, restore
from vi_brief.records import Protected, Segment

ALL = Options(kinds=("quantity", "date", "code", "url", "email", "person"))
VI = "Ngày 9-6, ông Nguyễn Văn Bình tặng 2.000 tấn gạo (số 15-NQ/TW), xem https://vidu.vn/a và hoi@vidu.vn."


def _protected(vi: str, options: Options = ALL) -> Protected:
    return protect([Segment("s1", 0, vi)], options)[0]


def test_nothing_is_protected_by_default() -> None:
    assert _protected(VI, Options()) == Protected(Segment("s1", 0, VI), VI)


def test_slots_carry_english() -> None:
    done = _protected(VI)
    assert done.text == "⟦8⟧, ông ⟦1⟧ tặng ⟦7⟧ gạo (số ⟦6⟧), xem ⟦2⟧ và ⟦3⟧."
    assert [(s.kind, s.en) for s in done.slots] == [
        ("date", "June 9"),
        ("person", "Nguyen Van Binh"),
        ("quantity", "2,000 tonnes"),
        ("code", "15-NQ/TW"),
        ("url", "https://vidu.vn/a"),
        ("email", "hoi@vidu.vn"),
    ]
    assert all(VI[slice(*slot.span)] == slot.vi for slot in done.slots)


def test_an_ambiguous_figure_and_number_words_are_left_to_the_translator() -> None:
    assert _protected("Kinh phí 73,234 triệu đồng cho hai nước.").slots == ()


def test_what_is_copied_stays_as_it_is_printed() -> None:
    done = _protected("Gọi +84 981 848 484 hoặc 0912.345.678, xem baochinhphu.vn, theo 2735/UBND-NNTN.")
    assert [(s.kind, s.en) for s in done.slots] == [
        ("code", "+84 981 848 484"),
        ("code", "0912.345.678"),
        ("url", "baochinhphu.vn"),
        ("code", "2735/UBND-NNTN"),
    ]


def test_given_names_alone_are_slots_and_family_names_are_not() -> None:
    done = _protected("Ông Bách và bà Khoắn gặp ông Tập, bà Trương ở Bà Rịa; anh Lài hát.", Options(kinds=("given",)))
    assert [(s.vi, s.en) for s in done.slots] == [("Bách", "Bach"), ("Khoắn", "Khoan"), ("Lài", "Lai")]


@pytest.mark.parametrize(
    "vi",
    [
        "Ông Bộ trưởng cho biết như vậy.",
        "Bà Thủ tướng thăm Việt Nam cùng ông Đại sứ.",
        "Theo bà Hiệu trưởng, anh Bộ đội và bà Giám đốc đã đến.",
        "Thưa ông Chủ tịch, tai nạn xảy ra tại cầu Ông Lãnh.",
        "Anh Mỹ ký thỏa thuận ở Bà Rịa; ông Nhậm nói.",
    ],
)
def test_a_title_a_bridge_or_a_foreign_family_name_is_no_given_name(vi: str) -> None:
    assert _protected(vi, Options(kinds=("given",))).slots == ()


def test_restore_puts_the_english_in_any_order() -> None:
    done = _protected("Ngày 9-6, thành phố tặng 2.000 tấn gạo.")
    assert restore(done, "The city gave ⟦7⟧ of rice on ⟦8⟧.") == "The city gave 2,000 tonnes of rice on June 9."


@pytest.mark.parametrize("en", ["The city gave rice on ⟦1⟧.", "⟦1⟧ ⟦2⟧ ⟦1⟧", "⟦1⟧ ⟦2⟧ ⟦3⟧", "", "⟦1⟧ [2]"])
def test_restore_refuses_a_lost_doubled_or_invented_slot(en: str) -> None:
    assert restore(_protected("Ngày 9-6, thành phố tặng 2.000 tấn gạo."), en) is None


def test_a_segment_that_holds_a_marker_is_left_alone() -> None:
    vi = "Mã ⟦1⟧ có 2.000 tấn gạo."
    assert restore(_protected(vi), "anything") == "anything"
    assert _protected(vi).text == vi


def test_another_marker_and_more_than_nine_slots() -> None:
    vi = ", ".join(f"{n}00 kg" for n in range(1, 13))
    done = _protected(vi, Options(kinds=("quantity",), marker="<<{}>>", most=12))
    assert done.text.endswith("<<2>>, <<1>>")
    assert restore(done, done.text) == vi.replace("1000", "1,000").replace("1100", "1,100").replace("1200", "1,200")


def test_a_segment_has_no_more_slots_than_the_model_knows() -> None:
    done = _protected(", ".join(f"{n}00 kg" for n in range(1, 13)), Options(kinds=("quantity",)))
    assert done.text.count("⟦") == len(done.slots) == 8
    assert done.text.endswith("1200 kg")


@pytest.mark.parametrize("marker", ["{}", "#{}", "{}#", "##", "<1{}>", "<{}{}>"])
def test_a_marker_that_cannot_be_told_apart_is_refused(marker: str) -> None:
    with pytest.raises(ValidationError):
        Options(marker=marker)


def test_foreign_capitals_come_back_in_english() -> None:
    done = _protected("Thủ đô La Habana đón đoàn từ Bắc Kinh và ông Luis Torres.", Options(kinds=("person", "capital")))
    assert done.text == "Thủ đô ⟦1⟧ đón đoàn từ ⟦2⟧ và ông ⟦3⟧."
    assert (
        restore(done, "Capital ⟦1⟧ welcomes ⟦3⟧ and a delegation from ⟦2⟧.")
        == "Capital Havana welcomes Luis Torres and a delegation from Beijing."
    )


def test_terms_of_a_glossary_travel_as_slots(tmp_path: Path) -> None:
    desk = tmp_path / "desk.tsv"
    desk.write_text("ông Nguyễn Văn Bình\tMr. Binh\nđồng bào\tcompatriots\n", encoding="utf-8")
    options = Options(kinds=("person", "term"), terms=(str(desk),))
    done = _protected("Đồng bào gặp ông Nguyễn Văn Bình.", options)
    assert [(slot.kind, slot.en) for slot in done.slots] == [("term", "compatriots"), ("term", "Mr. Binh")]
    assert restore(done, "The ⟦1⟧ met ⟦2⟧.") == "The compatriots met Mr. Binh."
    assert _protected("Đồng bào", Options(kinds=("person",), terms=(str(desk),))).slots == ()


def test_a_mistake_in_a_glossary_is_found_with_the_options(tmp_path: Path) -> None:
    desk = tmp_path / "desk.tsv"
    desk.write_text("đồng bào\n", encoding="utf-8")
    with pytest.raises(BadInput, match=r"desk\.tsv, line 1: "):
        Options(kinds=("term",), terms=(str(desk),))


@pytest.mark.parametrize("hyphen", ["-", " - ", " – "])
def test_two_countries_joined_by_a_hyphen_stay_two(hyphen: str) -> None:
    done = _protected(f"Quan hệ Việt Nam{hyphen}Cuba tốt đẹp, Lào cũng vậy.", Options(kinds=("countries",)))
    assert done.text == "Quan hệ ⟦1⟧ tốt đẹp, Lào cũng vậy."
    assert restore(done, "⟦1⟧ relations are good, and so is Laos.") == "Vietnam-Cuba relations are good, and so is Laos."


def test_a_text_is_masked_as_the_model_would_write_it() -> None:
    done = _protected("Ngày 9-6, ông Nguyễn Văn Bình tặng 2.000 tấn gạo.")
    written = "⟦1⟧ gave ⟦7⟧ of rice on ⟦8⟧."
    english = restore(done, written)
    assert english == "Nguyen Van Binh gave 2,000 tonnes of rice on June 9."
    assert masked(done, english) == written
    assert masked(done, "Binh gave 12,000 tonnes.") == "Binh gave 12,000 tonnes.", "a part of a word or of a name is no slot"


def test_masking_spares_the_markers_and_longer_figures() -> None:
    done = _protected("Có 120 người, 8 xe và 5 tàu trên 2,5 km; 8 xe nữa.")
    written = "There were ⟦8⟧ people, ⟦7⟧ cars and ⟦6⟧ ships on ⟦5⟧; ⟦4⟧ cars more, and 8 of 8,000 on 2.5 roads."
    english = restore(done, written)
    assert english == "There were 120 people, 8 cars and 5 ships on 2.5 km; 8 cars more, and 8 of 8,000 on 2.5 roads."
    assert masked(done, english) == written
