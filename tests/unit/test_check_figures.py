"""The quantity and date checks on case data: what is found, where, and the repair; and what a repair does to the sentence."""

import json
import random
import time
from pathlib import Path
from typing import Any

import pytest

from vi_brief.checks import dates, quantities
from vi_brief.checks._facts import english, vietnamese
from vi_brief.evaluate.planted.figures import FAMILIES, corrupt
from vi_brief.records import Finding, Segment, Translation

TESTS = Path(__file__).parent.parent
CASES = TESTS / "cases" / "checks" / "figures.jsonl"
SEEDS = TESTS.parent / "eval" / "suites" / "seeds" / "documents.jsonl"
TWO_READINGS = "73,234 triệu đồng"
"""A sum of one seed that may be million or billion: no check can tell which, so nothing is planted there."""
SEGMENTS_PER_SECOND = 800
"""A fifth of what one core does on the references of the seeds, so that a busy machine passes and a slow pattern does not."""


def _find(vi: str, en: str) -> list[Finding]:
    segment = Segment("s1", 0, vi)
    translation = Translation(segment, en, -0.1)
    found = [*quantities.check(segment, translation, quantities.Options()), *dates.check(segment, translation, dates.Options())]
    return [finding for finding in found if finding.severity != "info"]


def _rows() -> list[dict[str, Any]]:
    return [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]


def _seed_pairs() -> list[tuple[str, str]]:
    documents = [json.loads(line) for line in SEEDS.read_text(encoding="utf-8").splitlines()]
    return [(s["source"], s["reference"]) for document in documents for s in document["segments"] if TWO_READINGS not in s["source"]]


def _mended(en: str, findings: list[Finding]) -> str:
    for finding in sorted(findings, key=lambda f: f.en_span or (0, 0), reverse=True):
        if finding.en_span is not None and finding.repair is not None:
            en = en[: finding.en_span[0]] + finding.repair + en[finding.en_span[1] :]
    return en


def _cut(text: str, span: tuple[int, int] | None) -> str | None:
    return text[slice(*span)] if span else None


@pytest.mark.parametrize("row", _rows(), ids=lambda row: str(row["en"])[:50])
def test_findings_with_spans_and_repair(row: dict[str, Any]) -> None:
    found = [[f.kind, f.severity, _cut(row["vi"], f.vi_span), _cut(row["en"], f.en_span), f.repair] for f in _find(row["vi"], row["en"])]
    assert found == row["findings"]


@pytest.mark.parametrize(
    "row", [row for row in _rows() if any(f[3] and f[4] for f in row["findings"])], ids=lambda row: str(row["en"])[:50]
)
def test_a_repair_mends_the_sentence(row: dict[str, Any]) -> None:
    assert _find(row["vi"], _mended(row["en"], _find(row["vi"], row["en"]))) == []


def test_the_seed_references_are_silent() -> None:
    assert [(vi, en, f.message) for vi, en in _seed_pairs() for f in _find(vi, en)] == []


@pytest.mark.parametrize("family", FAMILIES)
def test_planted_errors_in_the_seeds_are_found(family: str) -> None:
    planted = [
        one
        for number, (vi, en) in enumerate(_seed_pairs())
        for turn in range(3)
        if (one := corrupt(family, vi, en, random.Random(f"{family} {number} {turn}"))) is not None
    ]
    missed = [one.corrupted for one in planted if not any(f.kind in one.kinds for f in _find(one.source, one.corrupted))]
    assert missed == []


def test_most_repairs_of_planted_errors_give_the_reference_back() -> None:
    planted = [
        one
        for number, (vi, en) in enumerate(_seed_pairs())
        for family in FAMILIES
        if (one := corrupt(family, vi, en, random.Random(f"{family} {number}"))) is not None
    ]
    mended = [_mended(one.corrupted, _find(one.source, one.corrupted)) for one in planted]
    exact = sum(text == one.reference for text, one in zip(mended, planted, strict=True))
    silent = sum(not _find(one.source, text) for text, one in zip(mended, planted, strict=True))
    assert len(planted) >= 15
    assert silent >= 0.9 * len(planted)
    assert exact >= 0.8 * len(planted)


def test_a_pair_without_a_partner_that_is_certain_has_no_repair() -> None:
    vi, en = "Hai xã có 35 và 38 hộ nghèo.", "The two communes have 53 and 83 poor households."
    findings = _find(vi, en)
    assert [f.en_span is not None for f in findings] == [True, True]
    assert _mended(en, findings) in (en, "The two communes have 35 and 38 poor households.")


def test_speed() -> None:
    pairs = _seed_pairs() * 3
    for clear in (vietnamese, english):
        clear.cache_clear()
    start = time.process_time()
    for number, (vi, en) in enumerate(pairs):
        _find(f"{vi} {'.' * (number % 3)}", en)
    assert len(pairs) / (time.process_time() - start) > SEGMENTS_PER_SECOND
