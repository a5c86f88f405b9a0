"""unpack: fill WORK from folders that `pack` wrote, named as arguments. What WORK has already is replaced."""

import shutil
import tarfile
import tempfile
from pathlib import Path

from training import packed, parts
from training.job import Job
from training.steps.pack import ARCHIVE, FIXED
from vi_brief.errors import BadInput


def run(job: Job) -> None:
    """Do the step; raises BadInput for a folder that is not a pack, or whose parts are missing or damaged."""
    if not job.args:
        raise BadInput("unpack: name the folder that travelled")
    for folder in job.args:
        index = folder / f"{ARCHIVE}.parts.json"
        if not index.is_file():
            raise BadInput(f"{folder}: there is no {index.name}; give the folder that `pack` wrote")
        with tempfile.TemporaryDirectory(dir=job.work) as scratch:
            whole = parts.join(index, Path(scratch))
            with tarfile.open(whole) as archive:
                archive.extractall(scratch, filter="data")
            whole.unlink()
            with tarfile.open(Path(scratch) / FIXED) as archive:
                archive.extractall(job.work / "packed", filter="data")
            for path in sorted(Path(scratch).glob("packed/*/*.ids.xz")):
                packed.unpack(path.parent, job.packed(path.parent.name))
            for path in (p for p in sorted(Path(scratch).rglob("*")) if p.is_file() and p.suffix != ".xz"):
                target = job.work / path.relative_to(scratch)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(path, target)
        print(folder, "->", job.work)
