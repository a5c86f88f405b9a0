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
        self.system, self.root = storage.file_system(address.rstrip("/"))
        with storage.trouble(address, CannotWrite, ADVICE):
            self.system.makedirs(self.root, exist_ok=True)

    def stage(self, files: Mapping[str, bytes], /) -> Callable[[], None]:
        """As `store.Sink` says."""
        parts = {name: self.path(name if self._whole else f".{name}.part") for name in files}
        with storage.trouble(self._address, CannotWrite, ADVICE):
            self.system.pipe({parts[name]: content for name, content in files.items()})
        return functools.partial(self._appear, {} if self._whole else parts, tuple(files))

    def _appear(self, parts: Mapping[str, str], names: tuple[str, ...]) -> None:
        with storage.trouble(self._address, CannotWrite, ADVICE):
            for name, part in parts.items():
                self.system.mv(part, self.path(name))
        self.names.update(names)

    def has(self, name: str, /) -> bool:
        """As `store.Sink` says; the address is listed once, not asked for every file."""
        return name in self.names

    @functools.cached_property
    def names(self) -> set[str]:
        """What is there."""
        with storage.trouble(self._address, CannotWrite, ADVICE):
            return {path.rpartition("/")[2] for path in self.system.ls(self.root, detail=False, refresh=True)}

    def path(self, name: str) -> str:
        """Where an output is, in the file system's words."""
        return f"{self.root}/{name}"
