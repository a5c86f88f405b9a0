"""JSONL of news articles as pairs: {"id", "title": [vi, en], "lead": [vi, en], "body": [[vi, en], ...]}."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from vi_brief.errors import BadInput
from vi_brief.evaluate import documents, suites
from vi_brief.evaluate.documents import Document


def accepts(path: Path) -> bool:
    """A file named .jsonl whose first line has a title and a body."""
    return {"title", "body"} <= documents.first_keys(path)


def files(given: str) -> list[Path]:
    """The file itself."""
    return [Path(given)]


def read(given: str) -> Iterator[Document]:
    """A document a line; the lead is paragraph 0, each pair of the body a paragraph of its own."""
    for number, (where, value) in enumerate(documents.rows(suites.text(Path(given)), given), 1):
        body = value.get("body")
        if not isinstance(body, list):
            raise BadInput(f"{where}: 'body' is not a list; write [[vi, en], ...]")
        parts = [("lead", value["lead"])] if value.get("lead") else []
        parts += [(f"body.{n}", pair) for n, pair in enumerate(body)]
        segments = [{"paragraph": n, **_pair(pair, name, where)} for n, (name, pair) in enumerate(parts)]
        title = _pair(value["title"], "title", where) if value.get("title") else None
        yield documents.make(Document, {"id": str(value.get("id", number)), "title": title, "segments": segments}, where)


def _pair(value: Any, name: str, where: str) -> dict[str, Any]:
    if not isinstance(value, list) or len(value) != 2:
        raise BadInput(f"{where}: '{name}' is not a pair; write [vi, en]")
    return {"source": value[0], "reference": value[1]}
