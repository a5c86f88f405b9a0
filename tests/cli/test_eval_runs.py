"""The commands over suites and runs, end to end, with a config without models."""

import csv
import json
import re
from pathlib import Path

import duckdb
import pytest

from tests.conftest import Command

ROWS = [(f"Câu số {n} nói về cây cầu dài {n}.200 m.", f"Sentence {n} is about a bridge of {n},200 m.") for n in range(1, 7)]


@pytest.fixture
def suite(tmp_path: Path) -> Path:
    path = tmp_path / "bridges.tsv"
    path.write_text("".join(f"{vi}\t{en}\td{n // 3}\n" for n, (vi, en) in enumerate(ROWS)), encoding="utf-8")
    return path


@pytest.fixture
def other(plumbing: Path) -> Path:
    path = plumbing.with_name("other.toml")
    path.write_text(plumbing.read_text(encoding="utf-8").replace("[translate]", "[translate]\nbeam = 2"), encoding="utf-8")
    return path


@pytest.fixture
def runs(vi_brief: Command, suite: Path, plumbing: Path, other: Path, tmp_path: Path) -> Path:
    root = tmp_path / "runs"
    done = vi_brief("eval", "run", "--suite", suite, "--config", plumbing, "--config", other, "--runs", root, "--metric", "chrf2,chrf2++")
    assert done.code == 0, done.err
    assert re.search(r"plumbing\s+\d+\.\d\s+\d+\.\d", done.out)
    assert "suite bridges" in done.out
    return root


def test_a_run_goes_on_and_takes_more_metrics(vi_brief: Command, runs: Path, suite: Path, plumbing: Path) -> None:
    before = {path: path.read_bytes() for path in runs.rglob("segments.jsonl")}
    done = vi_brief("eval", "run", "--suite", suite, "--config", plumbing, "--runs", runs, "--metric", "bleu")
    assert done.code == 0
    assert {path: path.read_bytes() for path in runs.rglob("segments.jsonl")} == before
    scores = [json.loads(path.read_text(encoding="utf-8")).keys() for path in runs.rglob("scores.json")]
    assert sorted(map(len, scores)) == [2, 3]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--suite", "nowhere"), "nowhere: there is no such suite or path"),
        (("--config", "nothing"), "nothing: there is no such config file"),
        (("--metric", "blue"), "there is no metric 'blue'; did you mean 'bleu'?"),
        (("--metric", "rouge1"), "metric rouge1: 'plumbing' has no summary to score"),
    ],
)
def test_a_wrong_request_is_one_line(
    vi_brief: Command, suite: Path, plumbing: Path, tmp_path: Path, arguments: tuple[str, str], said: str
) -> None:
    given = {"--suite": str(suite), "--config": str(plumbing), "--runs": str(tmp_path / "runs"), **dict([arguments])}
    done = vi_brief("eval", "run", *(part for pair in given.items() for part in pair))
    assert done.code == 2
    assert said in done.err
    assert "\n" not in done.err.strip()


def test_a_sweep_shows_every_combination_and_marks_the_front(vi_brief: Command, suite: Path, plumbing: Path, tmp_path: Path) -> None:
    arguments = ("--suite", suite, "--config", plumbing, "--runs", tmp_path / "runs", "--metric", "chrf2")
    done = vi_brief("eval", "sweep", *arguments, "--set", "translate.beam=1,2", "--set", "summarize.max_words=90,110", "--format", "csv")
    assert done.code == 0, done.err
    rows = list(csv.DictReader(done.out.splitlines()))
    assert [(row["translate.beam"], row["summarize.max_words"]) for row in rows] == [("1", "90"), ("1", "110"), ("2", "90"), ("2", "110")]
    assert "front" in {row[""] for row in rows}
    wrong = vi_brief("eval", "sweep", *arguments, "--set", "translate.baem=1,2")
    assert wrong.code == 2
    assert "did you mean 'beam'" in wrong.err


def test_the_gate_holds_and_breaks_and_is_never_lowered_silently(vi_brief: Command, suite: Path, plumbing: Path, tmp_path: Path) -> None:
    floors = tmp_path / "baseline.json"
    floors.write_text("{}", encoding="utf-8")
    arguments = ("eval", "gate", "--suite", suite, "--config", plumbing, "--baseline", floors, "--runs", tmp_path / "runs")
    assert vi_brief(*arguments).code == 2
    everything = vi_brief("eval", "gate", "--baseline", floors)
    assert everything.code == 2, "a gate that checks nothing is not passed"
    assert "holds no floors" in everything.err
    floors.unlink()
    assert vi_brief(*arguments, "--set", "chrf2=5").code == 0
    assert vi_brief(*arguments, "--raise").code == 0
    raised = json.loads(floors.read_text(encoding="utf-8"))["bridges"]["floors"]["chrf2"]
    assert raised > 5
    broken = vi_brief(*arguments, "--set", "chrf2=99")
    assert broken.code == 1
    assert "BROKEN" in broken.out
    silent = vi_brief(*arguments, "--set", f"chrf2={raised}")
    assert silent.code == 2
    assert "this lowers a floor of bridges: chrf2 from 99.0" in silent.err
    assert vi_brief(*arguments, "--set", f"chrf2={raised}", "--lower").code == 2
    assert vi_brief(*arguments, "--set", f"chrf2={raised}", "--lower", "--reason", "99 was a slip of the pen").code == 0
    noted = json.loads(floors.read_text(encoding="utf-8"))["bridges"]["lowered"]
    assert [(note["metric"], note["before"], note["reason"]) for note in noted] == [("chrf2", 99.0, "99 was a slip of the pen")]
    suite.write_text(suite.read_text(encoding="utf-8").replace("Sentence 1", "The sentence 1"), encoding="utf-8")
    changed = vi_brief(*arguments)
    assert changed.code == 2
    assert "has changed since its floors were pinned" in changed.err


def test_exports_hold_what_the_runs_hold(vi_brief: Command, runs: Path, tmp_path: Path) -> None:
    done = vi_brief("eval", "export", runs, "--level", "segments", "--metric", "chrf2")
    rows = list(csv.DictReader(done.out.splitlines()))
    assert [(row["source"], row["reference"]) for row in rows[:6]] == ROWS
    assert {row["system"] for row in rows} == {"plumbing", "other"}
    assert all(0 <= float(row["chrf2"]) <= 100 for row in rows)
    scores = vi_brief("eval", "export", runs)
    assert {row["metric"] for row in csv.DictReader(scores.out.splitlines())} == {"chrf2", "chrf2pp"}
    assert "\\begin{tabular}{lrr" in vi_brief("eval", "export", runs, "--format", "latex").out
    assert "| plumbing |" in vi_brief("eval", "export", runs, "--format", "md").out
    assert vi_brief("eval", "export", runs, "--level", "segments", "--format", "latex").code == 2
    assert vi_brief("eval", "export", runs, "--format", "parquet").code == 2


def _documented_query() -> str:
    page = Path(__file__).parents[2] / "docs" / "comparing-configs.md"
    return re.search(r"```sql\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)[1]  # type: ignore[index]


def test_the_documented_query_runs_on_a_parquet_export(
    vi_brief: Command, runs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = vi_brief("eval", "export", runs, "--level", "segments", "--format", "parquet", "-o", "segments.parquet")
    assert done.code == 0, done.err
    found = duckdb.sql(_documented_query()).fetchall()
    assert {row[0] for row in found} == {"plumbing", "other"}


def test_contamination_by_document_and_in_the_scores(vi_brief: Command, runs: Path, suite: Path, tmp_path: Path) -> None:
    seen = tmp_path / "seen.txt"
    seen.write_text(f"xx {ROWS[0][0]} yy\n", encoding="utf-8")
    home = min(path.parent for path in runs.rglob("run.json"))
    done = vi_brief("eval", "contamination", seen, "--suite", suite, "--gram", "8", "--run", home, "--metric", "chrf2")
    assert done.code == 0, done.err
    assert "1 of 6 segments in 1 of 2 documents share a run of 8 words" in done.out
    assert re.search(r"chrf2\s+\d+\.\d\s+\d+\.\d\s+\d+\.\d", done.out)


def test_a_run_of_briefs_alone_is_compared_and_has_nothing_to_rate(vi_brief: Command, plumbing: Path, tmp_path: Path) -> None:
    article = {"id": "a", "title_vi": "Cầu mới", "lead_vi": ROWS[0][0], "body_vi": [vi for vi, _ in ROWS[1:]], "headline": "A new bridge"}
    (tmp_path / "a.jsonl").write_text(json.dumps(article) + "\n", encoding="utf-8")
    home = tmp_path / "briefs"
    run = vi_brief("eval", "run", "--suite", tmp_path / "a.jsonl", "--config", plumbing, "--runs", home, "--metric", "headline_words")
    assert run.code == 0, run.err
    compared = vi_brief("eval", "compare", home, "--metric", "headline_words", "--trials", "100")
    assert compared.code == 0, compared.err
    assert "headline_words, 1 headline, neither" in compared.out
    sheets = vi_brief("eval", "human", "export", home, "-o", tmp_path / "sheets", "--key", tmp_path / "key.json")
    assert sheets.code == 2
    assert "no translated segments to rate" in sheets.err
    beside = vi_brief("eval", "compare", home, "--system", f"x={plumbing}", "--metric", "chrf2")
    assert "no segments that a file could line up with" in beside.err


def test_people_rate_blind_sheets(vi_brief: Command, runs: Path, tmp_path: Path) -> None:
    out, key = tmp_path / "sheets", tmp_path / "key.json"
    assert vi_brief("eval", "human", "export", runs, "-o", out, "--key", out / "key.json").code == 2
    done = vi_brief("eval", "human", "export", runs, "-o", out, "--key", key, "--segments", "4", "--protocol", "da")
    assert done.code == 0, done.err
    systems = {item: fact["system"] for item, fact in json.loads(key.read_text(encoding="utf-8"))["items"].items()}
    for path in sorted(out.glob("*.csv")):
        rows = list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))
        for number, row in enumerate(rows):
            row["score"] = str((80 if systems[row["item"]] == "other" else 40) + number % 3)
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0])
            writer.writeheader()
            writer.writerows(rows)
    read = vi_brief("eval", "human", "import", *sorted(out.glob("*.csv")), "--key", key, "--trials", "200")
    assert read.code == 0, read.err
    assert re.search(r"human\s+1\s+other\s+8\d", read.out)
    full = vi_brief("eval", "human", "import", *sorted(out.glob("*.csv")), "--key", key, "--trials", "200", "--format", "json")
    assert 0 < json.loads(full.out)["agreement"]["alpha"] < 1
    wrong = vi_brief("eval", "human", "import", *sorted(out.glob("*.csv")), "--key", next(runs.rglob("run.json")))
    assert wrong.code == 2
    assert "this is no key of sheets" in wrong.err
    assert "Krippendorff's alpha (interval): 0.9" in read.out
    assert "Kendall's tau-b" in read.out
    assert vi_brief("eval", "human", "export", runs, "-o", out, "--key", key, "--format", "pearmut").code == 0
    assert json.loads((out / "campaign.json").read_text(encoding="utf-8"))["info"]["protocol"] == "ESA"
