"""What the user named -> the list of things to read, each with a name of its own for the outputs."""

import glob
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import unquote, urlsplit

from vi_brief.errors import BadInput
from vi_brief.load import formats
from vi_brief.load.options import Options
from vi_brief.viet import letters

STDIN = "-"
MAX_STEM = 80
"""File systems stop at 255 bytes; a name in a listing should stay readable."""
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_UNSAFE = re.compile(r"[^A-Za-z0-9_.]+")
_GLOB = frozenset("*?[")
_RESERVED = frozenset(["con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))])
"""Names that Windows keeps for itself."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to read: a file, an address or standard input. `stem` is safe in a file name and unique among the items of a run."""

    source: str
    stem: str
    kind: Literal["file", "url", "stdin"] = "file"


def find(inputs: Sequence[str], options: Options) -> tuple[Item, ...]:
    """The items that the inputs name, in order, folders and globs sorted; raises BadInput, before any work, for what is not there."""
    if not inputs:
        raise BadInput("no input: name files, folders, globs, a zip, - for standard input, or addresses with --fetch")
    found: dict[tuple[str, str], Item] = {}
    for given in inputs:
        for item in _items(given, options):
            key = (item.kind, str(Path(item.source).resolve()) if item.kind == "file" else item.source)
            found.setdefault(key, item)
    return _unique(list(found.values()))


def _items(given: str, options: Options) -> Iterator[Item]:
    if given == STDIN:
        yield Item(STDIN, "stdin", "stdin")
    elif _SCHEME.match(given):
        yield _address(given, options)
    else:
        for path in _paths(given):
            yield Item(str(path), path.name if formats.reader(path.name) is None else path.stem)


def _address(given: str, options: Options) -> Item:
    try:
        parts = urlsplit(given)
    except ValueError as error:
        raise BadInput(f"{given}: not an address: {error}") from None
    if parts.scheme.lower() not in {"http", "https"} or not parts.hostname:
        raise BadInput(f"{given}: only http:// and https:// addresses can be fetched")
    if not options.fetch:
        raise BadInput(f"{given}: an address is fetched only with --fetch")
    last = unquote(parts.path.rstrip("/").rsplit("/", 1)[-1])
    return Item(given, Path(last).stem or parts.hostname, "url")


def _paths(given: str) -> list[Path]:
    path = Path(given)
    try:
        if path.is_dir():
            return _in_folder(path)
        if path.exists():
            return [_readable(path)]
    except (OSError, ValueError) as error:
        raise BadInput(f"{given!r}: not a usable path: {error}") from None
    if _GLOB & set(given):
        return _matching(given)
    raise BadInput(f"{given if given.isprintable() else repr(given)}: there is no such file or folder; check the path")


def _readable(path: Path) -> Path:
    if not path.is_file() and not path.is_fifo():
        raise BadInput(f"{path}: neither a file nor a folder; give a file")
    if not os.access(path, os.R_OK):
        raise BadInput(f"{path}: may not be read; check its permissions")
    return path


def _in_folder(folder: Path) -> list[Path]:
    """Every file below the folder that a reader knows, by path; hidden ones and links to folders are passed over."""

    def refuse(error: OSError) -> None:
        raise BadInput(f"{error.filename}: may not be read; check its permissions")

    paths = []
    for root, folders, files in os.walk(folder, onerror=refuse):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        paths += [Path(root, f) for f in files if not f.startswith(".") and formats.reader(f) is not None]
    if not paths:
        raise BadInput(f"{folder}: no articles in this folder; they end in {', '.join(formats.suffixes())}")
    return sorted(paths)


def _matching(pattern: str) -> list[Path]:
    matches = [Path(m) for m in sorted(glob.glob(pattern, recursive=True))]  # noqa: PTH207 - Path.glob takes no absolute pattern
    files = [_readable(m) for m in matches if not m.is_dir()]
    if not files:
        files = [path for m in matches for path in _in_folder(m)]
    if not files:
        raise BadInput(f"{pattern}: no file matches this pattern")
    return files


def safe(name: str) -> str:
    """A name with only ASCII letters, digits, points, dashes and underscores, that no file system refuses.

    >>> safe("Thủ tướng: 5 việc cần làm"), safe("../..")
    ('Thu-tuong-5-viec-can-lam', 'article')
    """
    stem = _UNSAFE.sub("-", letters.plain(name)).strip("-.")[:MAX_STEM].strip("-.")
    if stem.lower().split(".")[0] in _RESERVED:
        stem = f"{stem}-article"
    return stem or "article"


def numbered(stem: str, taken: set[str]) -> str:
    """The stem, or the first of stem-2, stem-3 ... that is not taken; it is then. Case does not tell names apart."""
    candidate, n = stem, 1
    while candidate.lower() in taken:
        n += 1
        candidate = f"{stem}-{n}"
    taken.add(candidate.lower())
    return candidate


def _unique(items: list[Item]) -> tuple[Item, ...]:
    """The items with safe stems, no two alike, and none that a page of a container could get ("news" holds "news-1")."""
    taken: set[str] = set()
    stems: dict[int, str] = {}
    many = [i for i, item in enumerate(items) if _may_hold_many(item)]
    for i in (i for i in range(len(items)) if i not in set(many)):
        stems[i] = numbered(safe(items[i].stem), taken)
    owned: set[str] = set()
    for i in many:
        stem, n = safe(items[i].stem), 1
        base = stem
        while stem.lower() in taken or _overlaps(stem.lower(), taken, owned):
            n += 1
            stem = f"{base}-{n}"
        taken.add(stem.lower())
        owned.add(stem.lower())
        stems[i] = stem
    return tuple(Item(item.source, stems[i], item.kind) for i, item in enumerate(items))


def _may_hold_many(item: Item) -> bool:
    return item.kind != "file" or formats.holds_many(item.source) or formats.reader(item.source) is None


def _overlaps(stem: str, taken: set[str], owned: set[str]) -> bool:
    return any(t.startswith(f"{stem}-") for t in taken) or any(stem.startswith(f"{o}-") for o in owned)
