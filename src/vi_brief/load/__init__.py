"""Load: files, folders, globs, archives, standard input and, where allowed, addresses -> Pages.

The formats are plug-ins in `readers/`. `find` names what there is and refuses what is not, before any work; `read` then gives the pages of
one item, and Rejected for each document that cannot be one, so that a batch goes on.
"""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import BinaryIO

from vi_brief.errors import BadInput, FetchRefused
from vi_brief.load import fetch, formats, storage, streams
from vi_brief.load.items import STDIN, Item, Stems, find, safe
from vi_brief.load.options import Options
from vi_brief.load.pages import size
from vi_brief.load.streams import Gauge, Stream
from vi_brief.records import Page, Rejected
from vi_brief.viet import encodings

__all__ = ["Gauge", "Item", "Options", "find", "lines", "load", "read", "total"]


def load(inputs: Sequence[str], options: Options) -> Iterator[Page | Rejected]:
    """Every page that the inputs name. BadInput for an input that is not there is raised at the call, not at the first page."""
    items = find(inputs, options)
    return (result for item in items for result in read(item, options))


def read(item: Item, options: Options, gauge: Gauge | None = None) -> Iterator[Page | Rejected]:
    """The pages of one item, their stems unique in the run. Files of many documents are read as their pages are asked for.

    `gauge` follows the bytes read, as `total` counts them.
    """
    names, gauge = Stems(), Gauge() if gauge is None else gauge
    for result in _results(item, options, gauge):
        source = _printable(result.source)
        if isinstance(result, Rejected):
            yield replace(result, source=source, reason=_printable(result.reason))
        elif result.stem and result.source == f"{item.source}#{result.stem}":
            # A line's or a list entry's number occurs once, and nothing else in the run begins with this item's stem.
            yield replace(result, source=source, stem=f"{item.stem}-{result.stem}")
        else:
            stem = names.unique(f"{item.stem}-{safe(result.stem)}" if result.stem else item.stem)
            yield replace(result, source=source, stem=stem)


def _printable(text: str) -> str:
    """The text with what a terminal would obey, and what no encoding can write (a file name's stray bytes), as escapes."""
    return text if text.isprintable() else "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


def total(items: Sequence[Item]) -> int | None:
    """The bytes that the items hold; None where only reading them tells (standard input, addresses, pipes)."""
    found = 0
    for item in items:
        path = Path(item.source)
        if item.kind != "file" or not path.is_file():
            return None
        found += path.stat().st_size
    return found


def lines(path: str) -> list[str]:
    """The lines of a text file (- for standard input) as they are, blank ones too, for work that must stay line by line."""
    if path != STDIN and not Path(path).is_file():
        raise BadInput(f"{path}: there is no such file; check the path")
    try:
        data = _bytes(path, Options().max_archive_bytes)
        text = encodings.decode(data)[0]
    except OSError as error:
        raise BadInput(f"{path}: may not be read: {error.strerror}") from None
    except (BadInput, _TooLarge) as error:
        raise BadInput(f"{path}: {error}") from None
    rows = text.replace("\r\n", "\n").split("\n")
    return rows[:-1] if rows[-1] == "" else rows


class _TooLarge(Exception):
    pass


def _results(item: Item, options: Options, gauge: Gauge) -> Iterator[Page | Rejected]:
    before = gauge.bytes
    try:
        if item.kind == "url":
            yield from _fetched(item, options)
        elif item.kind == "stdin":
            yield from _unnamed(sys.stdin.buffer, STDIN, options, gauge)
        else:
            yield from _file(item.source, options, gauge)
            gauge.bytes = before + (_size(item.source) or gauge.bytes - before)
    except FetchRefused as error:
        yield Rejected(item.source, str(error), "open it in a browser and save the page, then give the file")
    except _TooLarge as error:
        gauge.bytes = before + _size(item.source)
        yield Rejected(item.source, str(error), "split it, or raise the limit in [load]")
    except OSError as error:
        yield Rejected(item.source, f"may not be read: {error.strerror or error}", "check the file and its permissions")


def _file(source: str, options: Options, gauge: Gauge) -> Iterator[Page | Rejected]:
    reader = formats.reader(source)
    if reader is not None and not formats.holds_many(source):
        data = _bytes(source, options.max_bytes)
        gauge.bytes += len(data)
        yield from reader.read(data, source, options)
        return
    with _opened(source) as file:
        if reader is None:
            yield from _unnamed(file, source, options, gauge)
        else:
            yield from _many(reader, Stream(file, gauge), source, options)


def _unnamed(file: BinaryIO, source: str, options: Options, gauge: Gauge) -> Iterator[Page | Rejected]:
    """What a file without a telling name holds: its first bytes say how to read it."""
    head = streams.head(file, options.max_bytes)
    reader = formats.sniff(head)
    if file.seekable() and source != STDIN:
        file.seek(0)
        head = b""
    stream = Stream(file, gauge, head)
    if getattr(reader, "CONTAINER", False):
        yield from _many(reader, stream, source, options)
    else:
        yield from reader.read(_limited(stream, source, options.max_bytes), source, options)


def _many(reader: ModuleType, stream: Stream, source: str, options: Options) -> Iterator[Page | Rejected]:
    """The documents of a file of many: one after the other where the reader can, else from all of its bytes."""
    if hasattr(reader, "stream") and (stream.seekable() or not getattr(reader, "SEEKS", False)):
        yield from reader.stream(stream, source, options)
        return
    data, gauge = _limited(stream, source, options.max_archive_bytes), stream.gauge
    # All is read, but no document is given out: each takes its own bytes from now on, about.
    gauge.bytes -= len(data)
    for result in reader.read(data, source, options):
        gauge.bytes += len(result.text.encode()) if isinstance(result, Page) else 0
        yield result


def _fetched(item: Item, options: Options) -> Iterator[Page | Rejected]:
    found = fetch.get(item.source, options)
    reader = formats.reader(f"page{found.suffix}") or formats.sniff(found.data)
    for result in reader.read(found.data, item.source, options):
        yield result if isinstance(result, Rejected) else replace(result, facts={"url": found.url, **result.facts})


def _bytes(source: str, limit: int) -> bytes:
    """The bytes of a file or of standard input; raises _TooLarge before more than the limit is held."""
    if source == STDIN:
        return _limited(sys.stdin.buffer, source, limit)
    with _opened(source) as file:
        return _limited(file, source, limit)


def _limited(file: BinaryIO | Stream, source: str, limit: int) -> bytes:
    if source != STDIN and (whole := _size(source)) > limit:
        raise _TooLarge(_too_large(whole, limit))
    data = file.read(limit + 1)
    if len(data) > limit:
        raise _TooLarge(f"the input has more than {size(limit)}, the limit")
    return data


def _opened(source: str) -> BinaryIO:
    return storage.opened(source) if storage.is_address(source) else Path(source).open("rb")


def _size(source: str) -> int:
    """The bytes of a file; 0 where only reading it tells."""
    path = Path(source)
    return path.stat().st_size if path.is_file() else 0


def _too_large(count: int, limit: int) -> str:
    return f"the file has {size(count)}, the limit is {size(limit)}"
