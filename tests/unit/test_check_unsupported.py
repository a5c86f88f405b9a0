"""Single English words that nothing in the Vietnamese supports."""

import math
from dataclasses import replace

import pytest

from vi_brief import checks, config
from vi_brief.checks import unsupported
from vi_brief.checks._words import stem
from vi_brief.records import Finding, Segment, Translation


def _check(vi: str, en: str, **options: float) -> list[Finding]:
    segment = Segment("s1", 0, vi)
    return list(unsupported.check(segment, Translation(segment, en, math.nan), unsupported.Options(**options)))


def _words(vi: str, en: str, **options: float) -> list[str]:
    return [en[slice(*finding.en_span)] for finding in _check(vi, en, **options) if finding.en_span]


WRONG = [
    (
        "Hai bên mở rộng phạm vi hợp tác.",
        "The two sides expand violations of cooperation.",
        "violations",
    ),
    ("Đường phố đầy cành và lá cây sau cơn bão.", "The streets were full of coffee and leaves after the storm.", "coffee"),
    ("Ông đọc một cuốn sách cũ trong phòng.", "He read an old satellite in the room.", "satellite"),
]


@pytest.mark.parametrize(("vi", "en", "word"), WRONG)
def test_a_word_without_support_is_noted(vi: str, en: str, word: str) -> None:
    assert _words(vi, en) == [word]
    assert {finding.severity for finding in _check(vi, en)} == {"info"}


@pytest.mark.parametrize(
    ("vi", "en"),
    [
        ("Hai bên phát hiện nhiều vi phạm.", "The two sides found many violations."),
        ("Họ uống cà phê dưới tán cây.", "They drank coffee under the trees."),
        ("Vệ tinh được phóng lên quỹ đạo.", "The satellite was launched into orbit."),
        ("Họ ngồi ở quán coffee cũ.", "They sat in the old coffee shop."),
        ("Ông ấy đến.", ""),
        ("", "coffee"),
    ],
)
def test_a_word_with_support_is_not(vi: str, en: str) -> None:
    assert not {"violations", "coffee", "satellite"} & set(_words(vi, en))


def test_names_and_a_vietnamese_text_are_left_alone() -> None:
    assert _words("Bà đến công ty.", "She came to Coffee.") == []
    assert _words("Bà đến công ty sáng nay.", "Bà đến công ty sáng nay.") == []


def test_a_sentence_that_was_added_is_one_finding() -> None:
    vi = "Đoàn đại biểu đã thăm nhà máy điện gió ở Bạc Liêu."
    en = "The delegation visited a wind power plant in Bac Lieu. The football team won the championship after a dramatic penalty shootout."
    assert _words(vi, en) == []


def test_the_threshold_is_an_option() -> None:
    vi, en, word = WRONG[0]
    odds = unsupported.table()[stem(word)].odds
    assert _words(vi, en, least=odds + 0.1) == []


def test_a_note_costs_no_confidence() -> None:
    vi, en, _ = WRONG[0]
    audit = checks.Audit(config.parse({}, "test", "test"))
    noted = audit.alone(Translation(Segment("s1", 0, vi), en, -0.2))
    silent = config.parse({"checks": {"unsupported": {"least": 99.0}}}, "test", "test")
    assert [finding.kind for finding in noted.findings] == ["unsupported"]
    assert checks.Audit(silent).alone(replace(noted, findings=())).confidence == noted.confidence


def test_the_table_knows_what_supports_a_word() -> None:
    table = unsupported.table()
    assert "vi phạm" in table["violati"].units
    assert "phạm vi" not in table["violati"].units
    assert all(support.odds >= 3.0 and support.units for support in table.values())
