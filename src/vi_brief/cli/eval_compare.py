"""vi-brief eval compare: is one system really better than another."""

import typer

from vi_brief.cli import outputs


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(compare)


def compare(
    runs: outputs.Runs = None,
    system: outputs.Systems = None,
    reference: outputs.Reference = None,
    source: outputs.Source = None,
    metric: outputs.Metrics = outputs.METRICS,
    option: outputs.MetricOptions = None,
    form: outputs.Form = "table",
    resamples: outputs.Resamples = 1000,
    trials: outputs.Trials = 10_000,
    seed: outputs.Seed = 12345,
) -> None:
    """Score systems and compare every pair: 95 % intervals (paired bootstrap), p (bootstrap, approximate randomisation, Holm's
    correction), wins by segment, and a ranking with clusters that the tests bear out.
    """
    from vi_brief.evaluate import compare as comparing
    from vi_brief.evaluate.compare import results
    from vi_brief.evaluate.compare.significance import Draws

    found = outputs.measured(outputs.gather(outputs.Given(system, reference, source, runs)), metric, option)
    compared = comparing.compare(found, Draws(resamples, trials, seed))
    grids = [grid for comparison in compared for grid in results.comparison_grids(comparison)]
    outputs.show(grids, form, results.comparisons_as_json(compared))
