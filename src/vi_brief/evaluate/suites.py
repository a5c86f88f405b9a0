"""Suites: what systems are compared on. A suite is data, named by a hash of everything in it.

A suite of ours is a folder with `suite.toml` and a JSONL of documents. Data of others is read in place, through a reader in `readers/`.
"""

import hashlib
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from vi_brief import evaluate, plugins
from vi_brief.errors import BadConfig, BadInput
from vi_brief.evaluate import documents
from vi_brief.evaluate.documents import Document, Record, Text

READERS = "vi_brief.evaluate.readers"
CARD = "suite.toml"
_CLONE = Path(__file__).resolve().parents[3] / "eval" / "suites"


class Card(Record):
    """`suite.toml`: `documents` is the JSONL's name; `licence` and `contamination` say what may be done and what a model may have seen."""

    name: Text
    description: Text
    source_language: Text
    target_language: Text
    licence: Text
    contamination: Text
    documents: Text = "documents.jsonl"


@dataclass(frozen=True, slots=True)
class Suite:
    """A validated suite. `home` is where pages are looked for; `hash` is the SHA-256 of the card, the documents and their pages."""

    name: str
    home: Path
    hash: str
    documents: tuple[Document, ...]
    description: str = ""
    licence: str = "not stated: outside data"
    contamination: str = "not stated: outside data"

    def page(self, document: Document) -> Path | None:
        """The file of a document's raw page; None where it has none."""
        return None if document.page is None else _page(self.home, document.page)


def folders() -> tuple[Path, ...]:
    """Where suites are looked up by name: `eval/suites` under the working folder, then in the clone that vi_brief runs from.

    A wheel carries no suites: installed from one, give the path of a suite's folder.
    """
    return tuple(dict.fromkeys((Path.cwd() / "eval" / "suites", _CLONE)))


def read(given: str) -> Suite:
    """The suite of that name, in that folder, or in outside data, `PATH` or `READER:PATH`; raises BadInput with file, line and advice."""
    reader, _, rest = given.partition(":")
    if rest and reader in plugins.names(READERS):
        return _outside(plugins.load(READERS, reader), rest)
    for folder in (Path(given), *(root / given for root in folders())):
        if (folder / CARD).is_file():
            return _ours(folder)
    if Path(given).exists():
        for name in plugins.names(READERS):
            module = plugins.load(READERS, name)
            if module.accepts(Path(given)):
                return _outside(module, given)
        raise BadInput(f"{given}: no reader knows this layout; name one, as in tsv:{given}: {', '.join(plugins.names(READERS))}")
    known = sorted({card.parent.name for root in folders() for card in root.glob(f"*/{CARD}")})
    listed = ", ".join(known) or "none, give a path"
    raise BadInput(f"{given}: there is no such suite or path{evaluate.meant(given, known)} suites here: {listed}")


def text(path: Path) -> list[str]:
    """The lines of a UTF-8 file; raises BadInput where it cannot be read."""
    try:
        content = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise BadInput(f"{path}: may not be read: {error.strerror}; check the path") from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise BadInput(f"{path}:{line}: not UTF-8; convert the file") from None
    lines = content.replace("\r\n", "\n").split("\n")
    return lines[:-1] if lines[-1] == "" else lines


def from_lines(sources: Sequence[str], references: Sequence[str], names: tuple[str, str]) -> list[Document]:
    """Line-aligned texts as documents of one segment each, named by line number: no line is the context of another.

    Raises BadInput where the texts do not line up or a line is blank; `names` are the files, for the message.
    """
    if len(sources) != len(references):
        raise BadInput(f"{names[1]}: {len(references)} lines, but {names[0]} has {len(sources)}; the files must line up")
    made = []
    for number, (source, reference) in enumerate(zip(sources, references, strict=True), 1):
        if not source.strip() or not reference.strip():
            blank = names[0] if not source.strip() else names[1]
            raise BadInput(f"{blank}:{number}: the line is blank; take it out of both files")
        made.append(Document(id=str(number), segments=(documents.Sentence(source=source, reference=reference),)))
    return made


def _ours(folder: Path) -> Suite:
    card = _card(folder / CARD)
    path = folder / card.documents
    found = [(where, documents.make(Document, value, where)) for where, value in documents.rows(text(path), str(path))]
    _distinct(found, str(path))
    pages = [(document.page, _found(folder, document.page, where)) for where, document in found if document.page is not None]
    files = [(CARD, folder / CARD), (card.documents, path), *pages]
    return Suite(
        name=card.name,
        home=folder,
        hash=_hash(files),
        documents=tuple(document for _, document in found),
        description=card.description,
        licence=card.licence,
        contamination=card.contamination,
    )


def _found(folder: Path, page: str, where: str) -> Path:
    found = _page(folder, page)
    if found is None:
        raise BadInput(f"{where}: page '{page}' is not there; put it beside {CARD} or correct the path")
    return found


def _card(path: Path) -> Card:
    try:
        content = tomllib.loads("\n".join(text(path)))
    except tomllib.TOMLDecodeError as error:
        raise BadInput(f"{path}: not valid TOML: {error}; mend the file") from None
    return documents.make(Card, content, str(path))


def _outside(reader: ModuleType, given: str) -> Suite:
    found = list(reader.read(given))
    _distinct([(f"{given}, document {number}", document) for number, document in enumerate(found, 1)], given)
    first = Path(given.partition(",")[0])
    digest = _hash((path.name, path) for path in reader.files(given))
    return Suite(name=first.stem if first.is_file() else first.name, home=first.parent, hash=digest, documents=tuple(found))


def _distinct(found: Sequence[tuple[str, Document]], where: str) -> None:
    if not found:
        raise BadInput(f"{where}: there is no document in it; give a file with at least one")
    first: dict[str, str] = {}
    for place, document in found:
        if document.id in first:
            raise BadInput(f"{place}: the id '{document.id}' is also that of {first[document.id]}; make ids distinct")
        first[document.id] = place


def _page(home: Path, page: str) -> Path | None:
    """The page in the suite's folder or in the nearest folder above it that has it."""
    if Path(page).is_absolute() or ".." in Path(page).parts:
        raise BadConfig(f"{home / CARD}: page '{page}': give it relative to the suite's folder, without '..'")
    home = home.resolve()
    return next((folder / page for folder in (home, *home.parents) if (folder / page).is_file()), None)


def _hash(files: Iterable[tuple[str, Path]]) -> str:
    hashed = hashlib.sha256()
    for name, path in files:
        with path.open("rb") as file:
            hashed.update(f"{name}\0{hashlib.file_digest(file, 'sha256').hexdigest()}\n".encode())
    return hashed.hexdigest()
