"""distill: what a teacher writes for the training sources, [distill] (sequence-level distillation, Kim and Rush 2016)."""

from collections import Counter

from training import pieces, synthesis
from training.decode import Ids
from training.job import Job
from training.recipe import Decode


def run(job: Job) -> None:
    """Do the step; --resume keeps finished chunks. A pair whose slots are not the same on both sides is dropped."""
    options = job.recipe.options(Decode, "distill")
    processor = pieces.load(job.tokenizer)
    slots = {processor.piece_to_id(f"⟦{number}⟧") for number in range(1, 10)} - {pieces.UNKNOWN}

    def produce(speaker: synthesis.Speaker, rows: list[Ids], first: int) -> tuple[list[synthesis.Kept], Counter[str]]:  # noqa: ARG001
        outputs = speaker(rows)
        kept, counts = [], Counter[str]()
        for (ids, _, _), row, fault in zip(outputs, rows, synthesis.verdicts(outputs, rows, options), strict=True):
            why = fault or ("" if sorted(slots.intersection(row)) == sorted(i for i in ids if i in slots) else "slots")
            counts[why or "kept"] += 1
            if not why:
                kept.append((row, ids))
        return kept, counts

    synthesis.make(job, options, produce)
