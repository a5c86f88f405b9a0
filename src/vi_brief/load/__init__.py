"""Load: files, folders, globs, archives, standard input and, where allowed, addresses -> Pages.

The formats are plug-ins in `readers/`. `find` names what there is and refuses what is not, before any work; `read` then gives the pages of
one item, and Rejected for each document that cannot be one, so that a batch goes on.
"""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from vi_brief.errors import BadInput, FetchRefused
from vi_brief.load import fetch, formats
from vi_brief.load.items import STDIN, Item, find, numbered, safe
from vi_brief.load.options import Options
from vi_brief.load.pages import size
from vi_brief.records import Page, Rejected
from vi_brief.viet import encodings

__all__ = ["Item", "Options", "find", "lines", "load", "read"]


def load(inputs: Sequence[str], options: Options) -> Iterator[Page | Rejected]:
    """Every page that the inputs name. BadInput for an input that is not there is raised at the call, not at the first page."""
    items = find(inputs, options)
    return (result for item in items for result in read(item, options))


def read(item: Item, options: Options) -> Iterator[Page | Rejected]:
    """The pages of one item, their stems unique in the run."""
    taken: set[str] = set()
    for result in _results(item, options):
        if isinstance(result, Rejected):
            yield result
        else:
            stem = f"{item.stem}-{safe(result.stem)}" if result.stem else item.stem
            yield replace(result, stem=numbered(stem, taken))


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


def _results(item: Item, options: Options) -> Iterator[Page | Rejected]:
    try:
        if item.kind == "url":
            yield from _fetched(item, options)
            return
        reader = formats.reader(item.source) if item.kind == "file" else None
        many = reader is None or formats.holds_many(item.source)
        data = _bytes(item.source, options.max_archive_bytes if many else options.max_bytes)
    except FetchRefused as error:
        yield Rejected(item.source, str(error), "open it in a browser and save the page, then give the file")
    except _TooLarge as error:
        yield Rejected(item.source, str(error), "split it, or raise the limit in [load]")
    except OSError as error:
        yield Rejected(item.source, f"may not be read: {error.strerror or error}", "check the file and its permissions")
    else:
        yield from _sniffed(data, item.source, options) if reader is None else reader.read(data, item.source, options)


def _sniffed(data: bytes, source: str, options: Options) -> Iterator[Page | Rejected]:
    reader = formats.sniff(data)
    if not getattr(reader, "CONTAINER", False) and len(data) > options.max_bytes:
        yield Rejected(source, _too_large(len(data), options.max_bytes), "split it, or raise the limit in [load]")
        return
    yield from reader.read(data, source, options)


def _fetched(item: Item, options: Options) -> Iterator[Page | Rejected]:
    found = fetch.get(item.source, options)
    reader = formats.reader(f"page{found.suffix}") or formats.sniff(found.data)
    for result in reader.read(found.data, item.source, options):
        yield result if isinstance(result, Rejected) else replace(result, facts={"url": found.url, **result.facts})


def _bytes(source: str, limit: int) -> bytes:
    """The bytes of a file or of standard input; raises _TooLarge before more than the limit is held."""
    if source == STDIN:
        data = sys.stdin.buffer.read(limit + 1)
    else:
        path = Path(source)
        if path.is_file() and (whole := path.stat().st_size) > limit:
            raise _TooLarge(_too_large(whole, limit))
        with path.open("rb") as stream:
            data = stream.read(limit + 1)
    if len(data) > limit:
        raise _TooLarge(f"the input has more than {size(limit)}, the limit")
    return data


def _too_large(count: int, limit: int) -> str:
    return f"the file has {size(count)}, the limit is {size(limit)}"
