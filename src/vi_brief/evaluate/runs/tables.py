"""Runs as tables: scores beside what they cost."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from vi_brief import evaluate
from vi_brief.evaluate import runs
from vi_brief.evaluate.compare.forms import Grid, number
from vi_brief.evaluate.runs import measuring

COSTS = ("words/s", "s/1,000 words", "peak MiB", "model MiB")
CLOCKS = {"road": "of the whole road", "translate": "of translating alone"}
_NAN = float("nan")


def scores(folders: Sequence[Path], found: Sequence[Mapping[str, Mapping[str, Any]]]) -> Grid:
    """One row a run: its config, the metrics, speed, memory and size; the metrics' signatures below.

    Raises BadInput for runs on unlike suites: their scores do not belong in one table.
    """
    names = list(found[0])
    digits = {name: int(getattr(evaluate.metric(name), "digits", 1)) for name in names}
    there = [runs.read(folder) for folder in folders]
    runs.alike(there)
    clock = measuring.clock([run.measured for run in there])
    rows = []
    for run, values in zip(there, found, strict=True):
        cells = [number(_value(values[name]["value"]), digits[name]) for name in names]
        rows.append((run.name, *cells, *costs(run.measured, clock)))
    notes = [f"{name}: {found[0][name]['signature']}, {found[0][name]['unit']} x {found[0][name]['units']}" for name in names]
    batches = {"one segment": "one segment at a time", "full": "in full batches"}.get(str(there[0].measured.get("batches")), "")
    notes.append(f"{there[0].measured_on}; times are {CLOCKS[clock]}, {batches or 'not measured'}, on the machine of the run")
    return Grid("", ("system", *names, *COSTS), tuple(rows), tuple(notes))


def costs(measured: Mapping[str, Any], clock: str) -> tuple[str, ...]:
    """The cells of COSTS, by the time that `measuring.clock` chose."""
    timed = measuring.taken(measured, clock)
    seconds, words = timed["seconds"], timed["words"]
    speed = (f"{words / seconds:.0f}", f"{1000 * seconds / words:.1f}") if seconds and words else ("-", "-")
    return (*speed, number(_value(measured.get("peak_mib")), 0), number(_value(measured.get("model_mib")), 1))


def _value(value: float | None) -> float:
    return _NAN if value is None else float(value)


def points(folders: Sequence[Path], found: Sequence[Mapping[str, Mapping[str, Any]]]) -> list[tuple[float, float]]:
    """Each run as (quality by the first metric, larger is better; seconds per word)."""
    name = next(iter(found[0]))
    sign = -1.0 if evaluate.metric(name).higher_is_better is False else 1.0
    measured = [runs.read(folder).measured for folder in folders]
    clock = measuring.clock(measured)
    made = []
    for one, values in zip(measured, found, strict=True):
        timed = measuring.taken(one, clock)
        made.append((sign * _value(values[name]["value"]), timed["seconds"] / max(1, timed["words"])))
    return made
