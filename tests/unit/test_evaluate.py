"""Scores: statistics add, many sums score as one does, and all agrees with the published tools to the last digit they print."""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import sacrebleu
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit import evaluate_samples as samples
from vi_brief import evaluate
from vi_brief.errors import BadConfig, BadInput
from vi_brief.evaluate import SEGMENT, System
from vi_brief.evaluate.compare import inputs, scoring
from vi_brief.evaluate.compare.oddities import oddities

WORDS = st.lists(st.sampled_from("the cat sat on a mat in Hanoi 2,000 tonnes of rice . , said".split()), min_size=0, max_size=12).map(
    " ".join
)
PAIRS = st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=6)
TEXTUAL = ("bleu", "chrf2", "chrf2pp", "ter", "rouge1", "rouge2", "rougel", "rougelsum", "length_ratio", "novelty", "coverage", "density")


@settings(max_examples=20, deadline=None)
@given(PAIRS, PAIRS)
def test_statistics_of_a_concatenation_add(first: list[tuple[str, str]], second: list[tuple[str, str]]) -> None:
    for name in TEXTUAL:
        whole = evaluate.score(name, [evaluate.Pair(r, h, r) for h, r in first + second])
        parts = [evaluate.score(name, [evaluate.Pair(r, h, r) for h, r in part]) for part in (first, second)]
        assert evaluate.add(whole.segments) == pytest.approx(evaluate.add([evaluate.add(part.segments) for part in parts]))


@settings(max_examples=20, deadline=None)
@given(PAIRS)
def test_scores_are_sacrebleus(pairs: list[tuple[str, str]]) -> None:
    hypotheses, references = [h for h, _ in pairs], [[r for _, r in pairs]]
    segments = [evaluate.Pair("", h, r) for h, r in pairs]
    assert evaluate.score("bleu", segments).value == pytest.approx(sacrebleu.corpus_bleu(hypotheses, references).score)
    assert evaluate.score("chrf2", segments).value == pytest.approx(sacrebleu.corpus_chrf(hypotheses, references).score)
    expected = sacrebleu.corpus_chrf(hypotheses, references, word_order=2).score
    assert evaluate.score("chrf2pp", segments).value == pytest.approx(expected)
    assert evaluate.score("ter", segments).value == pytest.approx(sacrebleu.corpus_ter(hypotheses, references).score)


@settings(max_examples=30, deadline=None)
@given(PAIRS)
def test_many_sums_score_as_each_alone(pairs: list[tuple[str, str]]) -> None:
    """Also where nothing matches, nothing is there, and n-grams are missing: the vectorised formulas have those edges too."""
    for name in TEXTUAL:
        metric = evaluate.metric(name)
        rows = evaluate.statistics(metric, [evaluate.Pair(r, h, r) for h, r in pairs])
        sums = np.vstack([rows, rows.sum(axis=0)])
        assert evaluate.scores(metric, sums) == pytest.approx([metric.score(tuple(row)) for row in sums.tolist()], nan_ok=True), name


@settings(max_examples=20, deadline=None)
@given(PAIRS)
def test_sentence_bleu_is_sacrebleus(pairs: list[tuple[str, str]]) -> None:
    metric = evaluate.metric("bleu")
    rows = evaluate.statistics(metric, [evaluate.Pair("", h, r) for h, r in pairs])
    expected = [sacrebleu.sentence_bleu(h, [r]).score for h, r in pairs]
    assert evaluate.segment_scores(metric, rows) == pytest.approx(expected)


def test_the_command_line_of_sacrebleu_prints_the_same(tmp_path: Path) -> None:
    samples.write(tmp_path)
    ours = scoring.measure(samples.three(), ["bleu", "chrf2", "ter", "chrf2pp"])
    for at, system in enumerate(("good", "near", "bad")):
        said = []
        for metric in (["bleu", "chrf", "ter"], ["chrf", "--chrf-word-order", "2"]):
            command = ["-m", "sacrebleu", str(tmp_path / "reference"), "-i", str(tmp_path / system), "-w", "4", "-m", *metric]
            done = subprocess.run([sys.executable, *command], capture_output=True, text=True, check=True, env=os.environ)
            found = json.loads(done.stdout)
            said += found if isinstance(found, list) else [found]
        assert [f"{m.values[at]:.4f}" for m in ours] == [f"{result['score']:.4f}" for result in said]
        assert [m.signature for m in ours] == [result["signature"] for result in said]


def test_the_command_line_of_rouge_score_prints_the_same(tmp_path: Path) -> None:
    samples.write(tmp_path)
    kinds = ("rouge1", "rouge2", "rougeL", "rougeLsum")
    for stemmer in (True, False):
        measured = scoring.measure(samples.three()[2:], [k.lower() for k in kinds], {k.lower(): {"stemmer": stemmer} for k in kinds})
        out = tmp_path / "rouge.csv"
        subprocess.run(
            [sys.executable, "-m", "rouge_score.rouge", f"--target_filepattern={tmp_path / 'reference'}", f"--output_filename={out}",
             f"--prediction_filepattern={tmp_path / 'bad'}", "--noaggregate", f"--use_stemmer={str(stemmer).lower()}",
             f"--rouge_types={','.join(kinds)}"],
            capture_output=True, check=True,
        )  # fmt: skip
        rows = list(csv.reader(out.read_text(encoding="utf-8").splitlines()))[1:]
        assert len(rows) == len(measured[0].statistics[0])
        for at, row in enumerate(rows):
            ours = [f"{value:f}" for kind in measured for value in kind.statistics[0][at][:3]]
            assert ours == row[1:]
        assert f"stemmer:{'porter' if stemmer else 'no'}" in measured[0].signature


def test_what_cannot_be_scored_is_said() -> None:
    with pytest.raises(BadInput, match="no segment"):
        evaluate.score("bleu", [])
    with pytest.raises(BadConfig, match=r"did you mean 'bleu'\? `vi-brief plugins` lists all"):
        evaluate.score("blue", [evaluate.Pair("", "a", "a")])
    with pytest.raises(BadConfig, match="has no option 'case'"):
        evaluate.score("bleu", [evaluate.Pair("", "a", "a")], {"case": "low"})


def _system(name: str, hypotheses: list[str], references: list[str], on: str = "") -> System:
    return System(name, {SEGMENT: evaluate.pairs(None, hypotheses, references)}, measured_on=on)


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        (_system("b", ["x"], ["r"]), "has 2 segments, 'b' has 1"),
        (_system("b", ["x", "y"], ["r", "other"]), "different references in segment 2"),
        (_system("b", ["x", "y"], ["r", "s"], on="suite one"), "unnamed data is not suite one"),
        (_system("a", ["x", "y"], ["r", "s"]), "two systems named 'a'"),
    ],
)
def test_unlike_things_are_not_compared(other: System, reason: str) -> None:
    with pytest.raises(BadInput, match=reason):
        scoring.measure([_system("a", ["x", "y"], ["r", "s"]), other], ["bleu"])


def test_a_metric_that_lacks_what_it_needs_says_what_to_give() -> None:
    system = _system("a", ["x"], ["r"])
    with pytest.raises(BadInput, match=r"needs the source of 'a'.*--source"):
        scoring.measure([system], ["date_fidelity"])
    with pytest.raises(BadInput, match="needs the record"):
        scoring.measure([system], ["words_per_second"])
    with pytest.raises(BadInput, match="has no summary to score; it has: segment, brief"):
        scoring.measure([System("a", {**system.views, "brief": [evaluate.Pair("", "b", "")]})], ["rouge1"])


def test_files_that_do_not_line_up_are_refused() -> None:
    files = {"r": ["a", "b"], "h": ["a"], "s": ["a", "b", "c"], "l": ["site", "x"], "j.jsonl": ['"a"', "{}"], "ok": ["a", "b"]}

    def systems(**options: str) -> list[System]:
        return inputs.systems(inputs.Files([f"x={options.pop('x', 'ok')}"], **options), files.__getitem__)

    for options, reason in (
        ({"x": "h", "reference": "r"}, "h: 1 lines, but the reference has 2"),
        ({"reference": "r", "source": "s"}, "s: 3 lines"),
        ({"reference": "r", "labels": "l"}, "l: 1 rows below its heading, but there are 2 segments"),
        ({"x": "j.jsonl", "reference": "r"}, "j.jsonl:2: not a string"),
        ({}, "nothing to score against"),
    ):
        with pytest.raises(BadInput, match=reason):
            systems(**options)
    assert systems(reference="r")[0].views[SEGMENT][1] == evaluate.Pair("", "b", "b")


def test_what_is_odd_about_an_output_is_said() -> None:
    sources, references = ["Xin chào", "Một", "Hai", "5"], ["Hello", "One's", "Two", "5"]
    odd = {"escaped": ["Hello", "One&#39;s", "Two", "5"], "lazy": ["Xin chào", "", "Hai\ufffd", "5"], "fine": ["Hi", "A", "B", "5"]}
    found = oddities([System(name, {SEGMENT: evaluate.pairs(sources, lines, references)}) for name, lines in odd.items()])
    assert [line.partition(",")[0].partition(" (")[0] for line in found] == [
        "escaped: 1 of 4 segments have HTML escapes",
        "escaped: 3 of 4 segments are the reference itself",
        "lazy: 1 of 4 segments are empty",
        "lazy: 1 of 4 segments are the source",
        "lazy: 1 of 4 segments have characters lost in decoding",
    ]


def test_a_jsonl_file_holds_units_of_many_lines() -> None:
    files = {"r.jsonl": ['"one\\ntwo"'], "h.jsonl": ['"one\\ntwo"']}
    found = inputs.systems(inputs.Files(["x=h.jsonl"], reference="r.jsonl"), files.__getitem__)
    assert scoring.measure(found, ["rougelsum", "segmentation_f1"])[1].values == (100.0,)
