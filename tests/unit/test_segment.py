"""The sentence splitter on case data: our own sentences and the paragraphs of the five seeds, split by hand."""

import json
from pathlib import Path
from typing import Any

import pytest

from vi_brief.segment import segment, split

CASES = Path(__file__).parent.parent / "cases" / "segment"
MIN_F1 = 0.99


def _rows(name: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in (CASES / name).read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("row", _rows("sentences.jsonl"), ids=lambda row: str(row["text"])[:40])
def test_sentences(row: dict[str, Any]) -> None:
    assert [sentence for sentence, _ in split(row["text"])] == row["sentences"]


def _ends(text: str, sentences: list[str]) -> set[int]:
    ends, at = set(), 0
    for sentence in sentences:
        at = text.index(sentence, at) + len(sentence)
        ends.add(at)
    return ends


def test_boundaries_of_the_seeds() -> None:
    found = wanted = right = 0
    for row in _rows("seeds.jsonl"):
        gold = _ends(str(row["text"]), list(row["sentences"]))  # type: ignore[call-overload]
        ours = _ends(str(row["text"]), [sentence for sentence, _ in split(str(row["text"]))])
        found, wanted, right = found + len(ours), wanted + len(gold), right + len(gold & ours)
    assert wanted > 70
    assert 2 * right / (found + wanted) >= MIN_F1


def test_segments_are_numbered_through_the_article_and_blank_paragraphs_have_none() -> None:
    segments = segment(["Một câu. Hai câu.", "   ", "Ba câu."])
    assert [(s.id, s.paragraph, s.vi, s.gap) for s in segments] == [
        ("s1", 0, "Một câu.", " "),
        ("s2", 0, "Hai câu.", ""),
        ("s3", 2, "Ba câu.", ""),
    ]


def test_a_long_sentence_without_marks_stays_one_segment() -> None:
    text = "từ " * 1000
    assert [sentence for sentence, _ in split(text)] == [text.strip()]
