"""Raw text that a converter wrote as Markdown."""

import pytest

from vi_brief.clean import captions, clean, features, markdown
from vi_brief.records import Article, Edit, Line

PAGE = (
    "[![Báo Biển Xanh](/logo.png)](https://bienxanh.example/)",
    "* [Thời sự](/thoi-su)",
    "* [Kinh tế](/kinh-te)",
    "# [Khánh thành cầu vượt sông Lam Giang](https://bienxanh.example/cau-5.html)",
    "12/03/2024 09:30",
    "**(BX) - Sáng 12/3, UBND thành phố Biển Xanh khánh thành cầu vượt sông Lam Giang dài 1.200 m.**",
    "![Xe qua cầu](https://bienxanh.example/anh.jpg)",
    "_Xe qua cầu vượt sông Lam Giang sáng 12/3. Ảnh: Minh Tâm_",
    "Theo [Sở Giao thông vận tải](https://bienxanh.example/tag/so), tổng vốn của dự án cầu vượt sông Lam Giang là 845 tỷ đồng.",
    "### [Đường ven biển chậm tiến độ vì thiếu cát](https://bienxanh.example/duong-7.html)",
    "## Hai bờ gần lại",
    '> "Tôi đi chợ bên kia sông chỉ mất *mười phút*", bà Lê Thị Hoa, một người dân ở phường Lam Giang, nói.',
    "1\\. Người dân hai bờ sông Lam Giang rút ngắn quãng đường đi lại từ 18 km xuống còn 2 km.",
    "**Nguyễn An**",
    "[cầu vượt](/tag/cau-vuot), [Lam Giang](/tag/lam-giang)",
    "## Tin liên quan",
    "[Bến xe mới mở cửa](https://bienxanh.example/ben-8.html)",
    "Bến xe phía nam đón những chuyến đầu tiên vào sáng thứ Hai tuần này.",
)


def result() -> tuple[Article, tuple[Edit, ...]]:
    found = clean(Article("x.txt", "x", tuple(Line(n, text) for n, text in enumerate(PAGE, 1))))
    assert isinstance(found, tuple)
    return found


def test_the_signs_go_and_the_words_stay() -> None:
    article, edits = result()
    assert article.title == "Khánh thành cầu vượt sông Lam Giang"
    assert article.paragraphs == (
        "Sáng 12/3, UBND thành phố Biển Xanh khánh thành cầu vượt sông Lam Giang dài 1.200 m.",
        "Theo Sở Giao thông vận tải, tổng vốn của dự án cầu vượt sông Lam Giang là 845 tỷ đồng.",
        "Hai bờ gần lại",
        '"Tôi đi chợ bên kia sông chỉ mất mười phút", bà Lê Thị Hoa, một người dân ở phường Lam Giang, nói.',
        "1. Người dân hai bờ sông Lam Giang rút ngắn quãng đường đi lại từ 18 km xuống còn 2 km.",
    )
    assert article.captions == ("Xe qua cầu vượt sông Lam Giang sáng 12/3. Ảnh: Minh Tâm",)
    assert (article.byline, article.agency) == ("Nguyễn An", "BX")
    assert [e.before for e in edits] == [text for n, text in enumerate(PAGE, 1) if n in {e.line for e in edits}]
    changed = {e.line: e.rule for e in edits if e.after is not None}
    assert changed == {6: "tag"} | dict.fromkeys((9, 11, 12, 13), "markdown")


@pytest.mark.parametrize(
    "text",
    [
        "(*) Giá chưa gồm thuế (*) và phí.",
        "Mật khẩu là snake_case_name, không phải 5*3*2.",
        "** Mời bạn đọc xem thêm",
        "# Lam Giang",
        "Điều 3 [sửa đổi] (khoản 2) có hiệu lực từ năm 2025.",
        "> 40 tuổi",
    ],
)
def test_a_page_that_is_not_markdown_stays_as_it_is(text: str) -> None:
    assert markdown.unmarked((Line(1, text),)) == (Line(1, text),)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ('***Sông*** [Lam](<https://x.example/a b> "Lam")', "Sông Lam"),
        ("Cầu [Lam Giang](https://x.example/cau_(moi)_2) đã xong.", "Cầu Lam Giang đã xong."),
        ("(*) Giá [mới](/gia) (*) và phí.", "(*) Giá mới (*) và phí."),
        ("**", "**"),
    ],
)
def test_signs(text: str, plain: str) -> None:
    assert markdown.unmarked((Line(1, text), Line(2, "[x](https://x.example)")))[0].text == plain


def test_a_line_of_links_is_a_link_and_a_linked_paragraph_is_none() -> None:
    assert features.kind("* [Bến xe mới mở cửa](/ben)", {}) == "inline"
    assert features.kind("[Tin liên quan](/lien-quan)", {}) == "related"
    assert markdown.links("Xem [nghị định](/nd) mới.") is None
    assert markdown.links("[" + "Cầu đã xong " * 8 + ".](/cau)") is None


def test_a_picture_is_a_picture() -> None:
    form = captions.form("[![Xe qua cầu](/anh.jpg)](/to.jpg)")
    assert form is not None
    assert (form.alt, form.text) == ("Xe qua cầu", "")


def test_a_long_line_of_signs_is_read_in_time() -> None:
    import time

    begun = time.perf_counter()
    for text in (" *a" * 20_000, "[" * 50_000, "-" * 50_000 + "x", "![" * 20_000, "**a" * 20_000, "[a](" * 20_000, "_" * 50_000):
        markdown.unmarked((Line(1, text), Line(2, "[x](https://x.example)")))
    assert time.perf_counter() - begun < 10
