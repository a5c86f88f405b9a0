"""SQLite files of ours: in WAL mode, waited for while another process holds them, and never a file that may be somebody else's."""

import re
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from vi_brief.errors import BadInput, CannotWrite

BUSY_S = 60
"""How long a database waits for another process that holds it."""
ALONE_S = 1
"""How long a run waits for the end of another one that must be alone: it would be hours."""
CACHE_KIB = 512
"""Of a database in memory. SQLite's own 2,000 are no faster for what is asked here: one row under a key, from a file that the system has
in memory anyway."""
APPLICATION = 0x76694272
"""What SQLite's header says of files that are ours: "viBr". Files from before it was set have tables of ours and 0."""
_HEADER = b"SQLite format 3\0"
_OWN = re.compile(r"\..*vi-brief.*")
"""A file of such a name is nobody else's, whatever is in it."""
_TABLE = re.compile(r"CREATE TABLE IF NOT EXISTS (\w+)")
_ADVICE = "it is left as it is; name another file, or one that is not there yet"


def open_database(path: Path, schema: str) -> sqlite3.Connection:
    """A SQLite file in WAL mode that several threads, under a lock, and several processes may use; a corrupt one is set aside.

    Raises BadInput for a file that was never one of ours, and leaves it as it is.
    """
    for attempt in (1, 2):
        if not _OWN.fullmatch(path.name):
            _look_at_header(path)
        db = sqlite3.connect(path, timeout=BUSY_S, isolation_level=None, check_same_thread=False)
        try:
            _prepare(db, path, schema)
        except BadInput:
            db.close()
            raise
        except sqlite3.DatabaseError as error:
            db.close()
            if isinstance(error, sqlite3.OperationalError) or attempt == 2:
                raise
            _set_aside(path)
        else:
            return db
    raise CannotWrite(f"{path}: the ledger cannot be opened; delete it and run again")


def _set_aside(path: Path) -> None:
    """Rename a damaged file that says by its name or in its header that it is one of ours."""
    with path.open("rb") as file:
        ours = bool(_OWN.fullmatch(path.name)) or file.read(72)[68:] == APPLICATION.to_bytes(4, "big")
    if not ours:
        raise BadInput(f"{path}: is a damaged SQLite file, perhaps of another program; {_ADVICE}")
    path.replace(path.with_suffix(".corrupt"))
    for suffix in ("-wal", "-shm"):
        Path(f"{path}{suffix}").unlink(missing_ok=True)


def _look_at_header(path: Path) -> None:
    """Nothing where there is no file yet, or an empty one, or one that begins as SQLite's do."""
    if path.is_file():
        with path.open("rb") as file:
            begin = file.read(len(_HEADER))
        if begin not in {b"", _HEADER}:
            raise BadInput(f"{path}: is not an SQLite file; {_ADVICE}")


def _prepare(db: sqlite3.Connection, path: Path, schema: str) -> None:
    (application,) = db.execute("PRAGMA application_id").fetchone()
    if application != APPLICATION and not _OWN.fullmatch(path.name):
        tables = {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if application or not tables <= set(_TABLE.findall(schema)):
            raise BadInput(f"{path}: is an SQLite file of another program; {_ADVICE}")
    _write_ahead(db)
    db.execute("PRAGMA synchronous=NORMAL")
    db.execute(f"PRAGMA cache_size=-{CACHE_KIB}")
    if application != APPLICATION:
        db.execute(f"PRAGMA application_id={APPLICATION}")
    db.executescript(schema)


def _write_ahead(db: sqlite3.Connection) -> None:
    """Switch to WAL. While another process does the same SQLite answers "locked" at once instead of waiting, so we wait."""
    until = time.monotonic() + BUSY_S
    while True:
        try:
            db.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(0.01)
        else:
            return


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """All or nothing, in a connection that commits by itself."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        db.rollback()
        raise


def alone(path: Path, what: str) -> sqlite3.Connection:
    """Have `path` to this process alone until the connection given back is closed or the process ends, however it ends.

    The file stays empty: what is used is SQLite's lock. Raises BadInput, about `what`, while another process has it.
    """
    db = sqlite3.connect(path, timeout=ALONE_S, isolation_level=None)
    try:
        db.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        db.close()
        if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
            raise
        raise BadInput(f"{what}: another run is writing there; wait for its end, or choose another place with -o") from None
    return db
