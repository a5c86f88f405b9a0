"""vi-brief eval gate: floors that the scores must keep."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vi_brief.cli import runs
from vi_brief.cli.common import table

if TYPE_CHECKING:
    from vi_brief.evaluate.runs.gate import Pinned, Verdict, Why
    from vi_brief.evaluate.suites import Suite

BASELINE = Path("eval") / "baseline.json"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(gate)


def gate(
    suite: Annotated[list[str] | None, typer.Option("--suite", "-s", help="Suites; every suite with floors if not given.")] = None,
    baseline: Annotated[Path, typer.Option("--baseline", help="The file of floors.")] = BASELINE,
    root: runs.Runs = runs.ROOT,
    config: Annotated[str | None, typer.Option("--config", "-c", help="The config to check; the one in the file if not given.")] = None,
    set_: Annotated[list[str] | None, typer.Option("--set", help="METRIC=VALUE: set a floor.")] = None,
    raise_: Annotated[bool, typer.Option("--raise", help="Raise every floor to the score less the margin.")] = False,
    margin: Annotated[float, typer.Option("--margin", min=0.0, help="What --raise leaves between score and floor.")] = 0.5,
    lower: Annotated[bool, typer.Option("--lower", help="Allow a floor to be lowered, or pinned to a changed suite.")] = False,
    reason: Annotated[str, typer.Option("--reason", help="Why a floor is lowered; it is kept in the file.")] = "",
) -> None:
    """Hold a config to the floors of its suites; exit 1 where a score is below its floor."""
    from vi_brief import store
    from vi_brief.errors import AskedWrongly, BadInput
    from vi_brief.evaluate import suites
    from vi_brief.evaluate.runs import gate as gates

    if lower != bool(reason.strip()):
        raise AskedWrongly("gate: --lower and --reason go together: a floor is never lowered without saying why")
    why = gates.Why(reason.strip(), datetime.now(tz=UTC).date().isoformat()) if lower else None
    wanted = gates.given(set_ or [])
    floors = {} if wanted and not baseline.exists() else gates.read(baseline)
    if not suite and not floors:
        raise BadInput(f"{baseline}: holds no floors; set one: vi-brief eval gate --suite NAME --set bleu=40")
    rows: list[tuple[str, Verdict]] = []
    for name in suite or list(floors):
        data = suites.read(name) if suite else _pinned(name, baseline)
        before = floors.get(data.name)
        fresh = _changed(before, data, config, wanted, why)
        scores = _scores(data, fresh, root)
        if raise_:
            fresh = gates.pin(fresh, data, fresh.config, gates.raised(fresh, scores, margin), why)
        if fresh != before:
            floors[data.name] = fresh
            store.write(baseline, gates.dumped(floors))
        rows += [(data.name, verdict) for verdict in gates.verdicts(fresh, scores)]
    table(
        ("suite", "metric", "floor", "score", ""),
        [(name, v.metric, f"{v.floor:g}", f"{v.score:.2f}", "kept" if v.kept else "BROKEN") for name, v in rows],
    )
    if not all(verdict.kept for _, verdict in rows):
        raise typer.Exit(1)


def _pinned(name: str, baseline: Path) -> "Suite":
    from vi_brief.errors import BadInput
    from vi_brief.evaluate import suites

    try:
        return suites.read(name)
    except BadInput as error:
        raise BadInput(f"{baseline}: floors of '{name}': {error}; name data of your own by its path, --suite PATH") from None


def _changed(before: "Pinned | None", suite: "Suite", config: str | None, wanted: dict[str, float], why: "Why | None") -> "Pinned":
    """The floors to check: those of the file, with what was asked for."""
    from vi_brief.errors import BadInput
    from vi_brief.evaluate.runs import gate as gates

    if before is None and not wanted:
        raise BadInput(f"gate: suite {suite.name} has no floors; set one: vi-brief eval gate --suite {suite.name} --set bleu=40")
    if before is not None and why is None and not wanted:
        gates.unchanged(before, suite)
    chosen = config or (before.config if before else "embedded")
    return gates.pin(before, suite, chosen, wanted, why) if wanted or why else before.model_copy(update={"config": chosen})  # type: ignore[union-attr]


def _scores(suite: "Suite", pinned: "Pinned", root: Path) -> dict[str, float]:
    from vi_brief import config as configs
    from vi_brief import evaluate
    from vi_brief.evaluate import SEGMENT
    from vi_brief.evaluate import runs as stored
    from vi_brief.evaluate.runs import perform

    names = list(pinned.floors)
    briefs = any(getattr(evaluate.metric(name), "view", SEGMENT) != SEGMENT for name in names)
    (folder,) = runs.perform(suite, [configs.read(pinned.config)], root, perform.Wanted(briefs=briefs))
    return {name: float(fact["value"]) if fact["value"] is not None else float("nan") for name, fact in stored.score(folder, names).items()}
