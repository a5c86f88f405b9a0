"""ship: put the exported model into a package folder and renew its manifest. The card is written by hand.

OUT is the folder of the shipped models: `--out src/vi_brief/embedded`.
"""

import json
import shutil
from pathlib import Path

from training.job import Job, write_json
from training.recipe import Export
from vi_brief.errors import BadInput
from vi_brief.models import manifest

LANGUAGES = {"translate": ["vi", "en"], "summarize": ["en"]}


def run(job: Job) -> None:
    """Do the step; raises BadInput where nothing was exported."""
    options = job.recipe.options(Export, "export")
    source = job.work / "export" / options.name / "hf"
    if not (source / "model.safetensors").is_file():
        raise BadInput(f"{source}: nothing was exported; run the step `export` first")
    root = job.out
    if root is None:
        raise BadInput("ship needs --out, the folder of the shipped models: src/vi_brief/embedded")
    home = root / options.name
    home.mkdir(parents=True, exist_ok=True)
    _keep_list(source, home)
    for name in (*manifest.FILES, "generation_config.json"):
        shutil.copy(source / name, home / name)
    models = dict(manifest.read(root)) if (root / "manifest.json").is_file() else {}
    facts = {"task": options.task, "languages": LANGUAGES[options.task], "licence": "our own"}
    models[options.name] = {**facts, "max_source_tokens": options.max_source_tokens, "files": {}}
    write_json(root / "manifest.json", {"models": models})
    manifest.refresh(root)
    print(json.dumps({path.name: path.stat().st_size for path in sorted(home.iterdir())}))


def _keep_list(source: Path, home: Path) -> None:
    """The list of target pieces belongs to the tokenizer: one beside the export is shipped, one of another tokenizer goes."""
    fresh, old = source / manifest.TARGET_PIECES, home / manifest.TARGET_PIECES
    if fresh.is_file():
        shutil.copy(fresh, old)
    elif old.is_file() and (home / "tokenizer.model").read_bytes() != (source / "tokenizer.model").read_bytes():
        old.unlink()
