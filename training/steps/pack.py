"""pack: what travels to a lent machine or back, [pack.<name>] named by --run, as parts of one archive in --out.

The archive holds the tokenizer, sets of token ids (compressed), models (fp16), and the logs and facts of all runs and sets. The step
`unpack` fills a work folder from it.
"""

import json
import lzma
import shutil
import tarfile
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from training import packed, parts
from training.job import Job
from training.recipe import Pack
from vi_brief.errors import BadInput

ARCHIVE = "pack.tar"
FIXED = "sets.tar.xz"
PART_MEBIBYTES = 15.0
DICTIONARY = 1 << 27
"""Bytes that the compression of whole sets looks back: all sets of a large recipe but the last."""


def run(job: Job) -> None:
    """Do the step; raises BadInput where what is not to be cut leaves no room."""
    options = job.recipe.table(Pack, "pack", job.run)
    if job.out is None:
        raise BadInput("pack needs --out, the folder that travels")
    job.out.mkdir(parents=True, exist_ok=True)
    for old in job.out.glob(f"{ARCHIVE}.*"):
        old.unlink()
    with tempfile.TemporaryDirectory(dir=job.work) as scratch:
        folder = Path(scratch)
        facts = _fill(job, options, folder)
        payload = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
        with tarfile.open(folder / ARCHIVE, "w") as archive:
            for path in sorted(p for p in folder.rglob("*") if p.is_file() and p.name != ARCHIVE):
                archive.add(path, path.relative_to(folder), filter=_plain)
        made = parts.split(folder / ARCHIVE, job.out, PART_MEBIBYTES)
    size = sum(path.stat().st_size for path in made) / parts.MEBIBYTE
    print(json.dumps({"mebibytes": round(size, 2), "payload_bytes": payload, "parts": len(made), "sets": facts}))


def _plain(member: tarfile.TarInfo) -> tarfile.TarInfo:
    """The same bytes whenever and by whomever it is packed."""
    member.mtime = member.uid = member.gid = 0
    member.uname = member.gname = ""
    return member


def _fill(job: Job, options: Pack, out: Path) -> dict[str, dict[str, int]]:
    shutil.copy(job.tokenizer, out / "tokenizer.model")
    for name in options.models:
        from training import network

        network.save(network.load(job.model(name)), out / "runs" / name / "latest", "float16")
    for path in [*job.work.glob("runs/*/log.jsonl"), *job.work.glob("packed/*/facts.json"), *job.work.glob("evaluation/*.json")]:
        target = out / path.relative_to(job.work)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
    fixed = [name for name in options.sets if name not in options.cut]
    facts = _whole(job, fixed, out / FIXED)
    room = int(options.mebibytes * parts.MEBIBYTE) - sum(p.stat().st_size for p in out.rglob("*") if p.is_file())
    if room < 0:
        raise BadInput(f"pack: {-room} bytes over the {options.mebibytes} MiB of [pack.{job.run}]; name fewer sets, or more in `cut`")
    shares = [n for n in options.sets if n in options.cut]
    for index, name in enumerate(shares):
        facts[name] = _part(job, name, out, options, room // (len(shares) - index))
        room -= facts[name]["bytes"]
    return facts


def _whole(job: Job, names: Sequence[str], path: Path) -> dict[str, dict[str, int]]:
    """Sets in one compressed stream: a pair that stands in several sets or several times costs little after the first."""
    with (
        lzma.open(path, "wb", filters=[{**packed.FILTER, "dict_size": DICTIONARY}]) as file,
        tarfile.open(mode="w", fileobj=file) as archive,
    ):
        for side in ("source.len", "target.len", "source.ids", "target.ids"):
            for name in names:
                one = job.packed(name) / side
                if one.is_file():
                    archive.add(one, f"{name}/{side}", filter=_plain)
    return {name: {"rows": len(packed.read(job.packed(name)).source)} for name in names}


def _part(job: Job, name: str, out: Path, options: Pack, most: int) -> dict[str, int]:
    """Pack as many texts of a set as go into `most` bytes; what became of it."""
    found = packed.read(job.packed(name))
    if found.target is not None:
        raise BadInput(f"pack: {name} has two sides; only a set with one side can be cut")
    folder = out / "packed" / name
    rows = packed.pack(found.source, folder, "source", options.chunk, _budget(most))
    return {"rows": rows, "of": len(found.source), "bytes": sum(p.stat().st_size for p in folder.glob("*.xz"))}


def _budget(most: int) -> Callable[[int], bool]:
    """Whether so many more bytes still fit; once they did not, nothing does."""
    left = most

    def fits(size: int) -> bool:
        nonlocal left
        left -= size
        return left >= 0

    return fits
