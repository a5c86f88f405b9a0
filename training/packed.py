"""Sets of token ids on disk: flat uint16 arrays that are mapped, not read.

A set is a folder with `source.ids` (all texts' ids in one run, little-endian uint16, no end marks), `source.len` (a uint16 length per text)
and, for pairs, `target.ids` and `target.len`. Packed for travel, each file is one or more xz streams with `.xz` at its name.
"""

import lzma
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from vi_brief.errors import BadInput

Ids = NDArray[np.uint16]
LONGEST = 65535
FILTER: dict[str, Any] = {"id": lzma.FILTER_LZMA2, "preset": 9, "lc": 2, "lp": 1, "pb": 1}
"""LZMA told that its input comes in twos: 26,405 Vietnamese sentences (942,131 tokens of the shipped 8,000 pieces) pack to 0.86 bytes a
token so, and to 0.87 with its defaults; the text itself packs to 1.03 bytes for each of those tokens."""


@dataclass(frozen=True, slots=True)
class Texts:
    """Token ids of many texts; text i is `ids[starts[i]:starts[i + 1]]`."""

    ids: Ids
    starts: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.starts) - 1

    @property
    def lengths(self) -> NDArray[np.int64]:
        """Tokens of each text."""
        return np.diff(self.starts)

    def row(self, index: int) -> list[int]:
        """The ids of one text."""
        return [int(i) for i in self.ids[self.starts[index] : self.starts[index + 1]]]

    def rows(self, start: int = 0, stop: int | None = None) -> Iterator[list[int]]:
        """The ids of texts in order."""
        for index in range(start, len(self) if stop is None else min(stop, len(self))):
            yield self.row(index)


@dataclass(frozen=True, slots=True)
class Set:
    """Texts, or pairs where there is a target."""

    name: str
    source: Texts
    target: Texts | None = None


def write(folder: Path, side: str, rows: Iterable[Sequence[int]]) -> int:
    """Write one side of a set, replacing it; the number of texts. Raises BadInput for a text of more than 65,535 tokens."""
    folder.mkdir(parents=True, exist_ok=True)
    lengths = []
    with (folder / f"{side}.ids.tmp").open("wb") as file:
        for row in rows:
            if len(row) > LONGEST:
                raise BadInput(f"{folder}: a text of {len(row)} tokens; shorten it")
            file.write(np.asarray(row, dtype="<u2").tobytes())
            lengths.append(len(row))
    (folder / f"{side}.len").write_bytes(np.asarray(lengths, dtype="<u2").tobytes())
    (folder / f"{side}.ids.tmp").replace(folder / f"{side}.ids")
    return len(lengths)


def read(folder: Path) -> Set:
    """A set; raises BadInput where it is missing or its files do not fit each other."""
    if not (folder / "source.ids").is_file():
        raise BadInput(f"{folder}: there is no such set of token ids; the step that makes it has not run")
    source = _texts(folder, "source")
    target = _texts(folder, "target") if (folder / "target.ids").is_file() else None
    if target is not None and len(source) != len(target):
        raise BadInput(f"{folder}: {len(source)} sources and {len(target)} targets")
    return Set(folder.name, source, target)


def _texts(folder: Path, side: str) -> Texts:
    lengths = np.fromfile(folder / f"{side}.len", dtype="<u2").astype(np.int64)
    starts = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(lengths)])
    path = folder / f"{side}.ids"
    if path.stat().st_size != 2 * starts[-1]:
        raise BadInput(f"{path}: not as long as {side}.len says; make it again")
    ids = np.memmap(path, dtype="<u2", mode="r") if starts[-1] else np.zeros(0, dtype="<u2")
    return Texts(ids, starts)


def pack(texts: Texts, folder: Path, side: str, chunk: int, fits: Callable[[int], bool]) -> int:
    """Write texts as xz streams of `chunk` texts each while `fits(bytes)` says that there is room; the number of texts written."""
    folder.mkdir(parents=True, exist_ok=True)
    done = 0
    with (folder / f"{side}.ids.xz").open("wb") as ids, (folder / f"{side}.len.xz").open("wb") as counts:
        for start in range(0, len(texts), chunk):
            stop = min(start + chunk, len(texts))
            body = _squeezed(np.asarray(texts.ids[texts.starts[start] : texts.starts[stop]]))
            head = _squeezed(texts.lengths[start:stop].astype("<u2"))
            if not fits(len(body) + len(head)):
                break
            ids.write(body)
            counts.write(head)
            done = stop
    return done


def unpack(packed: Path, folder: Path) -> None:
    """Undo `pack` for every side in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in sorted(packed.glob("*.xz")):
        with lzma.open(path) as file:
            (folder / path.name.removesuffix(".xz")).write_bytes(file.read())


def _squeezed(values: NDArray[Any]) -> bytes:
    data = values.tobytes()
    # The preset's dictionary of 64 MiB costs a second to clear, whatever the data.
    room = min(1 << 26, max(1 << 16, 1 << len(data).bit_length()))
    return lzma.compress(data, format=lzma.FORMAT_XZ, filters=[{**FILTER, "dict_size": room}])
