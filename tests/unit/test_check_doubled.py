"""Phrases that "and" or a comma joins to themselves: found where the Vietnamese doubles nothing, and mended."""

import pytest

from vi_brief import config
from vi_brief.checks import Audit, loops
from vi_brief.records import Finding, Segment, Translation
from vi_brief.repair import mend


def _found(vi: str, en: str) -> list[Finding]:
    segment = Segment("s1", 0, vi)
    return list(loops.check(segment, Translation(segment, en, -0.3), loops.Options()))


@pytest.mark.parametrize(
    ("vi", "en", "right"),
    [
        (
            "Đồng chí Lê Văn Minh, Ủy viên Bộ Chính trị, dẫn đầu đoàn.",
            "Le Van Minh, Politburo member and Politburo member, led the delegation.",
            "Le Van Minh, Politburo member, led the delegation.",
        ),
        (
            "Ông đánh giá cao những thành tựu, kinh nghiệm đó.",
            "He highly appreciated the achievements and achievements, the experience.",
            "He highly appreciated the achievements, the experience.",
        ),
        (
            "Nhà máy bán phân bón, thuốc trừ sâu.",
            "The plant sells fertilizer, pesticides, pesticides.",
            "The plant sells fertilizer, pesticides.",
        ),
        ("Hai bên hỗ trợ lẫn nhau.", "The two sides supported each other; and each other.", "The two sides supported each other."),
        ("Việc thanh tra phải kỹ.", "The inspection and inspection must be thorough.", "The inspection must be thorough."),
        (
            "Sở đã báo cáo Bộ Giao thông vận tải.",
            "The department reported to the Ministry of Transport and the Ministry of Transport.",
            "The department reported to the Ministry of Transport.",
        ),
    ],
)
def test_one_of_two_stays(vi: str, en: str, right: str) -> None:
    (found,) = _found(vi, en)
    assert (found.kind, found.severity) == ("loop", "warning")
    audit = Audit(config.parse({"checks": {"enabled": ["loops"]}}, "test", "test"))
    (mended,) = mend.substituted([audit.alone(Translation(Segment("s1", 0, vi), en, -0.3))], audit)
    assert mended.en == right
    assert mended.findings == ()


@pytest.mark.parametrize(
    ("vi", "en"),
    [
        ("Ngày càng đông người đến chợ.", "There were more and more."),
        ("Con tàu ngày càng lớn.", "The ship became bigger and bigger."),
        ("Ông hỏi đi hỏi lại.", "He asked again and again."),
        ("Hợp tác giữa địa phương với địa phương được mở rộng.", "Cooperation between localities and localities was widened."),
        ("Trần Văn An và Trần Văn Ân cùng đến.", "Tran Van An and Tran Van An, who both came."),
        ("Công ty Johnson và Johnson nộp đơn.", "It was filed by Johnson and Johnson."),
        ("Phó giám đốc và giám đốc viện đã đến.", "The deputy director and director were there."),
        ("Họ bán dầu và các sản phẩm của ngành dầu khí.", "They sell oil and oil products."),
        ("Thủ đô là Hà Nội. Chợ ở đây.", "It is near the market, the market of Hanoi."),
        ("Nếu làm được thì tốt.", "If we do it, it will be good."),
        ("Giá vé là 10 và 10 nghìn đồng.", "Tickets cost 10 and 10."),
        ("Ban Bí thư và Bộ Chính trị quyết định.", "Elected were the Politburo and the Politburo Standing Committee."),
    ],
)
def test_what_may_stand_twice_is_left(vi: str, en: str) -> None:
    assert _found(vi, en) == []


def test_a_long_word_right_behind_itself_is_found_and_mended() -> None:
    vi = "Bà Trương Thị Mai đã thân mật tiếp đoàn."
    (finding,) = _found(vi, "Truong Thi Mai personally personally received the delegation.")
    assert (finding.severity, finding.repair) == ("warning", "personally")
    assert not _found(vi, "She said that that had had a really really warm welcome.")
