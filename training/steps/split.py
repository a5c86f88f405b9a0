"""split: files (arguments) in parts of at most 15 MiB under --out."""

from training import parts
from training.job import Job
from vi_brief.errors import BadInput

MEBIBYTES = 15.0


def run(job: Job) -> None:
    """Do the step."""
    if job.out is None or not job.args:
        raise BadInput("split: name the files and --out")
    for path in job.args:
        if not path.is_file():
            raise BadInput(f"{path}: there is no such file")
        print(*(f"{part} {part.stat().st_size}" for part in parts.split(path, job.out, MEBIBYTES)), sep="\n")
