"""JSONL of articles with reference briefs: {"id", "title_vi", "lead_vi", "body_vi": [...], "headline", "summary", "key_points": [...]}."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from vi_brief.errors import BadInput
from vi_brief.evaluate import documents, suites
from vi_brief.evaluate.documents import Document


def accepts(path: Path) -> bool:
    """A file named .jsonl whose first line has a body_vi."""
    return "body_vi" in documents.first_keys(path)


def files(given: str) -> list[Path]:
    """The file itself."""
    return [Path(given)]


def read(given: str) -> Iterator[Document]:
    """A document a line, without reference translations: only its brief is scored."""
    for number, (where, value) in enumerate(documents.rows(suites.text(Path(given)), given), 1):
        body = value.get("body_vi")
        if not isinstance(body, list):
            raise BadInput(f"{where}: 'body_vi' is not a list; write one sentence an entry")
        text: list[Any] = [value.get("title_vi"), value.get("lead_vi"), *body]
        content = {
            "id": str(value.get("id", number)),
            "source_text": [part for part in text if part],
            **{key: value.get(key) for key in ("headline", "summary")},
            "key_points": value.get("key_points", []),
        }
        yield documents.make(Document, content, where)
