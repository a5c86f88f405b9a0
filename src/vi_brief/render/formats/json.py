"""The brief as JSON: every segment, finding and dropped line, in the shape of docs/reference/brief-json.md."""

from vi_brief.records import Brief
from vi_brief.render import document

EXTENSION = "json"


def render(brief: Brief) -> bytes:
    """UTF-8, deterministic, ending in a newline."""
    return document.to_bytes(document.document(brief))
