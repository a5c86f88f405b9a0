"""Outputs appear whole or not at all; the ledger survives and is shared."""

import errno
import os
import sqlite3
import threading
from pathlib import Path

import pytest

from vi_brief.errors import CannotWrite
from vi_brief.store import LEDGER, Finished, Folder, Store, replacing, write


def test_a_write_that_fails_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "brief.md"
    write(path, b"old")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CannotWrite, match="No space left"):
        write(path, b"new")
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["brief.md"]


def test_a_full_disk_under_the_ledger_is_said(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        store._db.execute(f"PRAGMA max_page_count = {store._db.execute('PRAGMA page_count').fetchone()[0] + 1}")
        with pytest.raises(CannotWrite, match="full"):
            store.put("a", "x" * 100_000)


def test_finished_means_same_key_and_outputs_still_there(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        store.finish("a", "key", {"a.md": b"brief"}, {"sentences": 3})
        assert store.finished("a", "key") == {"sentences": 3}
        assert store.finished("a", "other") is None
    with Store(tmp_path) as again:
        assert again.finished("a", "key") == {"sentences": 3}
        (tmp_path / "a.md").unlink()
        assert again.finished("a", "key") is None


def test_segments_survive_a_crash_between_them(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.put("one", "English")
    copied = sqlite3.connect(tmp_path / LEDGER)  # a second reader sees it at once: it is on disk, not in the first process
    assert copied.execute("SELECT value FROM segments").fetchall() == [("English",)]
    copied.close()
    store.__exit__()


def test_two_runs_may_share_a_folder(tmp_path: Path) -> None:
    def work(name: str) -> None:
        with Store(tmp_path) as store:
            for number in range(50):
                store.put(f"{name}{number}", name)

    threads = [threading.Thread(target=work, args=(name,)) for name in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with Store(tmp_path) as store:
        assert all(store.get(f"{name}{number}") == name for name in "ab" for number in range(50))


def test_a_new_ledger_waits_for_another_process_that_is_just_opening_it(tmp_path: Path) -> None:
    # SQLite does not wait by itself where the mode of a file changes while another writes to it.
    other = sqlite3.connect(tmp_path / LEDGER, isolation_level=None, check_same_thread=False)
    other.execute("CREATE TABLE of_the_other (x)")
    other.execute("BEGIN IMMEDIATE")
    done = threading.Timer(0.3, lambda: other.execute("COMMIT"))
    done.start()
    with Store(tmp_path) as store:
        store.put("key", "value")
        assert store.get("key") == "value"
    done.join()
    other.close()


def test_a_forgotten_ledger_leaves_no_file(tmp_path: Path) -> None:
    with Store(tmp_path, ledger="work.sqlite") as store:
        store.put("a", "b")
        store.forget()
    assert list(tmp_path.iterdir()) == []


def test_what_is_finished_is_on_the_disk_before_it_is_noted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file and the folder are synced, the renames come after, and the ledger commits last, itself synced."""
    log: list[str] = []
    sync = os.fsync

    def noted(handle: int) -> None:
        log.append("folder" if os.path.isdir(f"/proc/self/fd/{handle}") else "file")  # noqa: PTH112 - a link of the system
        sync(handle)

    with Store(tmp_path) as store:
        monkeypatch.setattr(os, "fsync", noted)
        store._db.set_trace_callback(
            lambda statement: log.append(statement.split()[0]) if "finished" in statement else log.append(statement)
        )
        store.finish_all([Finished(name, "key", {f"{name}.md": b"a", f"{name}.json": b"b"}, {}) for name in ("one", "two")])
        assert [step for step in log if step in {"file", "folder", "PRAGMA synchronous=FULL", "COMMIT"}] == [
            "PRAGMA synchronous=FULL",
            *["file"] * 4,
            "PRAGMA synchronous=FULL",
            "folder",
            "COMMIT",
        ]
        store.put("a", "b")
        assert store._db.execute("PRAGMA synchronous").fetchone() == (1,)


def test_a_group_that_cannot_appear_is_not_noted(tmp_path: Path) -> None:
    (tmp_path / "b.md").mkdir()
    with Store(tmp_path) as store:
        with pytest.raises(CannotWrite):
            store.finish_all([Finished("a", "key", {"a.md": b"x"}, {}), Finished("b", "key", {"b.md": b"x"}, {})])
        assert store.finished("a", "key") is None
        assert not list(tmp_path.glob(".*.part"))
        store.finish("c", "key", {"c.md": b"x"}, {})
        assert store.finished("c", "key") is not None


def test_another_key_takes_the_place_of_the_first(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        store.finish("a", "one", {"a.md": b"1"}, {})
        store.finish("a", "two", {"a.md": b"2"}, {})
        assert store.finished("a", "one") is None
        assert store.finished("a", "two") is not None


def test_a_run_that_dies_as_it_writes_leaves_no_note_of_what_it_replaced(tmp_path: Path) -> None:
    """Storage without renames has the new content as soon as it is staged."""
    kept: dict[str, bytes] = {}

    class Bucket:
        def stage(self, files, /):  # type: ignore[no-untyped-def]
            kept.update(files)
            if b"2" in files.values():
                raise KeyboardInterrupt
            return lambda: None

        def has(self, name: str, /) -> bool:
            return name in kept

    with Store(tmp_path, sink=Bucket()) as store:
        store.finish("a", "one", {"a.md": b"1"}, {})
        with pytest.raises(KeyboardInterrupt):
            store.finish("a", "two", {"a.md": b"2"}, {})
        assert store.finished("a", "one") is None


def test_threads_may_share_a_store(tmp_path: Path) -> None:
    def work(name: str) -> None:
        for number in range(40):
            store.put(f"{name}{number}", name)
            store.finish_all([Finished(f"{name}{number}", "key", {f"{name}{number}.md": b"x"}, {}, b"sketch")])
            assert store.get(f"{name}{number}") == name

    with Store(tmp_path) as store:
        threads = [threading.Thread(target=work, args=(name,)) for name in "abc"]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert all(store.finished(f"{name}{number}", "key") is not None for name in "abc" for number in range(40))
        assert store.sketch("key") == b"sketch"


def test_outputs_may_go_elsewhere(tmp_path: Path) -> None:
    kept: dict[str, bytes] = {}

    class Elsewhere:
        def stage(self, files, /):  # type: ignore[no-untyped-def]
            return lambda: kept.update(files)

        def has(self, name: str, /) -> bool:
            return name in kept

    with Store(tmp_path, sink=Elsewhere()) as store:
        store.finish("a", "key", {"a.md": b"x"}, {"n": 1})
        assert store.finished("a", "key") == {"n": 1}
        kept.clear()
        assert store.finished("a", "key") is None
    assert not (tmp_path / "a.md").exists()


def test_parts_of_killed_runs_are_swept_and_those_of_others_are_not(tmp_path: Path) -> None:
    with replacing(tmp_path / "report.jsonl") as file:
        (own,) = tmp_path.glob(".*.part")
        dead = tmp_path / own.name.replace(f"-{os.getpid()}.", "-999999999.")
        dead.write_bytes(b"half")
        foreign = tmp_path / ".a.md.00000000-1.abc.part"
        foreign.write_bytes(b"half")
        Folder(tmp_path).sweep()
        assert not dead.exists()
        assert foreign.exists()
        os.utime(foreign, (0, 0))
        Folder(tmp_path).sweep()
        assert not foreign.exists()
        file.write(b"whole")
    assert [path.name for path in tmp_path.iterdir()] == ["report.jsonl"]
