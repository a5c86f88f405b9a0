"""Checkpoints of the Hub as configs name them: what they are, whether their licence was accepted, and where they lie on this machine.

Nothing here uses the network. A checkpoint is looked for in the Hub's own cache, then among the checkpoints that `vi-brief models pull`
rewrote as safetensors because their authors publish pickled weights only.
"""

import json
import re
from pathlib import Path
from typing import Annotated

from pydantic import Field

from vi_brief import config
from vi_brief.config import Options
from vi_brief.errors import BadConfig, MissingModel
from vi_brief.models.hardware import Compute, Device

RESTRICTED = {
    "-NC": "non-commercial use only",
    "AGPL": "whoever offers it over a network must offer the source of the whole work",
}
"""Parts of licence names that need `accept_licence = true`, and what they ask of the user."""

PICKLED = ("*.bin", "*.pt", "*.ckpt", "*.msgpack", "*.h5")
"""Weight files that are never loaded."""

_COMMIT = re.compile(r"[0-9a-f]{40}")
_REPOSITORY = r"^[A-Za-z0-9][\w.-]*/[A-Za-z0-9][\w.-]*$"


class Checkpoint(Options):
    """A sequence-to-sequence checkpoint of the Hub, of the Marian, M2M100 (NLLB), MBART, T5, BART or Pegasus family.

    `revision` is a commit, branch or tag. `source_language` and `target_language` are the tokenizer's own codes (`vie_Latn`, `vi_VN`), for
    families that have them. `source_prefix` goes before every text (`vi: `, `summarize: `); `target_prefix` is removed from every output.
    `max_source_tokens` 0 takes what the checkpoint's config says. `device` "auto" is the CUDA device where there is one. `compute` is the
    number format; "auto" is, for CTranslate2, int8 on a CPU and int8_float16 on a CUDA device, for transformers float32 and bfloat16.
    `threads` 0 is one per core. `megabytes` is the download's size.
    """

    repository: str = Field(pattern=_REPOSITORY)
    revision: str = Field(default="main", min_length=1)
    licence: str = Field(min_length=1)
    accept_licence: bool = False
    languages: Annotated[tuple[str, ...], Field(strict=False)] = ()
    source_language: str = ""
    target_language: str = ""
    source_prefix: str = ""
    target_prefix: str = ""
    max_source_tokens: int = Field(default=0, ge=0)
    device: Device = "auto"
    compute: Compute = "auto"
    threads: int = Field(default=0, ge=0)
    megabytes: int = Field(default=0, ge=0)


def check_licence(checkpoint: Checkpoint) -> None:
    """Raises BadConfig where the licence asks for something that the config does not accept."""
    demands = [demand for part, demand in RESTRICTED.items() if part in checkpoint.licence.upper()]
    if demands and not checkpoint.accept_licence:
        raise BadConfig(
            f"{checkpoint.repository}: its licence is {checkpoint.licence} ({demands[0]}); "
            "if you may use it so, set accept_licence = true beside its repository in the config"
        )


def find(checkpoint: Checkpoint) -> Path | None:
    """The folder with this checkpoint's config, tokenizer and safetensors weights; None where it is not on this machine."""
    for folder in (_snapshot(checkpoint), rewritten_folder(checkpoint)):
        if folder is not None and is_complete(folder):
            return folder
    return None


def locate(checkpoint: Checkpoint) -> Path:
    """As `find`, licence checked; raises BadConfig or, with the command that fetches the checkpoint, MissingModel."""
    check_licence(checkpoint)
    folder = find(checkpoint)
    if folder is not None:
        return folder
    how = f"run: vi-brief models pull {checkpoint.repository}"
    snapshot = _snapshot(checkpoint)
    if snapshot is not None and any(any(snapshot.glob(pattern)) for pattern in PICKLED):
        raise MissingModel(
            f"{checkpoint.repository}: only pickled weights are in the local cache, and those are never loaded; to rewrite them, {how}"
        )
    raise MissingModel(f"{checkpoint.repository}: the checkpoint (revision {checkpoint.revision[:12]}) is not in the local cache; {how}")


def is_complete(folder: Path) -> bool:
    """Whether a folder has a config and every safetensors file that it needs."""
    if not (folder / "config.json").is_file():
        return False
    index = folder / "model.safetensors.index.json"
    if not index.is_file():
        return (folder / "model.safetensors").is_file()
    try:
        shards = set(json.loads(index.read_text(encoding="utf-8"))["weight_map"].values())
    except (OSError, ValueError, KeyError, AttributeError):
        return False
    return bool(shards) and all((folder / shard).is_file() for shard in shards)


def commit_of(checkpoint: Checkpoint) -> str | None:
    """The commit that the revision stands for in the local cache; None where the cache does not know it."""
    if _COMMIT.fullmatch(checkpoint.revision):
        return checkpoint.revision
    try:
        return (_hub_folder(checkpoint) / "refs" / checkpoint.revision).read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return None


def rewritten_folder(checkpoint: Checkpoint) -> Path | None:
    """Where `pull` keeps this checkpoint's rewritten weights; None where the revision's commit is not known."""
    commit = commit_of(checkpoint)
    return config.cache_folder() / "checkpoints" / checkpoint.repository.replace("/", "--") / commit if commit else None


def _snapshot(checkpoint: Checkpoint) -> Path | None:
    commit = commit_of(checkpoint)
    folder = _hub_folder(checkpoint) / "snapshots" / commit if commit else None
    return folder if folder is not None and folder.is_dir() else None


def _hub_folder(checkpoint: Checkpoint) -> Path:
    return config.hub_cache_folder() / f"models--{checkpoint.repository.replace('/', '--')}"
