"""Converted models on disk: made once, whole or not at all, made again when damaged, safe for two processes."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from vi_brief.errors import BrokenModel, CannotWrite
from vi_brief.models import conversion

COUNTING = """
import sys, time
from pathlib import Path
from vi_brief.models import conversion
log, gate = Path(sys.argv[1]), Path(sys.argv[2])
def build(folder):
    with log.open("a") as file:
        file.write("built\\n")
    time.sleep(1.0)
    (folder / "model.bin").write_bytes(b"weights" * 1000)
sys.stdout.write("ready\\n"); sys.stdout.flush()
while not gate.exists():
    time.sleep(0.005)
made = conversion.converted("toy", "key", build)
assert conversion.is_sound(made), made
sys.stdout.write(str(made))
"""


def build(folder: Path) -> None:
    (folder / "model.bin").write_bytes(b"weights" * 100)
    (folder / "vocabulary.json").write_text("[]")


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VI_BRIEF_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def test_a_model_is_built_once() -> None:
    first = conversion.converted("toy", "k1", build)

    def again(folder: Path) -> None:
        raise AssertionError(folder)

    assert conversion.converted("toy", "k1", again) == first
    assert (first / "model.bin").read_bytes() == b"weights" * 100


@pytest.mark.parametrize(
    "damage",
    [
        lambda folder: (folder / "model.bin").write_bytes(b"weights" * 99 + b"weighty"),
        lambda folder: (folder / "model.bin").write_bytes(b"weights"),
        lambda folder: (folder / "model.bin").unlink(),
        lambda folder: (folder / "manifest.json").write_text("{"),
        lambda folder: (folder / "manifest.json").write_text('{"files": {}}'),
        lambda folder: (folder / "manifest.json").write_text("[]"),
        lambda folder: (folder / "manifest.json").unlink(),
    ],
    ids=["flipped byte", "truncated", "missing file", "broken manifest", "empty manifest", "other manifest", "no manifest"],
)
def test_a_damaged_model_is_made_again(damage: object) -> None:
    folder = conversion.converted("toy", "k1", build)
    damage(folder)  # type: ignore[operator]
    assert not conversion.is_sound(folder)
    assert conversion.converted("toy", "k1", build) == folder
    assert conversion.is_sound(folder)


def test_a_failed_build_leaves_nothing(cache: Path) -> None:
    def fail(folder: Path) -> None:
        (folder / "half").write_text("half")
        raise BrokenModel("weights: damaged")

    with pytest.raises(BrokenModel):
        conversion.converted("toy", "k1", fail)
    assert [path.name for path in (cache / "ct2").iterdir() if not path.name.endswith(".lock")] == []


def test_a_cache_that_cannot_be_written_gives_a_temporary_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("not a folder")
    monkeypatch.setenv("VI_BRIEF_CACHE", str(tmp_path / "file"))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    folder = conversion.converted("toy", "k1", build)
    assert folder.is_relative_to(tmp_path)
    assert conversion.is_sound(folder)


def test_no_room_anywhere_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(folder: Path) -> None:
        raise OSError(28, "No space left on device", str(folder / "model.bin"))

    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with pytest.raises(CannotWrite, match=r"No space left on device; set VI_BRIEF_CACHE") as caught:
        conversion.converted("toy", "k1", full)
    assert "\n" not in str(caught.value)


def test_two_processes_at_once_build_once_and_agree(tmp_path: Path) -> None:
    log, gate = tmp_path / "log", tmp_path / "gate"
    command = [sys.executable, "-c", COUNTING, str(log), str(gate)]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=os.environ.copy()) for _ in range(2)]
    for process in both:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    gate.touch()
    answers = [process.communicate(timeout=60)[0] for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert answers[0] == answers[1]
    assert log.read_text() == "built\n"


def test_a_faster_process_without_locks_is_accepted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fcntl", None)
    target = tmp_path / "cache" / "ct2" / "toy-k1"

    def overtaken(folder: Path) -> None:
        build(folder)
        target.mkdir()
        conversion._build(target / "model", build)
        for path in (target / "model").iterdir():
            path.rename(target / path.name)
        (target / "model").rmdir()
        # What was there before is set aside by us; a real rival writes after that, which a non-empty folder at rename time stands for.
        monkeypatch.setattr(Path, "exists", lambda path: path != target and os.path.exists(path))  # noqa: PTH110

    assert conversion.converted("toy", "k1", overtaken) == target
    assert conversion.is_sound(target)


def test_the_manifest_lists_every_file() -> None:
    folder = conversion.converted("toy", "k1", build)
    assert set(json.loads((folder / "manifest.json").read_text())["files"]) == {"model.bin", "vocabulary.json"}
