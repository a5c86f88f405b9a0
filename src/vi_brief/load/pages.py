"""What the readers share: bytes or text of one document into a Page that has passed text hygiene."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Literal

from vi_brief.errors import BadInput
from vi_brief.records import Page, Rejected
from vi_brief.viet import encodings, hygiene

_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article|main|div|section|p|h1|table|meta)\b",
    re.IGNORECASE | re.DOTALL,
)
SNIFFED = 4096
"""How many characters tell HTML from text."""
Media = Literal["text", "html"]


def size(count: int) -> str:
    """A number of bytes for the reader.

    >>> size(52_428_800), size(900)
    ('52.4 MB', '900 bytes')
    """
    return f"{count / 1e6:.1f} MB" if count >= 100_000 else f"{count:,} bytes"


def looks_like_html(text: str) -> bool:
    """Whether a text begins as an HTML page or fragment does."""
    return _HTML.match(text[:SNIFFED]) is not None


def page(data: bytes, source: str, media: Media | None = None) -> Page | Rejected:
    """One document from bytes; `media` None means: look at it."""
    if not data.strip():
        return Rejected(source, "the file is empty", "check that the article was saved")
    try:
        text, encoding = encodings.decode(data)
    except BadInput as error:
        return Rejected(source, str(error), "give text, HTML, JSON, JSON lines or a zip of these")
    repairs = () if encoding == "utf-8" else (f"decoded from {encoding}",)
    return from_text(text, source, media, repairs=repairs)


def from_text(
    text: str, source: str, media: Media | None = None, *, facts: Mapping[str, str] | None = None, repairs: tuple[str, ...] = ()
) -> Page | Rejected:
    """One document from text."""
    clean, steps = hygiene.tidy(text)
    if not clean.strip():
        return Rejected(source, "the document has no text", "check that the article was saved")
    if media is None:
        media = "html" if looks_like_html(clean) else "text"
    tidied = {k: hygiene.tidy(v)[0].strip() for k, v in (facts or {}).items()}
    return Page(source=source, stem="", text=clean, media=media, facts={k: v for k, v in tidied.items() if v}, repairs=repairs + steps)


def named(result: Page | Rejected, stem: str) -> Page | Rejected:
    """The page under its name inside the file that holds it."""
    return result if isinstance(result, Rejected) else replace(result, stem=f"{stem}-{result.stem}" if result.stem else stem)
