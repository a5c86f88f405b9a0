"""Zip archives of the other formats. Nothing is written to disk, and no more is unpacked than the limits allow."""

import io
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import IO

from vi_brief.load import formats
from vi_brief.load.options import Options
from vi_brief.load.pages import named, size
from vi_brief.records import Page, Rejected

SUFFIXES = (".zip",)
CONTAINER = True
SEEKS = True
MAX_MEMBERS = 100_000
"""More entries than this is no collection of articles."""
RATIO_FROM = 100_000
"""Smaller members are not worth a bomb, and a page of blanks may well have a high ratio."""
_BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError, OSError, ValueError)
_CHUNK = 1 << 16
_ENCRYPTED = 1
_LIMIT_ADVICE = "unpack it yourself if you trust it, or raise the limits in [load]"


def read(data: bytes, source: str, options: Options) -> Iterator[Page | Rejected]:
    """The articles in the bytes of an archive, by member name; `source!member` is where one comes from."""
    return stream(io.BytesIO(data), source, options)


def stream(file: IO[bytes], source: str, options: Options) -> Iterator[Page | Rejected]:
    """The articles in an open archive, by member name; no more than one member is held, and of JSON lines no more than one line."""
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, ValueError, EOFError, NotImplementedError) as error:
        yield Rejected(source, f"a broken zip archive: {error}", "pack it again")
        return
    with archive:
        members = _articles(archive)
        total = sum(m.file_size for m in members)
        if reason := _refusal(members, total, options):
            yield Rejected(source, *reason)
            return
        left = options.max_archive_bytes
        for member in members:
            where = f"{source}!{member.filename}"
            if _unsafe(member, options) is None and hasattr(formats.reader(member.filename), "stream"):
                left -= member.file_size
                yield from _streamed(archive, member, where, options)
                continue
            content = _content(archive, member, options, left)
            if isinstance(content, str):
                yield Rejected(where, content, _LIMIT_ADVICE)
                continue
            left -= len(content)
            yield from _pages(content, where, member.filename, options)


def _articles(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """The members that a reader knows, without hidden ones and a Mac's shadow files."""
    wanted = []
    for member in sorted(archive.infolist(), key=lambda m: m.filename):
        path = PurePosixPath(member.filename.replace("\\", "/"))
        hidden = any((part.startswith(".") and part != "..") or part == "__MACOSX" for part in path.parts)
        if member.filename and not member.is_dir() and not hidden and formats.reader(path.name) is not None:
            wanted.append(member)
    return wanted


def _refusal(members: list[zipfile.ZipInfo], total: int, options: Options) -> tuple[str, str] | None:
    if not members:
        return "the archive has no articles", f"pack files that end in {', '.join(formats.suffixes())}"
    if len(members) > MAX_MEMBERS:
        return f"the archive has {len(members):,} members, the limit is {MAX_MEMBERS:,}", "split it"
    if total > options.max_archive_bytes:
        return f"the archive unpacks to {size(total)}, the limit is {size(options.max_archive_bytes)}", _LIMIT_ADVICE
    return None


def _streamed(archive: zipfile.ZipFile, member: zipfile.ZipInfo, where: str, options: Options) -> Iterator[Page | Rejected]:
    """The documents of a member that is a file of many. No more comes out of it than its declared size, which `_refusal` has counted."""
    reader, stem = formats.reader(member.filename), PurePosixPath(member.filename).stem
    try:
        with archive.open(member) as opened:
            for result in reader.stream(opened, where, options) if reader is not None else ():
                yield named(result, stem)
    except _BROKEN as error:
        yield Rejected(where, f"the member cannot be unpacked: {error}", _LIMIT_ADVICE)


def _content(archive: zipfile.ZipFile, member: zipfile.ZipInfo, options: Options, left: int) -> bytes | str:
    """The member's bytes, or the reason why not. Declared sizes may lie, so the bytes are counted as they come."""
    if reason := _unsafe(member, options):
        return reason
    limit = min(left, options.max_bytes)
    chunks, got = [], 0
    try:
        with archive.open(member) as stream:
            while chunk := stream.read(_CHUNK):
                got += len(chunk)
                if got > limit:
                    return f"the member unpacks to more than the limit of {size(limit)}"
                chunks.append(chunk)
    except _BROKEN as error:
        return f"the member cannot be unpacked: {error}"
    return b"".join(chunks)


def _unsafe(member: zipfile.ZipInfo, options: Options) -> str | None:
    name = member.filename.replace("\\", "/")
    if name.startswith("/") or ".." in name.split("/") or ":" in name.split("/")[0]:
        return "the member's name points outside the archive"
    if formats.is_zip(name):
        return "an archive inside an archive"
    if member.flag_bits & _ENCRYPTED:
        return "the member is encrypted"
    if member.file_size > RATIO_FROM and member.file_size > options.max_ratio * max(member.compress_size, 1):
        return f"the member unpacks to more than {options.max_ratio} times its size, as a zip bomb does"
    return None


def _pages(content: bytes, where: str, name: str, options: Options) -> Iterator[Page | Rejected]:
    reader = formats.reader(name)
    if reader is None:
        return
    stem = PurePosixPath(name).stem
    for result in reader.read(content, where, options):
        yield named(result, stem)
