"""Runs as tables: scores beside what they cost."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from vi_brief import evaluate
from vi_brief.evaluate import runs
from vi_brief.evaluate.compare.forms import Grid, number

COSTS = ("words/s", "s/1,000 words", "peak MiB", "model MiB")
_NAN = float("nan")


def scores(folders: Sequence[Path], found: Sequence[Mapping[str, Mapping[str, Any]]]) -> Grid:
    """One row a run: its config, the metrics, speed, memory and size; the metrics' signatures below."""
    names = list(found[0])
    digits = {name: int(getattr(evaluate.metric(name), "digits", 1)) for name in names}
    rows = []
    for folder, values in zip(folders, found, strict=True):
        facts = json.loads((folder / runs.RUN).read_text(encoding="utf-8"))
        cells = [number(_value(values[name]["value"]), digits[name]) for name in names]
        rows.append((str(facts["name"]), *cells, *costs(runs.read(folder).measured)))
    notes = [f"{name}: {found[0][name]['signature']}, {found[0][name]['unit']} x {found[0][name]['units']}" for name in names]
    first = runs.read(folders[0])
    notes.append(f"{first.measured_on}; times are of this machine, translating {first.measured['batches']} at a time")
    return Grid("", ("system", *names, *COSTS), tuple(rows), tuple(notes))


def costs(measured: Mapping[str, Any]) -> tuple[str, ...]:
    """The cells of COSTS: the whole road where it was timed, else translation alone."""
    timed = measured["road"] if measured["road"]["words"] else measured["translate"]
    seconds, words = timed["seconds"], timed["words"]
    speed = (f"{words / seconds:.0f}", f"{1000 * seconds / words:.1f}") if seconds and words else ("-", "-")
    return (*speed, number(_value(measured["peak_mib"]), 0), number(_value(measured["model_mib"]), 1))


def _value(value: float | None) -> float:
    return _NAN if value is None else float(value)


def points(folders: Sequence[Path], found: Sequence[Mapping[str, Mapping[str, Any]]]) -> list[tuple[float, float]]:
    """Each run as (quality by the first metric, larger is better; seconds per word)."""
    name = next(iter(found[0]))
    sign = -1.0 if evaluate.metric(name).higher_is_better is False else 1.0
    made = []
    for folder, values in zip(folders, found, strict=True):
        measured = runs.read(folder).measured
        timed = measured["road"] if measured["road"]["words"] else measured["translate"]
        made.append((sign * _value(values[name]["value"]), timed["seconds"] / max(1, timed["words"])))
    return made
