"""The checks on case data (clean pairs and planted errors), their configuration, and confidence."""

import json
import math
from pathlib import Path
from typing import Any

import pytest

from vi_brief import checks, plugins
from vi_brief.config import parse
from vi_brief.errors import BadConfig
from vi_brief.records import Segment, Translation

CASES = Path(__file__).parent.parent / "cases" / "checks" / "pairs.jsonl"
KINDS = {"quantity", "money", "date", "name", "title", "negation", "dropped", "added", "loop", "residue", "language"}


def _run(vi: str, en: str, settings: dict[str, Any] | None = None, score: float = -0.1) -> Translation:
    config = parse({"checks": settings or {}}, "test", "test.toml")
    return checks.run([Translation(Segment("s1", 0, vi), en, score)], config)[0]


ROWS = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row["en"])[:50])
def test_findings(row: dict[str, Any]) -> None:
    done = _run(row["vi"], row["en"])
    assert sorted({finding.kind for finding in done.findings}) == row["kinds"]


def test_a_finding_points_at_both_sides_and_offers_a_repair() -> None:
    vi, en = "Dự án trị giá 300 triệu đồng.", "The project is worth $300 million."
    (finding,) = _run(vi, en).findings
    assert finding.vi_span is not None
    assert finding.en_span is not None
    assert vi[slice(*finding.vi_span)] == "300 triệu đồng"
    assert en[slice(*finding.en_span)] == "$300 million"
    assert (finding.kind, finding.severity, finding.repair) == ("money", "error", "300 million dong")


def test_an_ambiguous_figure_offers_no_repair() -> None:
    (finding,) = _run("Kinh phí là 73,234 triệu đồng mỗi năm.", "The cost is 5 dong every year.").findings
    assert finding.repair is None


def test_only_enabled_checks_run() -> None:
    vi, en = "Ngày 9-6, đoàn tặng 2.000 tấn gạo.", "On June 8, the delegation gave 200 tonnes of rice."
    assert {f.kind for f in _run(vi, en, {"enabled": ["dates"]}).findings} == {"date"}
    assert {f.kind for f in _run(vi, en).findings} == {"date", "quantity"}
    assert _run(vi, en, {"enabled": []}).findings == ()


def test_a_checks_own_options_are_used() -> None:
    vi, en = "Mười lăm người đến dự lễ khai mạc.", "People attended the opening ceremony."
    assert [f.kind for f in _run(vi, en).findings] == ["quantity"]
    assert _run(vi, en, {"quantities": {"small_words": 20}}).findings == ()


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"quantities": {"smal_words": 3}}, "did you mean 'small_words'"),
        ({"enabled": ["datez"]}, "there is no 'datez'"),
        ({"datez": {}}, "there is no such check"),
        ({"quantities": {"small_words": "many"}}, "small_words"),
    ],
)
def test_wrong_settings_are_refused(settings: dict[str, Any], words: str) -> None:
    with pytest.raises(BadConfig, match=words):
        _run("Một câu.", "A sentence.", settings)


@pytest.mark.parametrize("name", plugins.names("vi_brief.checks"))
def test_every_check_keeps_the_contract(name: str) -> None:
    module = plugins.load("vi_brief.checks", name)
    options = module.Options()
    vi, en = "Ngày 9-6, đoàn tặng 2.000 tấn gạo…", "Ngày 9-6 the the the the 5 million $"
    for left, right in ((vi, en), (en, vi), ("", ""), (vi, ""), ("", en)):
        segment = Segment("s1", 0, left)
        for finding in module.check(segment, Translation(segment, right, math.nan), options):
            assert finding.kind in KINDS
            assert finding.severity in ("error", "warning", "info")
            for span, text in ((finding.vi_span, left), (finding.en_span, right)):
                assert span is None or 0 <= span[0] <= span[1] <= len(text)
