"""`vi-brief run --engine ray` on a cluster of this machine: the same bytes as the local engine, whatever dies on the way."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import PLUMBING, ROOT, STORY, Command
from vi_brief import config, pipeline
from vi_brief.errors import BadConfig
from vi_brief.jobs.engines import _ray_worker

CONFIG = """
[protect]
kinds = ["person", "capital", "countries"]
[translate]
backend = "embedded"
reproducible = true
[summarize]
backend = "embedded"
strict = true
[jobs.ray]
workers = 2
pages = 1
"""
DEADLY = """
import os
from vi_brief import config
from vi_brief.records import Hypothesis

class Options(config.Options):
    pass

class Deadly:
    identity = {"name": "deadly"}
    max_source_tokens = 1000
    def count(self, text): return len(text.split())
    def generate(self, texts, decoding):
        if any("Lam Giang" in text for text in texts):
            os._exit(1)
        return [[Hypothesis(text, -0.1)] for text in texts]

def build(options): return Deadly()
"""
ADDED = """
import sys
sys.path[:0] = {path!r}
import vi_brief.translate.backends
vi_brief.translate.backends.__path__.append({folder!r})
"""

Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Start `vi-brief` as a process; what is left of it and of its cluster at the end is killed."""
    begun: list[subprocess.Popen[str]] = []

    def call(*arguments: object, **environment: str) -> "subprocess.Popen[str]":
        command = [sys.executable, "-c", "from vi_brief.cli.main import main; main()", *map(str, arguments)]
        begun.append(
            subprocess.Popen(
                command,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
                env={**os.environ, **environment},
                start_new_session=True,
            )
        )
        return begun[-1]

    yield call
    for process in begun:
        for left in descendants(process.pid):
            os.kill(left, signal.SIGKILL)
        if process.poll() is None:
            process.kill()
        process.communicate()


def descendants(root: int) -> dict[int, str]:
    """The processes below one: process id -> command line."""
    parents, names = {}, {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
                names[int(entry.name)] = (entry / "cmdline").read_text().replace("\0", " ").strip()
            except OSError:
                continue
    found = {root}
    while more := {pid for pid, parent in parents.items() if parent in found} - found:
        found |= more
    return {pid: names[pid] for pid in found - {root}}


def until(holds: Callable[[], object], process: "subprocess.Popen[str]") -> None:
    """Wait for something to be so while a process runs."""
    deadline = time.monotonic() + 240
    while not holds():
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < deadline
        time.sleep(0.02)


def at_work(process: "subprocess.Popen[str]") -> list[int]:
    """The workers that have a batch in hand."""
    return [pid for pid, name in descendants(process.pid).items() if name.startswith("ray::MapWorker") and name.endswith(".submit")]


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """Six pages: our three shortest seeds, twice."""
    folder = tmp_path / "pages"
    folder.mkdir()
    for seed in sorted((ROOT / "seeds").glob("*.txt"), key=lambda path: path.stat().st_size)[:3]:
        for copy in "ab":
            shutil.copy(seed, folder / f"{seed.stem}{copy}.txt")
    return folder


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks for the workers in /proc")
def test_interrupted_and_a_worker_killed_the_briefs_are_those_of_the_local_engine(
    vi_brief: Command, start: Start, pages: Path, tmp_path: Path
) -> None:
    chosen, out = tmp_path / "c.toml", tmp_path / "ray"
    chosen.write_text(CONFIG, encoding="utf-8")
    call = ("run", pages, "-o", out, "-c", chosen, "--engine", "ray")

    interrupted = start(*call)
    until(lambda: list(out.glob("*.json")), interrupted)
    cluster = descendants(interrupted.pid)
    assert any("raylet" in name for name in cluster.values())
    interrupted.send_signal(signal.SIGINT)
    _, said = interrupted.communicate(timeout=60)
    assert interrupted.returncode == 130
    assert "interrupted" in said
    assert not any(Path(f"/proc/{pid}").exists() and "raylet" in name for pid, name in cluster.items())
    finished = {path.name: path.stat().st_mtime_ns for path in out.glob("*.json")}
    assert 0 < len(finished) < 6

    killed = start(*call)
    until(lambda: at_work(killed), killed)
    os.kill(at_work(killed)[0], signal.SIGKILL)
    output, said = killed.communicate(timeout=240)
    assert killed.returncode == 0, said
    assert "6 of 6 briefs" in output
    assert all(line.startswith("vi-brief: ") for line in said.splitlines()), "Ray is silent about what it mends"
    assert {name: (out / name).stat().st_mtime_ns for name in finished} == finished

    assert vi_brief("run", pages, "-o", tmp_path / "local", "-c", chosen).code == 0
    names = [path.name for path in sorted((tmp_path / "local").glob("0*"))]
    assert len(names) == 18
    assert [path.name for path in sorted(out.glob("0*"))] == names
    for name in names:
        assert (out / name).read_bytes() == (tmp_path / "local" / name).read_bytes(), name
    report = [json.loads(line) for line in (out / "vi-brief-report.jsonl").read_text(encoding="utf-8").splitlines()]
    assert sorted(row["stem"] for row in report if "stem" in row) == sorted({name.partition(".")[0] for name in names})

    again = vi_brief(*call)
    assert again.code == 0
    assert again.out.count("kept  ") == 6


def test_a_page_that_kills_its_worker_each_time_is_failed_alone(start: Start, tmp_path: Path) -> None:
    (tmp_path / "backends").mkdir()
    (tmp_path / "backends" / "deadly.py").write_text(DEADLY, encoding="utf-8")
    (tmp_path / "sitecustomize.py").write_text(ADDED.format(path=sys.path, folder=str(tmp_path / "backends")), encoding="utf-8")
    (tmp_path / "c.toml").write_text(PLUMBING.replace("echo", "deadly") + "[jobs.ray]\nworkers = 1\n", encoding="utf-8")
    folder = tmp_path / "in"
    folder.mkdir()
    for name, river in (("a", "Hồng"), ("b", "Lam Giang"), ("c", "Đà")):
        (folder / f"{name}.txt").write_text(STORY.replace("Lam Giang", river), encoding="utf-8")
    run = start("run", folder, "-o", tmp_path / "out", "-c", tmp_path / "c.toml", "--engine", "ray", PYTHONPATH=str(tmp_path))
    output, said = run.communicate(timeout=280)
    assert run.returncode == 1, said
    assert "2 of 3 briefs" in output
    assert "b.txt: the worker died 3 times over this page" in said
    assert sorted(path.name for path in (tmp_path / "out").glob("*.json")) == ["a.json", "c.json"]


def test_a_worker_with_other_versions_refuses(plumbing: Path) -> None:
    import pyarrow as pa

    chosen = config.read(str(plumbing))
    loaded = pipeline.system(chosen, pipeline.settings(chosen))
    given = _ray_worker.order(loaded, 1)
    other = {**given.signature, "versions": {**loaded.signature["versions"], "vi_brief": "0.0.1"}}  # type: ignore[dict-item]
    worker = _ray_worker.Worker(_ray_worker.Order(given.config, given.formats, given.files, other, 1), feeder=None)
    answer = worker(pa.table({"number": [7]}))
    assert answer["number"].to_pylist() == [7]
    error = _ray_worker.unpacked(answer["made"].to_pylist()[0])
    assert isinstance(error, BadConfig)
    assert "vi_brief: " in str(error)
    assert "0.0.1 here" in str(error)


def test_ray_that_is_not_installed_is_one_line(
    vi_brief: Command, story: Path, plumbing: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    done = vi_brief("run", story, "-o", tmp_path / "out", "-c", plumbing, "--engine", "ray")
    assert done.code == 2
    assert done.err == "vi-brief: --engine ray needs the library 'ray'; install it: pip install 'vi-brief[cluster]'\n"


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("--address", "10.0.0.1:6379"), "--address belongs to --engine ray"),
        (("--address", "ray://10.0.0.1:10001", "--engine", "ray"), "host:port"),
        (("--address", "127.0.0.1:1", "--engine", "ray"), "no Ray cluster answers: [Errno 111] Connection refused"),
        (("--address", "127.0.0.1:port", "--engine", "ray"), "no Ray cluster answers"),
        (("--engine", "rai"), "there is no 'rai'"),
    ],
)
def test_what_is_asked_wrongly_of_an_engine(
    vi_brief: Command, story: Path, plumbing: Path, tmp_path: Path, arguments: tuple[str, ...], word: str
) -> None:
    done = vi_brief("run", story, "-o", tmp_path / "out", "-c", plumbing, *arguments)
    assert done.code == 2
    assert word in done.err
    assert len(done.err.strip().splitlines()) == 1


def test_an_unknown_option_of_the_engine_is_refused(vi_brief: Command, story: Path, plumbing: Path, tmp_path: Path) -> None:
    plumbing.write_text(PLUMBING + "[jobs.ray]\nworker = 2\n", encoding="utf-8")
    done = vi_brief("run", story, "-o", tmp_path / "out", "-c", plumbing, "--engine", "ray")
    assert done.code == 2
    assert "did you mean 'workers'" in done.err
