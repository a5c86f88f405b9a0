"""Names that did not come through: missing, misspelt, swapped, invented, spelled in two ways."""

import pytest

from vi_brief.checks import names
from vi_brief.records import Finding, Segment, Translation
from vi_brief.viet.names_runs import may_be_name
from vi_brief.viet.names_spelling import derived, misspelt


def _found(vi: str, en: str) -> list[Finding]:
    segment = Segment("s1", 0, vi)
    return [f for f in names.check(segment, Translation(segment, en, -0.3), names.Options()) if f.severity != "info"]


def _mended(en: str, finding: Finding) -> str:
    start, end = finding.en_span or (0, 0)
    return en[:start] + (finding.repair or "") + en[end:]


@pytest.mark.parametrize(
    ("vi", "en"),
    [
        ("Ông Nguyễn Văn Thắng gặp bà Trần Thị Hòa.", "Nguyen Van Thang met Tran Thi Hoa."),
        ("Ông Nguyễn Văn Thắng phát biểu.", "Nguyễn Văn Thắng spoke."),
        ("Theo WHO, dịch đã lan rộng.", "The outbreak has spread, according to the World Health Organization."),
        ("Tổ chức Y tế thế giới cảnh báo.", "The WHO issued a warning."),
        ("Ông Kim Jong-un thăm nhà máy.", "Kim Jong Un visited the factory."),
        ("Chủ tịch Tập Cận Bình thăm Thượng Hải.", "President Xi Jinping visited Shanghai."),
        ("Tàu cá ở quần đảo Trường Sa.", "Fishing boats in the Spratly Islands."),
        ("Người dân Catalonia biểu tình.", "Catalan people protested."),
        ("Samsung mở nhà máy ở TP HCM.", "Samsung opened a plant in Ho Chi Minh City."),
        ("Ông Pu-tin đến Mát-xcơ-va.", "Putin arrived in Moscow."),
        ("Đội bóng Lợn Hoang được giải cứu.", "The Wild Boars football team was rescued."),
        ("Ông Hứa Chương Nhuận dạy luật ở Trung Quốc.", "Xu Zhangrun taught law in China."),
        ("Một ngôi sao của Hội đồng Hòa bình.", "A star of the Peace Council."),
        ("Hai gia đình người Mông ở cuối thôn.", "Two Hmong families at the end of the village."),
        ("Công an tỉnh Luông Pha-bang xác nhận.", "The Luang Prabang provincial police confirmed it."),
        ("Chợ biên giới ở huyện Nặm Phạc của Lào mở lại.", "The border market in Nam Pak district in Laos has reopened."),
        ("Bản Pa Hoỏng nằm ven sông.", "Pa Hong village lies by the river."),
        ("Từ này có gốc tiếng Latinh.", "The word comes from Latin."),
        ("Họ mua vé với giá 30 Euro.", "They bought tickets for €30."),
        ("Khách chơi trò Năm Bước Tới Mặt Trời.", "Guests played the game Five Steps to the Sun."),
        ("Sách kể về các cuộc chiến của Napoleon.", "The book tells of the Napoleonic Campaigns."),
        ("Viên thuyền trưởng được cứu.", "The skipper was rescued."),
        ("Trưng bày về Văn Minh Lúa Nước.", "An exhibition on the Wet Rice Civilization."),
    ],
)
def test_names_that_came_through_are_no_finding(vi: str, en: str) -> None:
    assert _found(vi, en) == []


@pytest.mark.parametrize(
    ("vi", "en", "mended"),
    [
        ("Ông Nguyễn Văn Thắng phát biểu.", "Then Nguyen Van Tang spoke.", "Then Nguyen Van Thang spoke."),
        ("Ông Boris Johnson đến London.", "In London Boris Jonson spoke.", "In London Boris Johnson spoke."),
        ("Hãng AstraZeneca thông báo.", "The firm AstraZenica announced it.", "The firm AstraZeneca announced it."),
        ("Xe đến Lao Bảo lúc tối.", "The car reached Lao Bau in the evening.", "The car reached Lao Bao in the evening."),
        ("Ở Đồng Tháp và Đồng Tháp Mười.", "In Dong Thop and Dong Thap Muoi.", "In Dong Thap and Dong Thap Muoi."),
        ("Tàu của Quảng Châu rời cảng.", "A ship from Quangzhou left port.", "A ship from Guangzhou left port."),
        ("Xe đến huyện Hưng Nguyên.", "The car reached Hung Nguyan district.", "The car reached Hung Nguyen district."),
        ("Xe chở hàng từ Bắc Kạn.", "The truck carried goods from Bak Kan.", "The truck carried goods from Bac Kan."),
        ("Bà Trương Thị Mai phát biểu.", "Yesterday Maria Keller spoke.", "Yesterday Truong Thi Mai spoke."),
    ],
)
def test_a_changed_name_is_an_error_that_its_repair_mends(vi: str, en: str, mended: str) -> None:
    (finding,) = _found(vi, en)
    assert (finding.kind, finding.severity) == ("name", "error")
    assert _mended(en, finding) == mended


@pytest.mark.parametrize(
    ("vi", "en", "severity", "repair"),
    [
        ("Ông Nguyễn Văn Thắng phát biểu.", "He spoke.", "error", "Nguyen Van Thang"),
        ("Đoàn đến tỉnh Bạc Liêu hôm qua.", "The delegation came yesterday.", "warning", "Bac Lieu"),
        ("Chuyến thăm của Interpol.", "The visit.", "warning", "Interpol"),
        ("Người dân dùng Instagram mỗi ngày.", "People use it every day.", "warning", "Instagram"),
    ],
)
def test_a_missing_name_is_reported_with_its_english(vi: str, en: str, severity: str, repair: str) -> None:
    (finding,) = _found(vi, en)
    assert (finding.severity, finding.repair, finding.en_span) == (severity, repair, None)


@pytest.mark.parametrize("en", ["They met Nguyen Thi Hanh there.", "They met Oliver Bennett there."])
def test_a_person_of_the_english_that_the_vietnamese_does_not_have_is_an_error(en: str) -> None:
    (finding,) = _found("Họ gặp nhau ở đó.", en)
    assert finding.vi_span is None
    assert en[slice(*(finding.en_span or (0, 0)))] in en
    assert "is no name of the Vietnamese" in finding.message


def test_an_english_word_that_the_source_misspells_is_not_made_wrong() -> None:
    assert _found("Công ty của ông là Global Publishsing ở Mỹ.", "In America his company is Global Publishing.") == []


def test_one_spelling_of_a_name_in_an_article() -> None:
    said = [("a", "Kim Jong-un came."), ("b", "Kim Jong-un spoke."), ("c", "Kim Jong Un left.")]
    article = [Translation(Segment(name, 0, "Ông Kim Jong-un nói."), en, -0.3) for name, en in said]
    ((segment, finding),) = names.check_article(article, names.Options())
    assert (segment, finding.severity, finding.repair) == ("c", "warning", "Kim Jong-un")
    assert _mended("Kim Jong Un left.", finding) == "Kim Jong-un left."
    assert list(names.check_article(article, names.Options(article=False))) == []


def test_accents_are_no_second_spelling() -> None:
    said = ["Nguyen Van Thang came.", "Nguyễn Văn Thắng left."]
    article = [Translation(Segment(f"s{n}", 0, "Ông Nguyễn Văn Thắng."), en, -0.3) for n, en in enumerate(said)]
    assert list(names.check_article(article, names.Options())) == []


def test_spellings() -> None:
    assert misspelt("warmbier", "warmbieo")
    assert not misspelt("tan", "tai")
    assert derived("catalonia", "catalonian")
    assert not derived("sulpicio", "sulpicin")
    assert may_be_name(["Boris", "Johnson"])
    assert not may_be_name(["Supreme", "Court"])


@pytest.mark.parametrize(("vi", "en"), [("", ""), ("Ông Nguyễn Văn A", ""), ("", "Nguyen Van A"), ("…⟦1⟧", "\n\t’s"), ("ỹ" * 50, "Ỹ" * 50)])
def test_odd_text_does_no_harm(vi: str, en: str) -> None:
    _found(vi, en)
