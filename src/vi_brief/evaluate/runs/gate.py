"""Floors that a config must keep on a suite, pinned to the suite's hash in `eval/baseline.json`.

    {"seeds": {"suite": "<hash>", "config": "embedded", "floors": {"bleu": 44.0}, "lowered": [{"date", "metric", "from", "to", "reason"}]}}

A floor may be raised by anyone. To lower one, or to pin it to a changed suite, takes a reason, which stays in the file. For a metric where
lower is better the floor is a ceiling. (The idea is trafilatura's: evaluation gates that are never moved silently.)
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from vi_brief import evaluate
from vi_brief.errors import AskedWrongly, BadInput
from vi_brief.evaluate import documents
from vi_brief.evaluate.compare.inputs import metric_name
from vi_brief.evaluate.documents import Record, Text
from vi_brief.evaluate.suites import Suite

MARGIN = 0.5
"""How far below the score a floor is put: room for code that changes a word here and there. Set by hand; a retrained model moves more."""


class Lowered(Record):
    """A floor that was lowered or, with `metric` "*", all of a suite's floors begun anew because the suite changed."""

    date: Text
    metric: Text
    before: float | str
    after: float | str
    reason: Text


class Pinned(Record):
    """The floors of one suite."""

    suite: Text
    config: Text
    floors: Mapping[str, float]
    lowered: tuple[Lowered, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """A metric's score against its floor."""

    metric: str
    floor: float
    score: float
    kept: bool


@dataclass(frozen=True, slots=True)
class Why:
    """The permission to lower floors: a reason, and the date (ISO 8601) to note with it."""

    reason: str
    date: str


def read(path: Path) -> dict[str, Pinned]:
    """The floors by suite; raises BadInput where the file is missing or malformed."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadInput(f"{path}: may not be read: {error.strerror}; name the file with --baseline, or begin one with --set") from None
    except ValueError as error:
        raise BadInput(f"{path}: not valid JSON: {error}; mend the file") from None
    if not isinstance(content, dict):
        raise BadInput(f"{path}: not an object with one entry for each suite; see eval/README.md")
    return {name: documents.make(Pinned, entry, f"{path}: {name}") for name, entry in content.items()}


def dumped(floors: Mapping[str, Pinned]) -> bytes:
    """The file's content."""
    content = {name: pinned.model_dump(mode="json") for name, pinned in sorted(floors.items())}
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def unchanged(pinned: Pinned, suite: Suite) -> None:
    """Raise BadInput where the suite is not the one that the floors are pinned to."""
    if pinned.suite != suite.hash:
        raise BadInput(
            f"suite {suite.name} has changed since its floors were pinned ({pinned.suite[:12]}, now {suite.hash[:12]}); "
            "pin them anew: vi-brief eval gate --raise --lower --reason '...'"
        )


def verdicts(pinned: Pinned, scores: Mapping[str, float]) -> list[Verdict]:
    """Every pinned metric against its floor; a score that is no number does not keep it."""
    return [Verdict(name, floor, scores[name], _reaches(name, scores[name], floor)) for name, floor in pinned.floors.items()]


def raised(pinned: Pinned, scores: Mapping[str, float], margin: float) -> dict[str, float]:
    """Floors `margin` below the scores, cut to the metric's decimals, where that is stricter than the floors there are."""
    found = {}
    for name, floor in pinned.floors.items():
        better, step = -1 if _lower_is_better(name) else 1, 10 ** int(getattr(evaluate.metric(name), "digits", 1))
        fresh = better * math.floor(step * (better * scores[name] - margin) + 1e-9) / step
        if _reaches(name, fresh, floor) and fresh != floor:
            found[name] = fresh
    return found


def pin(before: Pinned | None, suite: Suite, config: str, floors: Mapping[str, float], why: Why | None) -> Pinned:
    """The floors with changes; raises AskedWrongly where one is lowered, or the suite changed, and there is no `why`."""
    if before is None:
        return Pinned(suite=suite.hash, config=config, floors=dict(floors))
    notes = _notes(before, suite, floors, why)
    if notes and why is None:
        told = "; ".join(f"{n.metric} from {n.before} to {n.after}" for n in notes)
        raise AskedWrongly(f"gate: this lowers a floor of {suite.name}: {told}; if it must be, add --lower --reason '...'")
    return Pinned(suite=suite.hash, config=config, floors={**before.floors, **floors}, lowered=(*before.lowered, *notes))


def given(values: Sequence[str]) -> dict[str, float]:
    """Floors from METRIC=VALUE; raises BadInput."""
    found = {}
    for item in values:
        name, _, value = item.partition("=")
        try:
            floor = float(value)
        except ValueError:
            floor = math.nan
        if not math.isfinite(floor):
            raise BadInput(f"--set {item}: give it as METRIC=VALUE, for example bleu=44.0")
        if evaluate.metric(metric_name(name)).higher_is_better is None:
            raise BadInput(f"--set {item}: neither more nor less {metric_name(name)} is better, so a floor of it would hold nothing")
        found[metric_name(name)] = floor
    return found


def _notes(before: Pinned, suite: Suite, floors: Mapping[str, float], why: Why | None) -> list[Lowered]:
    date, reason = (why.date, why.reason) if why else ("-", "-")
    if before.suite != suite.hash:
        return [Lowered(date=date, metric="*", before=f"suite {before.suite[:12]}", after=f"suite {suite.hash[:12]}", reason=reason)]
    return [
        Lowered(date=date, metric=name, before=before.floors[name], after=value, reason=reason)
        for name, value in floors.items()
        if name in before.floors and not _reaches(name, value, before.floors[name])
    ]


def _lower_is_better(name: str) -> bool:
    return evaluate.metric(name).higher_is_better is False


def _reaches(name: str, score: float, floor: float) -> bool:
    return score <= floor if _lower_is_better(name) else score >= floor
