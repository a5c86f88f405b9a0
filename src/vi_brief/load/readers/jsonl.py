"""JSON lines: one article a line; a broken line is rejected by its number and the others go on."""

import io
import json
from collections.abc import Iterator
from typing import IO

from vi_brief.errors import BadInput
from vi_brief.load.documents import document, parsed
from vi_brief.load.options import Options
from vi_brief.load.pages import named, size
from vi_brief.records import Page, Rejected

SUFFIXES = (".jsonl", ".ndjson")
CONTAINER = True
_SKIP = 1 << 16


def read(data: bytes, source: str, options: Options) -> Iterator[Page | Rejected]:
    """The articles in the bytes of a file, in order; `source#n` is line n."""
    return stream(io.BytesIO(data), source, options)


def stream(file: IO[bytes], source: str, options: Options) -> Iterator[Page | Rejected]:
    """The articles in an open file, in order; no more than one line is held."""
    empty = True
    for n, line in enumerate(_lines(file, options.max_bytes), 1):
        if isinstance(line, int):
            yield Rejected(f"{source}#{n}", *_too_long(line, options))
        elif line.strip():
            yield named(_line(line, f"{source}#{n}", options), str(n))
        else:
            continue
        empty = False
    if empty:
        yield Rejected(source, "the file is empty", "check that the articles were saved")


def _lines(file: IO[bytes], limit: int) -> Iterator[bytes | int]:
    """Each line, or its length where it is longer than the limit; a file in UTF-16 is one line."""
    first = True
    while line := file.readline(limit + len(b"\r\n") + 1):
        if first and b"\0" in line[:4]:
            yield line + file.read(limit)
            return
        first = False
        if line.endswith(b"\n") or len(line) <= limit:
            yield from line.splitlines()
        else:
            yield _length(line, file)


def _length(line: bytes, file: IO[bytes]) -> int:
    """The length of a long line of which `line` was read; the rest is read and not held."""
    length = 0
    while line and not line.endswith(b"\n"):
        length += len(line)
        line = file.readline(_SKIP)
    return length + len(line.rstrip(b"\r\n"))


def _too_long(length: int, options: Options) -> tuple[str, str]:
    return f"the line has {size(length)}, the limit is {size(options.max_bytes)}", "split it, or raise max_bytes in [load]"


def _line(line: bytes, source: str, options: Options) -> Page | Rejected:
    if len(line) > options.max_bytes:
        return Rejected(source, *_too_long(len(line), options))
    try:
        return document(parsed(line), source)
    except json.JSONDecodeError as error:
        return Rejected(source, f"not valid JSON, column {error.colno}: {error.msg}", "repair the line")
    except BadInput as error:
        return Rejected(source, str(error), "repair the line")
