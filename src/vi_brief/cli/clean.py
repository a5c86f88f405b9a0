"""vi-brief clean: what cleaning keeps and drops, and why."""

import sys
from typing import Annotated, Literal

import typer

from vi_brief.cli.common import ConfigName, table


def clean(
    inputs: Annotated[list[str], typer.Argument(metavar="FILE...", help="Pages, as for `run`.")],
    config: ConfigName = "embedded",
    explain: Annotated[bool, typer.Option("--explain", help="Print each line with keep or drop, rule and reason.")] = False,
    form: Annotated[Literal["text", "json"], typer.Option("--format", help="text, or json: the `article` part of a brief.")] = "text",
) -> None:
    """Extract and clean pages without translating them."""
    from vi_brief import config as configs
    from vi_brief import load, pipeline, render
    from vi_brief.records import Rejected

    settings = pipeline.settings(configs.read(config))
    failed = False
    for page in load.load(inputs, settings.load):
        read = page if isinstance(page, Rejected) else pipeline.read_article(page, settings.clean)
        if isinstance(read, Rejected):
            typer.echo(f"vi-brief: {read.source}: {read.reason}; {read.advice}", err=True)
            failed = True
        elif explain:
            table(("line", "", "rule", "reason", "text"), pipeline.explain(*read))
        elif form == "json":
            sys.stdout.write(render.article_json(*read).decode())
        else:
            article = read[0]
            typer.echo("\n\n".join(part for part in (article.title, *article.paragraphs) if part))
    if failed:
        raise typer.Exit(1)
