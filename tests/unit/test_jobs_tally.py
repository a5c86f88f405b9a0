"""Counts that do not grow with the job, and estimates that are honest."""

import json

import pytest

from vi_brief.jobs.outcome import Outcome
from vi_brief.jobs.tally import SHOWN, TOLD, Pace, Tally, last_line, line


def done(size: int = 1000, status: str = "done") -> Outcome:
    return Outcome("a.txt", "a", status, sentences=10, size=size)  # type: ignore[arg-type]


def test_a_tally_holds_no_more_than_it_shows() -> None:
    tally = Tally()
    for number in range(1000):
        tally.add(
            Outcome(str(number), "", "rejected", reason="empty") if number % 2 else Outcome(str(number), str(number), "done", like="0")
        )
    assert (tally.articles, tally.bad, tally.briefs, tally.like) == (1000, 500, 500, 500)
    assert (len(tally.rows), len(tally.undone), len(tally.alike)) == (SHOWN + 1, TOLD, TOLD)
    totals = json.loads(last_line(tally, 30, 12, complete=True))["totals"]
    assert totals["memory"] == {"segments": 30, "known": 12}
    assert (totals["done"], totals["rejected"], totals["complete"]) == (500, 500, True)


def test_a_line_of_the_report_has_what_applies() -> None:
    assert json.loads(line(Outcome("a.txt", "", "rejected", reason="empty"))) == {
        "source": "a.txt",
        "status": "rejected",
        "reason": "empty",
    }
    assert b"\n" not in line(done())[:-1]


def test_kept_articles_are_progress_and_no_speed() -> None:
    pace = Pace(100_000)
    for _ in range(50):
        pace.add(done(status="kept"), 1.0)
    assert pace.share() == 0.5
    assert pace.left(100.0) is None
    pace.tick("a.txt", 5, 40, 100.0)
    for number in range(4):
        pace.tick("a.txt", 10 * (number + 1), 40, 105.0 + number)
        pace.add(done(), 110.0 + number)
    assert pace.left(120.0) == pytest.approx(46_000 * 20 / 4000)
    assert pace.rate(120.0) == pytest.approx(2.0)
    assert pace.told(120.0) == "54% of the input, 54 articles, 40 sentences, 2.0 a second, about 4 min left"


def test_no_estimate_where_there_is_no_honest_one() -> None:
    unknown, early = Pace(None), Pace(10_000)
    for pace in (unknown, early):
        pace.tick("a", 1, 10, 0.0)
        for _ in range(5):
            pace.add(done(), 4.0)
    assert unknown.left(1000.0) is None
    assert unknown.share() is None
    assert "left" not in unknown.told(1000.0)
    assert early.left(4.0) is None
    assert early.left(10.0) == pytest.approx(10.0)


def test_batches_side_by_side_are_counted_once() -> None:
    pace = Pace(None)
    for done_a, done_b in ((1, 0), (5, 3), (10, 20)):
        pace.tick("a", done_a, 10, 1.0)
        pace.tick("b", done_b, 20, 1.0)
    assert pace.sentences == 30
