"""Party committees with their place, and the permanent member of the Secretariat: one certain English form each."""

import pytest

from vi_brief import config
from vi_brief.checks import Audit, titles
from vi_brief.records import Finding, Segment, Translation
from vi_brief.repair import mend


def _wrong(vi: str, en: str) -> list[Finding]:
    segment = Segment("s1", 0, vi)
    return [f for f in titles.check(segment, Translation(segment, en, -0.3), titles.Options()) if f.severity != "info"]


@pytest.mark.parametrize(
    ("vi", "en", "wrong", "right"),
    [
        (
            "Đoàn đại biểu Thành ủy La Habana thăm nhà máy.",
            "A delegation of the municipal Party Committee Havana visited the plant.",
            "municipal Party Committee Havana",
            "Havana Party Committee",
        ),
        (
            "Bí thư thứ nhất Thành uỷ La Habana cảm ơn thành phố.",
            "The First Secretary of the municipal Party Committee La Habana thanked the city.",
            "municipal Party Committee La Habana",
            "Havana Party Committee",
        ),
        ("Thành ủy Viêng Chăn đón đoàn.", "The Vieng Chan Party Committee received them.", "Vieng Chan", "Vientiane"),
        (
            "Bí thư Tỉnh ủy Đồng Nai trả lời.",
            "The Secretary of the provincial Party Committee Dong Nai answered.",
            "provincial Party Committee Dong Nai",
            "Dong Nai provincial Party Committee",
        ),
        (
            "Huyện ủy Đông Anh họp.",
            "The Party Committee Dong Anh met.",
            "Party Committee Dong Anh",
            "Dong Anh district Party Committee",
        ),
        (
            "Bí thư Tỉnh ủy tỉnh Bạc Liêu đến dự.",
            "The Secretary of the Bac Lieu municipal Party Committee attended.",
            "Bac Lieu municipal Party Committee",
            "Bac Lieu provincial Party Committee",
        ),
        (
            "Thỏa thuận giữa Thành ủy Hà Nội và Thành ủy La Habana đã được ký.",
            "The agreement between the Hanoi Party Committee and the Havana municipal Party Committee was signed.",
            "Havana municipal Party Committee",
            "Havana Party Committee",
        ),
        (
            "Thường trực Ban Bí thư Lê Thị Minh vui mừng về kết quả đó.",
            "The Standing Board of the Secretariat Le Thi Minh was pleased with that result.",
            "Standing Board of the Secretariat",
            "permanent member of the Secretariat",
        ),
        (
            "Thay mặt lãnh đạo, Thường trực Ban Bí thư Lê Thị Minh chào đón đoàn.",
            "On behalf of the leaders, standing members of the Secretariat Le Thi Minh welcomed the delegation.",
            "standing members of the Secretariat",
            "permanent member of the Secretariat",
        ),
        (
            "Bà Lê Thị Minh, Thường trực Ban Bí thư, phát biểu.",
            "Le Thi Minh, Standing Committee Secretary, spoke.",
            "Standing Committee Secretary",
            "permanent member of the Secretariat",
        ),
        (
            "Bà Lê Thị Minh, Thường trực Ban Bí thư, phát biểu.",
            "Le Thi Minh, permanent Secretariat, spoke.",
            "permanent Secretariat",
            "permanent member of the Secretariat",
        ),
        (
            "Ủy viên Trung ương Đảng, Bí thư Thành ủy Lê Thị Thanh Minh dẫn đầu đoàn.",
            "Members of the Party Central Committee and Secretary of the municipal Party Committee Le Thi Thanh Minh led.",
            "Members of the Party Central Committee",
            "Member of the Party Central Committee",
        ),
    ],
)
def test_a_wrong_form_is_replaced_by_the_right_one(vi: str, en: str, wrong: str, right: str) -> None:
    (found,) = _wrong(vi, en)
    assert found.kind == "title"
    assert found.en_span is not None
    assert en[slice(*found.en_span)] == wrong
    assert found.repair is not None
    assert found.repair.lower() == right.lower()
    segment = Segment("s1", 0, vi)
    audit = Audit(config.parse({"checks": {"enabled": ["titles"]}}, "test", "test"))
    (mended,) = mend.substituted([audit.alone(Translation(segment, en, -0.3))], audit)
    assert mended.en == en.replace(wrong, right)
    assert not [f for f in mended.findings if f.severity != "info"]


@pytest.mark.parametrize(
    ("vi", "en"),
    [
        ("Bí thư Thành ủy Hà Nội phát biểu.", "The Secretary of the Hanoi Party Committee spoke."),
        ("Bí thư Thành ủy Hà Nội phát biểu.", "The Secretary of the Hanoi municipal Party Committee spoke."),
        ("Đoàn Thành ủy La Habana, Cuba, đã đến.", "The delegation of the Party Committee of Havana, Cuba, has arrived."),
        ("Bí thư Thành ủy phát biểu.", "The Secretary of the municipal Party Committee spoke."),
        ("Bí thư Thị ủy Bến Cát trả lời.", "The Secretary of the Ben Cat town Party Committee answered."),
        ("Quận ủy Ba Đình họp.", "The Ba Dinh District Party Committee met."),
        (
            "Tỉnh ủy Bạc Liêu và Thành ủy Bạc Liêu họp.",
            "The Bac Lieu provincial Party Committee and the Bac Lieu municipal Party Committee met.",
        ),
        ("Thường trực Ban Bí thư Lê Thị Minh phát biểu.", "Le Thi Minh, standing member of the Secretariat, spoke."),
        ("Thường trực Ban Bí thư Lê Thị Minh phát biểu.", "Permanent Secretariat member Le Thi Minh spoke."),
        ("Các đồng chí Thường trực Ban Bí thư đã dự.", "The standing members of the Secretariat attended."),
        ("Ủy viên Bộ Chính trị phải nêu gương.", "Politburo members must set an example."),
        (
            "Dự lễ có Ủy viên Trung ương Đảng: Lê Văn Minh và Trần Thị Lan.",
            "Present were members of the Party Central Committee Minh and Lan.",
        ),
        ("Ban Thường vụ Thành ủy Hà Nội họp.", "The Standing Board of the Hanoi Party Committee met."),
    ],
)
def test_accepted_forms_are_no_finding(vi: str, en: str) -> None:
    assert _wrong(vi, en) == []
