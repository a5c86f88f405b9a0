"""What the checks of content say of clean and of faulty pairs: left out, added, negated, repeated, untranslated, quoted."""

import json
import math
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vi_brief import plugins
from vi_brief.checks import _coverage, _lexicon
from vi_brief.checks._words import english_words, stem, syllables, units
from vi_brief.records import Finding, Segment, Translation

CASES = Path(__file__).parent.parent / "cases" / "checks" / "content.jsonl"
ROWS = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]
CHECKS = ("added", "dropped", "language", "loops", "negation", "quotes", "residue")


def _check(name: str, vi: str, en: str, **options: object) -> list[Finding]:
    module = plugins.load("vi_brief.checks", name)
    segment = Segment("s1", 0, vi)
    return list(module.check(segment, Translation(segment, en, math.nan), module.Options(**options)))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['check']}: {row['en'][:50]}")
def test_findings(row: dict[str, Any]) -> None:
    found = _check(row["check"], row["vi"], row["en"])
    assert [f.kind for f in found if f.severity != "info" or "severity" in row] == row["kinds"]
    if "severity" in row:
        assert {f.severity for f in found} == {row["severity"]}
    if "repair" in row:
        assert found[0].repair == row["repair"]
    if "span" in row:
        side, span = (row["vi"], found[0].vi_span) if found[0].vi_span else (row["en"], found[0].en_span)
        assert span is not None
        assert row["span"] in side[slice(*span)]


def test_a_dropped_sentence_that_held_the_negation_is_one_fault() -> None:
    vi = "Trận mưa đêm qua làm ngập nhiều tuyến đường ở trung tâm thành phố. Không ai bị thương nhưng hàng trăm hộ dân phải sơ tán."
    en = "Last night's rain flooded many streets in the city center."
    assert [f.kind for name in ("dropped", "negation") for f in _check(name, vi, en)] == ["dropped"]


def test_an_untranslated_segment_is_one_fault() -> None:
    vi = "Trận mưa đêm qua làm ngập nhiều tuyến đường ở trung tâm thành phố."
    assert [f.kind for name in CHECKS for f in _check(name, vi, vi)] == ["language"]


def test_slack_quietens_a_check() -> None:
    vi = "Trận mưa đêm qua làm ngập nhiều tuyến đường ở trung tâm. Hàng trăm hộ dân phải sơ tán đến trường học gần đó."
    en = "Last night's rain flooded many streets in the center."
    assert [f.severity for f in _check("dropped", vi, en)] == ["error"]
    assert _check("dropped", vi, en, slack=20.0) == []
    assert _check("negation", "Ông trả lương đúng hạn.", "He did not pay on time.", added=False) == []


def test_a_word_serves_one_sentence_only() -> None:
    """Two sentences about the same things, of which the English has one: every word of the other is on the English side too."""
    one, other = "Chính phủ công bố kế hoạch xây dựng đường sắt.", "Kế hoạch của chính phủ là xây dựng đường sắt."
    both = "The government announced a plan to build a railway. The government's plan is to build a railway."
    once = "The government announced a plan to build a railway."
    whole, half = _coverage.dropped(f"{one} {other}", both), _coverage.dropped(f"{one} {other}", once)
    assert half is not None
    assert half.score >= _coverage.DROPPED
    assert whole is None or whole.score < 0


def test_the_lexicon_knows_words_and_their_reliability() -> None:
    known = _lexicon.lexicon()
    assert "govern" in known.units["chính phủ"].stems
    assert {"vietnam", "vietnames"} & known.units["việt nam"].stems
    present, missing, _ = known.units["chính phủ"]
    assert present < -0.3 < 1.0 < missing
    assert known.english["govern"][0] < 0 < known.english["govern"][1]


def test_units_are_the_longest_known_and_never_cross_a_mark() -> None:
    known = {"chính phủ", "thủ tướng", "thủ tướng chính", "sách"}
    assert [u for u, _, _ in units(syllables("Thủ tướng Chính phủ"), known)] == ["thủ tướng chính", "phủ"]
    assert [u for u, _, _ in units(syllables("chính, phủ"), known)] == ["chính", "phủ"]
    assert [u for u, _, _ in units(syllables("hoà bình"), {"hòa bình"})] == ["hòa bình"]


def test_stems_join_forms() -> None:
    for forms in ("policy policies", "stop stops stopped stopping", "Nation nation's nations", "agree agreed agrees"):
        assert len({w for form in forms.split() for w, _, _ in english_words(form)[:1]}) == 1, forms
    assert stem("news") == stem("New")  # a known weakness, harmless: stems only ever excuse
    assert english_words("the 70th day") == [("the", 0, 3), ("day", 9, 12)]


def test_evidence_of_the_lengths_rises_as_the_english_gets_shorter() -> None:
    shares = [_coverage.length_evidence(ratio, 0.4) for ratio in (0.3, 0.13, -0.1, -0.4, -0.8)]
    assert shares == sorted(shares)
    assert shares[0] < 0 < shares[-1] <= _coverage.RATIO_LIMIT


@pytest.mark.parametrize("name", CHECKS)
@given(vi=st.text(max_size=80), en=st.text(max_size=80))
def test_no_text_breaks_a_check(name: str, vi: str, en: str) -> None:
    for finding in _check(name, vi, en):
        for span, text in ((finding.vi_span, vi), (finding.en_span, en)):
            assert span is None or 0 <= span[0] < span[1] <= len(text)


VIETNAMESE = ["không", "chính phủ", "hôm qua,", "nói:", '"Tôi', 'đi".', "Hà Nội.", "12", "Ông"]
ENGLISH = ["not", "the", "government", "said:", '"I', 'go."', "Hanoi.", "12", "Hà Nội", "unable"]


@pytest.mark.parametrize("name", CHECKS)
@given(vi=st.lists(st.sampled_from(VIETNAMESE), max_size=20), en=st.lists(st.sampled_from(ENGLISH), max_size=20))
def test_no_combination_of_words_breaks_a_check(name: str, vi: list[str], en: list[str]) -> None:
    for finding in _check(name, " ".join(vi), " ".join(en)):
        assert finding.message
        assert "\n" not in finding.message
        for span, text in ((finding.vi_span, " ".join(vi)), (finding.en_span, " ".join(en))):
            assert span is None or 0 <= span[0] < span[1] <= len(text)
