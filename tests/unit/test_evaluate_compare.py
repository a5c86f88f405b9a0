"""Is a difference real: the draws and the p values are sacrebleu's, ranks follow from the tests, and the draws do not depend on memory."""

import numpy as np
import pytest
from sacrebleu.metrics import BLEU, CHRF
from sacrebleu.significance import PairedTest

from tests.unit import evaluate_samples as samples
from vi_brief import evaluate
from vi_brief.errors import BadInput
from vi_brief.evaluate import SEGMENT, System, compare
from vi_brief.evaluate.compare import Comparison, buckets, results, scoring, significance, worst
from vi_brief.evaluate.compare.significance import Draws


@pytest.fixture(scope="module")
def systems() -> list[System]:
    return samples.three()


@pytest.fixture(scope="module")
def compared(systems: list[System]) -> dict[str, Comparison]:
    return {c.name: c for c in compare.compare(scoring.measure(systems, ["bleu", "chrf2", "ter", "length_ratio"]))}


@pytest.mark.parametrize("test", ["bs", "ar"])
def test_agrees_with_sacrebleus_paired_tests(systems: list[System], compared: dict[str, Comparison], test: str) -> None:
    named = [(s.name, [p.hypothesis for p in s.views[SEGMENT]]) for s in systems]
    references = [p.reference for p in systems[0].views[SEGMENT]]
    paired = PairedTest(named, {"BLEU": BLEU(references=[references]), "chrF2": CHRF(references=[references])}, None, test, n_samples=1000)
    _, said = paired()
    for theirs, ours in (("BLEU", "bleu"), ("chrF2", "chrf2")):
        comparison = compare.compare(scoring.measure(systems, [ours]), Draws(1000, 1000))[0]
        places = {place.system: place.score for place in comparison.ranking}
        for name, result in zip([name for name, _ in named], said[theirs], strict=True):
            assert places[name].value == pytest.approx(result.score)
            if test == "bs":
                assert places[name].mean == pytest.approx(result.mean, abs=1e-3)
                assert (places[name].high - places[name].low) / 2 == pytest.approx(result.ci, abs=1e-3)
            if result.p_value is not None:
                duel = next(d for d in comparison.duels if {d.one, d.two} == {named[0][0], name})
                # One draw in a thousand may fall on the other side: sacrebleu sums in single precision.
                assert (duel.bootstrap_p if test == "bs" else duel.randomisation_p) == pytest.approx(result.p_value, abs=0.0021)
    assert set(compared) == {"bleu", "chrf2", "ter", "length_ratio"}


def test_ranks_say_no_more_than_the_tests(compared: dict[str, Comparison]) -> None:
    for name in ("bleu", "chrf2", "ter"):
        ranking = {place.system: place.cluster for place in compared[name].ranking}
        assert ranking["bad"] > ranking["good"]
        duel = next(d for d in compared[name].duels if {d.one, d.two} == {"good", "near"})
        assert (ranking["good"] == ranking["near"]) == (not duel.significant)
        assert compared[name].ranking[-1].system == "bad"


def test_wins_ties_and_losses_are_the_segments(compared: dict[str, Comparison]) -> None:
    for comparison in compared.values():
        for duel in comparison.duels:
            assert duel.wins + duel.ties + duel.losses == comparison.segments
            assert duel.difference.low <= duel.difference.value <= duel.difference.high
    far = next(d for d in compared["ter"].duels if d.two == "bad")
    assert far.wins > far.losses
    assert far.difference.value < 0, "fewer edits are better"
    assert far.chance == 1.0


def test_equal_systems_are_not_told_apart(systems: list[System]) -> None:
    twin = System("twin", systems[0].views)
    comparison = compare.compare(scoring.measure([systems[0], twin], ["bleu", "chrf2"]), Draws(200, 200))[0]
    duel = comparison.duels[0]
    assert (duel.difference.value, duel.ties) == (0.0, comparison.segments)
    assert [place.cluster for place in comparison.ranking] == [1, 1]


def test_what_says_nothing_is_not_significant() -> None:
    """No segment states a date: the fidelity of dates is no number, and no system is better by it."""
    views = [{SEGMENT: [evaluate.Pair("Hai bên ký.", text, "The two sides signed.")] * 50} for text in ("They signed.", "Signed.")]
    systems = [System(name, view) for name, view in zip("ab", views, strict=True)]
    comparison = compare.compare(scoring.measure(systems, ["date_fidelity"]), Draws(100, 100))[0]
    assert comparison.duels[0].randomisation_p == 1.0
    assert not comparison.duels[0].significant
    assert "-" in results.comparison_grids(comparison)[0].rows[0]
    assert results.comparison_grids(comparison)[1].rows[0][3:5] == ("-", "- to -")


def test_a_metric_without_a_direction_ranks_nobody(systems: list[System]) -> None:
    ranking, duels = results.comparison_grids(compare.compare(scoring.measure(systems, ["length_ratio"]), Draws(100, 100))[0])
    assert {row[1] for row in ranking.rows} == {"-"}
    assert duels.notes[0].startswith("a segment is won where the score is higher")


def test_one_segment_is_no_evidence() -> None:
    """Five segments state money and one system has one of them wrong: no permutation of that is a smaller difference."""
    money = [("Giá 5 triệu đồng.", "It costs 5 million dong.")] * 5
    one = [evaluate.Pair(vi, en, "") for vi, en in money] + [evaluate.Pair("Hai bên ký.", "They signed.", "")] * 95
    two = [evaluate.Pair(money[0][0], "It costs 5 billion dong.", ""), *one[1:]]
    measured = scoring.measure([System("one", {SEGMENT: one}), System("two", {SEGMENT: two})], ["money_fidelity"])
    comparison = compare.compare(measured, Draws(200, 200))[0]
    assert [place.score.value for place in comparison.ranking] == [100.0, 80.0]
    assert comparison.duels[0].randomisation_p == 1.0
    assert comparison.about == "5 of 100 segments"
    duel = comparison.duels[0]
    assert (duel.wins, duel.ties, duel.losses) == (1, 4, 0), "the 95 others are no ties: they state no money"


def test_blocks_of_draws_are_the_draws_of_one_call(monkeypatch: pytest.MonkeyPatch) -> None:
    columns = np.random.default_rng(1).integers(0, 9, size=(37, 5)).astype(float)
    draws = Draws(100, 100)
    whole = significance.bootstrap(columns, draws), significance.randomisation(columns, draws)
    monkeypatch.setattr(significance, "_BLOCK_CELLS", 1)
    assert (significance.bootstrap(columns, draws) == whole[0]).all()
    assert (significance.randomisation(columns, draws) == whole[1]).all()
    chosen = np.random.default_rng(draws.seed).choice(37, size=(100, 37))
    assert whole[0] == pytest.approx(columns[chosen].sum(axis=1))


class Mean:
    """The mean of one column over 200 segments, as a metric."""

    higher_is_better: bool | None = True
    needs: frozenset[str] = frozenset()
    signature = "mean"

    def stats(self, segment: evaluate.Pair) -> evaluate.Stats:
        return (float(len(segment.hypothesis)),)

    def score(self, total: evaluate.Stats) -> float:
        return total[0] / 200


def test_a_false_alarm_is_as_rare_as_promised() -> None:
    """Systems that differ by nothing but chance are called different about one time in twenty by the test that ranks rest on."""
    draw = np.random.default_rng(5)
    alarms = 0
    for _ in range(300):
        columns = draw.normal(size=(200, 2))
        halves, totals = significance.randomisation(columns, Draws(trials=300)), columns.sum(axis=0)
        parts = [totals[:1], totals[1:]], [halves[:, :1], halves[:, 1:]]
        alarms += significance.randomisation_p(Mean(), float(totals[0] - totals[1]) / 200, *parts) < 0.05
    assert 5 <= alarms <= 27, "3 standard deviations about 15"


def test_buckets_cut_the_segments_and_nothing_else(systems: list[System]) -> None:
    measured = scoring.measure(systems, ["chrf2"])[0]
    labelled = [
        System(s.name, s.views, [{"site": "vnexpress" if at % 2 else "vov"} for at in range(len(s.views[SEGMENT]))]) for s in systems
    ]
    classes = buckets.dimensions(labelled)
    assert set(classes) == {"length", "rare words", "quantities", "names", "site"}
    found = buckets.buckets(measured, classes, Draws(100))
    for dimension in classes:
        parts = [part for part in found if part.dimension == dimension]
        assert sum(part.segments for part in parts) == len(systems[0].views[SEGMENT])
    odd = next(part for part in found if part.name == "vnexpress")
    pairs = [pair for at, pair in enumerate(systems[0].views[SEGMENT]) if at % 2]
    assert odd.scores[0].value == pytest.approx(evaluate.score("chrf2", pairs).value)
    with pytest.raises(BadInput, match="there is no such dimension; there are: length, rare words, quantities, names"):
        buckets.dimensions(systems, ["moon"])


def test_figures_and_names_are_seen_in_the_source(systems: list[System]) -> None:
    pairs = [
        evaluate.Pair("Ông Nguyễn Văn Bình nói.", "", ""),
        evaluate.Pair("Giá 5 triệu đồng ngày 9/6.", "", ""),
        evaluate.Pair("Hai bên hợp tác.", "", ""),
    ]
    assert buckets.by_names(pairs) == ["some", "none", "none"]
    assert buckets.by_quantities(pairs) == ["none", "more", "none"]
    assert buckets.by_length(pairs)[0] == "1 to 15 words"


def test_the_worst_segments_come_first(systems: list[System]) -> None:
    measured = scoring.measure(systems, ["chrf2"])[0]
    cases = worst.worst(systems, measured, 5, against=("bad", "good"))
    assert len(cases) == 5
    assert [case.gap for case in cases] == sorted(case.gap for case in cases)
    assert all(case.gap < 0 and case.outputs[0].system == "bad" for case in cases)
    again = sacrebleu_chrf(cases[0].outputs[0].text, cases[0].reference) - sacrebleu_chrf(cases[0].outputs[1].text, cases[0].reference)
    assert cases[0].gap == pytest.approx(again)
    joined = " ".join(piece.text for piece in cases[0].outputs[0].pieces)
    assert joined == " ".join(cases[0].outputs[0].text.split())
    with pytest.raises(BadInput, match="there is no system 'x'"):
        worst.worst(systems, measured, 5, against=("x", "good"))


def sacrebleu_chrf(hypothesis: str, reference: str) -> float:
    return float(CHRF().sentence_score(hypothesis, [reference]).score)


def test_tables_say_what_the_numbers_are(compared: dict[str, Comparison]) -> None:
    ranking, duels = results.comparison_grids(compared["bleu"])
    assert "bs:1000|ar:10000|seed:12345" in ranking.notes[0]
    assert "3 pairs were tested" in duels.notes[0]
    assert {row[-1] for row in duels.rows} <= {"real", "not shown"}
