"""Picture credits: put into English by rule, and never shown to the translator."""

from collections.abc import Mapping, Sequence

import pytest

from vi_brief import config, pipeline, protect, system
from vi_brief.glossaries.credit_lines import credit
from vi_brief.models.engine import Decoding
from vi_brief.records import Hypothesis, Protected, Segment


@pytest.mark.parametrize(
    ("vi", "body", "en"),
    [
        ("Toàn cảnh lễ hội. (Ảnh: Hoài Nam/TTXVN)", "Toàn cảnh lễ hội.", "(Photo: Hoai Nam/VNA)"),
        ("Đoàn thăm nhà máy. (Nguồn: TTXVN phát)", "Đoàn thăm nhà máy.", "(Source: VNA)"),
        ("Chợ hoa ngày Tết. Ảnh: Lê Đức Tý", "Chợ hoa ngày Tết.", "Photo: Le Duc Ty"),
        ("Cảng biển mới (Ảnh: THX/TTXVN)", "Cảng biển mới", "(Photo: Xinhua/VNA)"),
        ("Chợ hoa (Ảnh minh hoạ).", "Chợ hoa", "(Illustration)."),
        ("Cây cầu sau bão. Ảnh tư liệu: Minh Hà và Văn Sơn", "Cây cầu sau bão.", "File photo: Minh Ha and Van Son"),
        ("Bà Minh. (Ảnh: Nhân vật cung cấp)", "Bà Minh.", "(Photo: provided by the subject)"),
        ("Số ca bệnh theo tuần (nguồn: Bộ Y tế).", "Số ca bệnh theo tuần", "(source: Ministry of Health)."),
        ("Ảnh: Reuters", "", "Photo: Reuters"),
        ("Lễ đón - Ảnh: AFP", "Lễ đón", "Photo: AFP"),
    ],
)
def test_a_credit_has_one_english_form(vi: str, body: str, en: str) -> None:
    found = credit(vi)
    assert found is not None
    assert (found.body, found.en) == (body, en)
    assert vi == found.body + found.gap + vi[slice(*found.span)]


@pytest.mark.parametrize(
    "vi",
    [
        "Ông Minh (ảnh).",
        "Chợ hoa. Ảnh: do gia đình cung cấp",
        "Họ xem lại đoạn “video”.",
        "Ông Minh nói: Chúng tôi đã xác minh – nguồn.",
        "Bức ảnh: một gia đình bên sông.",
        "Giá dầu tăng vì thiếu nguồn.",
        "(Bài có dùng tư liệu của các báo. Ảnh: Internet)",
    ],
)
def test_what_is_no_certain_credit_is_left_to_the_translator(vi: str) -> None:
    assert credit(vi) is None


@pytest.mark.parametrize("kinds", [(), ("person", "capital")])
def test_the_translator_never_sees_a_credit(kinds: tuple[protect.SlotKind, ...]) -> None:
    segment = Segment("caption1", -1, "Bà Trần Thị Lan thăm Bình Nhưỡng. (Ảnh: Hoài Nam/TTXVN)")
    (given,) = protect.protect([segment], protect.Options(kinds=kinds))
    assert "Ảnh" not in given.text
    assert "TTXVN" not in given.text
    assert len(given.slots) == len(kinds)
    english = "Tran Thi Lan visits Pyongyang." if not kinds else "⟦1⟧ visits ⟦2⟧."
    assert protect.restore(given, english) == "Tran Thi Lan visits Pyongyang. (Photo: Hoai Nam/VNA)"


def test_a_credit_that_the_translator_saw_is_refused() -> None:
    segment = Segment("caption1", -1, "Chợ hoa. (Ảnh: TTXVN)")
    assert protect.restore(Protected(segment, segment.vi), "Flower market. (Anh: Vietnam)") is None


class Losing:
    """A translator that loses every slot and notes what it was shown."""

    identity: Mapping[str, str] = {"backend": "losing"}
    max_source_tokens = 100

    def __init__(self) -> None:
        self.shown: list[str] = []

    def count(self, text: str) -> int:
        return len(text.split())

    def generate(self, texts: Sequence[str], decoding: Decoding) -> list[list[Hypothesis]]:
        self.shown += texts
        return [[Hypothesis("She visits the market.", -0.1)] * decoding.n_best for _ in texts]


def test_a_translator_that_loses_slots_does_not_see_the_credit_either() -> None:
    segment = Segment("caption1", -1, "Bà Trần Thị Lan thăm chợ. (Ảnh: Hoài Nam/TTXVN)")
    tables = {"protect": {"kinds": ["person"]}, "translate": {"backend": "echo"}, "summarize": {"backend": "lead"}}
    checked = system.settings(config.parse(tables, "test", "test.toml"))
    losing = Losing()
    (made,) = pipeline.translate_segments([segment], losing, checked, None, lambda _done, _all: None)
    assert made.en == "She visits the market. (Photo: Hoai Nam/VNA)"
    assert made.notes == ("translated without slots",)
    assert len(losing.shown) == 2
    assert not any("TTXVN" in text for text in losing.shown)


def test_the_stop_of_an_abbreviation_stays_before_a_credit() -> None:
    cut = credit("Lễ đón lúc 8 giờ sáng (Ảnh: AFP)")
    assert cut is not None
    assert cut.after("The welcome at 8 a.m.") == "The welcome at 8 a.m. (Photo: AFP)"


@pytest.mark.timeout(5)
def test_a_line_of_blanks_does_not_hold_up_the_search() -> None:
    assert credit("(Ảnh" + " " * 20_000 + "x") is None
    assert credit("(Ảnh" * 5_000 + " ( " * 5_000) is None
