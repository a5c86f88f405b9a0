"""What the commands over suites and runs share: their options, running configs with a bar, and the table of scores."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from vi_brief.cli.common import progress

if TYPE_CHECKING:
    from vi_brief.config import Config
    from vi_brief.evaluate.compare.forms import Grid
    from vi_brief.evaluate.runs.perform import Wanted
    from vi_brief.evaluate.suites import Suite

ROOT = Path("eval") / "runs"
METRICS = "bleu,chrf2pp,ter,quantity_fidelity,name_fidelity,rouge1,rougelsum,keypoint_recall,support"
"""What a run is scored with if nothing is asked for: as far as the suite has the references."""

SuiteName = Annotated[
    str, typer.Option("--suite", "-s", help="A suite's name or folder, or outside data: PATH or READER:PATH (see eval/README.md).")
]
Runs = Annotated[Path, typer.Option("--runs", help="The folder that holds the runs.")]
RunPaths = Annotated[list[Path], typer.Argument(help="Runs, or folders that hold runs.")]
Metrics = Annotated[str | None, typer.Option("--metric", "-m", help="Metrics, with commas; what fits the suite if not given.")]
Briefs = Annotated[bool, typer.Option("--briefs/--no-briefs", help="Also send each document down the whole road.")]
Fast = Annotated[
    bool, typer.Option("--fast", help="Translate in the batches of the config: faster, but now and then a word depends on its batch.")
]


def known(metric: str | None) -> None:
    """Refuse a metric that does not exist before hours of translating; raises BadConfig."""
    from vi_brief import evaluate
    from vi_brief.evaluate.compare import inputs

    for name in inputs.metric_names(metric) if metric is not None else ():
        evaluate.metric(name)


def perform(suite: "Suite", configs: "Sequence[Config]", root: Path, wanted: "Wanted") -> list[Path]:
    """Run every config, or what is left of it, with a bar; the folders of the runs."""
    from vi_brief.evaluate.runs import perform as performing

    for chosen in configs:
        performing.prepare(suite, chosen, wanted)
    folders = []
    with progress() as bar:
        task = bar.add_task("configs", total=None)
        for chosen in configs:

            def tick(what: str, done: int, total: int, name: str = chosen.name) -> None:
                bar.update(task, description=f"{name}: {what}", completed=done, total=total)

            folders.append(performing.perform(suite, chosen, root, wanted, tick))
    return folders


def scored(folders: Sequence[Path], metric: str | None) -> "tuple[Sequence[Mapping[str, Mapping[str, Any]]], Grid]":
    """The scores of runs of one suite, and their table with what each run cost."""
    from vi_brief.evaluate import runs
    from vi_brief.evaluate.compare import inputs, scoring
    from vi_brief.evaluate.runs import tables

    names = inputs.metric_names(metric or METRICS)
    if metric is None:
        names = scoring.applicable(runs.load(folders), names)
    found = [runs.score(folder, names) for folder in folders]
    return found, tables.scores(folders, found)
