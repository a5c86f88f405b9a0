"""A person who became a place."""

import pytest

from vi_brief.checks import units
from vi_brief.records import Segment, Translation

MADE_A_PLACE = [
    ("Đoàn đến chào xã giao đồng chí Trương Thị Mai.", "The delegation arrived at Truong Thi Mai commune.", "Truong Thi Mai commune"),
    ("Ông Nguyễn Văn Bình phát biểu.", "The district of Nguyen Van Binh spoke.", "The district of Nguyen Van Binh"),
    ("Bí thư Huyện đoàn Lê Thị Hoa dự lễ.", "The secretary went to Le Thi Hoa District.", "Le Thi Hoa District"),
]

RIGHT = [
    ("Lễ khánh thành tại xã Nguyễn Thị Minh Khai.", "The opening in Nguyen Thi Minh Khai commune."),
    ("Hai xã Trần Văn Thời, Nguyễn Văn Linh và Lê Văn Duyệt bị ngập.", "Nguyen Van Linh commune and Le Van Duyet commune were flooded."),
    ("Bà Trần Thị Hà, Chủ tịch tỉnh, có mặt.", "Tran Thi Ha, provincial chair, was there."),
    ("Du khách đến Sầm Sơn.", "Tourists came to Sam Son city."),
]


@pytest.mark.parametrize(("vi", "en", "wrong"), MADE_A_PLACE)
def test_a_person_with_a_unit_of_land_is_an_error_with_its_repair(vi: str, en: str, wrong: str) -> None:
    segment = Segment("s1", 0, vi)
    [finding] = units.check(segment, Translation(segment, en, 0.0), units.Options())
    assert finding.en_span is not None
    assert en[slice(*finding.en_span)] == wrong
    assert (finding.kind, finding.severity) == ("name", "error")
    assert finding.repair is not None
    assert finding.repair in wrong


@pytest.mark.parametrize(("vi", "en"), RIGHT)
def test_places_and_persons_as_they_are_pass(vi: str, en: str) -> None:
    segment = Segment("s1", 0, vi)
    assert not list(units.check(segment, Translation(segment, en, 0.0), units.Options()))
