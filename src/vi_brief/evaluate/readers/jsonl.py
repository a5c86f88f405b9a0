"""JSONL with one segment a line, {"source", "reference"[, "document"]}, or with one document a line as in `documents.jsonl`."""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from vi_brief.errors import BadInput
from vi_brief.evaluate import documents, suites
from vi_brief.evaluate.documents import Document, Sentence

_SEGMENT = frozenset({"source", "reference", "document"})


def accepts(path: Path) -> bool:
    """A file named .jsonl whose first line has segments or is one."""
    first = documents.first_keys(path)
    return "segments" in first or {"source", "reference"} <= first


def files(given: str) -> list[Path]:
    """The file itself."""
    return [Path(given)]


def read(given: str) -> Iterator[Document]:
    """The documents; lines with the same "document" that follow each other are one."""
    found = list(documents.rows(suites.text(Path(given)), given))
    if found and "segments" in found[0][1]:
        # Pages of outside data are not looked for.
        yield from (documents.make(Document, {**value, "page": None}, where) for where, value in found)
        return
    named = [_segment(where, value, number) for number, (where, value) in enumerate(found, 1)]
    for name, group in groupby(named, key=lambda pair: pair[0]):
        yield Document(id=name, segments=tuple(sentence for _, sentence in group))


def _segment(where: str, value: dict[str, Any], number: int) -> tuple[str, Sentence]:
    if unknown := sorted(value.keys() - _SEGMENT):
        raise BadInput(f"{where}: unknown key '{unknown[0]}'; a segment has source, reference and, if you like, document")
    sentence = documents.make(Sentence, {k: v for k, v in value.items() if k != "document"}, where)
    return str(value.get("document", number)), sentence
