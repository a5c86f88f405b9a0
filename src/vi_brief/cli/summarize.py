"""vi-brief summarize: English text in, headline, summary and key points out."""

from typing import Annotated

import typer

from vi_brief.cli.common import ConfigName


def summarize(
    file: Annotated[str, typer.Argument(help="English text, one paragraph per line; - for standard input.")],
    config: ConfigName = "embedded",
) -> None:
    """Summarize an English text."""
    from vi_brief import config as configs
    from vi_brief import load, pipeline

    summary = pipeline.summarize_text(load.lines(file), configs.read(config))
    typer.echo(f"{summary.headline.text}\n\n{' '.join(s.text for s in summary.sentences)}\n")
    for point in summary.key_points:
        typer.echo(f"- {point.text}")
    for caveat in summary.caveats:
        typer.echo(f"note: {caveat}", err=True)
