"""Floors: raised by anyone, lowered only with a reason that stays."""

import json
from pathlib import Path

import pytest

from vi_brief.errors import AskedWrongly, BadInput
from vi_brief.evaluate.runs import gate
from vi_brief.evaluate.suites import Suite

SUITE = Suite(name="s", home=Path(), hash="a" * 64, documents=())
OTHER = Suite(name="s", home=Path(), hash="b" * 64, documents=())
WHY = gate.Why("the old floor was measured on a longer beam", "2026-11-22")
PINNED = gate.Pinned(suite=SUITE.hash, config="embedded", floors={"bleu": 40.0, "ter": 50.0})


def test_a_score_below_its_floor_breaks_the_gate_and_a_ceiling_works_the_other_way() -> None:
    kept = {v.metric: v.kept for v in gate.verdicts(PINNED, {"bleu": 39.99, "ter": 49.0})}
    assert kept == {"bleu": False, "ter": True}
    kept = {v.metric: v.kept for v in gate.verdicts(PINNED, {"bleu": 40.0, "ter": 50.1})}
    assert kept == {"bleu": True, "ter": False}
    assert not gate.verdicts(PINNED, {"bleu": float("nan"), "ter": 0.0})[0].kept


def test_raising_needs_no_reason_and_lowering_one_that_stays() -> None:
    up = gate.pin(PINNED, SUITE, "embedded", {"bleu": 41.0, "ter": 49.0, "chrf2": 60.0}, None)
    assert up.floors == {"bleu": 41.0, "ter": 49.0, "chrf2": 60.0}
    assert up.lowered == ()
    with pytest.raises(AskedWrongly, match=r"this lowers a floor of s: bleu from 40\.0 to 39\.0; if it must be, add --lower"):
        gate.pin(PINNED, SUITE, "embedded", {"bleu": 39.0}, None)
    with pytest.raises(AskedWrongly, match=r"ter from 50\.0 to 51\.0"):
        gate.pin(PINNED, SUITE, "embedded", {"ter": 51.0}, None)
    down = gate.pin(PINNED, SUITE, "embedded", {"bleu": 39.0}, WHY)
    assert down.floors["bleu"] == 39.0
    assert [(n.metric, n.before, n.after, n.reason, n.date) for n in down.lowered] == [("bleu", 40.0, 39.0, WHY.reason, "2026-11-22")]


def test_floors_hold_for_one_suite_alone() -> None:
    with pytest.raises(BadInput, match="suite s has changed since its floors were pinned"):
        gate.unchanged(PINNED, OTHER)
    with pytest.raises(AskedWrongly, match=r"\* from suite a+ to suite b+"):
        gate.pin(PINNED, OTHER, "embedded", {"bleu": 99.0}, None)
    anew = gate.pin(PINNED, OTHER, "embedded", {}, WHY)
    assert anew.suite == OTHER.hash
    assert anew.lowered[0].metric == "*"


def test_raised_floors_lie_a_margin_below_the_score_and_never_go_back() -> None:
    assert gate.raised(PINNED, {"bleu": 45.68, "ter": 41.23}, 0.5) == {"bleu": 45.1, "ter": 41.8}
    assert gate.raised(PINNED, {"bleu": 40.3, "ter": 49.8}, 0.5) == {}


def test_a_floor_has_the_decimals_of_its_metric() -> None:
    seconds = gate.pin(None, SUITE, "embedded", {"seconds_per_1000_words": 0.9}, None)
    assert gate.raised(seconds, {"seconds_per_1000_words": 0.8123}, 0.05) == {"seconds_per_1000_words": 0.87}


def test_the_file_comes_back_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    floors = {"s": gate.pin(PINNED, SUITE, "embedded", {"bleu": 39.0}, WHY)}
    path.write_bytes(gate.dumped(floors))
    assert gate.read(path) == floors
    path.write_text(json.dumps({"s": {"suite": "a", "config": "c", "floors": {"bleu": "40"}}}), encoding="utf-8")
    with pytest.raises(BadInput, match=r"baseline\.json: s: 'floors\.bleu'"):
        gate.read(path)
    with pytest.raises(BadInput, match="name the file with --baseline"):
        gate.read(tmp_path / "none.json")


def test_floors_from_the_command_line() -> None:
    assert gate.given(["bleu=44.5", "chrf2++=60"]) == {"bleu": 44.5, "chrf2pp": 60.0}
    with pytest.raises(BadInput, match="neither more nor less length_ratio is better"):
        gate.given(["length_ratio=1"])
    for wrong in ("bleu", "bleu=nan", "bleu=inf", "bleu="):
        with pytest.raises(BadInput, match="give it as METRIC=VALUE"):
            gate.given([wrong])
