"""vi-brief eval: score outputs."""

from typing import Annotated

import typer

from vi_brief.cli.common import table

app = typer.Typer(help="Score the output of systems.", no_args_is_help=True)


@app.callback()
def _eval() -> None:
    pass


@app.command()
def score(
    reference: Annotated[str, typer.Option("--reference", help="The reference translations, one segment per line.")],
    system: Annotated[list[str], typer.Option("--system", help="NAME=FILE: a system's output, line by line with the reference.")],
    source: Annotated[str | None, typer.Option("--source", help="The sources, for metrics that need them.")] = None,
    metric: Annotated[str, typer.Option("--metric", help="Metrics, with commas.")] = "bleu,chrf2",
) -> None:
    """Score line-aligned files with sacrebleu's metrics, signatures included."""
    from vi_brief import evaluate, load

    references = load.lines(reference)
    sources = load.lines(source) if source else None
    rows, signatures = [], {}
    for given in system:
        name, hypotheses = evaluate.named_output(given, load.lines, len(references))
        for wanted in metric.split(","):
            result = evaluate.score(wanted.strip(), evaluate.pairs(sources, hypotheses, references))
            rows.append((name, result.metric, f"{result.value:.1f}"))
            signatures[result.metric] = result.signature
    table(("system", "metric", "score"), rows)
    for name, signature in signatures.items():
        typer.echo(f"{name}: {signature}")
