"""Saved web pages."""

from collections.abc import Iterator

from vi_brief.load.options import Options
from vi_brief.load.pages import page
from vi_brief.records import Page, Rejected

SUFFIXES = (".html", ".htm", ".xhtml")


def read(data: bytes, source: str, options: Options) -> Iterator[Page | Rejected]:  # noqa: ARG001 - the interface of every reader
    """The one document in an HTML file."""
    yield page(data, source, "html")
