"""The translation memory: outcomes of segments that outlive the run, in one SQLite file that several runs may share.

A segment is found again under the digest of all that its English rests on: the text as the translator sees it (normalised, with its
slots), the back end and the hash of its weights, the search (`translate.memory_key`), and the code and libraries that translate.
"""

import functools
import hashlib
import importlib.metadata
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Self

from vi_brief import store

FILE = ".vi-brief-memory.sqlite"
ROOMS = ("translate", "models", "viet")
"""The rooms of the package that a segment goes through on its way from the key to its outcome."""
LIBRARIES = ("ctranslate2", "sentencepiece", "torch", "transformers")
FRESH_S = 3600
"""A segment's last use is noted to the hour: a hit is then hardly ever a write."""
LEFT = 0.75
"""The share of a full memory that is left after a deletion: large steps, so that they are rare."""
PUTS = 500
"""The size is looked at after so many new segments, about 150 KiB."""
_MEBIBYTE = 1 << 20
_SCHEMA = """
CREATE TABLE IF NOT EXISTS memory (key BLOB PRIMARY KEY, value TEXT NOT NULL, used INTEGER NOT NULL) WITHOUT ROWID;
"""


@functools.cache
def code() -> bytes:
    """A digest of the code and the libraries between a key and its outcome."""
    hashed = hashlib.sha256()
    package = Path(__file__).parent.parent
    for path in sorted(path for room in ROOMS for path in (package / room).rglob("*.py")):
        hashed.update(path.relative_to(package).as_posix().encode() + b"\0" + path.read_bytes())
    for library in LIBRARIES:
        hashed.update(f"{library}={importlib.metadata.version(library)}".encode())
    return hashed.digest()


class Memory:
    """A `translate.Memory` on disk. Use as a context manager; safe for several threads, and for several runs at a time.

    `asked` and `known` count the segments that were looked for and found. `clock` gives the seconds that uses are ordered by.
    """

    def __init__(self, path: Path, mebibytes: int, clock: Callable[[], float] = time.time) -> None:
        """Open or create the file; a corrupt one is set aside. Raises CannotWrite, and BadInput for a file of another program."""
        self.asked = self.known = 0
        self._path, self._cap, self._clock = path, mebibytes * _MEBIBYTE, clock
        self._puts = 0
        self._lock = threading.RLock()
        with store.writing(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            self._db = store.open_database(path, _SCHEMA)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._db.close()

    def get(self, key: str, /) -> str | None:
        """The remembered outcome of a segment."""
        found, now = _key(key), int(self._clock())
        with self._lock, store.writing(self._path):
            self.asked += 1
            row = self._db.execute("SELECT value, used FROM memory WHERE key = ?", (found,)).fetchone()
            if row is None:
                return None
            self.known += 1
            if row[1] < now - FRESH_S:
                self._db.execute("UPDATE memory SET used = ? WHERE key = ?", (now, found))
            return str(row[0])

    def put(self, key: str, value: str, /) -> None:
        """Remember the outcome of a segment; it survives the process at once."""
        with self._lock, store.writing(self._path):
            self._db.execute("INSERT OR REPLACE INTO memory VALUES (?, ?, ?)", (_key(key), value, int(self._clock())))
            self._puts += 1
            if self._puts % PUTS == 0:
                self._shrink()

    def bytes(self) -> int:
        """What the segments take on disk."""
        with self._lock:
            pages, free, size = (self._db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "freelist_count", "page_size"))
        return int((pages - free) * size)

    def _shrink(self) -> None:
        held = self.bytes()
        if held > self._cap:
            (rows,) = self._db.execute("SELECT count(*) FROM memory").fetchone()
            away = int(rows * (1 - LEFT * self._cap / held))
            self._db.execute("DELETE FROM memory WHERE key IN (SELECT key FROM memory ORDER BY used LIMIT ?)", (away,))


def _key(key: str) -> bytes:
    return hashlib.sha256(code() + key.encode()).digest()
