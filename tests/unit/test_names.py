"""Names of persons: found where certain, left alone where not, missed by the translation."""

import pytest

from vi_brief.checks import names
from vi_brief.records import Segment, Translation
from vi_brief.viet.names import copied, person_names

FOUND = [
    ("Bí thư Thành ủy Đinh Tiến Dũng tiếp khách.", ["Đinh Tiến Dũng"]),
    ("Ông Luis Antonio Torres Iríbar và bà Trương Thị Mai.", ["Luis Antonio Torres Iríbar", "Trương Thị Mai"]),
    ("Tổng Bí thư Victor Gorodeki Kot đến Hà Nội.", ["Victor Gorodeki Kot"]),
    ("Thủ tướng Nguyễn Xuân Phúc, Chủ tịch Quốc hội Nguyễn Thị Kim Ngân", ["Nguyễn Xuân Phúc", "Nguyễn Thị Kim Ngân"]),
    ("Tổng thống Philippines Rodrigo Duterte", ["Rodrigo Duterte"]),
    ("Bà Ấu Thị Lan Nhi và bà Bồ Thị Xuân Lài", ["Ấu Thị Lan Nhi", "Bồ Thị Xuân Lài"]),
    ("Đại úy Quàng Văn Thương, Trung tướng Lã Minh Đạo", ["Quàng Văn Thương", "Lã Minh Đạo"]),
]
NOT_FOUND = [
    "Chủ tịch Tập Cận Bình và Thủ tướng Lý Khắc Cường",
    "Thành ủy La Habana, tỉnh Thái Nguyên, tỉnh Hà Tĩnh, tỉnh Lâm Đồng",
    "châu Á-Thái Bình Dương, Hoàng Sa, Vũng Tàu, Lý Sơn",
    "Ông Phúc nói với bà Ngân ở Thành phố Hồ Chí Minh",
    "Bồ Đào Nha, Lầu Năm Góc, Bàn Môn Điếm, Cà Mau, Đan Mạch",
    "Sông Thị Vải, đảo Thị Tứ, Đảo Thị Tứ, Thị Xã Sơn Tây, Thị Trấn Sa Pa",
    "Bà Thị Hương, Khu Đô Thị Mới, Siêu Thị Điện Máy, Đầm Thị Nại, Hội Thị Trường Vốn",
    "Mừng Mùa Xuân Bính Ngọ, Cúp Vàng Quốc Tế, Cung Văn Hóa Lao Động",
    "Ủy ban Nhân dân, Bộ Chính trị, Đảng Cộng sản Việt Nam",
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_certain_names_are_found(text: str, expected: list[str]) -> None:
    assert [text[a:b] for a, b in person_names(text)] == expected


@pytest.mark.parametrize("text", NOT_FOUND)
def test_places_and_names_with_an_english_form_are_left_alone(text: str) -> None:
    assert person_names(text) == ()


def test_a_name_is_copied_without_its_marks() -> None:
    assert copied("Đặng Thị Ngọc Thịnh") == "Dang Thi Ngoc Thinh"


def test_a_mangled_name_is_an_error_with_its_repair() -> None:
    segment = Segment("s1", 0, "Ông Luis Antonio Torres Iríbar gặp bà Trương Thị Mai.")
    found = list(names.check(segment, Translation(segment, "Luis Anton Torro Iribar met Truong Thi Mai.", -0.5), names.Options()))
    assert [(f.kind, f.severity, f.repair) for f in found] == [("name", "error", "Luis Antonio Torres Iribar")]
    assert segment.vi[slice(*(found[0].vi_span or (0, 0)))] == "Luis Antonio Torres Iríbar"
    assert not list(names.check(segment, Translation(segment, "Luis Antonio Torres Iríbar met Truong Thi Mai.", -0.5), names.Options()))
