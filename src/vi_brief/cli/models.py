"""vi-brief models: what can translate and summarize, and whether it is here and works."""

from typing import Annotated

import typer

from vi_brief.cli.common import table

app = typer.Typer(help="List, fetch and examine models.", no_args_is_help=True)


@app.command("list")
def list_() -> None:
    """List the shipped models and the checkpoints that the shipped configs name, with their licences."""
    from vi_brief.models import hub

    table(
        ("name", "task", "repository", "revision", "licence", "languages", "MB", "here"),
        [
            (
                e.name,
                e.task,
                e.repository,
                e.revision[:12],
                e.licence,
                "-".join(e.languages),
                e.megabytes or "",
                "yes" if e.cached else "no",
            )
            for e in hub.catalog()
        ],
    )


@app.command()
def pull(name: Annotated[str, typer.Argument(help="A config's name, or a checkpoint's, as `models list` shows it.")]) -> None:
    """Fetch checkpoints from the Hub. The only command that goes there."""
    from vi_brief.models import hub

    table(
        ("repository", "commit", "licence", "weights"),
        [(f.repository, f.commit, f.licence, "rewritten as safetensors" if f.rewritten else "safetensors") for f in hub.pull(name)],
    )


@app.command()
def doctor() -> None:
    """Check versions, caches and the shipped models, and translate a sentence with them."""
    from vi_brief.models.doctor import doctor as look

    checks = look()
    table(("check", "", "found"), [(check.name, "ok" if check.ok else "PROBLEM", check.detail) for check in checks])
    if not all(check.ok for check in checks):
        raise typer.Exit(1)
