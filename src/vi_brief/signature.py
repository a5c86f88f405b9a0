"""The identity of a run: everything that could change its output, in one mapping with a short digest.

Two results may be compared only when they say what made them; a finished article is done again only when its signature changed.
"""

import functools
import hashlib
import importlib.metadata
import json
import sys
from collections.abc import Mapping
from pathlib import Path

LIBRARIES = ("ctranslate2", "sentencepiece", "trafilatura", "transformers")
_PACKAGE = Path(__file__).resolve().parent
_CODE_SUFFIXES = {".py", ".tsv", ".toml", ".json", ".jsonl", ".html", ".j2", ".css", ".gz"}


def digest(value: object) -> str:
    """The first 16 hex digits of the SHA-256 of a JSON-like value; equal values give equal digests.

    >>> digest({"a": 1, "b": [2]}) == digest({"b": [2], "a": 1})
    True
    """
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


@functools.cache
def code_version() -> str:
    """Package version and a digest of the code and data it runs, so that an edited clone is not mistaken for a release."""
    hashed = hashlib.sha256()
    for path in sorted(_PACKAGE.rglob("*")):
        if path.suffix in _CODE_SUFFIXES and "embedded" not in path.parts:
            hashed.update(path.relative_to(_PACKAGE).as_posix().encode())
            hashed.update(path.read_bytes())
    return f"{version()}+{hashed.hexdigest()[:12]}"


def version() -> str:
    """The installed version of vi_brief."""
    return importlib.metadata.version("vi-brief")


def run(name: str, sections: Mapping[str, object], models: Mapping[str, object]) -> dict[str, object]:
    """The signature of a run. `models` maps a stage to its engine's identity; nothing in it depends on the input."""
    versions = {library: importlib.metadata.version(library) for library in LIBRARIES}
    versions["python"] = ".".join(str(part) for part in sys.version_info[:3])
    versions["vi_brief"] = code_version()
    return {"config": {"name": name, "digest": digest(sections)}, "models": dict(models), "versions": versions}
