"""vi-brief eval report: one HTML file about a comparison."""

from pathlib import Path
from typing import Annotated

import typer

from vi_brief.cli import outputs


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(report)


def report(
    out: Annotated[Path, typer.Option("--out", "-o", help="The HTML file to write.")],
    runs: outputs.Runs = None,
    system: outputs.Systems = None,
    reference: outputs.Reference = None,
    source: outputs.Source = None,
    metric: Annotated[
        str, typer.Option("--metric", "-m", help="Metrics, with commas; if not given, those for which the systems have what is needed.")
    ] = "",
    option: outputs.MetricOptions = None,
    labels: outputs.Labels = None,
    title: Annotated[str, typer.Option("--title", help="The page's title.")] = "Comparison of systems",
    worst: Annotated[int, typer.Option("--worst", min=0, help="Segments to show, each way.")] = 10,
    resamples: outputs.Resamples = 1000,
    trials: outputs.Trials = 10_000,
    seed: outputs.Seed = 12345,
) -> None:
    """Write a report: scores with intervals, tests, where the difference lies, quality against speed, calibration, worst segments."""
    from vi_brief import store
    from vi_brief.evaluate import report as reports
    from vi_brief.evaluate.compare import scoring
    from vi_brief.evaluate.compare.significance import Draws
    from vi_brief.evaluate.report.build import METRICS

    systems = outputs.gather(outputs.Given(system, reference, source, runs, labels))
    wanted = metric or ",".join(scoring.applicable(systems, METRICS))
    found = outputs.measured(systems, wanted, option)
    made = reports.report(systems, found, reports.Settings(title, worst, Draws(resamples, trials, seed)))
    store.write(out, reports.page(made))
    typer.echo(f"the report is in {out}", err=True)
