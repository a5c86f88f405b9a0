"""The `vi-brief` command."""

import signal
import sys
from typing import Annotated

import typer

from vi_brief.cli import check, clean, evaluate, models, plugins, run, summarize, translate
from vi_brief.cli.common import INTERRUPTED
from vi_brief.errors import AskedWrongly, ViBriefError

app = typer.Typer(
    name="vi-brief",
    help="Vietnamese news into English briefs: clean, translate, check, summarize.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
app.command()(run.run)
app.command()(clean.clean)
app.command()(translate.translate)
app.command()(summarize.summarize)
app.command()(check.check)
app.add_typer(models.app, name="models")
app.add_typer(evaluate.app, name="eval")
app.command()(plugins.plugins)


def _version(*, wanted: bool) -> None:
    if wanted:
        from vi_brief import signature

        typer.echo(f"vi-brief {signature.version()}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=lambda v: _version(wanted=v), is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    pass


def _terminated(*_: object) -> None:
    raise KeyboardInterrupt


def main() -> None:
    """Run the command line; an error meant for the reader is one line on stderr and an exit code, any other is a bug."""
    signal.signal(signal.SIGTERM, _terminated)
    try:
        code = app(standalone_mode=False)
    except ViBriefError as error:
        typer.echo(f"vi-brief: {error}", err=True)
        code = error.exit_code
    except typer.TyperException as error:
        if str(error):
            message = error.format_message().replace("Value error, ", "").rstrip(".")
            typer.echo(f"vi-brief: {message}; see --help", err=True)
        code = AskedWrongly.exit_code
    except (KeyboardInterrupt, typer.Abort):
        code = INTERRUPTED
    if code == INTERRUPTED:
        typer.echo("vi-brief: interrupted; what is finished is kept, run the same command again to go on", err=True)
    sys.exit(code or 0)
