"""Briefs as rows of Parquet, in shards of bounded size that are written whole.

A finished brief waits in a local SQLite file, where it survives kill -9 and power loss as a file would, until a shard is full or the job
ends. A brief that is made again replaces its row: the shard that held the old one is written anew without it.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, Self

from vi_brief import extras, signature
from vi_brief.errors import CannotWrite
from vi_brief.jobs.sinks._rows import row, table
from vi_brief.jobs.sinks.files import ADVICE, Files
from vi_brief.load import storage
from vi_brief.store import alone, open_database, transaction, writing

_SHARD = re.compile(r"briefs-(\d+)-[0-9a-f]{8}\.parquet")
WAITING = ".vi-brief-rows.sqlite"
LOCK = ".vi-brief-rows.lock"
SHARD_BYTES = 64_000_000
"""Of rendered briefs in one shard. A brief of vi-news-mini has 23 kB of JSON, so these are about 2,800 briefs, 14 MB once compressed."""
_SCHEMA = """
CREATE TABLE IF NOT EXISTS briefs (stem TEXT PRIMARY KEY, shard TEXT, files TEXT);
CREATE INDEX IF NOT EXISTS open ON briefs (stem) WHERE files IS NOT NULL;
CREATE TABLE IF NOT EXISTS replaced (shard TEXT NOT NULL, stem TEXT NOT NULL);
"""
# A brief waits (files, no shard), is being written (files and a shard) or is written (a shard, no files).


class Shards:
    """A `Sink`: `briefs-<number>-<hash>.parquet` below a folder or an address. Use as a context manager: leaving it writes what waits.

    `folder` is the local place for what waits. One run at a time may have it, for a shard is written from all that waits: another one is
    refused (BadInput) until this one is over, or killed.
    """

    def __init__(self, out: str, folder: Path) -> None:
        extras.need("pyarrow.parquet", f"{out}: writing Parquet", "cluster")
        self._out, self._files = out, Files(out)
        with writing(folder):
            folder.mkdir(parents=True, exist_ok=True)
            self._alone = alone(folder / LOCK, out)
            self._db = open_database(folder / WAITING, _SCHEMA)
        self._db.execute("PRAGMA synchronous=FULL")
        with storage.trouble(out, CannotWrite, ADVICE):
            self._learn()
        self._bytes = sum(n for (n,) in self._db.execute("SELECT length(files) FROM briefs WHERE files IS NOT NULL"))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Write what waits, also where the job was stopped: it is finished."""
        try:
            self._write()
        finally:
            self._db.close()
            self._alone.close()

    def stage(self, files: Mapping[str, bytes], /) -> Callable[[], None]:
        """As `store.Sink` says; a full shard is written first."""
        if self._bytes >= SHARD_BYTES:
            self._write()
        briefs: dict[str, dict[str, str]] = {}
        for name, content in files.items():
            stem, _, extension = name.rpartition(".")
            briefs.setdefault(stem, {})[extension] = content.decode()
        packed = [(stem, json.dumps(brief, ensure_ascii=False)) for stem, brief in briefs.items()]
        return lambda: self._wait(packed)

    def _wait(self, packed: Iterable[tuple[str, str]]) -> None:
        with writing(Path(self._out)), transaction(self._db):
            for stem, files in packed:
                self._db.execute("INSERT INTO replaced SELECT shard, stem FROM briefs WHERE stem = ? AND shard IS NOT NULL", (stem,))
                self._db.execute("INSERT OR REPLACE INTO briefs VALUES (?, NULL, ?)", (stem, files))
                self._bytes += len(files)

    def has(self, name: str, /) -> bool:
        """As `store.Sink` says."""
        found = self._db.execute("SELECT shard FROM briefs WHERE stem = ?", (name.rpartition(".")[0],)).fetchone()
        return found is not None and (found[0] is None or self._files.has(found[0]))

    def _write(self) -> None:
        """Write the shards that were begun and one of what waits, then those anew that hold replaced rows."""
        with storage.trouble(self._out, CannotWrite, ADVICE), writing(Path(self._out)):
            self._begin()
            for (shard,) in self._db.execute("SELECT DISTINCT shard FROM briefs WHERE files IS NOT NULL").fetchall():
                found = self._db.execute("SELECT stem, files FROM briefs WHERE shard = ? AND files IS NOT NULL ORDER BY stem", (shard,))
                self._put(shard, table([row(stem, json.loads(files)) for stem, files in found]))
                self._db.execute("UPDATE briefs SET files = NULL WHERE shard = ?", (shard,))
            for (shard,) in self._db.execute("SELECT DISTINCT shard FROM replaced").fetchall():
                self._rewrite(shard)
        self._bytes = 0

    def _begin(self) -> None:
        """Give what waits the name of its shard: after a crash it is written under the same one, so that no row is there twice."""
        with transaction(self._db):
            stems = [stem for (stem,) in self._db.execute("SELECT stem FROM briefs WHERE shard IS NULL ORDER BY stem")]
            if stems:
                number = max((int(name.split("-")[1]) for name in self._shards()), default=0) + 1
                shard = f"briefs-{number:05d}-{signature.digest(stems)[:8]}.parquet"
                self._db.execute("UPDATE briefs SET shard = ? WHERE shard IS NULL", (shard,))

    def _rewrite(self, shard: str) -> None:
        if self._files.has(shard):
            gone = {stem for (stem,) in self._db.execute("SELECT stem FROM replaced WHERE shard = ?", (shard,))}
            left = self._get(shard)
            left = left.filter([stem not in gone for stem in left["stem"].to_pylist()])
            if left.num_rows:
                self._put(shard, left)
            else:
                self._files.system.rm_file(self._files.path(shard))
                self._files.names.discard(shard)
        self._db.execute("DELETE FROM replaced WHERE shard = ?", (shard,))

    def _put(self, shard: str, content: Any) -> None:
        import pyarrow as pa
        from pyarrow import parquet

        out = pa.BufferOutputStream()
        parquet.write_table(content, out, compression="zstd")
        self._files.stage({shard: out.getvalue().to_pybytes()})()

    def _get(self, shard: str, columns: list[str] | None = None) -> Any:
        from pyarrow import parquet

        with self._files.system.open(self._files.path(shard), "rb") as file:
            return parquet.read_table(file, columns=columns)

    def _shards(self) -> set[str]:
        return {name for name in self._files.names if _SHARD.fullmatch(name)}

    def _learn(self) -> None:
        """Where another machine wrote the shards, note what is in them, so that a row that is made again takes the old one's place."""
        known = {shard for (shard,) in self._db.execute("SELECT DISTINCT shard FROM briefs WHERE shard IS NOT NULL")}
        for shard in sorted(self._shards() - known):
            stems = self._get(shard, ["stem"])["stem"].to_pylist()
            self._db.executemany("INSERT OR IGNORE INTO briefs VALUES (?, ?, NULL)", [(stem, shard) for stem in stems])
