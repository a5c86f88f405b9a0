"""`vi-brief run` over many articles: memory, kill -9, two runs at a time, the report, progress without a terminal."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import PLUMBING, STORY, Command
from vi_brief.cli import job_progress
from vi_brief.jobs.outcome import Outcome
from vi_brief.jobs.tally import Pace

COMMAND = [sys.executable, "-c", "from vi_brief.cli.main import main; main()", "run"]


def article(number: int) -> str:
    """Three sentences of 60: no two articles alike, and nothing for the caches of sentences to grow by."""
    draw = random.Random(number)
    crops = ["lúa", "cam", "chè", "cao su"]
    lines = [f"Xã Đồng Lâm {place} có {place * 137} hộ dân trồng {crops[place % 4]}." for place in draw.sample(range(1, 61), 3)]
    return "Huyện Lam Sơn công bố thống kê nông nghiệp\n\n" + "\n\n".join(lines) + "\n"


def jsonl(path: Path, number: int) -> Path:
    with path.open("w", encoding="utf-8") as file:
        for place in range(number):
            file.write(json.dumps({"text": article(place)}, ensure_ascii=False) + "\n")
    return path


def report(out: Path) -> tuple[list[dict[str, object]], dict[str, object]]:
    rows = [json.loads(line) for line in (out / "vi-brief-report.jsonl").read_text(encoding="utf-8").splitlines()]
    return rows[:-1], rows[-1]["totals"]


def peak(arguments: list[str], stdin: Path | None = None) -> float:
    """The peak memory of a run, in MiB."""
    actions: list[tuple[int, ...]] = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]  # type: ignore[list-item]
    if stdin is not None:
        actions.append((os.POSIX_SPAWN_OPEN, 0, str(stdin), os.O_RDONLY, 0))  # type: ignore[arg-type]
    child = os.posix_spawn(sys.executable, [*COMMAND, *arguments], os.environ, file_actions=actions)
    _, status, used = os.wait4(child, 0)
    assert os.waitstatus_to_exitcode(status) == 0
    return used.ru_maxrss / (1024 if sys.platform != "darwin" else 1 << 20)


def test_memory_does_not_grow_with_the_job(plumbing: Path, tmp_path: Path) -> None:
    """700 short articles against 100: the JSON briefs alone of 600 more are 9 MiB, and as records they are larger."""
    peaks = []
    for number in (100, 700):
        source = jsonl(tmp_path / f"{number}.jsonl", number)
        peaks.append(peak(["-", "-o", str(tmp_path / f"out{number}"), "-c", str(plumbing), "--format", "json"], source))
        rows, totals = report(tmp_path / f"out{number}")
        assert len(rows) == totals["done"] == number
    assert peaks[1] - peaks[0] < 8


def test_a_killed_run_goes_on_and_ends_in_the_same_bytes(plumbing: Path, tmp_path: Path) -> None:
    source = jsonl(tmp_path / "a.jsonl", 120)
    call = [*COMMAND, str(source), "-c", str(plumbing), "--format", "json", "-o"]
    subprocess.run([*call, str(tmp_path / "whole")], check=True, capture_output=True)
    out = tmp_path / "killed"
    for least in (1, 30):
        process = subprocess.Popen([*call, str(out)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while process.poll() is None and len(list(out.glob("a-*.json"))) < least:
            time.sleep(0.01)
        process.send_signal(signal.SIGKILL)
        process.wait()
    before = {path.name: path.stat().st_mtime_ns for path in out.glob("a-*.json")}
    assert 30 <= len(before) < 120
    assert not (out / "vi-brief-report.jsonl").exists()
    subprocess.run([*call, str(out)], check=True, capture_output=True)
    rows, totals = report(out)
    kept = [row for row in rows if row["status"] == "kept"]
    assert totals["done"] == 120 - len(kept)
    assert len(kept) >= 14
    assert all((out / f"{row['stem']}.json").stat().st_mtime_ns == before[f"{row['stem']}.json"] for row in kept)
    for path in (tmp_path / "whole").glob("a-*.json"):
        assert (out / path.name).read_bytes() == path.read_bytes()


def test_two_runs_into_one_folder_at_a_time(plumbing: Path, tmp_path: Path) -> None:
    source = jsonl(tmp_path / "a.jsonl", 60)
    call = [*COMMAND, str(source), "-c", str(plumbing), "--format", "json,md", "-o", str(tmp_path / "out")]
    both = [subprocess.Popen(call, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    said = [process.communicate(timeout=120)[1] for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    assert len(list((tmp_path / "out").glob("a-*.json"))) == len(list((tmp_path / "out").glob("a-*.md"))) == 60
    assert not list((tmp_path / "out").glob(".*.part"))
    assert len(report(tmp_path / "out")[0]) == 60


def test_many_articles_are_told_in_numbers_and_listed_in_the_report(vi_brief: Command, plumbing: Path, tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    for number in range(70):
        (source / f"page{number:02}.txt").write_text("" if number >= 45 else article(number), encoding="utf-8")
    done = vi_brief("run", source, "-o", tmp_path / "out", "-c", plumbing, "--format", "md")
    assert done.code == 1
    assert "45 of 70 briefs" in done.out
    assert "page00" not in done.out
    assert len(done.err.strip().splitlines()) == 21
    assert "5 more were not briefed" in done.err.splitlines()[-1]
    rows, totals = report(tmp_path / "out")
    assert [row["status"] for row in rows] == ["done"] * 45 + ["rejected"] * 25
    assert (totals["done"], totals["rejected"], totals["complete"]) == (45, 25, True)
    assert rows[0]["outputs"] == ["page00.md"]


def test_the_same_story_is_named_or_skipped(vi_brief: Command, story: Path, plumbing: Path, tmp_path: Path) -> None:
    (story.parent / "zweite.txt").write_text(STORY, encoding="utf-8")
    done = vi_brief("run", story.parent, "-o", tmp_path / "a", "-c", plumbing)
    assert done.code == 0
    assert "zweite: the same story as story (similarity 1.00)" in done.out
    assert "2 of 2 briefs" in done.out
    plumbing.write_text(PLUMBING + '[jobs]\nnear = "skip"\n', encoding="utf-8")
    done = vi_brief("run", story.parent, "-o", tmp_path / "b", "-c", plumbing)
    assert done.code == 0
    assert "1 of 1 briefs" in done.out
    assert "1 more tell the story of another" in done.out
    assert not list((tmp_path / "b").glob("zweite*"))
    rows, _ = report(tmp_path / "b")
    assert (rows[1]["status"], rows[1]["like"], rows[1]["similarity"]) == ("duplicate", "story", 1.0)


def test_a_shared_memory_serves_several_folders(vi_brief: Command, story: Path, plumbing: Path, tmp_path: Path) -> None:
    plumbing.write_text(PLUMBING + f'[jobs]\nmemory = "{tmp_path / "shared.sqlite"}"\n', encoding="utf-8")
    assert "memory: 0 of" in vi_brief("run", story, "-o", tmp_path / "a", "-c", plumbing).out
    again = vi_brief("run", story, "-o", tmp_path / "b", "-c", plumbing)
    (said,) = [line for line in again.out.splitlines() if line.startswith("memory:")]
    assert said.split()[1] == said.split()[3] != "0"
    assert not list((tmp_path / "b").glob(".vi-brief-memory*"))
    plumbing.write_text(PLUMBING + "[jobs]\nmemory_mebibytes = 5\n", encoding="utf-8")
    assert "kept" in vi_brief("run", story, "-o", tmp_path / "a", "-c", plumbing).out


def test_a_file_of_the_users_own_is_no_memory(vi_brief: Command, story: Path, plumbing: Path, tmp_path: Path) -> None:
    before = story.read_bytes()
    plumbing.write_text(PLUMBING + f'[jobs]\nmemory = "{story}"\n', encoding="utf-8")
    done = vi_brief("run", story, "-o", tmp_path / "out", "-c", plumbing)
    assert done.code == 2
    assert done.err.startswith(f"vi-brief: {story}: is not an SQLite file;")
    assert len(done.err.strip().splitlines()) == 1
    assert story.read_bytes() == before
    assert list(story.parent.iterdir()) == [story]


def test_an_unknown_option_of_jobs_is_one_line(vi_brief: Command, story: Path, plumbing: Path, tmp_path: Path) -> None:
    plumbing.write_text(PLUMBING + '[jobs]\nnear = "drop"\n', encoding="utf-8")
    done = vi_brief("run", story, "-o", tmp_path / "out", "-c", plumbing)
    assert done.code == 2
    assert "[jobs] near" in done.err
    assert len(done.err.strip().splitlines()) == 1


def test_plain_lines_come_now_and_then(capsys: pytest.CaptureFixture[str]) -> None:
    now = 0.0
    shown = job_progress.Shown(10_000, job_progress.plain(0.0), clock=lambda: now)
    for number in range(100):
        now = float(number)
        shown.tick("a", number, 100)
        shown.add(Outcome("a", "a", "done", sentences=1, size=100))
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 3
    assert lines[1].startswith("vi-brief: 60% of the input, 60 articles")
    assert lines[1].endswith("left")


def test_the_bar_shows_what_the_plain_line_says(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    from rich.console import Console

    monkeypatch.setattr(Console, "is_terminal", property(lambda _: True))
    with job_progress.job_progress(10_000) as shown:
        shown.add(Outcome("a", "a", "kept", sentences=1, size=2500))
    assert "25% of the input, 1 article" in capsys.readouterr().err
    assert Pace(10_000).told(0.0) == "0% of the input, 0 articles, 0 sentences"
