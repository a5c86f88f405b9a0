"""The rules one by one: stamps, captions, sources, places, options, roles."""

from dataclasses import replace

import pytest

from vi_brief.clean import Options, captions, clean, facts, features, sources, stamps
from vi_brief.clean.rules import RULES
from vi_brief.plugins import load, names
from vi_brief.records import Article, Edit, Line, Rejected

BODY = (
    "Sáng 12/3, UBND thành phố Biển Xanh khánh thành cầu vượt sông Lam Giang dài 1.200 m sau 26 tháng thi công.",
    "Chủ tịch UBND thành phố cho biết tổng vốn đầu tư của dự án cầu vượt sông Lam Giang là 845 tỷ đồng.",
    "Người dân hai bờ sông Lam Giang rút ngắn quãng đường đi lại từ 18 km xuống còn 2 km.",
)


def page(*lines: str, **known: str) -> Article:
    return replace(Article("x.txt", "x", tuple(Line(n, t) for n, t in enumerate(lines, 1))), **known)  # type: ignore[arg-type]


def done(article: Article, options: Options | None = None) -> tuple[Article, tuple[Edit, ...]]:
    result = clean(article, options)
    assert isinstance(result, tuple)
    return result


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("9.6.2023", "2023-06-09"),
        ("09/06/2023 18:17", "2023-06-09T18:17"),
        ("Thứ Tư, 23/8/2023 8:13'(GMT+7)", "2023-08-23T08:13+07:00"),
        ("Ngày 9 tháng 6 năm 2023", "2023-06-09"),
        ("Cập nhật lúc 07h05 ngày 14-02-2024", "2024-02-14T07:05"),
        ("2024-03-12T09:30:00+07:00", "2024-03-12T09:30+07:00"),
        ("2024-03-12 09:30:15", "2024-03-12T09:30"),
        ("12/03/2024 | 03:15 PM", "2024-03-12T15:15"),
        ("Chủ nhật, ngày 05/05/2024 - 06:45 GMT+7", "2024-05-05T06:45+07:00"),
        ("Vương Vân (tổng hợp) 08:00 03/11/2024", "2024-11-03T08:00"),
        ("14 tháng 3 2023", "2023-03-14"),
        ("Tháng 6/2023", "2023-06"),
    ],
)
def test_stamps_as_exact_as_printed(text: str, iso: str) -> None:
    stamp = stamps.read(text)
    assert stamp is not None
    assert stamp.iso == iso


@pytest.mark.parametrize("text", ["13 giờ trước", "Khoảng 2 ngày trước", "5 phút trước"])
def test_relative_stamps_have_no_date(text: str) -> None:
    stamp = stamps.read(text)
    assert stamp is not None
    assert stamp.iso is None


@pytest.mark.parametrize(
    "text", ["Ngày 9/6, đoàn rời Hà Nội", "Tuần lễ kéo dài đến ngày 28-1-2018.", "31/13/2023", "Tỷ số 2-1", "Nghị định 73/2024/NĐ-CP"]
)
def test_no_stamp_in_a_sentence(text: str) -> None:
    assert features.describe((Line(1, text),), {})[0].kind != "stamp"


@pytest.mark.parametrize(
    ("text", "caption"),
    [
        ("Nuoc song dang cao o mien Trung hinh anh 1Bộ đội giúp dân. (Ảnh: TTXVN)", "Bộ đội giúp dân. (Ảnh: TTXVN)"),
        ("Nước sông dâng cao ở miền Trung ảnh 2Đoạn đường ngập sâu. (Nguồn: TTXVN phát)", "Đoạn đường ngập sâu. (Nguồn: TTXVN phát)"),
        ("Nước sông dâng cao ở miền Trung - Ảnh 3.", ""),
        ("Người dân xếp hàng mua vé từ sáng sớm. Ảnh: Hoài Nam", "Người dân xếp hàng mua vé từ sáng sớm. Ảnh: Hoài Nam"),
        ("Bác sĩ khám cho bệnh nhi - Ảnh: DUYÊN PHAN", "Bác sĩ khám cho bệnh nhi - Ảnh: DUYÊN PHAN"),
        ("Ảnh minh họa.", "Ảnh minh họa."),
    ],
)
def test_caption_forms(text: str, caption: str) -> None:
    form = captions.form(text)
    assert form is not None
    assert form.text == caption


@pytest.mark.parametrize(
    "text",
    [
        "Triển lãm giới thiệu bộ ảnh 20 năm đổi mới của thành phố.",
        "Anh 3 lần đề nghị Pháp cùng điều tra vụ việc trên biển.",
        "Ông nói nguồn: ngân sách không thiếu, chỉ thiếu người làm.",
        "Cơ quan chức năng công bố nguồn gốc của lô hàng.",
    ],
)
def test_body_that_looks_like_a_caption(text: str) -> None:
    assert captions.form(text) is None


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("(Dân trí) - Sau khi gây tai nạn, tài xế bỏ trốn.", "Dân trí"),
        ("TTO - Số ca bệnh tăng gấp ba lần.", "TTO"),
        ("VOV.VN - Chính phủ đang xem xét.", "VOV.VN"),
        ("(Chinhphu.vn) – Phó Thủ tướng yêu cầu rà soát.", "Chinhphu.vn"),
        ("Hà Nội (TTXVN 9/6) - Chủ tịch nước tiếp đoàn.", "TTXVN"),
        ("TGVN. Lãnh đạo 31 nước thành viên cam kết hỗ trợ dài hạn.", "TGVN"),
    ],
)
def test_source_tags(text: str, source: str) -> None:
    tag = sources.tag(text, {})
    assert tag is not None
    assert tag.source == source
    assert text.endswith(tag.rest)


@pytest.mark.parametrize(
    "text",
    [
        "EU - Trung Quốc nối lại đàm phán.",
        "ZANU-PF cho rằng ông là nguồn cơn.",
        "Mỹ - Hàn tập trận chung.",
        "Ông A. - người dân - kể lại.",
        "SM -3 có tầm bắn 900 km.",
    ],
)
def test_no_source_tag(text: str) -> None:
    assert sources.tag(text, {}) is None


@pytest.mark.parametrize(
    ("text", "byline", "agency"),
    [
        ("(TTXVN/Vietnam+)", None, "TTXVN/Vietnam+"),
        ("Theo TTXVN", None, "TTXVN"),
        ("Theo www.vietnamplus.vn", None, "www.vietnamplus.vn"),
        ("Nguồn: Báo Tin tức", None, "Báo Tin tức"),
        ("Thanh Hương (TTXVN)", "Thanh Hương", "TTXVN"),
        ("Hồng Hạnh (Theo AFP)", "Hồng Hạnh", "AFP"),
        ("Bài, ảnh: NGUYỄN VĂN A", "NGUYỄN VĂN A", None),
        ("Mỹ Linh, Theo Phụ nữ số", "Mỹ Linh", "Phụ nữ số"),
        ("Thu Hoài/VOV-Bangkok", "Thu Hoài/VOV-Bangkok", None),
    ],
)
def test_credits(text: str, byline: str | None, agency: str | None) -> None:
    credit = sources.read(text)
    assert credit is not None
    assert (credit.byline, credit.agency) == (byline, agency)


@pytest.mark.parametrize(
    "text",
    ["Theo ông, đây là lý do chính.", "Hiệp hai không thay đổi thế trận", "Trần Văn Quý (SN 1990)", "(SN 1984).", "II. MỘT SỐ GIẢI PHÁP"],
)
def test_no_credit(text: str) -> None:
    assert sources.read(text) is None


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Ngày 9-6, tại Hà Nội, Đoàn đại biểu hội đàm.", "Hà Nội"),
        ("Sáng 6/10, tại TP Hạ Long, giải chạy diễn ra.", "TP Hạ Long"),
        ("Chiều 3/4, tại thủ đô Vientiane, hai bên ký thỏa thuận.", "Vientiane"),
        ("Theo phóng viên TTXVN tại Buenos Aires, đoàn đã thăm Argentina.", "Buenos Aires"),
        ("Thanh Hóa - Sau hai ngày, công nhân trở lại nhà máy.", "Thanh Hóa"),
        ("Ngày 9/6, tại Trụ sở Trung ương Đảng, bà tiếp đoàn.", None),
        ("Trong năm 2024 tại Cuba, đoàn đã làm việc với viện.", None),
    ],
)
def test_dateline_places(text: str, place: str | None) -> None:
    article, _ = done(page(text, *BODY))
    assert article.dateline_place == place


def test_the_pages_clock_is_not_the_date() -> None:
    article, _ = done(
        page(
            "Chủ Nhật, 24/11/2024", "Thời sự", "Giới thiệu", "Khánh thành cầu vượt sông Lam Giang", "Thứ Tư, 23/8/2023 8:13'(GMT+7)", *BODY
        )
    )
    assert article.published == "2023-08-23T08:13+07:00"


def test_an_update_is_not_the_date_where_another_is_printed() -> None:
    article, _ = done(page("Khánh thành cầu vượt sông Lam Giang", "Cập nhật lúc 20:00 ngày 13/03/2024", "12/03/2024 14:05", *BODY))
    assert article.published == "2024-03-12T14:05"


def test_what_the_container_knows_wins() -> None:
    article, _ = done(page("12/03/2024 14:05", *BODY, title="Tên khác", published="2024-03-11", agency="XYZ"))
    assert (article.title, article.published, article.agency) == ("Tên khác", "2024-03-11", "XYZ")


def test_a_credit_at_the_end_of_a_paragraph_is_cut() -> None:
    article, edits = done(page("Khánh thành cầu vượt sông Lam Giang", *BODY[:2], BODY[2] + " (Theo TTXVN)"))
    assert article.paragraphs[-1] == BODY[2]
    assert edits[-1].rule == "credit"


def test_subheadings_stay_or_go_on_request() -> None:
    lines = ("Khánh thành cầu vượt sông Lam Giang", BODY[0], "Rút ngắn quãng đường", BODY[1], BODY[2])
    assert "Rút ngắn quãng đường" in done(page(*lines))[0].paragraphs
    article, edits = done(page(*lines), Options(keep_subheadings=False))
    assert article.paragraphs == BODY
    assert "subheading" in {e.rule for e in edits}


def test_a_page_that_is_too_long_is_rejected() -> None:
    result = clean(page(*BODY), Options(max_lines=2))
    assert isinstance(result, Rejected)
    assert "max_lines" in result.advice


def test_an_article_of_one_line_is_an_article() -> None:
    assert done(page(BODY[0]))[0].paragraphs == (BODY[0],)


@pytest.mark.parametrize("lines", [(), ("",), ("Trang chủ", "Chia sẻ", "© 2024 Báo Gió")])
def test_nothing_is_rejected_with_advice(lines: tuple[str, ...]) -> None:
    result = clean(page(*lines))
    assert isinstance(result, Rejected)
    assert result.advice


def test_the_roles_of_a_structured_page_are_honoured() -> None:
    roles = [
        ("title", "Khánh thành cầu"),
        ("published", "12/03/2024"),
        ("lead", BODY[0]),
        ("chrome", BODY[1]),
        ("caption", "Cầu mới."),
        ("body", BODY[2]),
    ]
    tail = [("body", "Xem thêm: Cầu cũ sắp bị dỡ"), ("body", "(TTXVN/Vietnam+)")]
    lines = tuple(Line(n, text, role) for n, (role, text) in enumerate([*roles, *tail], 1))  # type: ignore[arg-type]
    article, edits = done(Article("x.html", "x", lines))
    assert article.paragraphs == (BODY[0], BODY[2])
    assert article.captions == ("Cầu mới.",)
    assert article.agency == "TTXVN/Vietnam+"
    assert {e.line: e.rule for e in edits} == {1: "title", 2: "published", 4: "markup", 5: "caption", 7: "inline", 8: "credit"}


def test_a_box_of_links_does_not_end_the_article() -> None:
    article, _ = done(
        page(
            "Khánh thành cầu vượt sông Lam Giang",
            BODY[0],
            "Tin liên quan",
            "Hai tuyến buýt điện mới đi vào hoạt động",
            "Giá vé tham quan vịnh được điều chỉnh",
            BODY[1],
            BODY[2],
        )
    )
    assert article.paragraphs == BODY


def test_teasers_without_any_heading_do_not_prolong_the_article() -> None:
    teasers = [
        "Giá cà phê trong nước lập đỉnh mới sáng nay",
        "Nông dân Tây Nguyên vẫn găm hàng chờ giá lên cao hơn nữa trong tháng tới.",
        "Đội tuyển nữ thắng đậm trận ra quân tại giải",
        "Ban huấn luyện cho rằng các học trò còn bỏ lỡ quá nhiều cơ hội trước khung thành.",
    ]
    article, _ = done(page("Khánh thành cầu vượt sông Lam Giang", *BODY, *teasers))
    assert article.paragraphs == BODY


@pytest.mark.parametrize("name", names("vi_brief.clean.sites"))
def test_every_site_is_data(name: str) -> None:
    module = load("vi_brief.clean.sites", name)
    assert module.DOMAINS
    assert all(d == d.lower() and "." in d and not d.startswith("www.") for d in module.DOMAINS)
    assert set(module.RULES) <= {"chrome", "starts", "tags"}
    assert all(isinstance(entry, str) and entry for entries in module.RULES.values() for entry in entries)
    assert all(
        entry == features.key(entry) or entry == features.key(entry) + " "
        for k in ("chrome", "starts")
        for entry in module.RULES.get(k, ())
    )


def test_a_sites_rules_apply_to_its_domain_only() -> None:
    lines = ("Khánh thành cầu vượt sông Lam Giang", *BODY, "Tuổi Trẻ Sao")
    with_site = done(page(*lines, url="https://tuoitre.vn/cau.htm"))[1]
    without = done(page(*lines, url="https://gio.example/cau.htm"))[1]
    assert with_site[-1].rule == "site"
    assert without[-1].rule != "site"


def test_every_rule_has_a_reason() -> None:
    assert all(reason.endswith(".") and name.islower() for name, reason in RULES.items())


def test_a_long_page_is_cleaned_in_time() -> None:
    import time

    begun = time.perf_counter()
    article, _ = done(page("Khánh thành cầu vượt sông Lam Giang", *(f"{text} Lần {n}." for n in range(1500) for text in BODY)))
    assert len(article.paragraphs) == 4500
    assert time.perf_counter() - begun < 20


def test_a_page_with_endless_menus_is_cleaned_in_time() -> None:
    import time

    begun = time.perf_counter()
    menu = [f"Mục tin số {n} của trang" for n in range(4000)]
    article, _ = done(page(*menu, "Khánh thành cầu vượt sông Lam Giang", "12/03/2024 14:05", *BODY, "Tin cùng chuyên mục", *menu))
    assert article.paragraphs == BODY
    assert article.title == "Khánh thành cầu vượt sông Lam Giang"
    assert time.perf_counter() - begun < 20


def test_facts_of_nothing() -> None:
    assert facts.Facts() == facts.Facts(None, None, None, None, None)


LONG_BODY = tuple(
    f"{line} Công trình do ngân sách thành phố đầu tư, đã được hội đồng nghiệm thu đồng ý đưa vào khai thác từ hôm nay." for line in BODY
)


@pytest.mark.parametrize(
    "text",
    [
        "Công nhân lắp đặt lan can cầu vượt sông Lam Giang.",
        "Chủ tịch UBND thành phố phát biểu tại lễ khánh thành",
        "Đoàn xe chạy thử trên cầu vượt sông Lam Giang",
    ],
)
def test_a_line_that_only_shows_is_a_caption(text: str) -> None:
    article, edits = done(page("Khánh thành cầu vượt sông Lam Giang", *LONG_BODY[:2], text, LONG_BODY[2]))
    assert article.paragraphs == LONG_BODY
    assert article.captions == (text,)
    assert [e.rule for e in edits if e.before == text] == ["caption"]


@pytest.mark.parametrize(
    "text",
    [
        "Cầu cũ sẽ được tháo dỡ vào cuối năm.",
        "Ông thừa nhận tiến độ chậm.",
        "Hai bên thống nhất ngày bàn giao.",
        "Ngày 15/3, xe tải qua cầu Lam Giang.",
    ],
)
def test_a_short_sentence_that_tells_stays(text: str) -> None:
    article, _ = done(page("Khánh thành cầu vượt sông Lam Giang", *LONG_BODY[:2], text, LONG_BODY[2]))
    assert text in article.paragraphs


def test_short_sentences_stay_where_all_paragraphs_are_short() -> None:
    text = "Công nhân lắp đặt lan can cầu vượt sông Lam Giang."
    article, _ = done(page("Khánh thành cầu vượt sông Lam Giang", *BODY[:2], text, BODY[2]))
    assert text in article.paragraphs


def test_a_headline_with_its_date_in_the_body_is_a_link() -> None:
    article, edits = done(page("Khánh thành cầu vượt sông Lam Giang", *BODY[:2], "Phà Tân Hà ngừng chạy", "02/03/2024", BODY[2], "Hải Yến"))
    assert article.paragraphs == BODY
    assert [e.rule for e in edits if e.before == "Phà Tân Hà ngừng chạy"] == ["inline"]


@pytest.mark.parametrize("end", ["Hải Yến", "(TTXVN)"])
def test_the_last_paragraph_behind_a_box_stays(end: str) -> None:
    box = ("Tin liên quan", "Phà Tân Hà ngừng chạy sau 40 năm phục vụ")
    article, _ = done(
        page("Khánh thành cầu vượt sông Lam Giang", *BODY[:2], *box, BODY[2], end, "Tin cùng chuyên mục", "Giá vàng giảm sâu")
    )
    assert article.paragraphs == BODY


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("0:00 / 3:12", "share"),
        ("Ngày đăng: 05/06/2023 | Lượt xem: 312", "stamp"),
        ("(Cập nhật: 22/02/2024 15:10)", "stamp"),
        ("cau-vuot-1.jpg", "caption"),
        ("Chú thích ảnh", "caption"),
        ("Tin-ảnh: Hải Yến", "byline"),
        ("Cháy kho hàng ở Biển Xanh: Đã có kết luận SKĐS - Kết luận cho thấy đám cháy do chập điện.", "inline"),
        ("Theo ông, báo SKĐS - tờ báo của ngành - đưa tin sớm nhất.", ""),
    ],
)
def test_kinds_of_lines(text: str, kind: str) -> None:
    assert features.describe((Line(1, text),), {})[0].kind == kind


def test_of_two_tagged_paragraphs_the_second_is_the_lead() -> None:
    teaser, lead = "BXO - Thành phố dự kiến thu phí đỗ xe ven sông.", "BXO - " + BODY[0]
    article, _ = done(page("Khánh thành cầu vượt sông Lam Giang", teaser, lead, *BODY[1:]))
    assert article.paragraphs == BODY
