"""The commands over outputs that exist as files: score, compare, buckets, worst, report."""

import csv
import io
import json
import re
from pathlib import Path

import pytest

from tests.conftest import Command
from tests.unit import evaluate_samples as samples


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    return samples.write(tmp_path)


def test_score_in_every_form(vi_brief: Command, files: list[str]) -> None:
    said = json.loads(vi_brief("eval", "score", *files, "--metric", "bleu,chrf2++,ter", "--format", "json").out)["metrics"]
    assert set(said) == {"bleu", "chrf2pp", "ter"}
    scores = said["bleu"]["scores"]
    assert scores["good"] > scores["bad"]
    assert said["ter"]["higher_is_better"] is False
    assert said["ter"]["scores"]["good"] < said["ter"]["scores"]["bad"]
    assert "version:" in said["bleu"]["signature"]
    printed = f"{scores['good']:.1f}"
    rows = list(csv.reader(io.StringIO(vi_brief("eval", "score", *files, "--metric", "bleu", "--format", "csv").out)))
    assert rows[:2] == [["system", "bleu"], ["good", printed]]
    assert f"| good | {printed} |" in vi_brief("eval", "score", *files, "--metric", "bleu", "--format", "md").out
    latex = vi_brief("eval", "score", *files, "--metric", "quantity_fidelity", "--format", "latex").out
    assert r"system & quantity\_fidelity \\" in latex
    table = vi_brief("eval", "score", *files).out
    assert printed in table
    assert "nrefs:1|case:mixed" in table


def test_compare_ranks_and_tests_every_pair(vi_brief: Command, files: list[str]) -> None:
    done = vi_brief("eval", "compare", *files, "--metric", "bleu,chrf2", "--trials", 500, "--resamples", 200, "--format", "json")
    assert done.code == 0, done.err
    said = json.loads(done.out)
    assert said["draws"] == {"resamples": 200, "trials": 500, "seed": 12345}
    chrf = said["metrics"]["chrf2"]
    assert [place["system"] for place in chrf["ranking"]][-1] == "bad"
    assert len(chrf["pairs"]) == 3
    far = next(pair for pair in chrf["pairs"] if pair["two"] == "bad")
    assert far["significant"]
    assert far["wins"] + far["ties"] + far["losses"] == chrf["segments"]
    table = vi_brief("eval", "compare", *files, "--metric", "chrf2", "--trials", 100, "--resamples", 100).out
    assert "3 pairs were tested on the same data" in table
    assert vi_brief("eval", "compare", *files, "--metric", "chrf2", "--trials", 100, "--resamples", 100).out == table, (
        "same seed, same bytes"
    )


def test_buckets_and_labels(vi_brief: Command, files: list[str], tmp_path: Path) -> None:
    count = len((tmp_path / "source").read_text(encoding="utf-8").splitlines())
    (tmp_path / "labels").write_text("site\tdomain\n" + "vov\tlaw\n" * (count - 2) + "vtv\tsport\n" * 2, encoding="utf-8")
    done = vi_brief("eval", "buckets", *files, "--labels", tmp_path / "labels", "--by", "site, length", "--resamples", 100)
    assert "vtv (few segments)" in done.out
    assert "to 25 words" in done.out
    said = json.loads(vi_brief("eval", "buckets", *files, "--by", "names", "--resamples", 100, "--format", "json").out)
    assert sum(part["segments"] for part in said["metrics"]["chrf2"]["buckets"]) == count
    assert vi_brief("eval", "buckets", *files, "--by", "site").code == 2
    (tmp_path / "labels").write_text("length\n" + "long\n" * count, encoding="utf-8")
    clash = vi_brief("eval", "buckets", *files, "--labels", tmp_path / "labels")
    assert clash.code == 2
    assert "'length' is the name of a dimension of ours" in clash.err


def test_worst_shows_words_that_differ(vi_brief: Command, files: list[str]) -> None:
    case = json.loads(vi_brief("eval", "worst", *files[:4], "--system", files[-1], "--most", 3, "--format", "json").out)["cases"][0]
    assert case["outputs"][0]["system"] == "bad"
    assert any(not piece["same"] for piece in case["outputs"][0]["pieces"])
    text = vi_brief("eval", "worst", *files[:4], "--system", files[-1], "--most", 1).out
    assert "[" in text
    assert case["reference"] in text
    assert re.match(r"segment \d+, score \d", text), "of one system there is no difference"


def test_worst_takes_any_two_systems(vi_brief: Command, files: list[str]) -> None:
    lost = vi_brief("eval", "worst", *files, "--loser", "bad", "--winner", "near", "--most", 1)
    assert "bad against near alone; choose two of the 3 systems" in lost.err
    assert re.match(r"segment \d+, difference -\d", lost.out)
    assert [line.split()[0] for line in lost.out.splitlines()[3:5]] == ["bad", "near"]
    nowhere = vi_brief("eval", "worst", *files[:4], "--system", files[5], "--system", files[5].replace("good=", "same="))
    assert nowhere.out == "there is no segment in which good is worse than same by chrf2\n"
    assert "Words in brackets are not" in vi_brief("eval", "worst", "--help").out


def test_a_report_is_one_file(vi_brief: Command, files: list[str], tmp_path: Path) -> None:
    out = tmp_path / "new" / "report.html"
    draws = ["--trials", 100, "--resamples", 100]
    assert vi_brief("eval", "report", *files, "-o", out, "--title", "<b>Ours</b>", *draws).code == 0
    text = out.read_text(encoding="utf-8")
    assert "&lt;b&gt;Ours" in text
    assert 'http-equiv="Content-Security-Policy" content="default-src \'none\'' in text
    assert "quantity_fidelity" in text
    assert "rouge1" not in text, "a file of segments is no file of summaries"
    again = tmp_path / "again.html"
    vi_brief("eval", "report", *files, "-o", again, "--title", "<b>Ours</b>", *draws)
    assert again.read_bytes() == out.read_bytes()


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["score"], "there is no system to score; give --system NAME=FILE"),
        (["score", "--system", "x", "--reference", "REFERENCE"], "--system x: give it as NAME=FILE"),
        (["score", "--system", "x=SHORT", "--reference", "REFERENCE"], "1 lines, but the reference has"),
        (
            ["score", "--system", "x=GOOD", "--reference", "REFERENCE", "--metric", "blue"],
            "there is no metric 'blue'; did you mean 'bleu'?",
        ),
        (["score", "--system", "x=GOOD", "--reference", "REFERENCE", "--metric", ","], "there is no metric"),
        (["score", "--system", "x=GOOD", "--reference", "REFERENCE", "--option", "bleu"], "give it as METRIC.KEY=VALUE"),
        (["score", "--system", "x=GOOD", "--reference", "REFERENCE", "--option", "bleu.case=1"], "has no option 'case'"),
        (["score", "--system", "x=GOOD", "--reference", "REFERENCE", "--format", "yaml"], "'yaml' is not one of 'table', 'json', 'csv'"),
        (["score", "--system", "x=GOOD", "--reference", "REFERENCE", "--metric", "comet22"], "make it: python3 -m venv"),
        (["worst", "--system", "x=GOOD", "--reference", "REFERENCE", "--format", "csv"], "'csv' is not one of 'text', 'json'"),
        (
            ["score", "--system", "x=GOOD", "--reference", "REFERENCE", "--option", "rouge1.stemmer=false"],
            "rouge1 is not one of the metrics",
        ),
        (["score", "--system", "=GOOD", "--reference", "REFERENCE"], "give it as NAME=FILE"),
        (["compare", "--resamples", "5"], "Invalid value for '--resamples'"),
        (["worst", "--system", "x=GOOD", "--reference", "REFERENCE", "--metric", "bleu,ter"], "give one metric"),
        (["worst", "--system", "x=GOOD", "--reference", "REFERENCE", "--loser", "y"], "there is no system 'y'; there are: x"),
        (["worst", "--system", "x=GOOD", "--reference", "REFERENCE", "--loser", "x"], "'x' has no other system to lose to"),
        (["compare", "nowhere"], "there is no run in it"),
        (["compare", "nowhere", "--reference", "REFERENCE"], "runs bring their own source"),
    ],
)
def test_bad_input_is_one_line(vi_brief: Command, files: list[str], tmp_path: Path, arguments: list[str], reason: str) -> None:
    (tmp_path / "short").write_text("one\n", encoding="utf-8")
    paths = {"REFERENCE": "reference", "GOOD": "good", "SHORT": "short"}
    for word, name in paths.items():
        arguments = [part.replace(word, str(tmp_path / name)) for part in arguments]
    done = vi_brief("eval", *arguments)
    assert done.code == 2
    assert reason in done.err
    assert done.err.count("\n") == 1


def test_a_run_is_compared_with_a_file_beside_it(vi_brief: Command, plumbing: Path, tmp_path: Path) -> None:
    done = vi_brief("eval", "run", "--suite", "seeds", "--config", plumbing, "--runs", tmp_path / "runs", "--metric", "chrf2")
    assert done.code == 0, done.err
    draws = ["--trials", 100, "--resamples", 100]
    rows = next((tmp_path / "runs").glob("**/segments.jsonl")).read_text(encoding="utf-8").splitlines()
    good = samples.spoilt([json.loads(row)["reference"] for row in rows], 0.1, 1)
    (tmp_path / "good").write_text("".join(f"{line}\n" for line in good), encoding="utf-8")
    beside = ["--system", f"good={tmp_path / 'good'}"]
    said = vi_brief("eval", "compare", tmp_path / "runs", *beside, "--metric", "chrf2", "--format", "json", *draws)
    assert said.code == 0, said.err
    ranking = json.loads(said.out)["metrics"]["chrf2"]["ranking"]
    assert [place["system"] for place in ranking] == ["good", "plumbing"], "copied Vietnamese is no translation"
    buckets = vi_brief("eval", "buckets", tmp_path / "runs", "--by", "site", "--resamples", 100, "--format", "json")
    assert json.loads(buckets.out)["metrics"]["chrf2"]["buckets"]
    out = tmp_path / "report.html"
    assert vi_brief("eval", "report", tmp_path / "runs", "-o", out, *draws).code == 0
    text = out.read_text(encoding="utf-8")
    for name in ("rouge1", "support", "keypoint_recall", "cleaning_precision", "segmentation_f1", "seconds_per_1000_words"):
        assert f'<th scope="row">{name}</th>' in text
    assert "model_size" not in text, "copying needs no model"
