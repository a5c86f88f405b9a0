"""The list of shipped models with the hashes of their files, `embedded/manifest.json`.

After new weights were put into a model's folder:

    python -m vi_brief.models.manifest

It keeps what was written there by hand (task, languages, licence, longest source) and renews sizes and hashes.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from vi_brief.errors import BrokenModel
from vi_brief.models.conversion import sha256

FILES = ("config.json", "model.safetensors", "tokenizer.model")
"""What the output of a shipped model depends on."""

TARGET_PIECES = "target_pieces.txt"
"""So does this file, where there is one."""


def folder() -> Path:
    """Where the shipped models are."""
    return Path(__file__).resolve().parent.parent / "embedded"


def read(root: Path) -> Mapping[str, Mapping[str, Any]]:
    """The facts about each shipped model by name; raises BrokenModel where they cannot be read."""
    path = root / "manifest.json"
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        return {str(name): dict(facts) for name, facts in content["models"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise BrokenModel(f"{path}: the list of shipped models cannot be read: {error}; install vi_brief again") from None


def hashes(home: Path) -> dict[str, str]:
    """The SHA-256 of each file of a shipped model; raises BrokenModel where one cannot be read."""
    try:
        extra = (TARGET_PIECES,) if (home / TARGET_PIECES).exists() else ()
        return {name: sha256(home / name) for name in (*FILES, *extra)}
    except OSError as error:
        raise BrokenModel(f"{error.filename}: a file of a shipped model cannot be read: {error.strerror}; install vi_brief again") from None


def refresh(root: Path) -> None:
    """Renew the sizes and hashes of every model folder under `root`; a folder not yet listed is added."""
    known = dict(read(root)) if (root / "manifest.json").is_file() else {}
    found = {path.parent.name for path in root.glob("*/model.safetensors")}
    models = {}
    for name in sorted(found):
        files = {file: {"size": (root / name / file).stat().st_size, "sha256": digest} for file, digest in hashes(root / name).items()}
        models[name] = {**known.get(name, {}), "files": files}
    (root / "manifest.json").write_text(json.dumps({"models": models}, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    refresh(folder())
