"""A user's own glossary: DeepL's CSV and TSV layout (source, target[, source language, target language]) and TBX.

The only part of the glossaries that reads files of the user's. Every mistake is one line with the file and the line number.
"""

import csv
import functools
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from vi_brief.errors import BadInput
from vi_brief.glossaries.match import Trie
from vi_brief.glossaries.words import vietnamese
from vi_brief.viet.letters import nfc

DELIMITERS = {".tsv": "\t", ".txt": "\t", ".tab": "\t", ".csv": ","}
MOST_BYTES = 20_000_000
"""A glossary larger than this is taken for a mistake: DeepL's own limit is 10 MB."""
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True)
class Term:
    """One entry of a user's glossary: `en` are the accepted forms, the wanted one first; `where` is the file and the line."""

    vi: str
    en: tuple[str, ...]
    where: str


def read(paths: Sequence[str]) -> tuple[Term, ...]:
    """The terms of glossary files, in order; raises BadInput for a file that cannot be read or a line that is no entry.

    Two entries for one Vietnamese term are a mistake where they want different English.
    """
    known: dict[str, Term] = {}
    for path in paths:
        for term in _file(Path(path)):
            key = " ".join(vietnamese(term.vi).looked)
            if not key:
                raise BadInput(f"{term.where}: '{term.vi}' has no word to look for; write a Vietnamese term")
            if key in known and known[key].en != term.en:
                raise BadInput(f"{term.where}: '{term.vi}' has other English in {known[key].where}; keep one of the two")
            known.setdefault(key, term)
    return tuple(known.values())


def trie(terms: Sequence[Term]) -> Trie[Term]:
    """A trie that finds the terms in Vietnamese text."""
    made: Trie[Term] = Trie()
    for term in terms:
        made.add(vietnamese(term.vi), term)
    return made


def fingerprint(paths: Sequence[str]) -> str:
    """What the contents of glossary files hash to: part of what made an output. Raises BadInput for a file that cannot be read."""
    return hashlib.sha256(b"\0".join(_bytes(Path(path)) for path in paths)).hexdigest()[:16] if paths else ""


def _file(path: Path) -> Iterator[Term]:
    suffix = path.suffix.lower()
    if suffix in (".tbx", ".xml"):
        yield from _tbx(path)
    elif suffix in DELIMITERS:
        yield from _table(path, DELIMITERS[suffix])
    else:
        raise BadInput(f"{path}: not a known kind of glossary; give a .tsv, .csv or .tbx file")


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise BadInput(f"{path}: larger than {MOST_BYTES // 1_000_000} MB; a glossary is a list of terms")
        return path.read_bytes()
    except OSError as error:
        raise BadInput(f"{path}: this glossary cannot be read: {error.strerror or error}; check its path") from None


def _table(path: Path, delimiter: str) -> Iterator[Term]:
    try:
        text = _bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput(f"{path}: not UTF-8 at byte {error.start}; save the glossary as UTF-8") from None
    rows = csv.reader(text.splitlines(), delimiter=delimiter, quoting=csv.QUOTE_NONE if delimiter == "\t" else csv.QUOTE_MINIMAL)
    try:
        for row in rows:
            term = _row([" ".join(nfc(cell).split()) for cell in row], f"{path}, line {rows.line_num}")
            if term is not None:
                yield term
    except csv.Error as error:
        raise BadInput(f"{path}, line {rows.line_num}: {error}; quote a field that holds a comma") from None


def _row(cells: list[str], where: str) -> Term | None:
    """The term of a row; None for a blank row, a comment, and a row of other languages."""
    if not any(cells) or cells[0].startswith("#"):
        return None
    if len(cells) not in (2, 4):
        raise BadInput(f"{where}: found {len(cells)} of 2 or 4 fields; write source and target, or source, target, vi, en")
    source, target, *languages = cells
    if languages and [language.lower().split("-")[0] for language in languages] != ["vi", "en"]:
        return None
    if not source or not target:
        raise BadInput(f"{where}: the {'source' if not source else 'target'} is empty; write both")
    return Term(source, (target,), where)


def _tbx(path: Path) -> Iterator[Term]:
    """The entries of a TBX file of version 2 (termEntry, langSet) or 3 (conceptEntry, langSec) that have both languages."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(_bytes(path), parser)
    except etree.XMLSyntaxError as error:
        raise BadInput(f"{path}, line {error.lineno}: not well-formed XML: {error.msg}") from None
    found = 0
    for entry in _named(root, "termEntry", "conceptEntry"):
        terms = _languages(entry)
        first = Term("", tuple(terms.get("en", ())), f"{path}, line {entry.sourceline}")
        for vi in terms.get("vi", ()) if first.en else ():
            found += 1
            yield replace(first, vi=vi)
    if not found:
        raise BadInput(f"{path}: no entry with a Vietnamese (vi) and an English (en) term; check the xml:lang of its language sets")


def _languages(entry: Any) -> dict[str, list[str]]:
    """The terms of an entry by language."""
    terms: dict[str, list[str]] = {}
    for part in _named(entry, "langSet", "langSec"):
        language = (part.get(_LANGUAGE) or part.get("lang") or "").lower().split("-")[0]
        texts = (" ".join(nfc("".join(term.itertext())).split()) for term in _named(part, "term"))
        terms.setdefault(language, []).extend(text for text in texts if text)
    return terms


def _named(root: Any, *names: str) -> Iterator[Any]:
    """The elements below with one of these names, whatever their name space."""
    for element in root.iter():
        if isinstance(element.tag, str) and element.tag.rpartition("}")[2] in names:
            yield element


@functools.lru_cache(maxsize=65536)
def inflected(word: str) -> str:
    """An English word in lower case without its plural ending: what counts as the same word when a term must be kept.

    >>> inflected("Committees"), inflected("Vice")
    ('committee', 'vice')
    """
    low = word.lower()
    if len(low) < 4 or not low.endswith("s") or low.endswith(("ss", "us", "is")):
        return low
    return low[:-3] + "y" if low.endswith("ies") else low[:-1]
