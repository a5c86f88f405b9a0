"""What the commands over systems' outputs share: their options, the systems they name, scoring with a bar, and printing."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from vi_brief.cli.common import progress, table
from vi_brief.errors import AskedWrongly, BadInput

if TYPE_CHECKING:
    from vi_brief.evaluate import System
    from vi_brief.evaluate.compare.forms import Grid
    from vi_brief.evaluate.compare.scoring import Measured

METRICS = "bleu,chrf2,chrf2pp,ter"

Runs = Annotated[list[Path] | None, typer.Argument(help="Runs of `eval run`, or folders that hold runs.")]
Reference = Annotated[str | None, typer.Option("--reference", help="The reference translations, one segment per line.")]
Source = Annotated[str | None, typer.Option("--source", help="The sources, for metrics that need them.")]
Systems = Annotated[list[str] | None, typer.Option("--system", help="NAME=FILE: a system's output, line by line with the reference.")]
Metrics = Annotated[str, typer.Option("--metric", "-m", help="Metrics, with commas; `vi-brief plugins` lists them.")]
MetricOptions = Annotated[list[str] | None, typer.Option("--option", help="METRIC.KEY=VALUE: an option of a metric.")]
Labels = Annotated[
    str | None, typer.Option("--labels", help="A table (tab-separated, with a heading) of one row per segment: domain, site and the like.")
]
Form = Annotated[Literal["table", "json", "csv", "latex", "md"], typer.Option("--format", help="How to print.")]
Resamples = Annotated[int, typer.Option("--resamples", min=40, help="Bootstrap resamples, for intervals.")]
Trials = Annotated[int, typer.Option("--trials", min=40, help="Trials of approximate randomisation, for p.")]
Seed = Annotated[int, typer.Option("--seed", min=0, help="Seed of all draws; 12345 is sacrebleu's.")]


def gather(given: "Given") -> "list[System]":
    """The systems of runs, and of files beside them: files alone need a reference or a source, files beside runs line up with the runs."""
    from vi_brief import load
    from vi_brief.evaluate import runs as stored
    from vi_brief.evaluate.compare import inputs

    files = inputs.Files(given.system or (), given.source, given.reference, given.labels)
    if not given.runs:
        return inputs.systems(files, load.lines)
    if given.source or given.reference or given.labels:
        raise BadInput("eval: runs bring their own source, reference and labels; leave out --source, --reference and --labels")
    found = stored.load(given.runs)
    return [*found, *inputs.beside(found[0], files, load.lines)]


@dataclass(frozen=True, slots=True)
class Given:
    """Where the outputs are, as the options of a command say it."""

    system: Sequence[str] | None
    reference: str | None
    source: str | None
    runs: Sequence[Path] | None = None
    labels: str | None = None


def measured(systems: "Sequence[System]", metric: str, option: Sequence[str] | None) -> "list[Measured]":
    """Every metric over every system, with a bar where somebody looks; what is odd about an output is said on standard error."""
    from vi_brief.evaluate.compare import inputs, scoring
    from vi_brief.evaluate.compare.oddities import oddities

    for line in oddities(systems):
        typer.echo(f"note: {line}", err=True)
    names, options = inputs.metric_names(metric), inputs.options(option or ())
    if not sys.stderr.isatty():
        return scoring.measure(systems, names, options)
    with progress() as bar:
        task = bar.add_task("segments scored", total=None)
        return scoring.measure(systems, names, options, lambda done, total: bar.update(task, completed=done, total=total))


def one(metric: str) -> str:
    """The metric, where a command takes one alone; raises AskedWrongly."""
    if "," in metric:
        raise AskedWrongly(f"--metric {metric}: give one metric")
    return metric


def show(grids: "Sequence[Grid]", form: str, facts: Mapping[str, object] | None = None) -> None:
    """Print tables in a form; as JSON the facts, which have full digits."""
    from vi_brief.evaluate.compare import forms

    if form == "json" and facts is not None:
        typer.echo(forms.as_json(facts), nl=False)
        return
    if form != "table":
        typer.echo(forms.write(grids, form), nl=False)
        return
    for at, grid in enumerate(grids):
        if grid.title:
            typer.echo(f"{chr(10) if at else ''}{grid.title}")
        table(grid.heads, grid.rows)
        for note in grid.notes:
            typer.echo(note)
