"""vi-brief translate: text in, text out, line by line."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vi_brief.cli.common import ConfigName, progress

if TYPE_CHECKING:
    from vi_brief.config import Config
    from vi_brief.translate import Memory


def translate(
    text: Annotated[list[str] | None, typer.Argument(help="Vietnamese text to translate.")] = None,
    lines: Annotated[
        str | None, typer.Option("--lines", help="A file (- for standard input); line n of the output translates line n.")
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", "-o", help="Where --lines writes; standard output if not given.")] = None,
    config: ConfigName = "embedded",
) -> None:
    """Translate Vietnamese text. With --lines the output has exactly as many lines as the input; a blank line stays blank."""
    from vi_brief import config as configs
    from vi_brief import load, store
    from vi_brief.errors import AskedWrongly

    if (text is None) == (lines is None):
        raise AskedWrongly("translate: give either text or --lines FILE")
    sources = load.lines(lines) if lines is not None else " ".join(text or []).splitlines()
    chosen = configs.read(config)
    if out is None:
        sys.stdout.write(_joined(_translated(sources, chosen, None)))
        return
    with store.Store(out.parent, ledger=f".{out.name}.vi-brief.sqlite") as ledger:
        hypotheses = _translated(sources, chosen, ledger)
        store.write(out, _joined(hypotheses).encode())
        ledger.forget()
    typer.echo(f"{len(hypotheses)} lines are in {out}", err=True)


def _joined(lines: list[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def _translated(sources: list[str], chosen: "Config", memory: "Memory | None") -> list[str]:
    from vi_brief import pipeline

    with progress() as bar:
        task = bar.add_task("segments", total=None)
        return pipeline.translate_lines(sources, chosen, memory, lambda done, total: bar.update(task, completed=done, total=total))
