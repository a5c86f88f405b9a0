"""What a run leaves on disk: outputs that appear whole or not at all, and a ledger from which a later run goes on.

The ledger is one SQLite file in the output folder. It remembers which articles are finished under which key (input, config, models, code),
and what a command notes on its way (`put`).

What holds after kill -9 and after power loss:

| | after kill -9 | after power loss |
|---|---|---|
| a finished article: its files and its line in the ledger | there | there: files, folder and ledger are synced (`synchronous=FULL`) |
| a note, a segment of the translation memory | there | the last seconds may be lost, nothing is damaged (`NORMAL`) |
| an article that was being finished | done again; no file is half-written | the same |
"""

import json
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from vi_brief.store.database import alone, open_database, transaction
from vi_brief.store.files import Folder, Sink, replacing, write, writing

__all__ = ["LEDGER", "Finished", "Folder", "Sink", "Store", "alone", "open_database", "replacing", "transaction", "write", "writing"]

LEDGER = ".vi-brief.sqlite"
_SCHEMA = """
CREATE TABLE IF NOT EXISTS finished (stem TEXT PRIMARY KEY, key TEXT NOT NULL, outputs TEXT NOT NULL, facts TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS segments (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS sketches (key TEXT PRIMARY KEY, sketch BLOB NOT NULL);
"""


@dataclass(frozen=True, slots=True)
class Finished:
    """A finished article: its name, what it rests on, its files (name -> bytes), what is to be remembered of it."""

    stem: str
    key: str
    outputs: Mapping[str, bytes]
    facts: Mapping[str, object]
    sketch: bytes = b""


class Store:
    """The output folder of a run. Use as a context manager; safe for several threads, and for several runs into one folder at a time."""

    def __init__(self, folder: Path, ledger: str = LEDGER, sink: Sink | None = None) -> None:
        """Open or create the folder and its ledger; a corrupt ledger is set aside. Raises CannotWrite where it cannot be written.

        Outputs go to `sink`; None is the folder itself.
        """
        self.folder = folder
        self._path = folder / ledger
        self._lock = threading.RLock()
        with writing(folder):
            folder.mkdir(parents=True, exist_ok=True)
            self._db = open_database(self._path, _SCHEMA)
        own = Folder(folder)
        own.sweep()
        self._sink: Sink = own if sink is None else sink

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._db.close()

    def finished(self, stem: str, key: str) -> Mapping[str, object] | None:
        """The facts noted when this article was finished under this key, None if it was not or an output is gone."""
        with self._lock:
            row = self._db.execute("SELECT outputs, facts FROM finished WHERE stem = ? AND key = ?", (stem, key)).fetchone()
        if row is None or not all(self._sink.has(name) for name in json.loads(row[0])):
            return None
        facts: dict[str, object] = json.loads(row[1])
        return facts

    def finish(self, stem: str, key: str, outputs: Mapping[str, bytes], facts: Mapping[str, object]) -> None:
        """Write an article's outputs (file name -> bytes), then note that it is finished."""
        self.finish_all([Finished(stem, key, outputs, facts)])

    def finish_all(self, group: Sequence[Finished]) -> None:
        """Write the outputs of several articles, then note that they are finished; when this returns, they outlive power loss.

        The files appear while the ledger is locked, so that of two runs at one article the files and the note are always of the same run.
        """
        # What an earlier run finished under another key is no longer there once the first of its files is replaced, which storage without
        # renames does as it stages; and another run may finish it meanwhile.
        with self._synced():
            self._forget_finished(group)
        appear = self._sink.stage({name: content for one in group for name, content in one.outputs.items()})
        with self._synced():
            self._forget_finished(group)
            with transaction(self._db):
                appear()
                rows = [(one.stem, one.key, json.dumps(sorted(one.outputs)), json.dumps(dict(one.facts))) for one in group]
                self._db.executemany("INSERT OR REPLACE INTO finished VALUES (?, ?, ?, ?)", rows)
                sketches = [(one.key, one.sketch) for one in group if one.sketch]
                self._db.executemany("INSERT OR REPLACE INTO sketches VALUES (?, ?)", sketches)

    def _forget_finished(self, group: Sequence[Finished]) -> None:
        self._db.executemany("DELETE FROM finished WHERE stem = ?", [(one.stem,) for one in group])

    @contextmanager
    def _synced(self) -> Iterator[None]:
        """The ledger, locked, and what is committed to it outlives power loss."""
        with self._lock, writing(self._path):
            self._db.execute("PRAGMA synchronous=FULL")
            try:
                yield
            finally:
                self._db.execute("PRAGMA synchronous=NORMAL")

    def sketch(self, key: str) -> bytes:
        """The sketch of the article of this key, empty where none is known."""
        with self._lock:
            row = self._db.execute("SELECT sketch FROM sketches WHERE key = ?", (key,)).fetchone()
        return b"" if row is None else bytes(row[0])

    def put_sketch(self, key: str, sketch: bytes) -> None:
        """Remember the sketch of an article before it is finished."""
        self._note("INSERT OR REPLACE INTO sketches VALUES (?, ?)", (key, sketch))

    def get(self, key: str) -> str | None:
        """What was noted under the key."""
        with self._lock:
            row = self._db.execute("SELECT value FROM segments WHERE key = ?", (key,)).fetchone()
        return None if row is None else str(row[0])

    def put(self, key: str, value: str) -> None:
        """Note a value; it survives the process at once."""
        self._note("INSERT OR REPLACE INTO segments VALUES (?, ?)", (key, value))

    def forget(self) -> None:
        """Close and delete the ledger: the work it stood for is complete."""
        with self._lock:
            self._db.close()
        for suffix in ("", "-wal", "-shm"):
            Path(f"{self._path}{suffix}").unlink(missing_ok=True)

    def _note(self, statement: str, values: Sequence[str | bytes]) -> None:
        with self._lock, writing(self._path):
            self._db.execute(statement, values)
