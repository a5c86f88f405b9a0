"""The translation memory: hits, the cap, sharing."""

import contextlib
import sqlite3
import threading
from pathlib import Path

import pytest

from vi_brief.errors import BadInput
from vi_brief.jobs import memory
from vi_brief.jobs.memory import Memory
from vi_brief.store import database


def test_hits_are_counted_and_outlive_the_run(tmp_path: Path) -> None:
    with Memory(tmp_path / "m.sqlite", 1) as first:
        assert first.get("a") is None
        first.put("a", "English")
        assert first.get("a") == "English"
        assert (first.asked, first.known) == (2, 1)
    with Memory(tmp_path / "m.sqlite", 1) as again:
        assert again.get("a") == "English"


def test_other_code_finds_nothing(tmp_path: Path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    with Memory(tmp_path / "m.sqlite", 1) as kept:
        kept.put("a", "English")
        monkeypatch.setattr(memory, "code", lambda: b"a new release")
        assert kept.get("a") is None


def test_the_cap_takes_what_was_used_longest_ago(tmp_path: Path) -> None:
    now = 0.0
    with Memory(tmp_path / "m.sqlite", 1, clock=lambda: now) as kept:
        for number in range(6000):
            now += 60.0
            kept.put(f"key {number}", "x" * 300)
            if number % 50 == 10:
                assert kept.get("key 7") is not None
        assert kept.bytes() <= 1.2 * (1 << 20)
        assert kept.get("key 7") is not None
        assert kept.get("key 5999") is not None
        assert kept.get("key 8") is None
        held = sum(kept.get(f"key {number}") is not None for number in range(6000))
        assert held > 1500
    assert (tmp_path / "m.sqlite").stat().st_size < 2 * (1 << 20)


def test_runs_and_threads_share_one_file(tmp_path: Path) -> None:
    def work(name: str, kept: Memory) -> None:
        for number in range(100):
            kept.put(f"{name}{number}", name)
            assert kept.get(f"{name}{number}") == name

    with Memory(tmp_path / "m.sqlite", 1) as one, Memory(tmp_path / "m.sqlite", 1) as two:
        threads = [threading.Thread(target=work, args=given) for given in (("a", one), ("b", one), ("c", two), ("d", two))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert all(one.get(f"{name}{number}") == name for name in "abcd" for number in range(100))
        assert one.asked == 2 * 100 + 400


def test_a_damaged_file_is_set_aside(tmp_path: Path) -> None:
    with Memory(tmp_path / "m.sqlite", 1) as kept:
        kept.put("a", "b")
    whole = (tmp_path / "m.sqlite").read_bytes()
    (tmp_path / "m.sqlite").write_bytes(whole[:100] + b"damaged" * 1000)
    with Memory(tmp_path / "m.sqlite", 1) as kept:
        kept.put("a", "b")
    assert (tmp_path / "m.corrupt").exists()
    with sqlite3.connect(tmp_path / "m.sqlite") as db:
        assert db.execute("SELECT count(*) FROM memory").fetchone() == (1,)


def test_a_file_that_was_never_a_memory_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    notes, letters = tmp_path / "notes.txt", tmp_path / "letters.sqlite"
    notes.write_bytes(b"not a database")
    with contextlib.closing(sqlite3.connect(letters)) as db:
        db.execute("CREATE TABLE letters (text)")
    for path, said in ((notes, "not an SQLite file"), (letters, "of another program")):
        before = path.read_bytes()
        with pytest.raises(BadInput, match=said):
            Memory(path, 1)
        assert path.read_bytes() == before
    assert sorted(tmp_path.iterdir()) == [letters, notes]


def test_an_empty_file_and_a_memory_from_before_files_were_marked_are_taken(tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    with contextlib.closing(sqlite3.connect(tmp_path / "old")) as db:
        db.executescript(memory._SCHEMA)
    for name in ("empty", "old"):
        with Memory(tmp_path / name, 1) as kept:
            kept.put("a", "b")
        with contextlib.closing(sqlite3.connect(tmp_path / name)) as db:
            assert db.execute("PRAGMA application_id").fetchone() == (database.APPLICATION,)


def test_a_file_under_a_name_of_ours_is_set_aside_whatever_is_in_it(tmp_path: Path) -> None:
    (tmp_path / memory.FILE).write_bytes(bytes(4096))
    with Memory(tmp_path / memory.FILE, 1) as kept:
        kept.put("a", "b")
    assert (tmp_path / ".vi-brief-memory.corrupt").read_bytes() == bytes(4096)
