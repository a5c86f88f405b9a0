"""WMT test sets: the XML of 2021 and later in one file, or the older SGML as `SOURCE.sgm,REFERENCE.sgm`."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from vi_brief.errors import BadInput
from vi_brief.evaluate.documents import Document, Sentence
from vi_brief.evaluate.readers import _xml

_SGML = {".sgm", ".sgml"}


def accepts(path: Path) -> bool:
    """A file named .xml."""
    return path.is_file() and path.suffix.lower() == ".xml"


def files(given: str) -> list[Path]:
    """The file, or the two files of the SGML form."""
    paths = [Path(part.strip()) for part in given.split(",")]
    if len(paths) != (2 if paths[0].suffix.lower() in _SGML else 1):
        raise BadInput(f"wmt:{given}: give FILE.xml, or both SOURCE.sgm,REFERENCE.sgm")
    return paths


def read(given: str) -> Iterator[Document]:
    """The documents, with the first reference where there are several."""
    paths = files(given)
    trees = [_xml.parse(path, loose=path.suffix.lower() in _SGML) for path in paths]
    if len(paths) == 1:
        for doc in trees[0].iter("doc"):
            yield _document(doc, doc.find("src"), doc.find("ref"), given)
        return
    references = {doc.get("docid"): doc for doc in trees[1].iter("doc")}
    for doc in trees[0].iter("doc"):
        yield _document(doc, doc, references.get(doc.get("docid")), given)


def _document(doc: Any, source: Any, reference: Any, given: str) -> Document:
    name = doc.get("id") or doc.get("docid") or "?"
    where = f"{given}:{doc.sourceline}: document '{name}'"
    if source is None or reference is None:
        raise BadInput(f"{where} has no {'source' if source is None else 'reference'}; take it out or add the reference")
    ours, theirs = _segments(source), _segments(reference)
    if ours.keys() != theirs.keys():
        odd = min(ours.keys() ^ theirs.keys())
        raise BadInput(f"{where}: segment {odd[1]} is not in both source and reference; make them line up")
    if blank := [key[1] for key in ours if not ours[key] or not theirs[key]]:
        raise BadInput(f"{where}: segment {blank[0]} is blank; take it out")
    segments = [Sentence(paragraph=paragraph, source=text, reference=theirs[paragraph, n]) for (paragraph, n), text in ours.items()]
    return Document(id=name, domain=doc.get("domain") or doc.get("genre") or "", segments=tuple(segments))


def _segments(side: Any) -> dict[tuple[int, str], str]:
    """Text by (paragraph, segment id)."""
    groups = list(side.iter("p")) or [side]
    return {(n, str(seg.get("id"))): _xml.content(seg) for n, group in enumerate(groups) for seg in group.iter("seg")}
