"""train: one training run of the recipe, [train.<name>], named by --run. --resume goes on; --minutes replaces the recipe's limit."""

from training.job import Job
from training.recipe import Training
from vi_brief.errors import BadConfig


def run(job: Job) -> None:
    """Do the step; raises BadConfig where the run has no end."""
    from training.trainer import Run

    names = tuple(job.recipe.sections.get("train", {}))
    if not job.run:
        raise BadConfig(f"which run? give --run with one of: {', '.join(names) or 'none: the recipe has no [train.<name>]'}")
    options = job.recipe.table(Training, "train", job.run)
    if not options.steps and not options.minutes and not job.minutes:
        raise BadConfig(f"[train.{job.run}]: give `steps` or `minutes` (or --minutes): the run would never end")
    Run(job, options).train()
