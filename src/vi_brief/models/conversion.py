"""Converted models on disk: built once into the user's cache, whole or not at all, and checked at every load.

A folder `<cache>/ct2/<name>-<key>` holds the files of one conversion and `manifest.json` with their sizes and hashes. It is written under a
temporary name and renamed, so a crash leaves nothing half-made; a lock keeps a second process from doing the same work. Where the
cache cannot be written the model is converted into a temporary folder that lives as long as the process.
"""

import contextlib
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from vi_brief import config
from vi_brief.errors import CannotWrite

FORMAT = "1"
"""Raised when a change in our conversion makes older cache folders useless."""


def sha256(path: Path) -> str:
    """The SHA-256 of a file, as hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def key_of(*parts: str) -> str:
    """A short name for a conversion made from these parts (hashes, versions, options)."""
    import ctranslate2

    return hashlib.sha256("\n".join((FORMAT, ctranslate2.__version__, *parts)).encode()).hexdigest()[:20]


def converted(name: str, key: str, build: Callable[[Path], None]) -> Path:
    """The folder of the conversion `key`; `build` fills an empty folder where there is none yet or where it is damaged.

    What `build` raises passes through; nothing is left behind then. Raises CannotWrite where there is no room anywhere.
    """
    root = config.cache_folder() / "ct2"
    target = root / f"{name}-{key}"
    if is_sound(target):
        return target
    try:
        root.mkdir(parents=True, exist_ok=True)
        with _locked(root / f".{name}-{key}.lock"):
            if not is_sound(target):
                _replace(target, build)
            return target
    except OSError:
        return _temporary(name, build)


def is_sound(folder: Path) -> bool:
    """Whether a folder holds a whole conversion: every file of its manifest, with the size and the hash recorded there."""
    try:
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        files = [(folder / name, fact["size"], fact["sha256"]) for name, fact in manifest["files"].items()]
        return (
            bool(files)
            and all(path.stat().st_size == size for path, size, _ in files)
            and all(sha256(path) == hash_ for path, _, hash_ in files)
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False


def _replace(target: Path, build: Callable[[Path], None]) -> None:
    with tempfile.TemporaryDirectory(prefix=".new-", dir=target.parent, ignore_cleanup_errors=True) as scratch:
        fresh = Path(scratch) / "fresh"
        _build(fresh, build)
        if target.exists():
            target.rename(Path(scratch) / "old")
        try:
            fresh.rename(target)
        except OSError:
            # Another process, on a system without locks, was faster; its folder is as good as ours if it is whole.
            if not is_sound(target):
                raise


def _build(folder: Path, build: Callable[[Path], None]) -> None:
    folder.mkdir()
    build(folder)
    files = {path.name: {"size": path.stat().st_size, "sha256": sha256(path)} for path in sorted(folder.iterdir())}
    (folder / "manifest.json").write_text(json.dumps({"files": files}, indent=1) + "\n", encoding="utf-8")


def _temporary(name: str, build: Callable[[Path], None]) -> Path:
    import atexit

    try:
        scratch = tempfile.mkdtemp(prefix=f"vi_brief-{name}-")
        atexit.register(shutil.rmtree, scratch, ignore_errors=True)
        folder = Path(scratch) / "model"
        _build(folder, build)
    except OSError as error:
        place = error.filename or tempfile.gettempdir()
        reason = error.strerror or str(error)
        raise CannotWrite(f"{place}: cannot keep the converted model: {reason}; set VI_BRIEF_CACHE to a folder with room") from None
    return folder


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[None]:
    try:
        import fcntl
    except ImportError:  # no such lock on this system: the rename decides
        yield
        return
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
