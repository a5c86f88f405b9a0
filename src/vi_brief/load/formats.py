"""Which reader reads what: by suffix, else by the first bytes."""

from functools import lru_cache
from pathlib import PurePath
from types import ModuleType

from vi_brief import plugins
from vi_brief.errors import BadInput
from vi_brief.load.pages import looks_like_html
from vi_brief.viet import encodings

_READERS = "vi_brief.load.readers"
_ZIP = b"PK\x03\x04"
_HEAD = 8192


@lru_cache(maxsize=1)
def _by_suffix() -> dict[str, ModuleType]:
    modules = [plugins.load(_READERS, name) for name in plugins.names(_READERS)]
    return {suffix: module for module in modules for suffix in module.SUFFIXES}


def suffixes() -> tuple[str, ...]:
    """All suffixes that a reader knows."""
    return tuple(sorted(_by_suffix()))


def reader(name: str) -> ModuleType | None:
    """The reader of a file by its name; None where its suffix says nothing."""
    return _by_suffix().get(PurePath(name).suffix.lower())


def holds_many(name: str) -> bool:
    """Whether a file of that name may hold many documents."""
    return bool(getattr(reader(name), "CONTAINER", False))


def is_zip(name: str) -> bool:
    """Whether a name is that of an archive."""
    return PurePath(name).suffix.lower() == ".zip"


def sniff(data: bytes) -> ModuleType:
    """The reader for bytes without a telling name; text where nothing else fits."""
    head = data[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    if data.startswith(_ZIP):
        return _by_suffix()[".zip"]
    if head[:1] == b"{" and b"\n{" in data.strip():
        return _by_suffix()[".jsonl"]
    if head[:2] in {b'{"', b"[{"} or (head[:1] == b"{" and b'"' in head):
        return _by_suffix()[".json"]
    return _by_suffix()[".html"] if _is_html(data[:_HEAD]) else _by_suffix()[".txt"]


def _is_html(head: bytes) -> bool:
    try:
        return looks_like_html(encodings.decode(head[: len(head) // 2 * 2])[0])
    except BadInput:
        return False
