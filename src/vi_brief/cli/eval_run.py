"""vi-brief eval run: configs over a suite."""

from typing import Annotated

import typer

from vi_brief.cli import runs


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(run)


def run(
    suite: runs.SuiteName,
    config: Annotated[list[str], typer.Option("--config", "-c", help="A config file or a shipped one's name; give one for each system.")],
    root: runs.Runs = runs.ROOT,
    metric: runs.Metrics = None,
    briefs: runs.Briefs = True,
    fast: runs.Fast = False,
) -> None:
    """Run configs over a suite: each segment is translated and each document briefed once, then scored.

    An interrupted run goes on where it stopped when the same command is given again. A metric that is asked for later is computed from the
    stored outputs.
    """
    from vi_brief import config as configs
    from vi_brief.cli import outputs
    from vi_brief.evaluate import suites
    from vi_brief.evaluate.runs import perform

    runs.known(metric)
    chosen = [configs.read(name) for name in config]
    data = suites.read(suite)
    folders = runs.perform(data, chosen, root, perform.Wanted(briefs=briefs, reproducible=not fast))
    _, grid = runs.scored(folders, metric)
    outputs.show([grid], "table")
    for folder in folders:
        typer.echo(f"run: {folder}")
