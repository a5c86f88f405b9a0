"""backtranslate: synthetic Vietnamese for genuine English, [backtranslate]. The new set has the synthetic side as its source."""

from collections import Counter

from training import synthesis
from training.decode import Ids
from training.job import Job
from training.recipe import Decode


def run(job: Job) -> None:
    """Do the step; --resume keeps finished chunks."""
    options = job.recipe.options(Decode, "backtranslate")

    def produce(speaker: synthesis.Speaker, rows: list[Ids], first: int) -> tuple[list[synthesis.Kept], Counter[str]]:  # noqa: ARG001
        outputs = speaker(rows)
        verdicts = list(synthesis.verdicts(outputs, rows, options))
        kept = [(ids, row) for (ids, _, _), row, why in zip(outputs, rows, verdicts, strict=True) if not why]
        return kept, Counter(why or "kept" for why in verdicts)

    synthesis.make(job, options, produce)
