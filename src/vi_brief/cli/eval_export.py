"""vi-brief eval export: scores and segments for other tools."""

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from vi_brief.cli import runs


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(export)


def export(
    run: runs.RunPaths,
    form: Annotated[Literal["csv", "latex", "md", "parquet"], typer.Option("--format", help="What to write.")] = "csv",
    level: Annotated[
        Literal["scores", "segments"], typer.Option("--level", help="A row is a score, or a segment (csv, parquet).")
    ] = "scores",
    metric: Annotated[str | None, typer.Option("--metric", "-m", help="Metrics, with commas; those already scored if not given.")] = None,
    out: Annotated[Path | None, typer.Option("--out", "-o", help="The file to write; standard output if not given.")] = None,
) -> None:
    """Export the scores or the segments of runs as CSV, LaTeX, Markdown or Parquet."""
    from vi_brief import store
    from vi_brief.errors import AskedWrongly
    from vi_brief.evaluate import runs as stored
    from vi_brief.evaluate.compare import inputs
    from vi_brief.evaluate.runs import export as exports

    if form == "parquet" and out is None:
        raise AskedWrongly("export: Parquet is not for a terminal; name a file with -o")
    folders = stored.find(run)
    names = inputs.metric_names(metric) if metric else exports.scored(folders)
    content = exports.export(folders, level, form, names)
    if out is None:
        sys.stdout.write(content.decode())
        return
    store.write(out, content)
    typer.echo(f"{level} of {len(folders)} runs are in {out}", err=True)
