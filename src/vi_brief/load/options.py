"""What `load` may be asked for, and its limits."""

from pydantic import Field

from vi_brief.config import Options as _Options

MAX_BYTES = 20_000_000
"""One document. The longest news pages, with their scripts, have about 5 MB; what is larger is a dump or a mistake."""
MAX_ARCHIVE_BYTES = 500_000_000
"""A file of many documents that is read into memory (JSON, a zip on standard input), and all that comes out of one zip. JSON lines have no
limit but that of each line."""
MAX_RATIO = 200
"""Uncompressed to compressed size of a zip member. News text has 2 to 10, repetitive HTML up to 60, a zip bomb 1,000."""
TIMEOUT_S = 30.0
"""The whole of one fetch, redirects included."""


class Options(_Options):
    """[load]: what may be read and how much of it."""

    fetch: bool = False
    max_bytes: int = Field(default=MAX_BYTES, gt=0)
    max_archive_bytes: int = Field(default=MAX_ARCHIVE_BYTES, gt=0)
    max_ratio: int = Field(default=MAX_RATIO, gt=0)
    timeout_s: float = Field(default=TIMEOUT_S, gt=0)
