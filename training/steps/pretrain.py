"""pretrain: denoising on Vietnamese and English text, the run [train.pretrain]; later runs start from it by `init = "pretrain"`."""

from dataclasses import replace

from training.job import Job
from training.recipe import Training
from training.steps import train
from vi_brief.errors import BadConfig


def run(job: Job) -> None:
    """Do the step; raises BadConfig where the mix holds another task than denoising."""
    options = job.recipe.table(Training, "train", "pretrain")
    if other := [key for key in options.mix if not key.startswith("denoise:")]:
        raise BadConfig(f"[train.pretrain]: '{other[0]}' is not denoising; put it into a run for the step `train`")
    train.run(replace(job, run="pretrain"))
