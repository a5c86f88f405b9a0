"""Line-aligned text: `SOURCE,REFERENCE`, or a folder with `source.<language>` and `reference.<language>`."""

from collections.abc import Iterator
from pathlib import Path

from vi_brief.errors import BadInput
from vi_brief.evaluate import suites
from vi_brief.evaluate.documents import Document


def accepts(path: Path) -> bool:
    """A folder that holds one source.* and one reference.*."""
    return path.is_dir() and all(len(list(path.glob(f"{name}.*"))) == 1 for name in ("source", "reference"))


def files(given: str) -> list[Path]:
    """The source file and the reference file."""
    folder = Path(given)
    if folder.is_dir():
        if not accepts(folder):
            raise BadInput(f"{given}: needs one source.<language> and one reference.<language>; or give lines:SOURCE,REFERENCE")
        return [next(folder.glob("source.*")), next(folder.glob("reference.*"))]
    parts = [Path(part.strip()) for part in given.split(",")]
    if len(parts) != 2:
        raise BadInput(f"lines:{given}: give two files, lines:SOURCE,REFERENCE")
    return parts


def read(given: str) -> Iterator[Document]:
    """A document of one segment for each line."""
    source, reference = files(given)
    yield from suites.from_lines(suites.text(source), suites.text(reference), (str(source), str(reference)))
