"""What the model sees and what the desk sees."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vi_brief.translate import prepare
from vi_brief.viet import letters


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hòa bình, thủy lợi, khỏe, Ủy ban, TÒA ÁN", "Hoà bình, thuỷ lợi, khoẻ, Uỷ ban, TOÀ ÁN"),
        ("quý, quỹ, của, mùa, hoàng, thuyền, tiền", "quý, quỹ, của, mùa, hoàng, thuyền, tiền"),
        ("Ông nói vậy./.", "Ông nói vậy."),
        ("Ông nói vậy ./. (TTXVN)", "Ông nói vậy. (TTXVN)"),
        ("Đường dẫn a./.b còn nguyên", "Đường dẫn a./.b còn nguyên"),
        ("lúa, ngô, khoai…", "lúa, ngô, khoai..."),
        ("lúa, ngô,…", "lúa, ngô, ..."),
        ("chờ.......", "chờ..."),
        ("  hai\u00a0 \t khoảng\n trắng ", "hai khoảng trắng"),
        ("Ha\u0300 No\u0323\u0302i", "Hà Nội"),
        ('"HÀNG TRĂM THƯƠNG HIỆU" ĐỔ BỘ', '"Hàng trăm thương hiệu" đổ bộ'),
        ("UBND TP.HCM", "UBND TP.HCM"),
        ("TTXVN đưa tin như vậy", "TTXVN đưa tin như vậy"),
        ("CTCP Gạo Lúa có CSGT dẫn đường đến CLB.", "Công ty cổ phần Gạo Lúa có cảnh sát giao thông dẫn đường đến câu lạc bộ."),
        ("Câu lạc bộ (CLB) Hà Nội", "Câu lạc bộ (CLB) Hà Nội"),
        ("Sở VHTT&DL, số 12/CSGT-A, CLBX", "Sở Văn hoá, Thể thao và Du lịch, số 12/CSGT-A, CLBX"),
    ],
)
def test_source(text: str, expected: str) -> None:
    assert prepare.source(text, "new") == expected


def test_tone_marks_go_where_the_model_knows_them() -> None:
    assert prepare.source("văn hoá, hòa bình", "old") == "văn hóa, hòa bình"
    assert prepare.source("văn hoá, hòa bình", "keep") == "văn hoá, hòa bình"


@given(st.text(alphabet="aàáoòóuùúyýhnqtHT,.;/… \u0301\n", max_size=60))
def test_source_is_idempotent_and_keeps_every_letter(text: str) -> None:
    once = prepare.source(text, "new")
    assert prepare.source(once, "new") == once
    plain = letters.plain
    assert [c.lower() for c in plain(once) if c.isalpha()] == [c.lower() for c in plain(text) if c.isalpha()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“Peace,” he said, ‘now’.", "\"Peace,\" he said, 'now'."),
        ("«A» and ``B''", '"A" and "B"'),
        ("He came , saw ; and left .", "He came, saw; and left."),
        ("It cost $ 20 ( about 500,000 dong ) .", "It cost $20 (about 500,000 dong)."),
        ("Rates rose 5 % .", "Rates rose 5%."),
        ("the .vn domain and 3 .5", "the .vn domain and 3 .5"),
        ("to be continued ...", "to be continued ..."),
    ],
)
def test_output(text: str, expected: str) -> None:
    assert prepare.output(text) == expected
