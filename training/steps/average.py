"""average: the mean of a run's newest snapshots, [average], written as a run of its own."""

import json

from training.job import Job
from training.recipe import Average
from vi_brief.errors import BadInput


def run(job: Job) -> None:
    """Do the step; raises BadInput where there is no snapshot."""
    from training import network

    options = job.recipe.options(Average, "average")
    folders = sorted((job.folder(options.model) / "snapshots").glob("*/model.safetensors"))[-options.last :]
    if not folders:
        raise BadInput(f"{options.model}: the run kept no snapshots; set `snapshots` in [train.{options.model}]")
    mean = network.load(folders[0].parent)
    total = {name: p.detach().double() for name, p in mean.named_parameters()}
    for path in folders[1:]:
        for name, p in network.load(path.parent).named_parameters():
            total[name] += p.detach().double()
    mean.load_state_dict({name: (tensor / len(folders)).float() for name, tensor in total.items()})
    network.save(mean, job.folder(options.output) / "latest")
    print(json.dumps({"averaged": [path.parent.name for path in folders], "into": options.output}))
