"""Files that are read piece by piece: how far the reading is, and bytes that were looked at before."""

import io
from typing import BinaryIO

HEAD = 8192
"""Bytes that tell a format without a telling name."""


class Gauge:
    """How many bytes of the inputs were read; `load.read` adds to it as it goes."""

    def __init__(self) -> None:
        self.bytes = 0


class Stream(io.RawIOBase):
    """A binary file whose reading a gauge follows; `head` was read of it already and comes first."""

    def __init__(self, file: BinaryIO, gauge: Gauge, head: bytes = b"") -> None:
        super().__init__()
        self._file, self.gauge, self._head = file, gauge, head
        gauge.bytes += len(head)

    def readable(self) -> bool:
        """It is."""
        return True

    def seekable(self) -> bool:
        """As the file, but for one that was looked at."""
        return not self._head and self._file.seekable()

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        """As of any file."""
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        """As of any file."""
        return self._file.tell()

    def read(self, size: int = -1, /) -> bytes:
        """Up to `size` bytes; all that is left where it is negative."""
        if self._head:
            first, self._head = (self._head, b"") if size < 0 else (self._head[:size], self._head[size:])
            return first + self.read(size if size < 0 else size - len(first)) if size != len(first) else first
        data = self._file.read(size)
        self.gauge.bytes += len(data)
        return data

    def readline(self, size: int | None = -1, /) -> bytes:
        """Bytes up to a line end or up to `size`."""
        limit = -1 if size is None else size
        if self._head:
            end = self._head.find(b"\n") + 1 or len(self._head)
            end = end if limit < 0 else min(end, limit)
            first, self._head = self._head[:end], self._head[end:]
            whole = first.endswith(b"\n") or end == limit
            return first if whole else first + self.readline(limit if limit < 0 else limit - end)
        line = self._file.readline(limit)
        self.gauge.bytes += len(line)
        return line


def head(file: BinaryIO, limit: int) -> bytes:
    """The first bytes of a file without a telling name: as many as tell JSON lines from one JSON object, at most about `limit`."""
    data, step = file.read(HEAD), HEAD
    while data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{" and b"\n{" not in data and len(data) <= limit:
        step *= 2
        more = file.read(step)
        if not more:
            break
        data += more
    return data
