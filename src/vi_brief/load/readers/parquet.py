"""Parquet: one article a row, its columns named as the fields of a JSON article are; read by groups of rows."""

import io
from collections.abc import Iterator
from typing import IO, Any

from vi_brief import extras
from vi_brief.load.documents import document
from vi_brief.load.options import Options
from vi_brief.load.pages import named, size
from vi_brief.records import Page, Rejected

SUFFIXES = (".parquet", ".pq")
CONTAINER = True
SEEKS = True
ROWS = 64
"""Rows that are decoded at a time: about 1 MB of news."""


def read(data: bytes, source: str, options: Options) -> Iterator[Page | Rejected]:
    """The articles in the bytes of a file, in order; `source#n` is row n, from 1."""
    return stream(io.BytesIO(data), source, options)


def stream(file: IO[bytes], source: str, options: Options) -> Iterator[Page | Rejected]:
    """The articles in an open file, in order; a few rows are held."""
    pyarrow = extras.need("pyarrow", f"{source}: reading Parquet", "cluster")
    parquet = extras.need("pyarrow.parquet", f"{source}: reading Parquet", "cluster")
    number = 0
    try:
        for batch in parquet.ParquetFile(file).iter_batches(batch_size=ROWS):
            for row in _rows(batch):
                number += 1
                yield named(_row(row, f"{source}#{number}", options), str(number))
    except (pyarrow.ArrowException, OSError, UnicodeDecodeError) as error:
        yield Rejected(source, f"not a readable Parquet file: {' '.join(str(error).split())}", "write it again")
        return
    if not number:
        yield Rejected(source, "the table is empty", "check that the articles were saved")


def _rows(batch: Any) -> list[dict[str, Any] | str]:
    """The rows of a batch; for one with what Python cannot hold (text that is no UTF-8, a date beyond its calendar), the reason."""
    try:
        return list(batch.to_pylist())
    except (ValueError, OverflowError) as error:
        if batch.num_rows == 1:
            return [" ".join(str(error).split())]
        return [row for at in range(batch.num_rows) for row in _rows(batch.slice(at, 1))]


def _row(row: dict[str, Any] | str, source: str, options: Options) -> Page | Rejected:
    if isinstance(row, str):
        return Rejected(source, f"the row cannot be read: {row}", "write it again")
    plain = {name: _plain(value) for name, value in row.items()}
    longest = max((len(value) for value in plain.values() if isinstance(value, str)), default=0)
    if longest > options.max_bytes:
        return Rejected(
            source, f"a field has {longest:,} letters, the limit is {size(options.max_bytes)}", "split it, or raise max_bytes in [load]"
        )
    return document(plain, source)


def _plain(value: object) -> object:
    """A cell as JSON would hold it: a date or time as ISO 8601, bytes as the text they are."""
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return value.isoformat() if hasattr(value, "isoformat") else value
