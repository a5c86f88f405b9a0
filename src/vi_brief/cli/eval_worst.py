"""vi-brief eval worst: the segments to look at."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from vi_brief.cli import outputs

if TYPE_CHECKING:
    from vi_brief.evaluate.compare.worst import Case


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(worst)


def worst(
    runs: outputs.Runs = None,
    system: outputs.Systems = None,
    reference: outputs.Reference = None,
    source: outputs.Source = None,
    metric: Annotated[str, typer.Option("--metric", "-m", help="One metric, of segments.")] = "chrf2",
    option: outputs.MetricOptions = None,
    most: Annotated[int, typer.Option("--most", min=1, help="How many segments.")] = 20,
    loser: Annotated[str | None, typer.Option("--loser", help="The system to look at; the first if not given.")] = None,
    winner: Annotated[str | None, typer.Option("--winner", help="What it loses to; the first other system if not given.")] = None,
    form: Annotated[Literal["text", "json"], typer.Option("--format", help="How to print.")] = "text",
) -> None:
    """Show the segments in which one system loses most to another; where there is only one system, its worst.

    Words in brackets are not in the reference.
    """
    from vi_brief.evaluate.compare import forms
    from vi_brief.evaluate.compare import worst as search

    systems = outputs.gather(outputs.Given(system, reference, source, runs))
    names = search.opponents(systems, loser, winner)
    if len(systems) > len(names):
        typer.echo(f"note: {' against '.join(names)} alone; choose two of the {len(systems)} systems with --loser and --winner", err=True)
    chosen = [next(system for system in systems if system.name == name) for name in names]
    measured = outputs.measured(chosen, outputs.one(metric), option)[0]
    cases = search.worst(chosen, measured, most)
    if form == "json":
        typer.echo(forms.as_json({"metric": measured.name, "cases": [asdict(case) for case in cases]}), nl=False)
        return
    for case in cases:
        _print(case, measured.digits)
    if not cases:
        typer.echo(f"there is no segment in which {names[0]} is worse than {names[-1]} by {measured.name}")


def _print(case: "Case", digits: int) -> None:
    """Side by side would fold in a terminal; one above the other keeps words in line."""
    from rich.console import Console
    from rich.text import Text

    console = Console(soft_wrap=True)
    told = f"difference {case.gap:+.{digits}f}" if len(case.outputs) > 1 else f"score {case.gap:.{digits}f}"
    console.print(Text(f"segment {case.number}, {told}", style="bold"))
    for name, text in (("source", case.source), ("reference", case.reference)):
        if text:
            console.print(Text(f"  {name}: {text}"))
    for output in case.outputs:
        line = Text(f"  {output.system} ({output.score:.{digits}f}):")
        for piece in output.pieces:
            line.append(" ")
            line.append(piece.text if piece.same else f"[{piece.text}]", style="" if piece.same else "red")
        console.print(line)
    console.print()
