"""vi-brief eval: score, compare and report on the output of systems. Each command is a module `eval_*` beside this one."""

import importlib
import pkgutil

import typer

from vi_brief import cli

COMMANDS = "eval_"
"""A module of this folder whose name begins so exports `register(app)`, which adds its command to the app it is given."""

app = typer.Typer(help="Score and compare the output of systems.", no_args_is_help=True)


@app.callback()
def _eval() -> None:
    pass


for _found in sorted(m.name for m in pkgutil.iter_modules(cli.__path__) if m.name.startswith(COMMANDS)):
    importlib.import_module(f"{cli.__name__}.{_found}").register(app)
