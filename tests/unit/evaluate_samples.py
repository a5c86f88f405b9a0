"""Systems for tests, made from our own suite: its references, spoilt in ways that are fixed."""

import json
import random
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.conftest import ROOT
from vi_brief.evaluate import SEGMENT, System, pairs


def segments() -> tuple[list[str], list[str]]:
    """The sources and references of the suite `seeds`."""
    lines = (ROOT / "eval" / "suites" / "seeds" / "documents.jsonl").read_text(encoding="utf-8").splitlines()
    found = [segment for line in lines for segment in json.loads(line)["segments"]]
    return [s["source"] for s in found], [s["reference"] for s in found]


def spoilt(references: Sequence[str], share: float, seed: int) -> list[str]:
    """Every reference with about a share of its words left out, doubled, swapped or cut: a system that is worse the more it spoils."""
    draw = random.Random(seed)
    return [" ".join(_spoilt_words(line.split(), share, draw)) for line in references]


def _spoilt_words(words: list[str], share: float, draw: random.Random) -> list[str]:
    changes: Sequence[Callable[[str], list[str]]] = (lambda _: [], lambda w: [w, w], lambda w: [w[::-1]], lambda w: [w[: len(w) // 2 + 1]])
    made: list[str] = []
    for word in words:
        made += draw.choice(changes)(word) if draw.random() < share else [word]
    if len(made) > 1 and draw.random() < share:
        at = draw.randrange(len(made) - 1)
        made[at], made[at + 1] = made[at + 1], made[at]
    return made


def three() -> list[System]:
    """A good system, one that is hardly worse, and one that is far worse."""
    sources, references = segments()
    spoils = {"good": (0.10, 1), "near": (0.11, 2), "bad": (0.35, 3)}
    return [System(name, {SEGMENT: pairs(sources, spoilt(references, *how), references)}) for name, how in spoils.items()]


def write(folder: Path) -> list[str]:
    """The same as files; the arguments of a command that reads them."""
    sources, references = segments()
    made = {"source": sources, "reference": references}
    made |= {system.name: [pair.hypothesis for pair in system.views[SEGMENT]] for system in three()}
    for name, lines in made.items():
        (folder / name).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    arguments = ["--source", str(folder / "source"), "--reference", str(folder / "reference")]
    return arguments + [part for name in ("good", "near", "bad") for part in ("--system", f"{name}={folder / name}")]
