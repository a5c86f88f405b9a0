"""vi-brief eval contamination: what a suite shares with training texts."""

from pathlib import Path
from typing import Annotated

import typer

from vi_brief.cli import runs
from vi_brief.cli.common import progress, table


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(contamination)


def contamination(
    text: Annotated[list[str], typer.Argument(help="Text, JSON or JSON lines (.gz and .xz too), or a manifest.json that names them.")],
    suite: runs.SuiteName,
    run: Annotated[list[Path] | None, typer.Option("--run", help="A run of the suite, for scores with and without the overlap.")] = None,
    metric: Annotated[str, typer.Option("--metric", "-m", help="Metrics of segments, with commas.")] = "bleu,chrf2pp",
    gram: Annotated[int, typer.Option("--gram", min=2, help="How many words in a row count.")] = 10,
    every: Annotated[bool, typer.Option("--all", help="Show documents without overlap too.")] = False,
) -> None:
    """Report the segments of a suite that share a run of words with training texts, and what a run scores without them.

    Text is read line by line: a run of words that goes over the end of a line is not seen.
    """
    from vi_brief.evaluate import runs as stored
    from vi_brief.evaluate import suites
    from vi_brief.evaluate.compare import inputs
    from vi_brief.evaluate.compare.forms import number
    from vi_brief.evaluate.runs import contamination as guard

    data, names = suites.read(suite), inputs.metric_names(metric)
    folders = guard.runs_of(data, run or [], names)
    with progress() as bar:
        found = guard.overlap(data, bar.track(guard.lines(text), description="lines read", total=None), gram)
    table(
        ("document", "segments", "too short", "source", "reference", "shared run"),
        [(o.document, o.segments, o.short, len(o.source), len(o.reference), o.example) for o in found if every or o.shared],
    )
    shared, total = sum(len(o.shared) for o in found), sum(o.segments for o in found)
    documents = sum(bool(o.shared) for o in found)
    typer.echo(f"{shared} of {total} segments in {documents} of {len(found)} documents share a run of {gram} words with the texts")
    rows = []
    for folder in folders:
        for made in guard.without(folder, found, names):
            cells = (number(value, 1) for value in (made.all, made.clean, made.shared))
            rows.append((stored.read(folder).name, made.metric, *cells))
    if rows:
        table(("system", "metric", "all segments", "without the overlap", "the overlap alone"), rows)
