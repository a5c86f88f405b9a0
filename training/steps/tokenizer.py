"""tokenizer: make the SentencePiece model, or take an existing one, and turn the prepared text into token ids.

Writes WORK/tokenizer.model and the sets `train`, `plain`, `dev`, `mono.vi`, `mono.en` under WORK/packed.
"""

import random
import shutil
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from training import corpus, packed, pieces
from training.job import Job
from training.recipe import HERE, Tokenizer
from vi_brief.errors import BadInput

PAIRS = ("train", "plain", "dev")
MONO = ("mono.vi", "mono.en")


def run(job: Job) -> None:
    """Do the step; with --resume an existing tokenizer and finished sets are kept."""
    options = job.recipe.options(Tokenizer, "tokenizer")
    if not (job.data / "manifest.json").is_file():
        raise BadInput(f"{job.data}: there is no prepared text; run the step `prepare` first")
    if not (job.resume and job.tokenizer.is_file()):
        _make(job, options)
    processor = pieces.load(job.tokenizer)
    print(job.tokenizer, processor.get_piece_size(), "pieces")
    for name in PAIRS:
        _encode_pairs(job, processor, name)
    for name in MONO:
        if (job.data / f"{name}.txt").is_file() and not (job.resume and (job.packed(name) / "source.ids").is_file()):
            rows = packed.write(job.packed(name), "source", pieces.encoded(processor, corpus.opened(job.data / f"{name}.txt")))
            print(name, rows, "texts")


def _make(job: Job, options: Tokenizer) -> None:
    if options.existing:
        path = Path(options.existing)
        found = path if path.is_file() else HERE.parent / options.existing
        if not found.is_file():
            raise BadInput(f"{options.existing}: there is no such tokenizer; see `existing` in [tokenizer]")
        shutil.copy(found, job.tokenizer)
        return
    lines = list(_sample(job, options.lines))
    pieces.train(lines, job.tokenizer, options.size, options.slots, job.recipe.general.threads)


def _sample(job: Job, most: int) -> Iterator[str]:
    """At most `most` lines of each language, drawn with the recipe's seed; slot tokens and marks taken out."""
    rng = random.Random(job.recipe.general.seed)
    pairs = list(corpus.list_pairs(job.data / "plain.tsv"))
    for side, language in enumerate(("vi", "en")):
        path = job.data / f"mono.{language}.txt"
        lines = list(chain((pair[side] for pair in pairs), corpus.opened(path) if path.is_file() else ()))
        yield from rng.sample(lines, most) if len(lines) > most else lines


def _encode_pairs(job: Job, processor: Any, name: str) -> None:
    folder = job.packed(name)
    if job.resume and (folder / "target.ids").is_file():
        return
    for side, column in enumerate(("source", "target")):
        lines = (pair[side] for pair in corpus.list_pairs(job.data / f"{name}.tsv"))
        rows = packed.write(folder, column, pieces.encoded(processor, lines))
    print(name, rows, "pairs")
