"""Files at an address of storage."""

import functools
from collections.abc import Callable, Mapping

from vi_brief.errors import CannotWrite
from vi_brief.load import storage

ADVICE = "check the address, the rights and the credentials in the environment, then run again"


class Files:
    """A `Sink`: one file an output below an address. Where storage has folders, a file is written beside its place and then renamed."""

    def __init__(self, address: str) -> None:
        self._address, self._whole = address, storage.whole(address)
        self._system, self._root = storage.file_system(address.rstrip("/"))
        with storage.trouble(address, CannotWrite, ADVICE):
            self._system.makedirs(self._root, exist_ok=True)

    def stage(self, files: Mapping[str, bytes], /) -> Callable[[], None]:
        """As `store.Sink` says."""
        parts = {name: self._path(name if self._whole else f".{name}.part") for name in files}
        with storage.trouble(self._address, CannotWrite, ADVICE):
            self._system.pipe({parts[name]: content for name, content in files.items()})
        return functools.partial(self._appear, {} if self._whole else parts, tuple(files))

    def _appear(self, parts: Mapping[str, str], names: tuple[str, ...]) -> None:
        with storage.trouble(self._address, CannotWrite, ADVICE):
            for name, part in parts.items():
                self._system.mv(part, self._path(name))
        self._there.update(names)

    def has(self, name: str, /) -> bool:
        """As `store.Sink` says; the address is listed once, not asked for every file."""
        return name in self._there

    @functools.cached_property
    def _there(self) -> set[str]:
        with storage.trouble(self._address, CannotWrite, ADVICE):
            return {path.rpartition("/")[2] for path in self._system.ls(self._root, detail=False, refresh=True)}

    def _path(self, name: str) -> str:
        return f"{self._root}/{name}"
