"""vi-brief eval buckets: where a difference comes from."""

from typing import Annotated

import typer

from vi_brief.cli import outputs


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(buckets)


def buckets(
    runs: outputs.Runs = None,
    system: outputs.Systems = None,
    reference: outputs.Reference = None,
    source: outputs.Source = None,
    metric: outputs.Metrics = "chrf2",
    option: outputs.MetricOptions = None,
    by: Annotated[str, typer.Option("--by", help="Dimensions, with commas: length, rare words, quantities, names, or a label.")] = "",
    labels: outputs.Labels = None,
    form: outputs.Form = "table",
    resamples: outputs.Resamples = 1000,
    seed: outputs.Seed = 12345,
) -> None:
    """Score systems in parts of the data: by length, rare words, quantities, names, domain, site. With 95 % intervals."""
    from vi_brief.evaluate.compare import buckets as parts
    from vi_brief.evaluate.compare import results
    from vi_brief.evaluate.compare.significance import Draws

    systems = outputs.gather(outputs.Given(system, reference, source, runs, labels))
    classes = parts.dimensions(systems, [name.strip() for name in by.split(",") if name.strip()])
    found = [(m, parts.buckets(m, classes, Draws(resamples, seed=seed))) for m in outputs.measured(systems, metric, option)]
    outputs.show([results.bucket_grid(m, part) for m, part in found], form, results.buckets_as_json(found))
