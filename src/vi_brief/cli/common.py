"""What the commands share: the config option, tables, progress."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from rich.progress import Progress

INTERRUPTED = 130
"""The exit code of a command that was interrupted: 128 and the number of SIGINT."""
PIPED_WIDTH = 160
"""Columns of a table that goes to a file or a pipe: nothing there needs folding at 80."""

ConfigName = Annotated[str, typer.Option("--config", "-c", help="A config file, or the name of a shipped one.")]


def table(heads: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print a table to standard output; cells are text, never markup."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    drawn = Table(box=None, pad_edge=False)
    for number, head in enumerate(heads):
        numeric = bool(rows) and all(isinstance(row[number], int | float) for row in rows)
        drawn.add_column(head, justify="right" if numeric else "left", overflow="fold")
    for row in rows:
        drawn.add_row(*(Text(str(cell)) for cell in row))
    console = Console()
    if not console.is_terminal:
        console.width = max(console.width, PIPED_WIDTH)
    console.print(drawn)


def progress() -> "Progress":
    """A progress display on standard error that disappears when it is done; nothing where standard error is no terminal."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    console = Console(stderr=True)
    return Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
