"""Planted errors: each is really an error, the runner counts catches and false alarms as it says, the choice is fixed by the seed."""

import random

import pytest

from vi_brief.errors import BadConfig, BadInput
from vi_brief.evaluate import planted
from vi_brief.evaluate.planted import Planted, content
from vi_brief.records import Finding

VI = (
    "Chủ tịch tỉnh cho biết cây cầu mới sẽ hoàn thành trong năm nay, sau khi nhà thầu nhận thêm vốn từ ngân hàng.",
    "Người dân không phải trả phí khi qua cầu.",
    "Trận mưa đêm qua làm ngập nhiều tuyến đường ở trung tâm thành phố.",
    "Hàng trăm hộ dân phải sơ tán đến trường học gần đó.",
)
EN = (
    "The provincial chairman said the new bridge will be completed this year, after the contractor received more capital from the bank.",
    "Residents will not have to pay a toll when crossing the bridge.",
    "Last night's rain flooded many streets in the city center.",
    "Hundreds of households had to be evacuated to a nearby school.",
)


def _rng() -> random.Random:
    return random.Random(7)


def test_every_family_has_one_maker_and_keeps_the_contract() -> None:
    modules = planted.families()
    assert set(content.FAMILIES) <= set(modules)
    for family in content.FAMILIES:
        assert modules[family] is content
        for one in planted.plant(VI * 5, EN * 5, family, 50, 0):
            assert one.family == family
            assert one.corrupted != one.reference
            assert one.kinds
            assert one.source
            assert "\n" not in one.source + one.reference + one.corrupted


def test_the_seed_fixes_the_choice() -> None:
    first, same, other = (planted.plant(VI * 6, EN * 6, "loop", 9, seed) for seed in (0, 0, 1))
    assert first == same
    assert first != other
    assert len(first) == 9


def test_a_sentence_is_dropped_from_two_lines_joined() -> None:
    made = content.corrupt("sentence-dropped", f"{VI[2]}\n{VI[3]}", f"{EN[2]}\n{EN[3]}", _rng())
    assert made is not None
    assert made.source == f"{VI[2]} {VI[3]}"
    assert made.reference == f"{EN[2]} {EN[3]}"
    assert made.corrupted in (EN[2], EN[3])


def test_a_sentence_is_dropped_from_a_segment_that_has_several() -> None:
    made = content.corrupt("sentence-dropped", f"{VI[2]} {VI[3]}\n{VI[0]}", f"{EN[2]} {EN[3]}\n{EN[0]}", _rng())
    assert made is not None
    assert made.source == f"{VI[2]} {VI[3]}"


def test_a_headline_is_not_joined_with_the_sentence_behind_it() -> None:
    assert content.corrupt("sentence-dropped", f"Mưa lớn\n{VI[3]}", f"Heavy rain in the city\n{EN[3]}", _rng()) is None


def test_a_clause_is_dropped_and_most_of_the_sentence_stays() -> None:
    made = content.corrupt("clause-dropped", VI[0], EN[0], _rng())
    assert made is not None
    assert made.corrupted in (
        "The provincial chairman said the new bridge will be completed this year.",
        "After the contractor received more capital from the bank.",
    )
    assert content.corrupt("clause-dropped", VI[1], EN[1], _rng()) is None


@pytest.mark.parametrize(
    ("english", "without"),
    [
        ("Residents will not have to pay.", "Residents will have to pay."),
        ("It cannot be built.", "It can be built."),
        ("He did not agree to it.", "He agree to it."),
        ("They don't agree.", "They agree."),
        ("He never agreed.", "He always agreed."),
        ("It was built without permission.", "It was built with permission."),
        ("There is no evidence.", "There is some evidence."),
        ("It is no longer open.", "It is still open."),
        ("It is not only cheap but good.", None),
        ("The bridge is open.", None),
    ],
)
def test_a_negation_is_lost(english: str, without: str | None) -> None:
    made = content.corrupt("negation-lost", "Cầu.", english, _rng())
    assert (made.corrupted if made else None) == without


def test_untranslated_stretches_are_of_the_source() -> None:
    for seed in range(30):
        made = content.corrupt("untranslated", VI[0], EN[0], random.Random(seed))
        if made:
            assert set(made.corrupted.split()) - set(EN[0].split()) <= set(VI[0].split())


def test_what_counts_as_caught() -> None:
    one = Planted("f", "Một câu.", "A sentence.", "A sentences.", frozenset({"loop"}))
    clean = Finding("loop", "error", "m", None, (0, 1))
    new = Finding("loop", "error", "m", None, (2, 11))

    def found(*corrupted: Finding) -> planted.Find:
        return lambda _, en: corrupted if en == one.corrupted else (clean,)

    assert planted.is_caught(one, found(new))
    assert not planted.is_caught(one, found(clean)), "the clean reference has that finding too"
    assert not planted.is_caught(one, found(Finding("date", "error", "m"))), "another kind"
    assert not planted.is_caught(one, found(Finding("loop", "info", "m", None, (2, 11)))), "not reported"
    recall = planted.measure([one, one], found(new))
    assert (recall.planted, recall.caught, recall.recall) == (2, 2, 1.0)
    assert planted.measure([], found(new)).recall is None


def test_false_alarms_are_reported_findings_on_clean_lines() -> None:
    shown = (Finding("date", "warning", "m"), Finding("date", "info", "m"))
    found = list(planted.alarms(["a", "b"], ["x", "y"], lambda vi, _: shown if vi == "b" else ()))
    assert [(alarm.line, alarm.finding.severity) for alarm in found] == [(2, "warning")]


def test_wrong_requests_are_refused() -> None:
    with pytest.raises(BadConfig, match="there is no family 'lop'"):
        planted.plant(VI, EN, "lop", 1, 0)
    with pytest.raises(BadInput, match="must line up"):
        planted.plant(VI, EN[:2], "loop", 1, 0)
