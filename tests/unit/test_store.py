"""Outputs appear whole or not at all; the ledger survives and is shared."""

import errno
import os
import sqlite3
import threading
from pathlib import Path

import pytest

from vi_brief.errors import CannotWrite
from vi_brief.store import LEDGER, Store, write


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


def test_a_forgotten_ledger_leaves_no_file(tmp_path: Path) -> None:
    with Store(tmp_path, ledger="work.sqlite") as store:
        store.put("a", "b")
        store.forget()
    assert list(tmp_path.iterdir()) == []
