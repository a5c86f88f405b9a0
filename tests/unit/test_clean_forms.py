"""Forms met on the sites of the ninth held-out folder."""

from dataclasses import replace

import pytest

from vi_brief.clean import captions, clean, facts, features, scenery
from vi_brief.records import Article, Line

TITLE = "Khánh thành cầu vượt sông Lam Giang"
BODY = (
    "Sáng 12/3, UBND thành phố Biển Xanh khánh thành cầu vượt sông Lam Giang dài 1.200 m sau 26 tháng thi công.",
    "Chủ tịch UBND thành phố cho biết tổng vốn đầu tư của dự án cầu vượt sông Lam Giang là 845 tỷ đồng.",
    "Người dân hai bờ sông Lam Giang rút ngắn quãng đường đi lại từ 18 km xuống còn 2 km.",
)


def result(*lines: str) -> tuple[Article, dict[str, str]]:
    found = clean(Article("x.txt", "x", tuple(Line(n, text) for n, text in enumerate(lines, 1))))
    assert isinstance(found, tuple)
    return found[0], {e.before: e.rule for e in found[1]}


@pytest.mark.parametrize("button", ["ĐỌC NGAY", "Xem ngay", "Đọc chi tiết"])
def test_a_headline_over_a_button_is_a_link(button: str) -> None:
    article, rules = result(TITLE, *BODY[:2], "Đường ven biển chậm tiến độ", button, BODY[2])
    assert article.paragraphs == BODY
    assert rules["Đường ven biển chậm tiến độ"] == "inline"


def test_a_sub_heading_over_a_paragraph_is_none() -> None:
    article, _ = result(TITLE, *BODY[:2], "Hai bờ sông gần lại", BODY[2])
    assert "Hai bờ sông gần lại" in article.paragraphs


@pytest.mark.parametrize(
    ("text", "is_caption"),
    [
        ("Người dân thôn Lam nhận cây giống. (Ảnh MAI VĂN BẢO)", True),
        ("Người dân thôn Lam nhận cây giống (Ảnh Internet)", True),
        ("Công ty nộp hồ sơ (ảnh chụp căn cước) cho sở.", False),
        ("Mỗi hồ sơ nộp kèm hai tấm ảnh (ảnh chân dung)", False),
    ],
)
def test_a_photographer_in_brackets_without_a_colon(text: str, is_caption: bool) -> None:  # noqa: FBT001 - a parameter of the test
    assert (captions.form(text) is not None) is is_caption


@pytest.mark.parametrize(
    ("text", "shows"),
    [
        ("Công nhân Công ty Gỗ Phú Đạt trong giờ sản xuất", True),
        ("Công nhân đạt năng suất cao trong giờ sản xuất", False),
        ("Đại biểu làm việc với Chính phủ tại hội trường", False),
        ("CÔNG NHÂN ĐÃ VÀO CA TẠI XƯỞNG GỖ", False),
    ],
)
def test_a_name_tells_no_story(text: str, shows: bool) -> None:  # noqa: FBT001 - a parameter of the test
    (mark,) = features.describe((Line(1, text),), {})
    assert scenery.shows(mark) is shows


def test_a_charts_source_is_no_text() -> None:
    article, rules = result(TITLE, *BODY[:2], "Nguồn: BCTC quý II/2024 của ngân hàng", BODY[2])
    assert article.paragraphs == BODY
    assert rules["Nguồn: BCTC quý II/2024 của ngân hàng"] == "credit"


def test_the_agency_behind_a_name_is_the_last_resort() -> None:
    alone, _ = result(TITLE, *BODY, "Phan Anh/TTXVN (Tổng hợp)")
    tagged, _ = result(TITLE, "VOV.VN - " + BODY[0], *BODY[1:], "Phan Anh/TTXVN (Tổng hợp)")
    assert (alone.agency, alone.byline) == ("TTXVN", "Phan Anh/TTXVN (Tổng hợp)")
    assert tagged.agency == "VOV.VN"
    marks = tuple(replace(m) for m in features.describe((Line(1, "Lê Hà/APEC Hà Nội"),), {}))
    assert facts.gather(marks, None, {}, ()).agency is None
