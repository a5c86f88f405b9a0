"""The models that shipped configs name: what they are, which are on this machine, and how to fetch one when the user asks for it."""

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from logging import CRITICAL
from pathlib import Path
from typing import Any

from vi_brief import config
from vi_brief.config import Config
from vi_brief.errors import BadConfig, BrokenModel, CannotWrite, MissingModel
from vi_brief.models import checkpoints, manifest, seq2seq
from vi_brief.models.checkpoints import Checkpoint
from vi_brief.models.quiet import quiet

STAGES = ("translate", "summarize")

TEXT_FILES = ("*.json", "*.txt", "*.model", "*.spm", "merges.txt")
"""What a checkpoint needs beside its weights: settings and tokenizers, no code."""

SAFE_WEIGHTS = ("model.safetensors", "model-*.safetensors")

PATIENCE_S = 10.0
"""How long the Hub may take to answer at all."""

PICKLED_WEIGHTS = "pytorch_model*.bin"


@dataclass(frozen=True, slots=True)
class Entry:
    """One model of the catalog. `name` is the config's; `revision` is the commit once fetched; `megabytes` 0 is unknown."""

    name: str
    task: str
    repository: str
    revision: str
    licence: str
    languages: tuple[str, ...]
    megabytes: int
    cached: bool


@dataclass(frozen=True, slots=True)
class Fetched:
    """What `pull` brought: the commit to pin in a config, and whether pickled weights were rewritten as safetensors."""

    repository: str
    commit: str
    licence: str
    folder: Path
    rewritten: bool


def catalog() -> tuple[Entry, ...]:
    """Every shipped model, then every checkpoint that a shipped config names; uses no network."""
    root = manifest.folder()
    entries = [_embedded(name, facts, root) for name, facts in manifest.read(root).items()]
    for path in sorted(config.folder().glob("*.toml")):
        for task, checkpoint in _named(config.read(str(path))):
            entries.append(_entry(path.stem, task, checkpoint))
    return tuple(entries)


def _embedded(name: str, facts: Mapping[str, Any], root: Path) -> Entry:
    files = facts.get("files", {})
    return Entry(
        name="embedded",
        task=facts.get("task", name),
        repository=f"embedded/{name}",
        revision=files.get("model.safetensors", {}).get("sha256", "")[:12],
        licence=facts.get("licence", ""),
        languages=tuple(facts.get("languages", ())),
        megabytes=round(sum(file["size"] for file in files.values()) / 1e6),
        cached=(root / name).is_dir(),
    )


def _entry(name: str, task: str, checkpoint: Checkpoint) -> Entry:
    revision = checkpoints.commit_of(checkpoint) or checkpoint.revision
    cached = checkpoints.find(checkpoint) is not None
    return Entry(name, task, checkpoint.repository, revision, checkpoint.licence, checkpoint.languages, checkpoint.megabytes, cached)


def _named(system: Config) -> Iterator[tuple[str, Checkpoint]]:
    """(task, checkpoint) of each table of a config that names a repository."""
    for stage in STAGES:
        for table in system.tables(stage):
            if "repository" in system.sections[stage][table]:
                yield stage, system.options(Checkpoint, stage, table)


def pull(name: str) -> tuple[Fetched, ...]:
    """Fetch the checkpoints of a config (its name or path), or one repository that a shipped config names. The only function here that
    uses the network.

    Weights come as safetensors where the authors publish them. Where they publish pickled weights only, these are read once by torch's
    loader for weights alone, which runs no code from the file, and kept as safetensors in our own cache.
    Raises BadConfig for a name that no config knows, MissingModel where the fetch fails.
    """
    wanted = dict.fromkeys(_wanted(name))
    return tuple(_fetch(checkpoint) for checkpoint in wanted)


def _wanted(name: str) -> list[Checkpoint]:
    paths = sorted(config.folder().glob("*.toml"))
    if Path(name).is_file() or name in {path.stem for path in paths}:
        found = [checkpoint for _, checkpoint in _named(config.read(name))]
        if not found:
            raise BadConfig(f"models pull: config '{name}' names no checkpoint of the Hub; nothing to fetch")
        return found
    every = [checkpoint for path in paths for _, checkpoint in _named(config.read(str(path)))]
    found = [checkpoint for checkpoint in every if checkpoint.repository == name]
    if not found:
        names = ", ".join(path.stem for path in paths)
        raise BadConfig(f"models pull: no config names '{name}'; give a config file, a repository of one, or one of: {names}")
    return found


def _fetch(checkpoint: Checkpoint) -> Fetched:
    safe = _download(checkpoint, (*TEXT_FILES, *SAFE_WEIGHTS))
    if checkpoints.is_complete(safe):
        return Fetched(checkpoint.repository, safe.name, checkpoint.licence, safe, rewritten=False)
    folder = checkpoints.find(checkpoint) or _rewrite(checkpoint, _download(checkpoint, (PICKLED_WEIGHTS,)))
    return Fetched(checkpoint.repository, safe.name, checkpoint.licence, folder, rewritten=True)


def _download(checkpoint: Checkpoint, patterns: tuple[str, ...]) -> Path:
    import httpx
    from huggingface_hub import constants, snapshot_download
    from huggingface_hub import logging as hub_logging
    from huggingface_hub.errors import HfHubHTTPError, LocalEntryNotFoundError, OfflineModeIsEnabled

    where, address = f"{checkpoint.repository}@{checkpoint.revision}", constants.ENDPOINT
    hub_logging.set_verbosity(CRITICAL)  # what matters is raised below
    try:
        # Asked first, because the Hub's client tries for half a minute before it gives up.
        httpx.head(address, timeout=PATIENCE_S)
        folder = snapshot_download(
            checkpoint.repository,
            revision=checkpoint.revision,
            cache_dir=config.hub_cache_folder(),
            allow_patterns=list(patterns),
        )
    except (OfflineModeIsEnabled, httpx.TransportError):
        raise MissingModel(f"{where}: the Hub cannot be reached; connect to the network and run the same command again") from None
    except (HfHubHTTPError, LocalEntryNotFoundError) as error:
        raise MissingModel(f"{where}: the Hub refused: {seq2seq.first_line(error)}; check repository and revision in the config") from None
    except OSError as error:
        raise CannotWrite(
            f"{config.hub_cache_folder()}: cannot keep the checkpoint: {error.strerror or error}; set HF_HUB_CACHE to a folder with room"
        ) from None
    return Path(folder)


def _rewrite(checkpoint: Checkpoint, snapshot: Path) -> Path:
    target = checkpoints.rewritten_folder(checkpoint)
    if target is None or not any(snapshot.glob(PICKLED_WEIGHTS)):
        raise MissingModel(
            f"{checkpoint.repository}: the Hub has no weights for transformers at revision {checkpoint.revision}; try another revision"
        )
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".new-", dir=target.parent, ignore_cleanup_errors=True) as scratch:
            fresh = Path(scratch) / "fresh"
            fresh.mkdir()
            for path in snapshot.iterdir():
                if path.is_file() and not any(path.match(pattern) for pattern in checkpoints.PICKLED):
                    shutil.copyfile(path, fresh / path.name)
            _save_safely(snapshot, fresh)
            shutil.rmtree(target, ignore_errors=True)
            fresh.rename(target)
    except OSError as error:
        raise CannotWrite(
            f"{target}: cannot keep the rewritten weights: {error.strerror or error}; set VI_BRIEF_CACHE to a folder with room"
        ) from None
    return target


def _save_safely(snapshot: Path, out: Path) -> None:
    import pickle

    import transformers

    settings = transformers.AutoConfig.from_pretrained(snapshot, local_files_only=True, trust_remote_code=False)
    if settings.model_type not in seq2seq.FAMILIES:
        raise BrokenModel(f"{snapshot}: model type '{settings.model_type}' is not supported; there are: {', '.join(seq2seq.FAMILIES)}")
    try:
        with quiet():
            model = getattr(transformers, seq2seq.FAMILIES[settings.model_type][0]).from_pretrained(
                snapshot, config=settings, local_files_only=True, use_safetensors=False, weights_only=True
            )
            model.save_pretrained(out)
    except (pickle.UnpicklingError, RuntimeError, ValueError, KeyError) as error:
        raise BrokenModel(
            f"{snapshot}: the pickled weights cannot be read safely: {seq2seq.first_line(error)}; they are not used"
        ) from None
