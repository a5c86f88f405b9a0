"""join: files from their parts: arguments are `*.parts.json`, --out the folder to write to."""

from training import parts
from training.job import Job
from vi_brief.errors import BadInput


def run(job: Job) -> None:
    """Do the step."""
    if job.out is None or not job.args:
        raise BadInput("join: name the .parts.json files and --out")
    for path in job.args:
        if not path.is_file():
            raise BadInput(f"{path}: there is no such file")
        print(parts.join(path, job.out))
