"""What the user named -> the list of things to read, each with a name of its own for the outputs."""

import glob
import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Literal
from urllib.parse import unquote, urlsplit

from vi_brief.errors import BadInput
from vi_brief.load import formats, storage
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
    """One thing to read: a file, one at an address of storage ("object"), a page of the web or standard input.

    `stem` is safe in a file name and unique among the items of a run.
    """

    source: str
    stem: str
    kind: Literal["file", "object", "url", "stdin"] = "file"


def find(inputs: Sequence[str], options: Options) -> tuple[Item, ...]:
    """The items that the inputs name, in order, folders and globs sorted; raises BadInput, before any work, for what is not there."""
    if not inputs:
        raise BadInput("no input: name files, folders, globs, a zip, - for standard input, or addresses with --fetch")
    seen: set[bytes] = set()
    found: list[Item] = []
    for given in inputs:
        for item in _items(given, options):
            key = _digest(item)
            if key not in seen:
                seen.add(key)
                found.append(item)
    return _unique(found)


def _digest(item: Item) -> bytes:
    """What is the same for two ways to name one thing; short, because a job may have 100,000."""
    name = os.path.realpath(item.source) if item.kind == "file" else f"{item.kind}:{item.source}"
    return hashlib.blake2b(os.fsencode(name), digest_size=16).digest()


def _items(given: str, options: Options) -> Iterator[Item]:
    if given == STDIN:
        yield Item(STDIN, "stdin", "stdin")
    elif storage.is_address(given):
        for source in storage.find(given, lambda name: formats.reader(name) is not None):
            yield _named(source, "object")
    elif _SCHEME.match(given):
        yield _address(given, options)
    else:
        for source in _paths(given):
            yield _named(source, "file")


def _named(source: str, kind: Literal["file", "object"]) -> Item:
    path = PurePath(source)
    return Item(source, path.name if formats.reader(path.name) is None else path.stem, kind)


def _address(given: str, options: Options) -> Item:
    try:
        parts = urlsplit(given)
    except ValueError as error:
        raise BadInput(f"{given}: not an address: {error}") from None
    if parts.scheme.lower() not in {"http", "https"} or not parts.hostname:
        raise BadInput(f"{given}: only http:// and https:// addresses can be fetched, and s3://, gs:// and others of storage read")
    if not options.fetch:
        raise BadInput(f"{given}: an address is fetched only with --fetch")
    last = unquote(parts.path.rstrip("/").rsplit("/", 1)[-1])
    return Item(given, Path(last).stem or parts.hostname, "url")


def _paths(given: str) -> Iterable[str]:
    path = Path(given)
    try:
        if path.is_dir():
            return _articles(path)
        if path.exists():
            return [str(_readable(path))]
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


def _articles(folder: Path) -> list[str]:
    paths = list(_in_folder(str(folder)))
    if not paths:
        raise BadInput(f"{folder}: no articles in this folder; they end in {', '.join(formats.suffixes())}")
    return paths


def _in_folder(folder: str) -> Iterator[str]:
    """Every file below the folder that a reader knows, by path; hidden ones and links to folders are passed over."""
    try:
        with os.scandir(folder) as entries:
            rows = sorted((entry.name, entry.is_dir(), entry.is_symlink()) for entry in entries if not entry.name.startswith("."))
    except OSError as error:
        raise BadInput(f"{error.filename}: may not be read; check its permissions") from None
    before = "" if folder == "." else folder.rstrip(os.sep) + os.sep
    for name, is_folder, is_link in rows:
        if is_folder and not is_link:
            yield from _in_folder(before + name)
        elif not is_folder and formats.reader(name) is not None:
            yield before + name


def _matching(pattern: str) -> list[str]:
    matches = [Path(m) for m in sorted(glob.glob(pattern, recursive=True))]  # noqa: PTH207 - Path.glob takes no absolute pattern
    files = [str(_readable(m)) for m in matches if not m.is_dir()]
    if not files:
        files = [path for m in matches for path in _articles(m)]
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


class Stems:
    """The names that are taken in a run. Case does not tell names apart."""

    def __init__(self) -> None:
        self.taken: set[str] = set()
        self._last: dict[str, int] = {}

    def unique(self, stem: str) -> str:
        """The stem, or the first of stem-2, stem-3 ... that is not taken; it is then."""
        candidate, low = stem, stem.lower()
        while candidate.lower() in self.taken:
            self._last[low] = self._last.get(low, 1) + 1
            candidate = f"{stem}-{self._last[low]}"
        self.taken.add(candidate.lower())
        return candidate


def _unique(items: list[Item]) -> tuple[Item, ...]:
    """The items with safe stems, no two alike, and none that a page of a container could get ("news" holds "news-1")."""
    names = Stems()
    stems: dict[int, str] = {}
    many = [i for i, item in enumerate(items) if _may_hold_many(item)]
    for i in sorted(set(range(len(items))).difference(many)):
        stems[i] = names.unique(safe(items[i].stem))
    if not many:
        return tuple(Item(item.source, stems[i], item.kind) for i, item in enumerate(items))
    begun = {start for stem in names.taken for start in _starts(stem)}
    owned: set[str] = set()
    last: dict[str, int] = {}
    for i in many:
        base, joint = safe(items[i].stem), "-"
        if base.lower() in owned or not owned.isdisjoint(_starts(base.lower())):
            # With a dash in it, it would look like a page of the other container.
            base, joint = base.replace("-", "_"), "_"
        stem, low = base, base.lower()
        while stem.lower() in names.taken or stem.lower() in begun:
            last[low] = last.get(low, 1) + 1
            stem = f"{base}{joint}{last[low]}"
        names.taken.add(stem.lower())
        begun.update(_starts(stem.lower()))
        owned.add(stem.lower())
        stems[i] = stem
    return tuple(Item(item.source, stems[i], item.kind) for i, item in enumerate(items))


def _may_hold_many(item: Item) -> bool:
    return item.kind in {"url", "stdin"} or formats.holds_many(item.source) or formats.reader(item.source) is None


def _starts(stem: str) -> Iterator[str]:
    """What stands before each dash of a stem: the containers whose pages could have this name."""
    return (stem[:at] for at, letter in enumerate(stem) if letter == "-")
