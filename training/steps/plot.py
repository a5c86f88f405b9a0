"""plot: the loss curves of every run in WORK/runs, as PNG. OUT is --out, else WORK/losses.png."""

import json
from pathlib import Path
from typing import Any

from training.job import Job
from vi_brief.errors import BadInput


def run(job: Job) -> None:
    """Do the step; raises BadInput where no run has a log."""
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib.figure import Figure

    logs = {path.parent.name: _rows(path) for path in sorted((job.work / "runs").glob("*/log.jsonl"))}
    if not any(logs.values()):
        raise BadInput(f"{job.work / 'runs'}: no run has a log yet")
    figure = Figure(figsize=(9, 5), layout="constrained")
    axes = figure.subplots()
    for number, (name, rows) in enumerate(logs.items()):
        for key, style in (("loss", ":"), ("dev", "-")):
            points = [(row["minutes"], row[key]) for row in rows if key in row and row[key] == row[key]]
            if points:
                axes.plot(*zip(*points, strict=True), style, color=f"C{number % 10}", label=f"{name} {key}")
    axes.set(xlabel="minutes of training", ylabel="loss, nats per target token", title=job.recipe.name)
    axes.grid(alpha=0.3)
    axes.legend()
    out = job.out or job.work / "losses.png"
    out.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(out, dpi=120)
    print(out)


def _rows(path: Path) -> list[dict[str, Any]]:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [row for row in rows if "step" in row]
