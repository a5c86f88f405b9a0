"""Confidence: what moves it, how it reads, and that article-wide checks take part."""

import math
from types import ModuleType

import pytest

from vi_brief import checks, plugins, trust
from vi_brief.config import parse
from vi_brief.records import Finding, Segment, Translation

VI = "Ngày 9-6, đoàn tặng 2.000 tấn gạo cho nhân dân thành phố."
EN = "On June 9, the delegation gave 2,000 tonnes of rice to the people of the city."
CONFIG = parse({}, "test", "test.toml")


def confidence(score: float, en: str = EN) -> float:
    (done,) = checks.run([Translation(Segment("s1", 0, VI), en, score)], CONFIG)
    assert done.confidence is not None
    return done.confidence


def test_confidence_follows_the_score() -> None:
    values = [confidence(score) for score in (0.0, -0.2, -0.5, -1.0, -2.0, -9.0)]
    assert values == sorted(values, reverse=True)
    assert values[0] > trust.GREEN
    assert values[3] < trust.AMBER
    assert all(0 < value < 1 for value in values)


def test_a_score_beyond_its_range_does_not_matter() -> None:
    assert confidence(3.0) == confidence(0.0)
    assert confidence(-50.0) == confidence(-3.0)


@pytest.mark.parametrize("score", [-0.3, math.nan])
def test_an_odd_length_lowers_it_also_without_a_score(score: float) -> None:
    assert confidence(score, "The delegation gave rice.") < confidence(score)
    assert confidence(score, EN + " " + EN) < confidence(score)


def test_an_error_makes_a_sentence_low_whatever_its_words() -> None:
    (done,) = checks.run([Translation(Segment("s1", 0, VI), EN.replace("2,000", "200"), -0.05)], CONFIG)
    assert trust.has_error(done.findings)
    assert trust.level(done) == "low"


@pytest.mark.parametrize(("value", "level"), [(0.9, "high"), (0.5, "medium"), (0.1, "low"), (None, "unknown"), (math.nan, "unknown")])
def test_levels(value: float | None, level: str) -> None:
    assert trust.level_of(value) == level
    assert trust.level_of(value, error=True) == "low"


def test_a_check_of_the_whole_article_takes_part(monkeypatch: pytest.MonkeyPatch) -> None:
    class Across(ModuleType):
        Options = checks.Options

        @staticmethod
        def check(*_: object) -> list[Finding]:
            return []

        @staticmethod
        def check_article(translations: list[Translation], _: object) -> list[tuple[str, Finding]]:
            return [(t.segment.id, Finding("name", "error", "spelled otherwise in s1")) for t in translations[1:]]

    monkeypatch.setattr(plugins, "names", lambda _: ("across",))
    monkeypatch.setattr(plugins, "load", lambda *_: Across("across"))
    made = checks.run([Translation(Segment(f"s{n}", 0, VI), EN, -0.1) for n in (1, 2)], CONFIG)
    assert [len(t.findings) for t in made] == [0, 1]
    assert (made[1].confidence or 0) < (made[0].confidence or 0)


def test_what_an_english_text_invents() -> None:
    audit = checks.Audit(CONFIG)
    assert audit.invented(VI, "The delegation gave rice on June 9.") == ()
    assert {f.kind for f in audit.invented(VI, "The delegation gave 5 million tonnes of rice on May 8.")} == {"quantity", "date"}
    (made_up,) = audit.invented(VI, "The delegation of Qzorvia gave rice.")
    assert (made_up.kind, made_up.en_span) == ("name", (18, 25))


@pytest.mark.parametrize(
    ("vi", "en"),
    [
        ("Chủ tịch Triều Tiên Kim Jong-un đến Bắc Kinh.", "North Korean Chairman Kim Jong-un came to Beijing."),
        ("Bộ Ngoại giao Mỹ ra thông báo.", "The U.S. State Department issued a notice."),
        ("Liên minh châu Âu họp ở Hà Nội.", "The European Union met in Hanoi."),
        ("Ủy viên Bộ Chính trị Trương Thị Mai phát biểu.", "Politburo member Truong Thi Mai spoke."),
    ],
)
def test_translated_names_have_grounds(vi: str, en: str) -> None:
    assert checks.Audit(CONFIG).invented(vi, en) == ()
