"""vi-brief eval score: metrics over outputs that exist as files."""

import typer

from vi_brief.cli import outputs


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(score)


def score(
    runs: outputs.Runs = None,
    system: outputs.Systems = None,
    reference: outputs.Reference = None,
    source: outputs.Source = None,
    metric: outputs.Metrics = "bleu,chrf2",
    option: outputs.MetricOptions = None,
    form: outputs.Form = "table",
) -> None:
    """Score the outputs of systems, line-aligned files or runs, with the signature of every metric."""
    from vi_brief.evaluate.compare import results

    found = outputs.measured(outputs.gather(outputs.Given(system, reference, source, runs)), metric, option)
    outputs.show(results.score_grids(found), form, results.scores_as_json(found))
