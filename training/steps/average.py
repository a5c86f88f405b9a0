"""average: the mean of a run's newest snapshots, or of related runs, [average], written as a run of its own."""

import json
from collections.abc import Mapping
from pathlib import Path

from training.job import Job
from training.recipe import Average
from vi_brief.errors import BadConfig, BadInput


def run(job: Job) -> None:
    """Do the step; raises BadInput where there is no snapshot, BadConfig for shares that leave nothing to the run itself."""
    from training import network

    options = job.recipe.options(Average, "average")
    folders = _related(job, options) if options.others else _snapshots(job, options)
    mean = network.load(next(iter(folders)))
    total = {name: p.detach().double() * 0 for name, p in mean.named_parameters()}
    for folder, share in folders.items():
        for name, p in network.load(folder).named_parameters():
            total[name] += share * p.detach().double()
    mean.load_state_dict({name: tensor.float() for name, tensor in total.items()})
    network.save(mean, job.folder(options.output) / "latest")
    shares = {str(folder.relative_to(job.work)): round(share, 4) for folder, share in folders.items()}
    print(json.dumps({"averaged": shares, "into": options.output}))


def _snapshots(job: Job, options: Average) -> Mapping[Path, float]:
    kept = sorted((job.folder(options.model) / "snapshots").glob("*/model.safetensors"))[-options.last :]
    if not kept:
        raise BadInput(f"{options.model}: the run kept no snapshots; set `snapshots` in [train.{options.model}]")
    return {path.parent: 1 / len(kept) for path in kept}


def _related(job: Job, options: Average) -> Mapping[Path, float]:
    own = 1 - sum(options.shares)
    twice = len({options.model, *options.others}) <= len(options.others)
    if len(options.others) != len(options.shares) or own <= 0 or min(options.shares) <= 0 or twice:
        raise BadConfig(
            "[average]: name each of `others` once, with a share above 0, and leave some of 1 to `model`, which is not among them"
        )
    others = (job.model(name) for name in options.others)
    return {job.model(options.model): own} | dict(zip(others, options.shares, strict=True))
