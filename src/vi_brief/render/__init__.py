"""Brief -> bytes. A format is a file of `formats/`: its name is what `--format` takes."""

from collections.abc import Sequence

from vi_brief import plugins
from vi_brief.records import Article, Brief, Edit
from vi_brief.render import document

__all__ = ["article_json", "extension", "render"]

_FORMATS = "vi_brief.render.formats"


def extension(name: str) -> str:
    """The file name extension of a format, without the point; raises BadConfig for a format that does not exist.

    >>> extension("md")
    'md'
    """
    found: str = plugins.load(_FORMATS, name).EXTENSION
    return found


def render(brief: Brief, name: str) -> bytes:
    """The brief in the format `name`; equal briefs give equal bytes. Raises BadConfig for a format that does not exist."""
    content: bytes = plugins.load(_FORMATS, name).render(brief)
    return content


def article_json(article: Article, edits: Sequence[Edit]) -> bytes:
    """The `article` part of the JSON format alone: what cleaning found, kept and dropped."""
    return document.to_bytes(document.article_part(article, edits))
