"""vi-brief eval worst: the segments to look at."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

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
    metric: Annotated[str, typer.Option("--metric", help="One metric.")] = "chrf2",
    option: outputs.MetricOptions = None,
    most: Annotated[int, typer.Option("--most", min=1, help="How many segments.")] = 20,
    form: Annotated[str, typer.Option("--format", help="text or json.")] = "text",
) -> None:
    """Show the segments in which the first system loses most to the second; of one system, its worst.

    Words in [brackets] are not in the reference.
    """
    from vi_brief.errors import BadInput
    from vi_brief.evaluate.compare import forms
    from vi_brief.evaluate.compare import worst as search

    if form not in {"text", "json"}:
        raise BadInput(f"--format {form}: there is no such format; there are: text, json")
    systems = outputs.gather(outputs.Given(system, reference, source, runs))
    measured = outputs.measured(systems, metric, option)[0]
    cases = search.worst(systems, measured, most)
    if form == "json":
        typer.echo(forms.as_json({"metric": measured.name, "cases": [asdict(case) for case in cases]}), nl=False)
        return
    for case in cases:
        _print(case, measured.digits)
    if not cases:
        typer.echo(f"there is no segment in which {systems[0].name} is worse")


def _print(case: "Case", digits: int) -> None:
    """Side by side would fold in a terminal; one above the other keeps words in line."""
    from rich.console import Console
    from rich.text import Text

    console = Console(soft_wrap=True)
    console.print(Text(f"segment {case.number}, difference {case.gap:+.{digits}f}", style="bold"))
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
