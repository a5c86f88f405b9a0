"""vi-brief run: from pages to briefs."""

import os
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from vi_brief.cli.common import INTERRUPTED, ConfigName, table
from vi_brief.errors import ViBriefError

if TYPE_CHECKING:
    from vi_brief import jobs, load, pipeline
    from vi_brief.config import Config
    from vi_brief.jobs import sinks
    from vi_brief.jobs.tally import Tally

REPORT = "vi-brief-report.jsonl"
"""In the output folder: a line of JSON for each article of the last run, and one with the totals."""


def run(
    inputs: Annotated[
        list[str],
        typer.Argument(help="Files, folders, globs, zip archives, - for standard input, addresses of storage, or URLs with --fetch."),
    ],
    out: Annotated[
        str,
        typer.Option("--out", "-o", help="Folder for the briefs, or an address (s3://bucket/briefs); NAME.parquet for rows of Parquet."),
    ],
    config: ConfigName = "embedded",
    formats: Annotated[str | None, typer.Option("--format", help="Formats to write, with commas: md,json,html.")] = None,
    names: Annotated[
        str | None, typer.Option("--names", help="Vietnamese names in the brief: plain, accented, or both at the first mention.")
    ] = None,
    engine: Annotated[str, typer.Option("--engine", help="Where the work is done: local (this machine) or ray (a cluster).")] = "local",
    address: Annotated[
        str | None, typer.Option("--address", help="Ray's cluster: host:port, or auto on one of its nodes; none: one on this machine.")
    ] = None,
    fetch: Annotated[bool, typer.Option("--fetch", help="Allow URLs as inputs.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Do finished articles again.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would be done; load no model, write nothing.")] = False,
) -> None:
    """Translate and summarize Vietnamese news pages into English briefs, OUT/<input stem>.<format>.

    Finished articles are kept: run the same command again to go on after an interruption. OUT/vi-brief-report.jsonl lists every article.
    """
    from vi_brief import config as configs
    from vi_brief import jobs, load, pipeline, plugins
    from vi_brief.jobs import sinks

    if address is not None and engine != "ray":
        raise typer.BadParameter("--address belongs to --engine ray")
    chosen = _configured(configs.read(config), names, address)
    where = sinks.place(out)
    wanted = [name.strip() for name in formats.split(",") if name.strip()] if formats else None
    settings, options = pipeline.settings(chosen, sinks.formats(where, wanted)), jobs.options(chosen)
    plugins.load(jobs.ENGINES, engine)
    if fetch:
        settings = replace(settings, load=settings.load.model_copy(update={"fetch": True}))
    items = load.find(inputs, settings.load)
    if dry_run:
        _planned(jobs.plan(items, settings))
        return
    _briefed(items, _Asked(pipeline.system(chosen, settings), options, where, engine, force))


def _configured(chosen: "Config", names: str | None, address: str | None) -> "Config":
    """The config with what the options of the command line say in its place."""
    sections = dict(chosen.sections)
    if names is not None:
        sections["brief"] = {**sections.get("brief", {}), "names": names}
    if address is not None:
        asked = sections.get("jobs", {})
        own = asked.get("ray", {})
        sections["jobs"] = {**asked, "ray": {**own, "address": address} if isinstance(own, dict) else own}
    return replace(chosen, sections=sections)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What was asked for."""

    system: "pipeline.System"
    options: "jobs.Options"
    where: "sinks.Place"
    engine: str
    force: bool


def _briefed(items: "Sequence[load.Item]", asked: _Asked) -> None:
    from vi_brief import jobs, store
    from vi_brief.jobs import sinks
    from vi_brief.jobs.tally import Tally, last_line

    tally, folder = Tally(), asked.where.folder
    place = jobs.memory_path(asked.options, folder)
    stopped: BaseException | None = None
    with (
        sinks.store(asked.where) as ledger,
        jobs.Memory(place, asked.options.memory_mebibytes) as memory,
        store.replacing(folder / REPORT) as report,
    ):
        try:
            _followed(items, jobs.Job(asked.system, ledger, memory, asked.options), asked, tally, report)
        except (KeyboardInterrupt, ViBriefError) as error:
            stopped = error
        report.write(last_line(tally, memory.asked, memory.known, complete=stopped is None))
    if stopped is not None:
        _hurry(stopped.exit_code if isinstance(stopped, ViBriefError) else INTERRUPTED)
        raise stopped
    _told(tally, folder)
    if memory.asked:
        typer.echo(f"memory: {memory.known:,} of {memory.asked:,} segments were known")
    duplicates = f"; {tally.counts['duplicate']:,} more tell the story of another one" if tally.counts["duplicate"] else ""
    typer.echo(f"{tally.briefs:,} of {tally.articles - tally.counts['duplicate']:,} briefs are in {asked.where.out}{duplicates}")
    if tally.bad:
        raise typer.Exit(1)


def _followed(items: "Sequence[load.Item]", job: "jobs.Job", asked: _Asked, tally: "Tally", report: BinaryIO) -> None:
    from vi_brief import jobs, load
    from vi_brief.cli.job_progress import job_progress
    from vi_brief.jobs.tally import line

    with job_progress(load.total(items)) as shown:
        for outcome in jobs.work(items, job, shown.tick, engine=asked.engine, force=asked.force):
            tally.add(outcome)
            shown.add(outcome)
            report.write(line(outcome))


def _hurry(code: int) -> None:
    """A thread inside a model's call cannot be stopped and would keep a stopped process: it ends with it, after the last words."""
    from vi_brief.jobs.engines import local

    if local.busy():
        end = threading.Timer(1.0, os._exit, (code,))
        end.daemon = True
        end.start()


def _told(tally: "Tally", folder: Path) -> None:
    """The closing table, what was not done, and which articles tell the same story."""
    from vi_brief.jobs.tally import SHOWN, TOLD

    heads = ("article", "result", "sentences", "lines kept/dropped", "findings", "seconds")
    if tally.articles <= SHOWN:
        table(
            heads,
            [(o.stem or o.source, o.status, o.sentences, f"{o.kept}/{o.dropped}", o.findings, f"{o.seconds:.1f}") for o in tally.rows],
        )
    else:
        _counted(tally)
    _undone(tally, f"were not briefed; {folder / REPORT} lists them")
    for outcome in tally.alike:
        typer.echo(f"{outcome.stem}: the same story as {outcome.like} (similarity {outcome.similarity:.2f})")
    if tally.like > TOLD:
        typer.echo(f"{tally.like - TOLD:,} more tell the same story as another; {folder / REPORT} lists them")


def _counted(tally: "Tally") -> None:
    table(("result", "articles"), [*sorted(tally.counts.items()), ("all", tally.articles)])


def _undone(tally: "Tally", more: str) -> None:
    """The first articles that were not briefed and why; `more` is said of the others."""
    from vi_brief.jobs.tally import TOLD

    for outcome in tally.undone:
        typer.echo(f"vi-brief: {outcome.source}: {outcome.reason}", err=True)
    if tally.bad > TOLD:
        typer.echo(f"vi-brief: {tally.bad - TOLD:,} more {more}", err=True)


def _planned(outcomes: "Iterator[jobs.Outcome]") -> None:
    from vi_brief.jobs.tally import SHOWN, Tally

    tally = Tally()
    for outcome in outcomes:
        tally.add(outcome)
    if tally.articles <= SHOWN:
        rows = [(o.stem or o.source, o.status, o.sentences, f"{o.kept}/{o.dropped}", o.reason) for o in tally.rows]
        table(("article", "plan", "sentences", "lines kept/dropped", "why not"), rows)
    else:
        _counted(tally)
        _undone(tally, "would not be briefed")
    if tally.bad:
        raise typer.Exit(1)
