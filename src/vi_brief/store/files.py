"""Files that appear whole or not at all, and stay after power loss: contents and folder are synced."""

import contextlib
import functools
import os
import platform
import re
import sqlite3
import tempfile
import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO, Protocol

from vi_brief.errors import CannotWrite

STALE_S = 86_400
"""A part of a file is what a killed run left where its process is gone, or, of another machine, where it is a day old."""
_PART = re.compile(r"\.(?P<node>[0-9a-f]{8})-(?P<process>\d+)\.[^.]+\.part$")


@contextlib.contextmanager
def writing(where: Path) -> Iterator[None]:
    """What fails on the disk in here is CannotWrite, which names the place."""
    try:
        yield
    except (OSError, sqlite3.OperationalError) as error:
        said = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise CannotWrite(f"{where}: cannot write: {said}; free the space or choose another folder with -o, then run again") from error


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A file to write into that takes the place of `path` at the end, whole and on the disk; after an error nothing has changed."""
    with writing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = _part(path)
        try:
            with os.fdopen(handle, "wb") as file:
                yield file
                _filled(file)
            Path(name).chmod(0o666 & ~_umask())
            Path(name).replace(path)
            _sync(path.parent)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise


def write(path: Path, content: bytes) -> None:
    """Write a file so that it appears whole or not at all; raises CannotWrite and leaves nothing half-written."""
    with replacing(path) as file:
        file.write(content)


def _filled(file: BinaryIO, last: bytes = b"") -> None:
    file.write(last)
    file.flush()
    os.fsync(file.fileno())


def _part(path: Path) -> tuple[int, str]:
    """An open file beside `path`, and its name, which says whose it is."""
    return tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.{_node()}-{os.getpid()}.", suffix=".part")


def _node() -> str:
    return f"{zlib.crc32(platform.node().encode()):08x}"


def _left_behind(part: Path) -> bool:
    """Whether a part is of a run that was killed."""
    whose = _PART.search(part.name)
    if whose is None:
        return False
    if whose["node"] != _node() or os.name != "posix":
        return time.time() - part.stat().st_mtime > STALE_S
    try:
        os.kill(int(whose["process"]), 0)
    except (ProcessLookupError, OverflowError):
        return True
    except OSError:
        pass
    return False


@functools.cache
def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _sync(folder: Path) -> None:
    """Put the names of a folder on the disk, where the system can (Windows cannot, and does so itself)."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


class Sink(Protocol):
    """Where finished outputs go."""

    def stage(self, files: Mapping[str, bytes], /) -> Callable[[], None]:
        """Put the contents where they are safe; the function given back makes the files appear, each whole. Raises CannotWrite.

        A place where writing and appearing are one (object storage) is written to here.
        """
        ...

    def has(self, name: str, /) -> bool:
        """Whether an output is there."""
        ...


class Folder:
    """A `Sink`: the files of one folder."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def stage(self, files: Mapping[str, bytes], /) -> Callable[[], None]:
        """As `Sink` says: synced parts beside the files, then renamed."""
        parts: dict[Path, Path] = {}
        try:
            with writing(self.path):
                for name, content in files.items():
                    handle, part = _part(self.path / name)
                    parts[Path(part)] = self.path / name
                    with os.fdopen(handle, "wb") as file:
                        _filled(file, content)
                    Path(part).chmod(0o666 & ~_umask())
        except BaseException:
            _unlinked(parts)
            raise
        return lambda: self._appear(parts)

    def _appear(self, parts: Mapping[Path, Path]) -> None:
        try:
            with writing(self.path):
                for part, path in parts.items():
                    part.replace(path)
                _sync(self.path)
        except BaseException:
            _unlinked(parts)
            raise

    def has(self, name: str, /) -> bool:
        """As `Sink` says."""
        return (self.path / name).is_file()

    def sweep(self) -> None:
        """Remove the parts that killed runs left."""
        with writing(self.path):
            for part in self.path.glob(".*.part"):
                with contextlib.suppress(FileNotFoundError):
                    if _left_behind(part):
                        part.unlink()


def _unlinked(paths: Mapping[Path, Path]) -> None:
    for path in paths:
        path.unlink(missing_ok=True)
