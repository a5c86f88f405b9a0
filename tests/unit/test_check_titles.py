"""Titles and bodies: changed, added, left out."""

import pytest

from vi_brief.checks import titles
from vi_brief.glossaries.roles import roles
from vi_brief.records import Finding, Segment, Translation


def _found(vi: str, en: str) -> list[Finding]:
    segment = Segment("s1", 0, vi)
    return list(titles.check(segment, Translation(segment, en, -0.3), titles.Options()))


@pytest.mark.parametrize(
    ("vi", "en"),
    [
        ("Phó Chủ tịch UBND TP Hà Nội Lê Hồng Sơn", "Le Hong Son, Deputy Chairman of the Hanoi People's Committee"),
        ("Tổng Bí thư, Chủ tịch nước Nguyễn Phú Trọng", "Party General Secretary and State President Nguyen Phu Trong"),
        ("Bộ trưởng Y tế và Bộ trưởng Tài chính", "The ministers of health and finance"),
        ("Bộ Y tế cho biết", "The ministry said"),
        ("Chủ tịch Quốc hội Nguyễn Thị Kim Ngân", "National Assembly Chairwoman Nguyen Thi Kim Ngan"),
        ("Ngoại trưởng Mỹ Mike Pompeo", "U.S. Secretary of State Mike Pompeo"),
        ("Thủ tướng Đức Angela Merkel", "German Chancellor Angela Merkel"),
        ("yêu cầu Thủ tướng Nhật từ chức", "to demand that the Japanese prime minister resign"),
        ("Phó phòng Nguyễn Văn A", "Nguyen Van A, deputy head of the division"),
        ("vấn đề chính trong năm", "a major issue in general this year"),
        ("Tiến sĩ Lê Văn B phát biểu", "Le Van B spoke"),
        ("Bệnh viện Đa khoa Đồng Văn", "Dong Van General Hospital"),
        ("đại biểu Quốc hội tỉnh", "the province's National Assembly deputy"),
        ("loa thông minh", "The Smart Speaker field"),
        ("theo Quyết định 2881/QĐ-UBND và văn bản 2735/UBND-NNTN", "under Decision 2881/QD-UBND and Document 2735/UBND-NNTN"),
        ("bà An, Phó Chủ nhiệm Thường trực Ủy ban Kiểm tra", "An, Permanent Deputy Head of the Inspection Commission"),
        ("Phó Tỉnh trưởng tỉnh Khăm Muộn", "the Vice Governor of Khammouane province"),
        ("Phó Chủ tịch UBND tỉnh và phía bạn đồng chủ trì", "The Vice Chairman of the provincial People's Committee co-chaired"),
        ("Thứ trưởng Bộ Xây dựng", "the deputy construction minister"),
        ("Phó cảnh sát trưởng vùng này nói", "The deputy chief of the regional police said"),
        ("Các ngân hàng lớn ở châu Á", "Major Asian banks"),
        ("một đoàn viên thanh niên dẫn đường", "led by a Youth Union member"),
        ("Học sinh dùng ghế chặn cửa.", "Pupils blocked the door with chairs."),
        ("luật có từ thời Thủ tướng Margaret Thatcher", "the law dates from the government under Prime Minister Margaret Thatcher"),
        ("người đứng đầu bộ lạc", "the tribal chairman"),
        ("Bộ Môi trường Malaysia", "Malaysia's Environment Ministry"),
        ("Bộ trưởng Bộ Tư pháp Mỹ", "the U.S. Attorney General"),
        ("Bộ trưởng An ninh Nội địa Mỹ", "the U.S. Minister of Homeland Security"),
        ("điều trị tại Bệnh viện Phổi Trung ương", "treated at the National Lung Hospital"),
        ("khám ở Bệnh viện Mắt Trung ương", "examined at the eye hospital"),
    ],
)
def test_titles_that_came_through_are_no_finding(vi: str, en: str) -> None:
    assert [f for f in _found(vi, en) if f.severity != "info"] == []


@pytest.mark.parametrize(
    ("vi", "en", "wrong", "repair"),
    [
        ("Thủ tướng phát biểu", "The Deputy Prime Minister spoke", "Deputy Prime Minister", "Prime Minister"),
        ("Đại úy Lù Văn Páo kể lại", "Major Lu Van Pao recalled it", "Major", "Captain"),
        ("PGS.TS Hà Văn B, Phó Giám đốc viện", "Associate Professor Ha Van B, Director of the institute", "Director", "Deputy Director"),
        ("Phó Thủ tướng và Bộ trưởng gặp nhau", "The Deputy Prime Minister met the Deputy Minister", "Deputy Minister", "Minister"),
        ("Phó Thủ tướng Vũ Đức Đam", "Prime Minister Vu Duc Dam", "Prime Minister", "Deputy Prime Minister"),
        ("Bí thư Lê Văn A", "Then Chairman Le Van A", "Chairman", "Secretary"),
        ("UBND tỉnh quyết định", "The provincial People's Council decided", "People's Council", "People's Committee"),
        ("Thứ trưởng phát biểu", "the minister spoke", "minister", "deputy minister"),
        ("Tổng thống Mỹ", "The U.S. prime minister", "prime minister", "president"),
        ("Phó Chủ tịch Thường trực phát biểu", "The Vice Chairman spoke", "Vice Chairman", "Permanent Vice Chairman"),
        ("Phó Chủ tịch phát biểu", "The Standing Vice Chairman spoke", "Standing Vice Chairman", "Vice Chairman"),
        ("Trung tướng Lê Văn A", "Then Major General Le Van A", "Major General", "Lieutenant General"),
        ("Tổng thống và Thủ tướng gặp nhau", "The President met the President", "President", "Prime Minister"),
    ],
)
def test_a_changed_title_is_an_error_with_its_repair(vi: str, en: str, wrong: str, repair: str) -> None:
    (finding,) = [f for f in _found(vi, en) if f.severity != "info"]
    assert (finding.kind, finding.severity, finding.repair) == ("title", "error", repair)
    assert en[slice(*(finding.en_span or (0, 0)))] == wrong
    assert finding.vi_span is not None


def test_a_title_whose_place_is_longer_than_its_role_has_no_repair() -> None:
    (finding,) = _found("Thứ trưởng Bộ Xây dựng nói", "the minister of construction said")
    assert (finding.severity, finding.repair) == ("error", None)


def test_a_title_that_the_vietnamese_does_not_have_is_an_error() -> None:
    (finding,) = _found("Ông Phúc phát biểu tại hội nghị", "General Secretary Phuc spoke at the conference")
    assert (finding.severity, finding.vi_span, finding.repair) == ("error", None, None)


@pytest.mark.parametrize(("vi", "severity"), [("UBND tỉnh họp", "warning"), ("Thủ tướng họp", "info")])
def test_a_body_left_out_is_a_warning_and_a_title_is_information(vi: str, severity: str) -> None:
    (finding,) = _found(vi, "It met.")
    assert finding.severity == severity
    segment = Segment("s1", 0, vi)
    assert list(titles.check(segment, Translation(segment, "It met.", 0.0), titles.Options(missing=False))) == []


def test_another_ministry_is_an_error() -> None:
    (finding,) = _found("Bộ Y tế cho biết", "The Ministry of Finance said")
    assert (finding.severity, finding.repair) == ("error", "Ministry of Health")


@pytest.mark.parametrize(
    ("en", "expected"),
    [
        ("the Deputy Prime Minister", ["deputy prime minister"]),
        ("First Deputy Minister and First Secretary", ["permanent deputy minister", "secretary"]),
        ("Vice Chairwoman of the People's Committees", ["deputy chairman", "person s committee"]),
        ("the deputy, prime minister", ["prime minister"]),
        ("the city's Deputy Director General", ["deputy general director"]),
        ("the under secretary, under Colonel Hale", ["deputy secretary", "colonel"]),
        ("Secretary-General António Guterres", ["general secretary"]),
    ],
)
def test_roles(en: str, expected: list[str]) -> None:
    assert [role.name for role in roles(en)] == expected


@pytest.mark.parametrize(
    ("vi", "en"), [("", ""), ("Phó", "Vice"), ("…", "Deputy deputy deputy Minister"), ("Chủ tịch " * 40, "Chairman " * 40)]
)
def test_odd_text_does_no_harm(vi: str, en: str) -> None:
    _found(vi, en)
