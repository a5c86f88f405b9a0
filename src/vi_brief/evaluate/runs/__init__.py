"""Runs on disk: what a config gave on a suite, with the signature that says what made it. Metrics read runs; they never translate.

`<root>/<suite>/<digest of the signature>/` holds

    run.json          name, suite, config and signature
    segments.jsonl    one line for each reference segment: source, reference, hypothesis, confidence, findings
    documents.jsonl   one line for each document that has a reference brief or a raw page: the brief, and the suite's document
    measured.json     seconds, words, peak memory, model size: the one file that differs from run to run
    scores.json       each metric's value and signature
    statistics/       each metric's statistics, one unit a line: what intervals, tests and buckets are made from
"""

import importlib.metadata
import json
import platform
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vi_brief import signature, store
from vi_brief.errors import BadInput
from vi_brief.evaluate import System
from vi_brief.evaluate.compare import scoring
from vi_brief.evaluate.runs import measuring, views
from vi_brief.evaluate.suites import Suite
from vi_brief.models.hardware import processor
from vi_brief.pipeline import System as Road

if TYPE_CHECKING:
    from vi_brief.evaluate.compare.scoring import Measured

RUN, SEGMENTS, DOCUMENTS, MEASURED, SCORES = "run.json", "segments.jsonl", "documents.jsonl", "measured.json", "scores.json"
STATISTICS = "statistics"
_PACKAGE = Path(signature.__file__).resolve().parent
_SCORERS = ("sacrebleu", "rouge-score")
_NO_OUTPUT = ("embedded", "evaluate", "cli")
"""Folders of the package whose code cannot change an output: a new metric must not make old runs unlike new ones."""


@dataclass(frozen=True, slots=True)
class Run:
    """A finished run. `segments` and `documents` are the lines of the files as read; `folder` is where they are."""

    name: str
    folder: Path
    signature: Mapping[str, Any]
    segments: tuple[Mapping[str, Any], ...]
    documents: tuple[Mapping[str, Any], ...]
    measured: Mapping[str, Any]

    @property
    def measured_on(self) -> str:
        """The suite that it was run on, with its hash: runs may be compared only where this is equal."""
        return f"suite {self.signature['suite']['name']} {self.signature['suite']['hash'][:12]}"


def sign(road: Road, suite: Suite) -> dict[str, Any]:
    """The signature of a run: suite, config, models, decoding, versions, hardware."""
    made = dict(signature.run(road.config.name, road.config.sections, {}))
    versions = {**_mapping(made["versions"]), "vi_brief": _code()}
    options = road.settings
    return {
        "suite": {"name": suite.name, "hash": suite.hash},
        "config": made["config"],
        "models": {"translate": dict(road.translator.identity), "summarize": dict(road.summarizer.identity)},
        "decoding": {"translate": options.translate.model_dump(), "summarize": options.summarize.model_dump()},
        "versions": versions,
        "hardware": hardware(),
    }


def hardware() -> dict[str, Any]:
    """The machine, as far as it can change an output: its architecture, its processor, and how many threads a model gets."""
    import os

    return {"machine": platform.machine(), "processor": processor(), "threads": os.cpu_count()}


def folder(root: Path, suite: Suite, signed: Mapping[str, Any]) -> Path:
    """Where the run with this signature lives."""
    return root / suite.name / signature.digest(signed)


def find(paths: Sequence[str | Path]) -> list[Path]:
    """The run folders that paths name, each a run or a folder with runs, these by name; raises BadInput where there is none."""
    found: dict[Path, None] = {}
    for given in paths:
        path = Path(given)
        here = [path] if (path / RUN).is_file() else _named(marker.parent for marker in path.glob(f"**/{RUN}"))
        if not here:
            raise BadInput(f"{path}: there is no run in it; make one with: vi-brief eval run --suite NAME --config NAME")
        found.update(dict.fromkeys(here))
    return list(found)


def read(path: str | Path) -> Run:
    """The run in a folder; raises BadInput where it is not finished or cannot be read."""
    home = Path(path)
    if not (home / RUN).is_file():
        raise BadInput(f"{home}: there is no run in it; make one with: vi-brief eval run --suite NAME --config NAME")
    if not (home / SEGMENTS).is_file():
        raise BadInput(f"{home}: the run is not finished; if it is not at work, give the same command again, it goes on where it stopped")
    facts = _facts(home)
    measured = _json(home / MEASURED) if (home / MEASURED).is_file() else {}
    return Run(facts["name"], home, facts["signature"], _lines(home / SEGMENTS), _lines(home / DOCUMENTS), measured)


def _facts(home: Path) -> dict[str, Any]:
    facts = _json(home / RUN)
    if not isinstance(facts.get("signature"), dict) or not {"name", "suite"} <= facts.keys():
        raise BadInput(f"{home / RUN}: was not written by `eval run`; name the folder of a run, or delete this one and run again")
    return facts


def _named(homes: Iterable[Path]) -> list[Path]:
    """Run folders by suite and name, not by digest: the order is the same after the code has changed."""
    return sorted(homes, key=lambda home: (*(str(_facts(home)[key]) for key in ("suite", "name")), home))


def load(paths: str | Path | Sequence[str | Path]) -> list[System]:
    """The systems of runs, ready for metrics and comparison; runs of one config get the start of their digest as a suffix.

    Raises BadInput where there is no run, or where the runs are on suites with different hashes.
    """
    given = [paths] if isinstance(paths, str | Path) else paths
    found = [read(path) for path in find(given)]
    alike(found)
    names = [run.name for run in found]
    clock = measuring.clock([run.measured for run in found])
    labels = [run.name if names.count(run.name) == 1 else f"{run.name}@{run.folder.name[:6]}" for run in found]
    return [views.system(label, run, clock) for label, run in zip(labels, found, strict=True)]


def alike(found: Iterable[Run]) -> None:
    """Raise BadInput, with the reason, where runs may not be compared."""
    first, *others = list(found)
    for other in others:
        if other.measured_on != first.measured_on:
            same = other.signature["suite"]["name"] == first.signature["suite"]["name"]
            why = "the suite has changed between them" if same else "they are different suites"
            raise BadInput(
                f"{first.folder} and {other.folder} may not be compared: {first.measured_on} is not {other.measured_on}, {why}; "
                "run both configs on one suite"
            )


def system_outputs(path: str | Path) -> tuple[str, list[str], list[str], list[str], Mapping[str, Any]]:
    """Name, sources, hypotheses, references and signature of a run, segment by segment."""
    run = read(path)
    columns = ([str(row[key]) for row in run.segments] for key in ("source", "hypothesis", "reference"))
    sources, hypotheses, references = columns
    return run.name, sources, hypotheses, references, run.signature


def score(path: Path, names: Sequence[str]) -> dict[str, Mapping[str, Any]]:
    """The scores of a run, metric -> value, signature, unit, units; new metrics are computed from the stored outputs and kept.

    A stored score is kept as long as our code and the libraries that score are the same; what a run took is read anew, for the run may
    have gone on since. Raises BadInput where a metric needs what the run does not have.
    """
    stored, code = kept(path), _scored_by()
    fresh = {name for name in names if name in stored and stored[name]["code"] == code and stored[name]["unit"] != "run"}
    if missing := [name for name in dict.fromkeys(names) if name not in fresh]:
        run = read(path)
        for measured in scoring.measure([views.system(run.name, run, measuring.clock([run.measured]))], missing):
            _keep_statistics(path, measured)
            stored[measured.name] = {
                "value": _number(measured.values[0]),
                "signature": measured.signature,
                "unit": measured.unit,
                "units": len(measured.statistics[0]),
                "code": code,
            }
        store.write(path / SCORES, _dumped(dict(sorted(stored.items()))))
    return {name: stored[name] for name in names}


def kept(path: Path) -> dict[str, Any]:
    """The scores that a run's folder holds, metric -> value, signature, unit, units; raises BadInput where they cannot be read."""
    return _json(path / SCORES) if (path / SCORES).is_file() else {}


def statistics(path: Path, name: str) -> list[list[float]]:
    """The stored statistics of a metric, one list for each unit; raises BadInput where the run was not scored with it."""
    file = path / STATISTICS / f"{name}.jsonl"
    if not file.is_file():
        raise BadInput(f"{path}: not scored with {name}; run: vi-brief eval run --metric {name} ...")
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def write_lines(path: Path, rows: Iterable[Mapping[str, Any]]) -> None:
    """Write JSONL, whole or not at all."""
    store.write(path, "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode())


def write_json(path: Path, content: Mapping[str, Any]) -> None:
    """Write JSON, whole or not at all."""
    store.write(path, _dumped(content))


def _keep_statistics(path: Path, measured: "Measured") -> None:
    rows = "".join(json.dumps([_number(value) for value in row]) + "\n" for row in measured.statistics[0].tolist())
    store.write(path / STATISTICS / f"{measured.name}.jsonl", rows.encode())


def _number(value: float) -> float | None:
    return value if value == value and abs(value) != float("inf") else None  # noqa: PLR0124 - nan is unlike itself


def _dumped(content: Mapping[str, Any]) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=1, default=list) + "\n").encode()


def _json(path: Path) -> dict[str, Any]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BadInput(f"{path}: cannot be read: {error}; delete the run's folder and run again") from None
    if not isinstance(content, dict):
        raise BadInput(f"{path}: cannot be read: not a JSON object; delete the run's folder and run again")
    return content


def _lines(path: Path) -> tuple[Mapping[str, Any], ...]:
    if not path.is_file():
        return ()
    try:
        return tuple(json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line)
    except (OSError, ValueError) as error:
        raise BadInput(f"{path}: cannot be read: {error}; delete the run's folder and run again") from None


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


@cache
def _code() -> str:
    """The version, with a digest of the code and data that can change an output."""
    hashed = sha256()
    for path in sorted(_PACKAGE.rglob("*")):
        inside = path.relative_to(_PACKAGE)
        if path.is_file() and inside.parts[0] not in _NO_OUTPUT and "__pycache__" not in inside.parts:
            hashed.update(inside.as_posix().encode())
            hashed.update(path.read_bytes())
    return f"{signature.version()}+{hashed.hexdigest()[:12]}"


def _scored_by() -> str:
    """Our code and the libraries that it scores with: where one of them is another, a stored score is computed again."""
    versions = []
    for library in _SCORERS:
        try:
            versions.append(f"{library}:{importlib.metadata.version(library)}")
        except importlib.metadata.PackageNotFoundError:
            versions.append(f"{library}:-")
    return "|".join((signature.code_version(), *versions))
