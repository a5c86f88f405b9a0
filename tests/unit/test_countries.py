"""Countries that changed on the way."""

import pytest

from vi_brief.checks import countries
from vi_brief.records import Segment, Translation


def found(vi: str, en: str) -> list[tuple[str, str]]:
    segment = Segment("s1", 0, vi)
    return [(f.severity, f.message) for f in countries.check(segment, Translation(segment, en, -0.3), countries.Options())]


@pytest.mark.parametrize(
    ("vi", "en"),
    [
        ("quan hệ Việt Nam - Cuba", "Vietnam-Cuba relations"),
        ("Tổng thống Mỹ thăm Nhật Bản", "The U.S. president visits Japan"),
        ("Người Tây Ban Nha ở Luân Đôn", "Spaniards in London"),
        ("Tàu Trung Quốc ở Biển Đông", "Chinese ships in the South China Sea"),
        ("Phim chiếu ở Biển Đông", "A film shown in the South China Sea"),
        ("CHDCND Triều Tiên phóng tên lửa", "The Democratic People's Republic of Korea fires a missile"),
        ("bán đảo Triều Tiên", "the Korean Peninsula"),
        ("Khu thương mại Lao Bảo", "The Lao Bao trade area"),
        ("giá 66 USD", "66 US dollars"),
        ("Đoàn thám hiểm tới Nam Cực", "The expedition reached the South Pole"),
        ("lễ hội của Ấn Độ giáo", "a Hindu festival"),
        ("phi hành gia Xô Viết", "a Soviet cosmonaut"),
        ("đường Xô viết Nghệ Tĩnh ngập sâu", "Xo Viet Nghe Tinh Street was deep under water"),
        ("quân Mông Cổ", "the Mongol army"),
        ("người dân Iceland", "Icelanders"),
    ],
)
def test_the_same_countries_are_no_finding(vi: str, en: str) -> None:
    assert found(vi, en) == []


def test_a_country_exchanged_for_another_is_one_error_with_its_repair() -> None:
    segment = Segment("s1", 0, "quan hệ hữu nghị Việt Nam - Cuba, đoàn Cuba")
    en = "friendship between Vietnam and Cambodia"
    (finding,) = countries.check(segment, Translation(segment, en, -0.3), countries.Options())
    assert (finding.kind, finding.severity, finding.repair) == ("name", "error", "Cuba")
    assert finding.vi_span == (28, 32)
    assert en[slice(*(finding.en_span or (0, 0)))] == "Cambodia"


def test_an_adjective_is_repaired_by_an_adjective() -> None:
    segment = Segment("s1", 0, "Thủ tướng Tây Ban Nha")
    (finding,) = countries.check(segment, Translation(segment, "The Portuguese prime minister", -0.3), countries.Options())
    assert finding.repair == "Spanish"


@pytest.mark.parametrize(
    ("vi", "en", "expected"),
    [
        ("Ông cảm ơn phía bạn đã giúp đỡ", "He thanked the Danish side for its help", [("info", "'Danish' is not in the Vietnamese")]),
        ("Nhiều người dân nước này phản đối", "Many Danes protested", [("info", "'Danes' is not in the Vietnamese")]),
        ("Đoàn đến Hà Nội hôm qua", "The Lebanese delegation came to Hanoi yesterday", [("error", "'Lebanese' is not in the Vietnamese")]),
        ("Đoàn Tây Ban Nha đến hôm qua", "The delegation came yesterday", [("warning", "'Tây Ban Nha' (Spain) is not in the English")]),
        ("Cơ quan An ninh liên bang Nga tại Matxcơva", "Russia's Federal Security Service in Moscow", []),
        ("Người Ailen ở Libăng", "Irish people in Lebanon", []),
        ("Cầu thủ của Nhật bản", "A Japanese player", []),
        ("cỏ mọc ở bang Lower Austria", "grass in the Lower Austrian state", []),
    ],
)
def test_an_added_or_lost_country(vi: str, en: str, expected: list[tuple[str, str]]) -> None:
    assert found(vi, en) == expected
