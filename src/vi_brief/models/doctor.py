"""Checks of this machine's models and caches, for `vi-brief models doctor`."""

import importlib.metadata
import os
import platform
import shutil
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from vi_brief import config
from vi_brief.errors import ViBriefError
from vi_brief.models import embedded, manifest
from vi_brief.models.engine import Decoding

LIBRARIES = ("ctranslate2", "sentencepiece", "safetensors", "torch", "transformers")

ROOM = 200
"""Free megabytes that the cache should have: the shipped models take 10 each once converted, their conversion twice that."""

PROBE = {"translate": "Thủ tướng đã đến Hà Nội hôm qua."}
"""What each task's shipped model is given to prove that it works."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at: whether it is as it should be, and what was found."""

    name: str
    ok: bool
    detail: str


def doctor() -> tuple[Check, ...]:
    """Look at versions, cores, caches and shipped models; a shipped model is loaded and asked for one sentence. Nothing is raised."""
    checks = [_versions(), Check("cores", ok=True, detail=f"{os.cpu_count() or 1} ({platform.machine()})"), _cache(), _room(), _hub()]
    try:
        names = manifest.read(manifest.folder())
    except ViBriefError as error:
        return (*checks, Check("shipped models", ok=False, detail=str(error)))
    for name, facts in names.items():
        checks.append(_guarded(f"{name}: weights", partial(_weights, name, facts)))
        checks.append(_guarded(f"{name}: works", partial(_works, name, PROBE.get(facts.get("task", ""), "Hello."))))
    return tuple(checks)


def _guarded(name: str, look: Callable[[], tuple[bool, str]]) -> Check:
    try:
        ok, detail = look()
    except ViBriefError as error:
        return Check(name, ok=False, detail=str(error))
    return Check(name, ok, detail)


def _versions() -> Check:
    found = [f"{library} {importlib.metadata.version(library)}" for library in LIBRARIES]
    return Check("versions", ok=True, detail=f"Python {platform.python_version()}, {', '.join(found)}")


def _cache() -> Check:
    folder = config.cache_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        detail = (
            f"{folder}: {error.strerror}; converted models are made again at each start; set VI_BRIEF_CACHE to a folder that can be written"
        )
        return Check("cache", ok=False, detail=detail)
    return Check("cache", ok=True, detail=f"{folder} can be written")


def _room() -> Check:
    folder = config.cache_folder()
    while not folder.is_dir() and folder != folder.parent:
        folder = folder.parent
    free = shutil.disk_usage(folder).free // 1_000_000
    return Check("disk space", ok=free >= ROOM, detail=f"{free} MB free at {folder}, {ROOM} wanted")


def _hub() -> Check:
    folder = config.hub_cache_folder()
    found = len(list(folder.glob("models--*"))) if folder.is_dir() else 0
    return Check("Hub cache", ok=True, detail=f"{folder}: {found} checkpoints; none is needed for the shipped models")


def _weights(name: str, facts: object) -> tuple[bool, str]:
    found = manifest.hashes(manifest.folder() / name)
    recorded = facts.get("files", {}) if isinstance(facts, dict) else {}
    wrong = [file for file, digest in found.items() if recorded.get(file, {}).get("sha256") != digest]
    return (
        (False, f"{', '.join(wrong)}: not as recorded in manifest.json")
        if wrong
        else (True, f"sha256 {found['model.safetensors'][:12]}, as recorded")
    )


def _works(name: str, probe: str) -> tuple[bool, str]:
    start = time.perf_counter()
    engine = embedded.load(name)
    loaded = time.perf_counter()
    text = engine.generate([probe], Decoding(max_tokens=64))[0][0].text
    seconds = f"loaded in {loaded - start:.1f} s, answered in {time.perf_counter() - loaded:.2f} s"
    return bool(text.strip()), f"{seconds}: {text}"
