"""export: fp16 safetensors that transformers loads, and CTranslate2 int8, both proved by loading them. [export]"""

import json
import shutil

from training.job import Job
from training.recipe import Export
from vi_brief.errors import BadInput


def run(job: Job) -> None:
    """Write OUT/hf and OUT/ct2 (OUT is --out, else WORK/export/<name>); raises BadInput where the file is too large."""
    from training import engines, network

    options = job.recipe.options(Export, "export")
    out = job.out or job.work / "export" / options.name
    model = network.load(job.model(options.model))
    network.save(model, out / "hf", "float16")
    shutil.copy(job.tokenizer, out / "hf" / "tokenizer.model")
    size = (out / "hf" / "model.safetensors").stat().st_size
    if size > options.megabytes * 1e6:
        raise BadInput(f"{out / 'hf'}: {size / 1e6:.1f} MB of weights; [export] allows {options.megabytes}")
    engines.convert(out / "hf", job.tokenizer, out / "ct2")
    packed = (out / "ct2" / "model.bin").stat().st_size
    print(json.dumps({"parameters": model.parameters_count, "fp16_bytes": size, "int8_bytes": packed, "out": str(out)}))
