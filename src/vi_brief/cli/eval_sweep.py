"""vi-brief eval sweep: a grid over options of a config."""

from typing import Annotated, Literal

import typer

from vi_brief.cli import runs
from vi_brief.cli.common import ConfigName


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(sweep)


def sweep(
    suite: runs.SuiteName,
    set_: Annotated[list[str], typer.Option("--set", help="SECTION.OPTION=VALUE,VALUE,...; give several for a grid.")],
    config: ConfigName = "embedded",
    root: runs.Runs = runs.ROOT,
    metric: runs.Metrics = None,
    briefs: runs.Briefs = True,
    fast: runs.Fast = False,
    form: Annotated[Literal["table", "csv", "latex", "md"], typer.Option("--format", help="How to print.")] = "table",
) -> None:
    """Run a config with every combination of some of its options, and show quality beside speed.

    The front is marked: configs that no other one beats on the first metric without being slower.
    """
    from dataclasses import replace

    from vi_brief import config as configs
    from vi_brief.cli import outputs
    from vi_brief.evaluate import suites
    from vi_brief.evaluate.runs import perform, tables
    from vi_brief.evaluate.runs import sweep as sweeps

    runs.known(metric)
    base, data = configs.read(config), suites.read(suite)
    choices = sweeps.grid(set_)
    derived = [sweeps.derive(base, choice) for choice in choices]
    folders = runs.perform(data, derived, root, perform.Wanted(briefs=briefs, reproducible=not fast))
    scores, grid = runs.scored(folders, metric)
    front = sweeps.front(tables.points(folders, scores))
    rows = tuple(
        (*(str(value) for value in choice.values()), *row[1:], "front" if best else "")
        for choice, row, best in zip(choices, grid.rows, front, strict=True)
    )
    outputs.show([replace(grid, heads=(*choices[0], *grid.heads[1:], ""), rows=rows)], form)
