"""Furniture of sites that gather other papers' articles, rows of buttons, polls, and lines of text that look like them."""

from dataclasses import replace

import pytest

from vi_brief.clean import buttons, clean, features, sources, stamps
from vi_brief.records import Article, Line

TITLE = "Khánh thành cầu vượt sông Lam Giang"
BODY = (
    "Sáng 12/3, UBND thành phố Biển Xanh khánh thành cầu vượt sông Lam Giang dài 1.200 m sau 26 tháng thi công.",
    "Chủ tịch UBND thành phố cho biết tổng vốn đầu tư của dự án cầu vượt sông Lam Giang là 845 tỷ đồng.",
    "Người dân hai bờ sông Lam Giang rút ngắn quãng đường đi lại từ 18 km xuống còn 2 km.",
    "Từ ngày 1/4, xe tải trên 10 tấn phải đi qua cầu mới, không được vào phố cổ nữa.",
)
END = ("Hải Yến", "Tin cùng chuyên mục", "Giá vàng giảm sâu")


def result(*lines: str, **known: str) -> Article:
    article = Article("x.txt", "x", tuple(Line(n, text) for n, text in enumerate(lines, 1)))
    found = clean(replace(article, **known))  # type: ignore[arg-type]
    assert isinstance(found, tuple)
    return found[0]


@pytest.mark.parametrize(
    "row",
    ["Zalo Facebook X Email", "Facebook · Zalo · Sao chép liên kết", "Chia sẻ  Lưu  In", "Google News  Facebook  Zalo  Cỡ chữ", "Phóng to"],
)
@pytest.mark.parametrize("at", [1, 3])
def test_buttons_are_no_text_and_no_name(row: str, at: int) -> None:
    article = result(TITLE, "12/03/2024 14:05", *BODY[: at - 1], row, *BODY[at - 1 :])
    assert article.paragraphs == BODY
    assert article.byline is None
    assert article.agency is None


@pytest.mark.parametrize("text", ["Facebook, Zalo và TikTok", "Lưu In", "Chia sẻ gánh nặng", "Phóng to bản vẽ cầu", "Ông Lưu Zalo"])
def test_words_of_buttons_in_the_text(text: str) -> None:
    assert not buttons.row(features.key(text))
    assert text in result(TITLE, *BODY[:2], text, *BODY[2:]).paragraphs


@pytest.mark.parametrize("answers", [("Có", "Không", "Bình chọn"), ("Thắng", "Hòa", "Thua", "Xem kết quả"), ("Xem đáp án",)])
def test_a_poll_in_the_text(answers: tuple[str, ...]) -> None:
    assert result(TITLE, *BODY[:2], "Bạn có đi cầu mới?", *answers, *BODY[2:]).paragraphs == BODY


@pytest.mark.parametrize(
    "lines", [("Bạn có đi cầu mới?",), ("Vì sao phải xây cầu mới?", "Cầu cũ quá tải."), ("Cầu có đắt không?", "Đáp án")]
)
def test_questions_of_the_text(lines: tuple[str, ...]) -> None:
    assert set(lines) <= set(result(TITLE, *BODY[:2], *lines, *BODY[2:]).paragraphs)


def test_an_interview_stays_whole() -> None:
    turns = (
        ("Vì sao ông chọn làm cầu thay vì làm hầm?", "Đất ở đây yếu. Tôi từng thấy hầm bên kia ngập ba ngày liền."),
        ("Ông có sợ người dân không muốn dời nhà?", "Có chứ. Mẹ tôi cũng không muốn rời vườn ổi của bà."),
        ("Nhiều người nói đội thợ của ông quá già?", "Người ta nói đúng một nửa. Thợ trẻ bây giờ đi xa cả rồi."),
    )
    lines = [line for turn in turns for line in turn]
    assert result(BODY[0], *lines, title=TITLE).paragraphs == (BODY[0], *lines)


@pytest.mark.parametrize("at", [1, 2, 3])
@pytest.mark.parametrize("link", ["Động đất kích thích là gì?", "Giá cà phê trong nước lập đỉnh mới sáng nay"])
def test_a_list_of_one_link_does_not_end_the_article(link: str, at: int) -> None:
    article = result(TITLE, *BODY[:at], "Xem thêm", link, *BODY[at:], *END)
    assert article.paragraphs == BODY
    assert article.byline == "Hải Yến"


def test_behind_the_byline_a_list_of_one_link_is_the_end() -> None:
    other = ("Giá cà phê sáng nay tăng 2.000 đồng mỗi kg so với hôm qua.", "Nông dân vẫn chờ giá lên.", "Mai Tú")
    assert result(TITLE, *BODY, "Hải Yến", "Xem thêm", "Giá cà phê lập đỉnh mới", *other).paragraphs == BODY


def test_the_sites_tag_marks_a_teaser_in_the_text() -> None:
    teaser = ("Ăn gì ở chợ nổi?", "BXO - Bài viết được chọn từ thư bạn đọc gửi về trong tuần.")
    assert result(TITLE, "BXO -", *BODY[:2], *teaser, *BODY[2:], *END).paragraphs == BODY


def test_headings_that_a_table_of_contents_lists_stay() -> None:
    contents = ("Nội dung chính", "Tổng vốn đầu tư", "Quãng đường ngắn hơn")
    article = result(TITLE, *contents, BODY[0], contents[1], BODY[1], contents[2], *BODY[2:], *END)
    assert article.paragraphs == (BODY[0], contents[1], BODY[1], contents[2], *BODY[2:])


def test_alternative_text_before_its_caption_is_dropped() -> None:
    alternative = "Công nhân lắp đặt lan can cầu vượt sông Lam Giang."
    article = result(TITLE, *BODY[:2], alternative, f"{alternative} Ảnh: HẢI YẾN", *BODY[2:])
    assert article.paragraphs == BODY
    assert article.captions == (f"{alternative} Ảnh: HẢI YẾN",)


@pytest.mark.parametrize(
    ("text", "iso", "rest"),
    [
        ("Tạp chí Ban Mai · 29/07/2024 12:12 · 25 liên quan · Gốc", "2024-07-29T12:12", ""),
        ("Báo Lúa Vàng 12/05/2024 06:48 • 17 liên quan • Gốc", "2024-05-12T06:48", ""),
        ("Lục Đức Kiên | 30/06/2023 08:02", "2023-06-30T08:02", "Lục Đức Kiên"),
        ("Hải Đăng 30/06/2023", "2023-06-30", "Hải Đăng"),
        ("Đăng Khoa - 30/06/2023", "2023-06-30", "Đăng Khoa"),
        ("Đăng lúc 08:02 30/06/2023", "2023-06-30T08:02", ""),
        ("Đăng Thứ Hai, 30/06/2023", "2023-06-30", ""),
    ],
)
def test_what_stands_beside_a_date(text: str, iso: str, rest: str) -> None:
    stamp = stamps.read(text)
    assert stamp is not None
    assert (stamp.iso, stamp.rest) == (iso, rest)


@pytest.mark.parametrize(
    ("text", "byline", "agency"),
    [
        ("Theo Nhịp sống Biển Copy link", None, "Nhịp sống Biển"),
        ("(TTXVN/Vùng Cao)", None, "TTXVN"),
        ("(TTXVN/Vietnam+)", None, "TTXVN/Vietnam+"),
        ("K'Điệp (TTXVN/Vùng Cao)", "K'Điệp", "TTXVN"),
        ("Hà Linh (Theo SCMP)", "Hà Linh", "SCMP"),
        ("Hà Linh (TPO)", "Hà Linh", "TPO"),
        ("Hà Linh (CTV)", "Hà Linh (CTV)", None),
    ],
)
def test_credits(text: str, byline: str | None, agency: str | None) -> None:
    credit = sources.read(text)
    assert credit is not None
    assert (credit.byline, credit.agency) == (byline, agency)


def test_a_bank_with_its_initials_is_a_sub_heading() -> None:
    assert "Ngân Hàng Biển Xanh (NBX)" in result(TITLE, *BODY[:2], "Ngân Hàng Biển Xanh (NBX)", *BODY[2:], *END).paragraphs


def test_a_site_is_not_its_own_agency() -> None:
    lines = (TITLE, *BODY, "Theo Vùng Cao")
    assert result(*lines, url="https://www.vungcao.example/cau").agency is None
    assert result(*lines, url="https://gio.example/cau").agency == "Vùng Cao"
    assert result(*lines, "Link bài gốc", "https://vungcao.example/cau").agency == "Vùng Cao"


def test_a_name_like_a_papers_first_word_is_no_agency() -> None:
    assert result(TITLE, *BODY, "Bảo Hà").agency is None
    assert result(TITLE, *BODY, "Báo Vùng Cao").agency == "Báo Vùng Cao"


def test_a_note_under_the_byline_does_not_hide_it() -> None:
    note = "*Tên nhân vật đã được thay đổi theo yêu cầu của gia đình."
    article = result(TITLE, *BODY, "Hải Yến", note)
    assert article.byline == "Hải Yến"
    assert "Hải Yến" not in article.paragraphs


@pytest.mark.parametrize("address", ["http://[vungcao.example", "https://[::1/cau"])
def test_what_only_looks_like_an_address_stops_nothing(address: str) -> None:
    assert result(TITLE, *BODY, "Theo Vùng Cao", address).agency == "Vùng Cao"
    assert result(TITLE, *BODY, "Theo Vùng Cao", url=address).agency == "Vùng Cao"
