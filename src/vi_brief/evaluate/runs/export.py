"""Runs as tables for other tools: one row a score, or one row a segment."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from vi_brief import evaluate, extras
from vi_brief.errors import BadInput
from vi_brief.evaluate import SEGMENT, runs
from vi_brief.evaluate.compare import forms
from vi_brief.evaluate.compare.forms import Grid
from vi_brief.evaluate.runs import tables

Row = dict[str, Any]
FORMS = ("csv", "latex", "md", "parquet")
LEVELS = ("scores", "segments")
_PRINTED = frozenset({"latex", "md"})


def export(folders: Sequence[Path], level: str, form: str, metrics: Sequence[str]) -> bytes:
    """Runs as a file. Metrics not yet scored are scored now.

    The scores are one row for each run and metric in CSV and Parquet, and one row for each run, as a paper prints it, in LaTeX and
    Markdown. Raises BadInput for an unknown level or form, and for segments in a form that is not made for whole texts.
    """
    if form not in FORMS:
        raise BadInput(f"--format {form}: there is no such format; there are: {', '.join(FORMS)}")
    if level not in LEVELS:
        raise BadInput(f"--level {level}: there is no such level; there are: {', '.join(LEVELS)}")
    if form in _PRINTED:
        if level == "segments":
            raise BadInput(f"--format {form}: segments are whole texts; export them as csv or parquet")
        return forms.write([tables.scores(folders, [runs.score(folder, metrics) for folder in folders])], form).encode()
    make = _scores if level == "scores" else _segments
    rows = [row for folder in folders for row in make(folder, metrics)]
    if not rows:
        raise BadInput("export: there is nothing to export; give runs that have segments and were scored")
    return _parquet(rows) if form == "parquet" else _csv(rows)


def _csv(rows: Sequence[Row]) -> bytes:
    heads = tuple(rows[0])
    cells = tuple(tuple("" if row[head] is None else str(row[head]) for head in heads) for row in rows)
    return forms.write([Grid("", heads, cells)], "csv").encode()


def _scores(folder: Path, metrics: Sequence[str]) -> list[Row]:
    run = runs.read(folder)
    found = runs.score(folder, metrics)
    return [
        {**_head(run), "metric": name, "value": fact["value"], "units": fact["units"], "unit": fact["unit"], "signature": fact["signature"]}
        for name, fact in found.items()
    ]


def _segments(folder: Path, metrics: Sequence[str]) -> list[Row]:
    run = runs.read(folder)
    wanted = [name for name, fact in runs.score(folder, metrics).items() if fact["unit"] == SEGMENT]
    columns = {name: _alone(folder, name) for name in wanted}
    rows = []
    for at, line in enumerate(run.segments):
        kept = {key: line[key] for key in ("document", "segment", "domain", "site", "source", "reference", "hypothesis", "confidence")}
        kinds = ",".join(sorted({finding["kind"] for finding in line["findings"] if finding["severity"] != "info"}))
        rows.append({**_head(run), **kept, "findings": kinds, **{name: values[at] for name, values in columns.items()}})
    return rows


def _head(run: runs.Run) -> Row:
    suite = run.signature["suite"]
    return {"suite": suite["name"], "suite_hash": suite["hash"], "system": run.name, "run": run.folder.name}


def _alone(folder: Path, name: str) -> list[float | None]:
    """Each segment's own score; None where it says nothing."""
    import numpy as np

    matrix = np.array(runs.statistics(folder, name), dtype=float)
    found = evaluate.segment_scores(evaluate.metric(name), matrix).tolist()
    return [None if value != value else value for value in found]  # noqa: PLR0124 - nan is unlike itself


def _parquet(rows: Sequence[Row]) -> bytes:
    pa = extras.need("pyarrow", "--format parquet", "eval")
    parquet = extras.need("pyarrow.parquet", "--format parquet", "eval")
    out = pa.BufferOutputStream()
    parquet.write_table(pa.Table.from_pylist([dict(row) for row in rows]), out, compression="zstd")
    return bytes(out.getvalue().to_pybytes())


def scored(folders: Sequence[Path]) -> list[str]:
    """The metrics that every one of these runs has a score for, in the order of the first."""
    found = [runs.kept(folder) for folder in folders]
    return [name for name in found[0] if all(name in scores for scores in found)]
