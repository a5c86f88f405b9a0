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
    ],
)
def test_the_same_countries_are_no_finding(vi: str, en: str) -> None:
    assert found(vi, en) == []


def test_a_country_that_the_source_does_not_name_is_an_error() -> None:
    assert found("quan hệ hữu nghị Việt Nam - Cuba", "friendship between Vietnam and Cambodia") == [
        ("error", "'Cambodia' is not in the Vietnamese"),
        ("warning", "'Cuba' (Cuba) is not in the English"),
    ]
