"""selftrain: our own English for Vietnamese news, [selftrain], kept where `vi_brief.checks` finds neither an error nor a warning.

Every second sentence is decoded with slots, as `vi_brief.protect` puts them; it is kept where all of them came back.
"""

import multiprocessing
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from functools import lru_cache
from itertools import repeat
from typing import Any

from training import pieces, synthesis
from training.decode import Ids
from training.job import Job
from training.recipe import Decode
from vi_brief import protect
from vi_brief.records import Protected, Segment, Translation

Audit = Callable[[Translation], Translation]
BAD = frozenset({"error", "warning"})
PORTION = 500
"""Sentences that one worker checks at a time."""


def run(job: Job) -> None:
    """Do the step; --resume keeps finished chunks."""
    options = job.recipe.options(Decode, "selftrain")
    processor = pieces.load(job.tokenizer)
    with ExitStack() as stack:
        pool: ProcessPoolExecutor | None = None
        if options.workers > 1:  # fresh processes: a fork would inherit the accelerator
            pool = stack.enter_context(ProcessPoolExecutor(options.workers, multiprocessing.get_context("spawn")))

        def produce(speaker: synthesis.Speaker, rows: list[Ids], first: int) -> tuple[list[synthesis.Kept], Counter[str]]:
            return _pairs(processor, options, pool, (speaker, rows, first))

        synthesis.make(job, options, produce)


def _pairs(
    processor: Any, options: Decode, pool: ProcessPoolExecutor | None, chunk: tuple[synthesis.Speaker, list[Ids], int]
) -> tuple[list[synthesis.Kept], Counter[str]]:
    speaker, rows, first = chunk
    apply = pool.map if pool else map
    texts = pieces.decoded(processor, rows)
    starts = range(0, len(texts), PORTION)
    shielded = apply(protected, [texts[i : i + PORTION] for i in starts], repeat(options.protect), [first + i for i in starts])
    given = [item for portion in shielded for item in portion]
    inputs = [processor.encode(item.text) if item.slots else row for item, row in zip(given, rows, strict=True)]
    outputs = speaker(inputs)
    faults = list(synthesis.verdicts(outputs, inputs, options))
    english = pieces.decoded(processor, [ids for ids, _, _ in outputs])
    pairs = list(zip(given, english, faults, strict=True))
    portions = [pairs[i : i + PORTION] for i in range(0, len(pairs), PORTION)]
    judged = apply(judge, portions, repeat(options.checks))
    kept, counts = [], Counter[str]()
    for source, (ids, _, _), why in zip(inputs, outputs, (why for portion in judged for why in portion), strict=True):
        counts[why or "kept"] += 1
        if not why:
            kept.append((source, ids))
    return kept, counts


def protected(texts: Sequence[str], kinds: tuple[str, ...], first: int) -> list[Protected]:
    """The sentences as the translator gets them: every second one, counted from `first`, with slots."""
    segments = [Segment(f"s{first + n}", 0, text) for n, text in enumerate(texts)]
    whole = protect.protect(segments, protect.Options(kinds=kinds)) if kinds else ()  # type: ignore[arg-type]
    return [whole[n] if whole and (first + n) % 2 else Protected(segment, segment.vi) for n, segment in enumerate(segments)]


def judge(pairs: Sequence[tuple[Protected, str, str]], checked: bool) -> list[str]:  # noqa: FBT001 - mapped over
    """Why each pair is dropped ("" if it is kept): its fault so far, lost slots, or the first finding's kind."""
    verdicts = []
    for given, english, fault in pairs:
        restored = None if fault else protect.restore(given, english)
        if fault or restored is None:
            verdicts.append(fault or "slots")
            continue
        findings = _audit()(Translation(given.segment, restored, 0.0)).findings if checked else ()
        verdicts.append(next((f"check: {finding.kind}" for finding in findings if finding.severity in BAD), ""))
    return verdicts


@lru_cache(maxsize=1)
def _audit() -> Audit:
    from vi_brief import checks, config

    return checks.Audit(config.read("embedded")).alone
