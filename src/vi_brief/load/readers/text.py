"""Plain text: a raw scrape, one line per block. A text file that holds HTML is read as HTML."""

from collections.abc import Iterator

from vi_brief.load.options import Options
from vi_brief.load.pages import page
from vi_brief.records import Page, Rejected

SUFFIXES = (".txt", ".text")


def read(data: bytes, source: str, options: Options) -> Iterator[Page | Rejected]:  # noqa: ARG001 - the interface of every reader
    """The one document in a text file."""
    yield page(data, source)
