"""summaries: the summarizer's training pairs, [summaries], partly over our own translations. Needs --corpus.

Writes the sets `summaries` and `summaries.dev`, whose sources carry their task's mark.
"""

import random
from collections.abc import Sequence
from pathlib import Path

from training import corpus, packed, pieces, summarizing
from training.corpus import Pair
from training.job import Job
from training.recipe import Summaries

BEAM, NO_REPEAT, LONGEST = 1, 4, 220
"""Articles are translated greedily: there are many, and the summarizer should meet what a poor search writes, but not loops."""


def run(job: Job) -> None:
    """Do the step; with --resume a finished set is kept."""
    if job.resume and (job.packed("summaries") / "target.ids").is_file():
        print(job.packed("summaries"), "is done")
        return
    root = job.needed(job.corpus, "--corpus")
    options = job.recipe.options(Summaries, "summaries")
    rng = random.Random(job.recipe.general.seed)
    hand = _hand(job, root / f"{options.hand}.jsonl.xz", options.model)
    dev = [pair for article in hand[: options.dev_articles] for pair in article]
    rows = [pair for article in hand[options.dev_articles :] for pair in article] * options.hand_weight
    rows += summarizing.own_articles(root / f"{options.articles}.jsonl.xz") * options.own_weight
    rows += summarizing.english_articles(root / f"{options.english}.jsonl.xz", rng, options.summary_pairs, options.copy_pairs)
    rng.shuffle(rows)
    _write(job, "summaries", rows)
    _write(job, "summaries.dev", dev)


def _hand(job: Job, path: Path, model: str) -> list[list[Pair]]:
    from training import engines
    from vi_brief.models.engine import Decoding

    articles = list(corpus.records(path))
    lines = [summarizing.vietnamese(article) for article in articles]
    engine = engines.engine(job, model, LONGEST)
    search = Decoding(beam=BEAM, no_repeat_ngram=NO_REPEAT, max_tokens=LONGEST, batch_tokens=4096)
    made = iter(engine.generate([line for article in lines for line in article], search))
    english = [[next(made)[0].text for _ in own] for own in lines]
    return [summarizing.hand_written(article, own) for article, own in zip(articles, english, strict=True)]


def _write(job: Job, name: str, rows: Sequence[Pair]) -> None:
    processor = pieces.load(job.tokenizer)
    for side, column in enumerate(("source", "target")):
        packed.write(job.packed(name), column, pieces.encoded(processor, (row[side] for row in rows)))
    print(name, len(rows), "pairs")
