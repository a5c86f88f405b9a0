"""Quantities in both languages on case data; the expected values were read by hand."""

import json
import time
from pathlib import Path
from typing import Any

import pytest

from vi_brief.quantities import Quantity, find_en, find_vi

CASES = Path(__file__).parent.parent / "cases" / "quantities"
SEGMENTS_PER_SECOND = 500
"""A tenth of what one core does, so that a slow machine passes and a quadratic pattern does not."""


def _rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (CASES / name).read_text(encoding="utf-8").splitlines()]


def _facts(quantities: tuple[Quantity, ...]) -> list[list[object]]:
    return [[q.text, q.kind, list(q.values), q.en] for q in quantities]


@pytest.mark.parametrize("row", _rows("vietnamese.jsonl"), ids=lambda row: row["text"][:40])
def test_vietnamese(row: dict[str, Any]) -> None:
    assert _facts(find_vi(row["text"], row.get("base"))) == row["found"]


@pytest.mark.parametrize("row", _rows("english.jsonl"), ids=lambda row: row["text"][:40])
def test_english(row: dict[str, Any]) -> None:
    assert _facts(find_en(row["text"])) == row["found"]


def test_spans_point_at_the_text() -> None:
    for row in _rows("vietnamese.jsonl"):
        for quantity in find_vi(row["text"]):
            assert row["text"][slice(*quantity.span)] == quantity.text


def test_speed_on_long_and_ordinary_segments() -> None:
    rows = [row["text"] for row in _rows("vietnamese.jsonl")] * 10
    start = time.process_time()
    for text in rows:
        find_vi(text)
    assert len(rows) / (time.process_time() - start) > SEGMENTS_PER_SECOND
    start = time.process_time()
    find_vi("1." * 5000)
    find_vi("hai mươi " * 2000)
    find_en("twenty-" * 2000)
    assert time.process_time() - start < 5
