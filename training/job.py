"""What every step is given: the recipe and where things are. A work folder holds everything that a recipe makes."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from training.recipe import Recipe
from vi_brief.errors import BadInput


@dataclass(frozen=True, slots=True)
class Job:
    """One call of one step. `run` names the run or the set that the step works on where the recipe has several; `args` are file names."""

    recipe: Recipe
    work: Path
    corpus: Path | None = None
    suites: tuple[Path, ...] = ()
    out: Path | None = None
    run: str = ""
    minutes: float | None = None
    resume: bool = False
    device: str = ""
    args: tuple[Path, ...] = field(default=())

    @property
    def tokenizer(self) -> Path:
        """The SentencePiece model."""
        return self.work / "tokenizer.model"

    @property
    def data(self) -> Path:
        """Cleaned text: `manifest.json`, `*.tsv`, `mono.*.txt`."""
        return self.work / "data"

    def packed(self, name: str) -> Path:
        """The folder of a set of token ids."""
        return self.work / "packed" / name

    def folder(self, run: str) -> Path:
        """The folder of a training run."""
        return self.work / "runs" / run

    def model(self, name: str) -> Path:
        """The newest weights of a run, or a model folder (in the work folder or anywhere); raises BadInput where there is neither."""
        for path in (self.folder(name) / "latest", self.work / name, Path(name)):
            if (path / "model.safetensors").is_file():
                return path
        raise BadInput(f"{name}: there is no run and no model folder of that name; train it first")

    def needed(self, given: Path | None, option: str) -> Path:
        """A path that this step cannot do without; raises BadInput."""
        if given is None:
            raise BadInput(f"this step needs {option}")
        if not given.exists():
            raise BadInput(f"{given}: there is no such file or folder; see {option}")
        return given


def digest(path: Path) -> str:
    """The SHA-256 of a file."""
    return sha256(path.read_bytes()).hexdigest()


def write_json(path: Path, content: Mapping[str, Any]) -> None:
    """A JSON file that is whole or not there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".tmp")
    part.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    part.replace(path)


def write_text(path: Path, text: str) -> None:
    """A text file that is whole or not there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".tmp")
    part.write_text(text, encoding="utf-8")
    part.replace(path)
