"""Large files in parts that may travel one by one, and back together."""

import hashlib
import json
from pathlib import Path

from training.job import write_json
from vi_brief.errors import BadInput

MEBIBYTE = 1 << 20


def split(path: Path, out: Path, mebibytes: float) -> list[Path]:
    """Write `path` as OUT/<name>.part00, .part01, ... of at most so many MiB each, and OUT/<name>.parts.json with their hashes."""
    out.mkdir(parents=True, exist_ok=True)
    made: list[Path] = []
    hashes: list[str] = []
    whole = hashlib.sha256()
    with path.open("rb") as file:
        while data := file.read(int(mebibytes * MEBIBYTE)):
            part = out / f"{path.name}.part{len(made):02d}"
            part.write_bytes(data)
            whole.update(data)
            made.append(part)
            hashes.append(hashlib.sha256(data).hexdigest())
    content = {"name": path.name, "sha256": whole.hexdigest(), "parts": dict(zip((p.name for p in made), hashes, strict=True))}
    write_json(out / f"{path.name}.parts.json", content)
    return made


def join(index: Path, out: Path) -> Path:
    """Put a split file together again; raises BadInput for a part that is missing or damaged."""
    content = json.loads(index.read_text(encoding="utf-8"))
    out.mkdir(parents=True, exist_ok=True)
    target = out / str(content["name"])
    part_way = target.with_name(target.name + ".tmp")
    with part_way.open("wb") as file:
        for name, sha in content["parts"].items():
            path = index.with_name(name)
            if not path.is_file():
                raise BadInput(f"{path}: this part is missing")
            data = path.read_bytes()
            if hashlib.sha256(data).hexdigest() != sha:
                raise BadInput(f"{path}: this part is damaged; its hash is not the one in {index.name}")
            file.write(data)
    part_way.replace(target)
    return target
