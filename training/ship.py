"""Put a trained model into the package: ship.py MODEL TOKENIZER NAME TASK MAX_SOURCE_TOKENS

Writes fp16 safetensors, config and tokenizer to src/vi_brief/embedded/NAME and renews the manifest. The card is written by hand.
"""

import json
import shutil
import sys
from pathlib import Path

import torch
from transformers import M2M100ForConditionalGeneration

from vi_brief.models import manifest

LANGUAGES = {"translate": ["vi", "en"], "summarize": ["en"]}


def main() -> None:
    source, tokenizer, name, task, longest = sys.argv[1:6]
    root = manifest.folder()
    home = root / name
    model = M2M100ForConditionalGeneration.from_pretrained(source, dtype=torch.float16, use_safetensors=True)
    model.save_pretrained(home)
    shutil.copy(tokenizer, home / "tokenizer.model")
    path = root / "manifest.json"
    models = dict(manifest.read(root)) if path.is_file() else {}
    models[name] = {"task": task, "languages": LANGUAGES[task], "licence": "our own", "max_source_tokens": int(longest), "files": {}}
    path.write_text(json.dumps({"models": models}, indent=2) + "\n", encoding="utf-8")
    manifest.refresh(root)
    print(home, *(f"{p.name} {p.stat().st_size}" for p in sorted(Path(home).iterdir())), sep="\n")


if __name__ == "__main__":
    main()
