"""Blind sheets and what comes back."""

import csv
import io
import json
import math
from pathlib import Path

import pytest

from vi_brief import config
from vi_brief.errors import BadInput
from vi_brief.evaluate import agreement, human, runs, suites
from vi_brief.evaluate.human import Plan, Rating
from vi_brief.evaluate.runs import perform


@pytest.fixture
def found(plumbing: Path, tmp_path: Path) -> list[runs.Run]:
    path = tmp_path / "x.tsv"
    path.write_text("".join(f"Câu {n} nói gì đó.\tSentence {n} says something.\td{n // 4}\n" for n in range(40)), encoding="utf-8")
    suite, plain = suites.read(str(path)), config.read(str(plumbing))
    configs = [plain, perform.derive(plain, {"translate.beam": 2}, "other")]
    return [runs.read(perform.perform(suite, c, tmp_path / "runs", perform.Wanted(), lambda *_: None)) for c in configs]


def test_a_sheet_is_blind_shuffled_and_keeps_documents_together(found: list[runs.Run]) -> None:
    plan = Plan(segments=12, raters=2, seed=3)
    made = human.items(found, plan)
    assert len(made) == 24
    assert {item.system for item in made} == {"plumbing", "other"}
    first, second = human.blocks(made, 0, 3), human.blocks(made, 1, 3)
    assert [b[0].id for b in first] != [b[0].id for b in second]
    assert all(
        len({(i.document, i.system) for i in block}) == 1 and [i.place for i in block] == sorted(i.place for i in block) for block in first
    )
    text = human.sheet(first, "esa")
    assert "plumbing" not in text
    assert "other" not in text
    rows = list(csv.DictReader(io.StringIO(text)))
    assert list(rows[0]) == ["item", "source", "translation", "errors", "score", "comment"]
    assert {row["item"] for row in rows} == {item.id for item in made}
    assert human.items(found, plan) == made


def test_a_campaign_of_pearmut_has_a_task_for_each_rater_and_no_names(found: list[runs.Run]) -> None:
    plan = Plan(segments=8, raters=3, protocol="da")
    made = human.items(found, plan)
    campaign = human.campaign(made, plan, "x")
    assert campaign["info"] == {"assignment": "task-based", "protocol": "DA"}
    assert len(campaign["data"]) == 3
    items = [item for document in campaign["data"][0] for item in document]
    assert {item["item_id"] for item in items} == {item.id for item in made}
    assert {label for item in items for label in item["tgt"]} == {"system A", "system B"}
    assert "plumbing" not in json.dumps(campaign)


def _log(campaign: dict[str, object], rater: str, task: list[list[dict[str, object]]]) -> list[dict[str, object]]:
    entries: list[dict[str, object]] = [
        {"user_id": rater, "item_i": "welcome_0", "item": [{"item_id": "w"}], "annotation": [{"a": {"score": 1}}]}
    ]
    for number, document in enumerate(task):
        given = [{next(iter(item["tgt"])): {"score": 70 + number, "error_spans": []}} for item in document]  # type: ignore[call-overload]
        entries.append({"user_id": rater, "item_i": number, "item": document, "annotation": given})
    return entries


def test_ratings_come_back_from_sheets_and_from_pearmut(found: list[runs.Run], tmp_path: Path) -> None:
    plan = Plan(segments=8, raters=2, protocol="da")
    made = human.items(found, plan)
    known = human.key(made, found, plan)
    rows = list(csv.DictReader(io.StringIO(human.sheet(human.blocks(made, 0, 0), "da"))))
    sheet = tmp_path / "anna.csv"
    with sheet.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows({**row, "score": "" if n == 0 else "62,5"} for n, row in enumerate(rows))
    ratings = human.ratings([sheet], known)
    assert {(r.rater, r.score) for r in ratings} == {("anna", 62.5)}
    assert len(ratings) == 15
    campaign = human.campaign(made, plan, "x")
    log = tmp_path / "log.json"
    log.write_text(json.dumps({"x": _log(campaign, "bo", campaign["data"][0])}), encoding="utf-8")
    assert len(human.ratings([log], known)) == 16
    lines = tmp_path / "log.jsonl"
    lines.write_text("".join(json.dumps(e) + "\n" for e in _log(campaign, "bo", campaign["data"][0])), encoding="utf-8")
    assert human.ratings([lines], known) == human.ratings([log], known)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("{0},s,t,101,", r"anna\.csv:2: the score 101 is not between 0 and 100"),
        ("{0},s,t,good,", "'good' is no number"),
        ("zz,s,t,50,", "not in the key"),
    ],
)
def test_a_wrong_rating_is_told_with_its_line(found: list[runs.Run], tmp_path: Path, row: str, said: str) -> None:
    plan = Plan(segments=2, protocol="da")
    made = human.items(found, plan)
    sheet = tmp_path / "anna.csv"
    sheet.write_text("item,source,translation,score,comment\n" + row.format(made[0].id) + "\n", encoding="utf-8")
    with pytest.raises(BadInput, match=said):
        human.ratings([sheet], human.key(made, found, plan))


# Krippendorff (2011), "Computing Krippendorff's Alpha-Reliability": 4 observers, 12 units; alpha for interval data is 0.849.
PUBLISHED = {
    "A": [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
    "B": [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
    "C": [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
    "D": [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
}


def test_krippendorffs_alpha_is_that_of_his_paper() -> None:
    ratings = [Rating(r, str(n), float(v)) for r, values in PUBLISHED.items() for n, v in enumerate(values) if v is not None]
    assert round(agreement.alpha(ratings), 3) == 0.849
    assert math.isnan(agreement.alpha([Rating("A", "1", 5.0)]))


def test_tau_b_knows_ties() -> None:
    assert agreement.tau_b([(1, 1), (2, 2), (3, 3)]) == 1.0
    assert agreement.tau_b([(1, 3), (2, 2), (3, 1)]) == -1.0
    # By hand: 3 concordant, 1 discordant, 1 tie in each: 2 / sqrt(5 * 5).
    assert agreement.tau_b([(1, 1), (2, 3), (2, 2), (4, 2)]) == pytest.approx(2 / 5)
    assert math.isnan(agreement.tau_b([(1, 1), (1, 2)]))


def test_means_are_over_segments_that_were_rated_for_every_system(found: list[runs.Run]) -> None:
    plan = Plan(segments=6, raters=2)
    made = human.items(found, plan)
    known = human.key(made, found, plan)
    better = {"plumbing": 10.0, "other": 0.0}
    ratings = [Rating(r, i.id, 50 + better[i.system] + shift) for r, shift in (("a", 0.0), ("b", 20.0)) for i in made]
    raw = agreement.measured(ratings, known, standard=False)
    assert dict(zip(raw.systems, raw.values, strict=True)) == {"plumbing": 70.0, "other": 60.0}
    z = agreement.measured(ratings, known, standard=True)
    assert dict(zip(z.systems, z.values, strict=True)) == {"plumbing": 1.0, "other": -1.0}
    assert "raters:2" in raw.signature
    short = [rating for rating in ratings if rating.item != made[0].id]
    assert len(agreement.measured(short, known, standard=False).statistics[0]) == 5
    with pytest.raises(BadInput, match="no segment was rated for every system"):
        agreement.measured([Rating("a", made[0].id, 1.0)], known, standard=False)


def test_runs_of_one_config_are_not_told_apart(found: list[runs.Run]) -> None:
    with pytest.raises(BadInput, match="two runs of one config"):
        human.items([found[0], found[0]], Plan())
