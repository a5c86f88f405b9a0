"""vi-brief run: from pages to briefs."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vi_brief.cli.common import ConfigName, progress, table

if TYPE_CHECKING:
    from vi_brief import jobs, load, pipeline


def run(
    inputs: Annotated[list[str], typer.Argument(help="Files, folders, globs, zip archives, - for standard input, or URLs with --fetch.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder for the briefs.")],
    config: ConfigName = "embedded",
    formats: Annotated[str | None, typer.Option("--format", help="Formats to write, with commas: md,json,html.")] = None,
    names: Annotated[
        str | None, typer.Option("--names", help="Vietnamese names in the brief: plain, accented, or both at the first mention.")
    ] = None,
    fetch: Annotated[bool, typer.Option("--fetch", help="Allow URLs as inputs.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Do finished articles again.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would be done; load no model, write nothing.")] = False,
) -> None:
    """Translate and summarize Vietnamese news pages into English briefs, OUT/<input stem>.<format>.

    Finished articles are kept: run the same command again to go on after an interruption.
    """
    from vi_brief import config as configs
    from vi_brief import jobs, load, pipeline

    chosen = configs.read(config)
    if names is not None:
        chosen = replace(chosen, sections={**chosen.sections, "brief": {**chosen.sections.get("brief", {}), "names": names}})
    wanted = [name.strip() for name in formats.split(",") if name.strip()] if formats else None
    settings = pipeline.settings(chosen, wanted)
    if fetch:
        settings = replace(settings, load=settings.load.model_copy(update={"fetch": True}))
    items = load.find(inputs, settings.load)
    if dry_run:
        _show_plan(jobs.plan(items, settings))
        return
    outcomes = _work(items, pipeline.system(chosen, settings), out, force=force)
    table(
        ("article", "result", "sentences", "lines kept/dropped", "findings", "seconds"),
        [(o.stem or o.source, o.status, o.sentences, f"{o.kept}/{o.dropped}", o.findings, f"{o.seconds:.1f}") for o in outcomes],
    )
    for outcome in outcomes:
        if outcome.reason:
            typer.echo(f"vi-brief: {outcome.source}: {outcome.reason}", err=True)
    finished = sum(o.status in {"done", "kept"} for o in outcomes)
    typer.echo(f"{finished} of {len(outcomes)} briefs are in {out}")
    if finished < len(outcomes):
        raise typer.Exit(1)


def _work(items: "Sequence[load.Item]", system: "pipeline.System", out: Path, *, force: bool) -> "list[jobs.Outcome]":
    from vi_brief import jobs, store

    outcomes: list[jobs.Outcome] = []
    with store.Store(out) as ledger, progress() as bar:
        articles = bar.add_task("articles", total=len(items))
        segments = bar.add_task("segments", total=None)

        def tick(source: str, done: int, total: int) -> None:
            bar.update(segments, completed=done, total=total, description=source[-40:])

        for outcome in jobs.work(items, jobs.Job(system, ledger), tick, force=force):
            outcomes.append(outcome)
            bar.update(articles, completed=len(outcomes), total=max(len(items), len(outcomes)))
    return outcomes


def _show_plan(outcomes: "Iterable[jobs.Outcome]") -> None:
    rows = list(outcomes)
    table(
        ("article", "plan", "sentences", "lines kept/dropped", "why not"),
        [(o.stem or o.source, o.status, o.sentences, f"{o.kept}/{o.dropped}", o.reason) for o in rows],
    )
    if any(o.status == "rejected" for o in rows):
        raise typer.Exit(1)
