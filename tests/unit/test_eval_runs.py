"""Runs: what is kept, what a second run does again, and which runs may be laid side by side."""

import json
from pathlib import Path

import pytest

from tests.conftest import ROOT, STORY
from vi_brief import config, pipeline, store
from vi_brief.errors import BadConfig, BadInput
from vi_brief.evaluate import runs, suites
from vi_brief.evaluate.compare import scoring
from vi_brief.evaluate.runs import export, measuring, perform, tables
from vi_brief.evaluate.runs.perform import Wanted
from vi_brief.evaluate.suites import Suite
from vi_brief.models.engine import Decoding
from vi_brief.records import Hypothesis

OUTPUTS = (runs.RUN, runs.SEGMENTS, runs.DOCUMENTS)


@pytest.fixture
def plain(plumbing: Path) -> config.Config:
    return config.read(str(plumbing))


@pytest.fixture(scope="module")
def seeds() -> Suite:
    return suites.read(str(ROOT / "eval" / "suites" / "seeds"))


CARD = """name = "small"
description = "one page twice"
source_language = "vi"
target_language = "en"
licence = "ours"
contamination = "none"
"""


@pytest.fixture
def small(tmp_path: Path) -> Suite:
    folder = tmp_path / "small"
    folder.mkdir()
    (folder / "suite.toml").write_text(CARD, encoding="utf-8")
    (folder / "page.txt").write_text(STORY, encoding="utf-8")
    lines = [line for line in STORY.splitlines() if line][2:6]
    segments = [{"paragraph": n, "source": line, "reference": f"Sentence {n}."} for n, line in enumerate(lines)]
    documents = [
        {"id": "one", "page": "page.txt", "segments": segments, "headline": "A bridge", "summary": "One. Two.", "domain": "economy"},
        {"id": "two", "segments": [{"source": f"Lần {n}: {line}", "reference": "Again."} for n, line in enumerate(lines)]},
    ]
    (folder / "documents.jsonl").write_text("".join(json.dumps(d) + "\n" for d in documents), encoding="utf-8")
    return suites.read(str(folder))


def go(suite: Suite, given: config.Config, root: Path, wanted: Wanted | None = None) -> Path:
    return perform.perform(suite, given, root, wanted or Wanted(), lambda _what, _done, _all: None)


def outputs(home: Path) -> dict[str, bytes]:
    return {name: (home / name).read_bytes() for name in OUTPUTS}


class Dies(Exception):
    pass


@pytest.mark.parametrize("after", [1, 2, 5, 9])
def test_an_interrupted_run_ends_in_the_same_bytes_and_translates_nothing_twice(
    small: Suite, plain: config.Config, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    plain = perform.derive(plain, {"translate.window": 1})
    calls: list[list[str]] = []
    generate = measuring.TimedEngine.generate

    def mortal(self: measuring.TimedEngine, texts: list[str], decoding: Decoding) -> list[list[Hypothesis]]:
        calls.append(texts)
        if len(calls) == dies_at:
            raise Dies
        return generate(self, texts, decoding)

    monkeypatch.setattr(measuring.TimedEngine, "generate", mortal)
    dies_at = 0
    whole = go(small, plain, tmp_path / "whole")
    undisturbed = list(calls)
    assert len(undisturbed) > after
    dies_at = len(calls) + after
    with pytest.raises(Dies):
        go(small, plain, tmp_path / "cut")
    (home,) = (marker.parent for marker in (tmp_path / "cut").glob(f"*/*/{runs.RUN}"))
    with pytest.raises(BadInput, match="the run is not finished; if it is not at work, give the same command again"):
        runs.read(home)
    assert go(small, plain, tmp_path / "cut") == home
    assert outputs(home) == outputs(whole)
    disturbed = calls[len(undisturbed) :]
    in_flight = disturbed[after - 1]
    assert sorted(disturbed) == sorted([*undisturbed, in_flight])
    count = len(calls)
    go(small, plain, tmp_path / "cut")
    assert len(calls) == count, "a finished run translates nothing"


def test_a_run_says_what_it_is_and_what_it_cost(seeds: Suite, plain: config.Config, tmp_path: Path) -> None:
    run = runs.read(go(seeds, plain, tmp_path))
    signed = run.signature
    assert signed["suite"] == {"name": "seeds", "hash": seeds.hash}
    assert signed["models"]["translate"] == {"backend": "echo"}
    assert signed["decoding"]["translate"]["reproducible"] is True
    assert {"ctranslate2", "vi_brief", "python"} <= signed["versions"].keys()
    assert signed["hardware"]["threads"]
    assert len(run.segments) == sum(len(document.pairs) for document in seeds.documents)
    assert [row["id"] for row in run.documents] == [document.id for document in seeds.documents]
    assert all(row["hypothesis"] for row in run.segments)
    assert run.measured["road"]["documents"] == 5
    assert run.measured["peak_mib"] > 10


def test_views_line_up_with_the_references(seeds: Suite, plain: config.Config, tmp_path: Path) -> None:
    (system,) = runs.load(go(seeds, plain, tmp_path))
    assert len(system.views["summary"]) == len(system.views["headline"]) == len(system.views["brief"]) == len(system.views["cleaning"]) == 5
    assert system.measured_on == f"suite seeds {seeds.hash[:12]}"
    assert len(system.labels) == len(system.confidence) == len(system.views["segment"])
    cleaning = scoring.measure([system], ["cleaning_recall"])[0].values[0]
    assert cleaning > 95
    facts = system.views["brief"][0].facts
    assert "2,000 tonnes of rice" in facts
    assert "2023-06-09" in facts


def test_metrics_are_added_without_translating_again(
    small: Suite, plain: config.Config, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = go(small, plain, tmp_path / "runs")
    first = runs.score(home, ["bleu"])
    monkeypatch.setattr(measuring.TimedEngine, "generate", None)
    both = runs.score(home, ["bleu", "chrf2pp"])
    assert both["bleu"] == first["bleu"]
    assert json.loads((home / runs.SCORES).read_text(encoding="utf-8")).keys() == {"bleu", "chrf2pp"}
    assert len(runs.statistics(home, "chrf2pp")) == both["chrf2pp"]["units"] == len(runs.read(home).segments)
    with pytest.raises(BadInput, match="not scored with ter"):
        runs.statistics(home, "ter")


def test_a_stored_score_is_made_anew_where_what_made_it_changed(
    small: Suite, plain: config.Config, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = go(small, plain, tmp_path / "runs")
    runs.score(home, ["bleu", "peak_memory"])
    stored = json.loads((home / runs.SCORES).read_text(encoding="utf-8"))
    stored["bleu"]["value"] = 77.0
    runs.write_json(home / runs.SCORES, stored)
    assert runs.score(home, ["bleu"])["bleu"]["value"] == 77.0
    runs.write_json(home / runs.MEASURED, {**runs.read(home).measured, "peak_mib": 4000.0})
    assert runs.score(home, ["peak_memory"])["peak_memory"]["value"] == 4000.0, "the run went on since"
    monkeypatch.setattr(runs, "_SCORERS", ("pytest",))
    assert runs.score(home, ["bleu"])["bleu"]["value"] < 77.0, "another library may score otherwise"


def test_times_are_laid_side_by_side_only_where_they_are_of_the_same_work() -> None:
    both = {"road": {"seconds": 9.0, "words": 90}, "translate": {"seconds": 4.0, "words": 90}}
    alone = {"road": {"seconds": 0, "words": 0}, "translate": {"seconds": 5.0, "words": 90}}
    assert measuring.clock([both, both]) == "road"
    assert measuring.clock([both, alone]) == "translate"
    assert tables.costs(both, "translate")[:2] == ("22", "44.4")
    assert tables.costs({}, measuring.clock([{}])) == ("-", "-", "-", "-")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        (runs.RUN, "{}", "was not written by `eval run`"),
        (runs.RUN, "[]", "not a JSON object"),
        (runs.SEGMENTS, "{broken", "delete the run's folder and run again"),
        (runs.SCORES, "{broken", "delete the run's folder and run again"),
    ],
)
def test_a_damaged_run_is_one_line(small: Suite, plain: config.Config, tmp_path: Path, name: str, content: str, said: str) -> None:
    home = go(small, plain, tmp_path / "runs")
    (home / name).write_text(content, encoding="utf-8")

    def use() -> None:
        runs.load(tmp_path / "runs")
        runs.kept(home)

    with pytest.raises(BadInput, match=said):
        use()


def test_a_table_of_scores_is_of_one_suite(small: Suite, plain: config.Config, tmp_path: Path) -> None:
    lines = tmp_path / "x.tsv"
    lines.write_text("Một hai.\tOne two.\n", encoding="utf-8")
    homes = [go(small, plain, tmp_path / "runs"), go(suites.read(str(lines)), plain, tmp_path / "runs")]
    with pytest.raises(BadInput, match="they are different suites"):
        export.export(homes, "scores", "md", ["bleu"])
    assert len(export.export(homes, "scores", "csv", ["bleu"]).decode().splitlines()) == 3, "where each row names its suite"


def test_runs_of_a_folder_come_by_name(small: Suite, plain: config.Config, tmp_path: Path) -> None:
    for name in ("c", "a", "b"):
        go(small, config.parse({**plain.sections, "system": {"description": name}}, name, plain.where), tmp_path / "runs")
    assert [system.name for system in runs.load(tmp_path / "runs")] == ["a", "b", "c"]


def test_a_new_metric_does_not_make_a_run_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("pipeline.py", "evaluate/metrics/x.py", "embedded/w.toml"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("1", encoding="utf-8")
    monkeypatch.setattr(runs, "_PACKAGE", tmp_path)
    code = runs._code.__wrapped__
    before = code()
    (tmp_path / "evaluate" / "metrics" / "y.py").write_text("1", encoding="utf-8")
    assert code() == before
    (tmp_path / "pipeline.py").write_text("2", encoding="utf-8")
    assert code() != before


def test_runs_on_unlike_suites_are_not_compared(small: Suite, plain: config.Config, tmp_path: Path) -> None:
    lines = tmp_path / "x.tsv"
    lines.write_text("Một hai.\tOne two.\n", encoding="utf-8")
    one = go(small, plain, tmp_path / "runs")
    two = go(suites.read(str(lines)), plain, tmp_path / "runs")
    with pytest.raises(BadInput, match=r"may not be compared: suite small \w+ is not suite x \w+, they are different suites"):
        runs.load([one, two])
    lines.write_text("Một hai.\tOne, two.\n", encoding="utf-8")
    changed = go(suites.read(str(lines)), plain, tmp_path / "runs")
    with pytest.raises(BadInput, match="the suite has changed between them; run both configs on one suite"):
        runs.load([two, changed])
    with pytest.raises(BadInput, match="there is no run in it"):
        runs.load(tmp_path / "nothing")


def test_outputs_of_a_run_as_columns(plain: config.Config, tmp_path: Path) -> None:
    lines = tmp_path / "x.tsv"
    lines.write_text("Một hai.\tOne two.\nBa.\tThree.\n", encoding="utf-8")
    home = go(suites.read(str(lines)), plain, tmp_path / "runs")
    name, sources, hypotheses, references, signed = runs.system_outputs(home)
    assert (name, sources, hypotheses, references) == ("plumbing", ["Một hai.", "Ba."], ["Một hai.", "Ba."], ["One two.", "Three."])
    assert signed["suite"]["name"] == "x"
    assert scoring.applicable(runs.load(home), ["bleu", "rouge1"]) == ["bleu"]


def test_two_runs_of_one_config_get_distinct_names(plain: config.Config, tmp_path: Path) -> None:
    lines = tmp_path / "x.tsv"
    lines.write_text("Một hai.\tOne two.\n", encoding="utf-8")
    suite = suites.read(str(lines))
    homes = [go(suite, plain, tmp_path / "runs"), go(suite, plain, tmp_path / "runs", Wanted(reproducible=False))]
    assert len(set(homes)) == 2
    assert {system.name for system in runs.load(tmp_path / "runs")} == {f"plumbing@{home.name[:6]}" for home in homes}


def test_a_derived_config_is_checked_like_any_other(plain: config.Config) -> None:
    made = perform.derive(plain, {"translate.beam": 2, "summarize.lead.sentences": 1})
    assert made.sections["translate"] == {"backend": "echo", "beam": 2}
    assert made.sections["summarize"] == {"backend": "lead", "lead": {"sentences": 1}}
    assert plain.sections["translate"] == {"backend": "echo"}
    with pytest.raises(BadConfig, match=r"there is no section \[translat\]; did you mean \[translate\]"):
        perform.derive(plain, {"translat.beam": 2})
    with pytest.raises(BadConfig, match="name the section too"):
        perform.derive(plain, {"beam": 2})


def test_fast_and_reproducible_runs_hold_the_same_segments(plain: config.Config, small: Suite, tmp_path: Path) -> None:
    slow = runs.read(go(small, plain, tmp_path / "runs"))
    fast = runs.read(go(small, plain, tmp_path / "runs", Wanted(reproducible=False, briefs=False)))
    assert slow.signature["config"] != fast.signature["config"]
    assert slow.segments == fast.segments
    assert fast.documents == ()


def test_a_rejected_page_is_scored_as_nothing(plain: config.Config, tmp_path: Path) -> None:
    folder = tmp_path / "tiny"
    folder.mkdir()
    (folder / "suite.toml").write_text(CARD, encoding="utf-8")
    (folder / "a.txt").write_text("Đăng nhập\n", encoding="utf-8")
    document = {
        "id": "a",
        "page": "a.txt",
        "segments": [{"source": "Một.", "reference": "One."}],
        "headline": "One",
        "summary": "One. Two.",
    }
    (folder / "documents.jsonl").write_text(json.dumps(document) + "\n", encoding="utf-8")
    (system,) = runs.load(go(suites.read(str(folder)), plain, tmp_path / "runs"))
    assert [(pair.hypothesis, pair.reference) for pair in system.views["summary"]] == [("", "One.\nTwo.")]
    assert system.views["headline"][0].hypothesis == ""


def test_the_ledger_is_the_stores(plain: config.Config, tmp_path: Path) -> None:
    lines = tmp_path / "x.tsv"
    lines.write_text("Một hai.\tOne two.\n", encoding="utf-8")
    home = go(suites.read(str(lines)), plain, tmp_path / "runs")
    assert (home / store.LEDGER).is_file()


def test_under_a_clock_the_translator_still_says_what_it_would_hardly_write() -> None:
    chosen, said = config.read("embedded"), "Hôm qua, ông Nam đến Huế."
    plain = pipeline.system(chosen, pipeline.settings(chosen))
    [[own]] = plain.translator.generate([said], Decoding())
    clocked, translating, _ = measuring.timed(plain)
    for system in (plain, clocked):
        unlikely = pipeline._unlikely({"s1": said}, system)
        assert unlikely is not None
        assert not unlikely(own.text, ("s1",))
        assert unlikely("The bank has raised the price of a loan for farmers.", ("s1",))
    assert translating.texts == 0
