"""Files at addresses of storage (s3://bucket/news, gs://, memory://, file:// ...), through fsspec.

Credentials come from where the driver of a storage looks for them: the environment and its own files. An address that carries one is
refused, because addresses are shown, logged and kept in briefs.
"""

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO

from vi_brief import extras
from vi_brief.errors import BadConfig, BadInput, ViBriefError

OBJECTS = ("s3", "s3a", "gs", "gcs", "az", "abfs", "abfss", "adl", "oss", "oci", "memory")
"""Storage where a file appears whole or not at all as it is written."""
FOLDERS = ("file", "local", "hdfs", "webhdfs", "sftp", "ssh", "smb")
"""Storage with folders and renames, where a file grows as it is written."""
_ADDRESS = re.compile(rf"({'|'.join((*OBJECTS, *FOLDERS))})://", re.IGNORECASE)
_SECRET = re.compile(r"://[^/@]*:[^/@]*@|[?&][\w-]+=|#")
"""A password before the host, or parameters: a signature may be among them."""
_CHAIN = "::"
"""To fsspec what follows is another address: a file's name in a bucket must not lead to it."""
_GLOB = frozenset("*?[")
_ERRORS = (
    ("botocore.exceptions", "BotoCoreError"),
    ("botocore.exceptions", "ClientError"),
    ("gcsfs.retry", "HttpError"),
    ("google.auth.exceptions", "GoogleAuthError"),
    ("azure.core.exceptions", "AzureError"),
)
"""What the drivers raise beside OSError where a storage cannot be reached or refuses."""


def is_address(given: str) -> bool:
    """Whether this is the address of storage, not a path and not a page of the web."""
    return _ADDRESS.match(given) is not None


def whole(address: str) -> bool:
    """Whether a file at this address appears whole or not at all as it is written."""
    return address.partition("://")[0].lower() in OBJECTS


def file_system(address: str) -> tuple[Any, str]:
    """fsspec's file system for an address or a path, and the path in it; raises BadInput and BadConfig."""
    if _SECRET.search(address):
        shown = re.split(r"[?#]", re.sub(r"://[^/@]*@", "://", address))[0]
        raise BadInput(f"{shown}: an address with a password or parameters is not used; give credentials in the environment instead")
    return _parted(address)


def _parted(address: str) -> tuple[Any, str]:
    fsspec = extras.need("fsspec", address, "cluster")
    if _CHAIN in address:
        raise BadInput(f"{address}: an address with '{_CHAIN}' is not used; rename the file, or give a plain address")
    try:
        system, path = fsspec.core.url_to_fs(address)
    except ImportError as error:
        raise BadConfig(f"{address}: this storage needs a driver: {' '.join(str(error).split())}") from None
    return system, str(path)


@contextmanager
def trouble(address: str, kind: type[ViBriefError], advice: str) -> Iterator[None]:
    """What storage refuses in here is an error of this kind, in one line."""
    try:
        yield
    except _errors() as error:
        said = error.strerror if isinstance(error, OSError) and error.strerror else " ".join(str(error).split()) or type(error).__name__
        raise kind(f"{address}: {said}; {advice}") from None


def find(given: str, wanted: Callable[[str], bool]) -> list[str]:
    """The addresses of the files that an address names: itself, those below a folder that are wanted, or the matches of a pattern.

    Raises BadInput where there is none.
    """
    system, path = file_system(given)
    with trouble(given, BadInput, "check the address and the credentials in the environment"):
        if _GLOB & set(path):
            found = [p for p in sorted(system.glob(path)) if not system.isdir(p)]
        elif system.isfile(path):
            found = [path]
        else:
            found = [p for p in sorted(system.find(path)) if not _hidden(p[len(path) :]) and wanted(p)]
    if not found:
        raise BadInput(f"{given}: no articles at this address; check it")
    return [str(system.unstrip_protocol(p)) for p in found]


def _hidden(path: str) -> bool:
    return any(part.startswith(".") for part in path.split("/"))


def opened(address: str) -> BinaryIO:
    """The file at an address that `find` gave, open for reading; raises OSError."""
    try:
        # Parameters are looked for in what the user gave, not in the names of files: "#" and "?" may well be in these.
        system, path = _parted(address)
        file: BinaryIO = system.open(path, "rb")
    except BadInput as error:
        raise OSError(str(error)) from None
    except _foreign() as error:
        raise OSError(" ".join(str(error).split())) from None
    return file


def _errors() -> tuple[type[Exception], ...]:
    return (OSError, *_foreign())


def _foreign() -> tuple[type[Exception], ...]:
    """The errors of those drivers that are loaded."""
    return tuple(getattr(sys.modules[module], name) for module, name in _ERRORS if module in sys.modules)
