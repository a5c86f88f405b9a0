"""Equal and nearly equal articles: MinHash sketches of their words' 5-grams, compared with those of the articles before.

Broder, "On the resemblance and containment of documents" (1997); candidates are found by bands of the sketch (locality-sensitive hashing;
Leskovec, Rajaraman, Ullman, "Mining of Massive Datasets", chapter 3). numpy alone does it: the datasketch library would bring SciPy along.
"""

import functools
import hashlib
import re
import sqlite3
import struct
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

SHINGLE = 5
"""Words in a shingle: set phrases of news are shorter, and a changed word spoils no more than five."""
HASHES = 128
"""Minima in a sketch. The standard error of a similarity of 0.8 is 0.035, and a sketch takes half a kilobyte."""
SURE = 0.99
"""The share of pairs exactly at the threshold that the bands must bring together; of pairs above it they find more."""
_DIGEST = 16
_CACHE_KIB = 1024
"""SQLite gives every article a kilobyte of it. More is no faster: 10,000 articles took 1.1 s with one mebibyte, 2.9 s with eight."""
_WORD = re.compile(r"\w+")
_SCHEMA = """
CREATE TABLE articles (id INTEGER PRIMARY KEY, stem TEXT NOT NULL, source TEXT NOT NULL, sketch BLOB NOT NULL);
CREATE TABLE bands (band INTEGER NOT NULL, id INTEGER NOT NULL, PRIMARY KEY (band, id)) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Like:
    """The earlier article that one is nearly equal to. `similarity` is estimated; `equal` says that the cleaned texts are the same."""

    stem: str
    source: str
    similarity: float
    equal: bool


def sketch(paragraphs: Sequence[str]) -> bytes:
    """The sketch of an article: a digest of its text and the minima of its shingles' hashes. Letter case and punctuation do not count."""
    import numpy as np

    text = "\n".join(paragraphs)
    words = [word.encode() for word in _WORD.findall(text.lower())]
    shingles = {zlib.crc32(b" ".join(words[i : i + SHINGLE])) for i in range(max(1, len(words) - SHINGLE + 1))}
    factors, terms = _hashes()
    # Multiply-shift (Dietzfelbinger): the upper half of a product modulo 2 ** 64.
    found = np.fromiter(shingles, dtype=np.uint64, count=len(shingles))
    minima = ((factors[:, None] * found[None, :] + terms[:, None]) >> np.uint64(32)).min(axis=1).astype("<u4")
    return hashlib.blake2b(text.encode(), digest_size=_DIGEST).digest() + bytes(minima.tobytes())


@functools.cache
def _hashes() -> tuple[Any, Any]:
    """The factors (odd) and terms of the hash functions, the same in every process."""
    import numpy as np

    drawn = np.frombuffer(hashlib.shake_256(b"vi_brief.jobs.near").digest(16 * HASHES), dtype="<u8").astype(np.uint64)
    return drawn[:HASHES] | np.uint64(1), drawn[HASHES:]


def similarity(one: bytes, other: bytes) -> float:
    """The estimated Jaccard similarity of two sketches, in 0..1."""
    import numpy as np

    if one[:_DIGEST] == other[:_DIGEST]:
        return 1.0
    return float((np.frombuffer(one, "<u4", offset=_DIGEST) == np.frombuffer(other, "<u4", offset=_DIGEST)).mean())


def rows(threshold: float) -> int:
    """Minima in a band: as many as still bring pairs at the threshold together (`SURE`), so that few others are.

    >>> rows(0.8), rows(0.5), rows(1.0)
    (6, 3, 128)
    """
    return max((r for r in range(1, HASHES + 1) if 1 - (1 - threshold**r) ** (HASHES // r) >= SURE), default=1)


class Index:
    """The articles of a run so far, in a temporary database: a megabyte of memory however many there are. Use as a context manager.

    One of several nearly equal articles stands for all of them: the first. A later article is compared with it alone.
    """

    def __init__(self, threshold: float) -> None:
        self._threshold = threshold
        self._rows = rows(threshold)
        # No name: a file that SQLite writes when it outgrows the cache, and that goes with the connection.
        self._db = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        for pragma in ("journal_mode=OFF", "synchronous=OFF", f"cache_size=-{_CACHE_KIB}", "temp_store=FILE"):
            self._db.execute(f"PRAGMA {pragma}")
        self._db.executescript(_SCHEMA)

    def close(self) -> None:
        """Give the memory and the disk back."""
        self._db.close()

    def judge(self, found: bytes, stem: str, source: str) -> Like | None:
        """The first earlier article that this one is nearly equal to, the most similar of them; None where it is the first, and stands."""
        best: Like | None = None
        bands = list(self._bands(found))
        for other_stem, other_source, other in self._candidates(bands):
            alike = similarity(found, other)
            if alike >= self._threshold and (best is None or alike > best.similarity):
                best = Like(other_stem, other_source, round(alike, 3), found[:_DIGEST] == other[:_DIGEST])
        if best is None:
            cursor = self._db.execute("INSERT INTO articles (stem, source, sketch) VALUES (?, ?, ?)", (stem, source, found))
            self._db.executemany("INSERT OR IGNORE INTO bands VALUES (?, ?)", [(band, cursor.lastrowid) for band in bands])
        return best

    def _candidates(self, bands: Sequence[int]) -> list[tuple[str, str, bytes]]:
        marks = ",".join("?" * len(bands))
        return self._db.execute(
            f"SELECT stem, source, sketch FROM articles WHERE id IN (SELECT id FROM bands WHERE band IN ({marks})) ORDER BY id",  # noqa: S608
            bands,
        ).fetchall()

    def _bands(self, found: bytes) -> Iterator[int]:
        """A number for each band of a sketch; equal bands in the same place have equal numbers."""
        width = 4 * self._rows
        for place, start in enumerate(range(_DIGEST, len(found) - width + 1, width)):
            part = hashlib.blake2b(found[start : start + width], digest_size=8, salt=place.to_bytes(8, "little")).digest()
            yield int(struct.unpack("<q", part)[0])
