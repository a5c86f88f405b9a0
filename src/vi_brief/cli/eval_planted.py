"""vi-brief eval planted: what the checks catch of planted errors, and their false alarms."""

import json
from collections import Counter
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from vi_brief.cli.common import ConfigName, table

if TYPE_CHECKING:
    from vi_brief.evaluate.planted import Alarm, Recall


def register(app: typer.Typer) -> None:
    """Add the command to `vi-brief eval`."""
    app.command()(planted)


def planted(
    source: Annotated[str, typer.Option("--source", help="The Vietnamese, one segment per line.")],
    reference: Annotated[str, typer.Option("--reference", help="Its clean English translation, line by line.")],
    per_family: Annotated[int, typer.Option("--per-family", min=1, help="At most so many planted errors of each family.")] = 200,
    seed: Annotated[int, typer.Option("--seed", help="What the choice of segments and errors depends on.")] = 0,
    families: Annotated[str | None, typer.Option("--families", help="Only these families, with commas.")] = None,
    missed: Annotated[int, typer.Option("--missed", min=0, help="Print so many missed errors of each family and false alarms.")] = 0,
    config: ConfigName = "embedded",
    format: Annotated[Literal["table", "json"], typer.Option("--format", help="How to print.")] = "table",  # noqa: A002
) -> None:
    """Plant errors into clean references and count what the checks catch; count false alarms on the references as they are."""
    from vi_brief import checks, load
    from vi_brief import config as configs
    from vi_brief.errors import BadInput
    from vi_brief.evaluate import planted as plants

    sources, references = load.lines(source), load.lines(reference)
    if len(sources) != len(references):
        raise BadInput(f"{reference}: {len(references)} lines, but {source} has {len(sources)}; the files must line up")
    audit = checks.Audit(configs.read(config))
    find = plants.finder(audit)
    chosen = [name.strip() for name in families.split(",")] if families else list(plants.families())
    recalls = {name: plants.measure(plants.plant(sources, references, name, per_family, seed), find) for name in chosen}
    alarms = list(plants.alarms(sources, references, find))
    if format == "json":
        typer.echo(json.dumps(_facts(recalls, alarms, len(sources)), ensure_ascii=False, indent=1))
        return
    table(("family", "planted", "caught", "recall"), [(n, r.planted, r.caught, _share(r.recall)) for n, r in recalls.items()])
    typer.echo()
    table(("false alarms", "findings", "per 100 segments"), _alarm_rows(alarms, len(sources)))
    _examples(recalls, alarms, missed)


def _share(value: float | None) -> str:
    return "none planted" if value is None else f"{value:.3f}"


def _flagged(alarms: "list[Alarm]", severities: frozenset[str]) -> int:
    return len({alarm.line for alarm in alarms if alarm.finding.severity in severities})


def _alarm_rows(alarms: "list[Alarm]", segments: int) -> list[tuple[str, int, str]]:
    kinds = Counter(f"{alarm.finding.kind}, {alarm.finding.severity}" for alarm in alarms)
    rows = [
        *sorted(kinds.items()),
        ("all findings", len(alarms)),
        ("segments with a finding", _flagged(alarms, frozenset(("error", "warning")))),
        ("segments with an error", _flagged(alarms, frozenset(("error",)))),
    ]
    return [(name, count, f"{100 * count / max(1, segments):.2f}") for name, count in rows]


def _facts(recalls: "dict[str, Recall]", alarms: "list[Alarm]", segments: int) -> dict[str, object]:
    return {
        "segments": segments,
        "recall": {name: {"planted": r.planted, "caught": r.caught, "recall": r.recall} for name, r in recalls.items()},
        "false_alarms": {name: {"findings": n, "per_100": float(per)} for name, n, per in _alarm_rows(alarms, segments)},
    }


def _examples(recalls: "dict[str, Recall]", alarms: "list[Alarm]", count: int) -> None:
    for name, recall in recalls.items():
        for one in recall.missed[:count]:
            typer.echo(f"\nmissed {name}:\n  {one.source}\n  {one.reference}\n  {one.corrupted}")
    for alarm in alarms[:count]:
        f = alarm.finding
        typer.echo(f"\nfalse {f.kind} ({f.severity}), line {alarm.line}: {f.message}\n  {alarm.source}\n  {alarm.reference}")
