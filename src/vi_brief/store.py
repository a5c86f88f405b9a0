"""What a run leaves on disk: outputs that appear whole or not at all, and a ledger from which a later run goes on.

The ledger is one SQLite file in the output folder. It remembers which articles are finished under which key (input, config, models, code)
and every translated segment, so that an interrupted article goes on where it stopped.
"""

import contextlib
import json
import os
import sqlite3
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Self

from vi_brief.errors import CannotWrite

LEDGER = ".vi-brief.sqlite"
_SCHEMA = """
CREATE TABLE IF NOT EXISTS finished (stem TEXT PRIMARY KEY, key TEXT NOT NULL, outputs TEXT NOT NULL, facts TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS segments (key TEXT PRIMARY KEY, value TEXT NOT NULL);
"""


@contextlib.contextmanager
def _writing(where: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, sqlite3.OperationalError) as error:
        said = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise CannotWrite(f"{where}: cannot write: {said}; free the space or choose another folder with -o, then run again") from error


def write(path: Path, content: bytes) -> None:
    """Write a file so that it appears whole or not at all; raises CannotWrite and leaves nothing half-written."""
    with _writing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(name).chmod(0o666 & ~_umask())
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


class Store:
    """The output folder of a run. Use as a context manager; safe for several runs into one folder at a time."""

    def __init__(self, folder: Path, ledger: str = LEDGER) -> None:
        """Open or create the folder and its ledger; a corrupt ledger is set aside. Raises CannotWrite where it cannot be written."""
        self.folder = folder
        self._path = folder / ledger
        with _writing(folder):
            folder.mkdir(parents=True, exist_ok=True)
            self._db = self._open(self._path)

    @staticmethod
    def _open(path: Path) -> sqlite3.Connection:
        for attempt in (1, 2):
            db = sqlite3.connect(path, timeout=60, isolation_level=None, check_same_thread=False)
            try:
                db.execute("PRAGMA journal_mode=WAL")
                db.executescript(_SCHEMA)
            except sqlite3.DatabaseError as error:
                db.close()
                if isinstance(error, sqlite3.OperationalError) or attempt == 2:
                    raise
                path.replace(path.with_suffix(".corrupt"))
            else:
                return db
        raise CannotWrite(f"{path}: the ledger cannot be opened; delete it and run again")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._db.close()

    def finished(self, stem: str, key: str) -> Mapping[str, object] | None:
        """The facts noted when this article was finished under this key, None if it was not or an output is gone."""
        row = self._db.execute("SELECT outputs, facts FROM finished WHERE stem = ? AND key = ?", (stem, key)).fetchone()
        if row is None or not all((self.folder / name).is_file() for name in json.loads(row[0])):
            return None
        facts: dict[str, object] = json.loads(row[1])
        return facts

    def finish(self, stem: str, key: str, outputs: Mapping[str, bytes], facts: Mapping[str, object]) -> None:
        """Write an article's outputs (file name -> bytes), then note that it is finished."""
        for name, content in outputs.items():
            write(self.folder / name, content)
        self._note("INSERT OR REPLACE INTO finished VALUES (?, ?, ?, ?)", (stem, key, json.dumps(sorted(outputs)), json.dumps(dict(facts))))

    def get(self, key: str) -> str | None:
        """The remembered translation of a segment."""
        row = self._db.execute("SELECT value FROM segments WHERE key = ?", (key,)).fetchone()
        return None if row is None else str(row[0])

    def put(self, key: str, value: str) -> None:
        """Remember the translation of a segment; it survives the process at once."""
        self._note("INSERT OR REPLACE INTO segments VALUES (?, ?)", (key, value))

    def forget(self) -> None:
        """Close and delete the ledger: the work it stood for is complete."""
        self._db.close()
        for suffix in ("", "-wal", "-shm"):
            Path(f"{self._path}{suffix}").unlink(missing_ok=True)

    def _note(self, statement: str, values: Sequence[str]) -> None:
        with _writing(self._path):
            self._db.execute(statement, values)
