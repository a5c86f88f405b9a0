"""The translation memory: hits, the cap, sharing."""

import sqlite3
import threading
from pathlib import Path

from vi_brief.jobs import memory
from vi_brief.jobs.memory import Memory


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


def test_a_corrupt_file_is_set_aside(tmp_path: Path) -> None:
    (tmp_path / "m.sqlite").write_bytes(b"not a database" * 100)
    with Memory(tmp_path / "m.sqlite", 1) as kept:
        kept.put("a", "b")
    assert (tmp_path / "m.corrupt").exists()
    with sqlite3.connect(tmp_path / "m.sqlite") as db:
        assert db.execute("SELECT count(*) FROM memory").fetchone() == (1,)
