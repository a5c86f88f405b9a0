"""Tab-separated text: source, reference and, if there is a third column, the document that the line belongs to."""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from vi_brief.errors import BadInput
from vi_brief.evaluate import suites
from vi_brief.evaluate.documents import Document, Sentence


def accepts(path: Path) -> bool:
    """A file named .tsv."""
    return path.is_file() and path.suffix.lower() == ".tsv"


def files(given: str) -> list[Path]:
    """The file itself."""
    return [Path(given)]


def read(given: str) -> Iterator[Document]:
    """A document for each line, or for each run of lines with the same third column."""
    cells = [line.split("\t") for line in suites.text(Path(given))]
    for number, row in enumerate(cells, 1):
        if len(row) not in {2, 3} or len(row) != len(cells[0]):
            raise BadInput(f"{given}:{number}: {len(row)} columns, line 1 has {len(cells[0])}; write source TAB reference [TAB document]")
        if not all(cell.strip() for cell in row):
            raise BadInput(f"{given}:{number}: a column is blank; take the line out")
    if cells and len(cells[0]) == 2:
        yield from suites.from_lines([row[0] for row in cells], [row[1] for row in cells], (given, given))
        return
    for name, group in groupby(cells, key=lambda row: row[2].strip()):
        yield Document(id=name, segments=tuple(Sentence(source=row[0], reference=row[1]) for row in group))
