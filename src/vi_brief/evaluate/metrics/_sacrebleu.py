"""sacrebleu's corpus metrics as statistics that add (sacrebleu.metrics.base)."""

from typing import Any

from vi_brief.evaluate import Pair, Stats


class Corpus:
    """A sacrebleu metric object seen through the metric protocol: one reference per segment."""

    needs = frozenset({"hypothesis", "reference"})

    def __init__(self, metric: Any, *, higher_is_better: bool = True) -> None:
        """Wrap a freshly made sacrebleu metric."""
        self.higher_is_better = higher_is_better
        self._metric = metric

    @property
    def signature(self) -> str:
        """sacrebleu's signature, version included."""
        self._metric.num_refs = 1
        return str(self._metric.get_signature().format())

    def stats(self, segment: Pair) -> Stats:
        """sacrebleu's statistics of one segment."""
        return tuple(self._metric._extract_corpus_statistics([segment.hypothesis], [[segment.reference]])[0])  # noqa: SLF001

    def score(self, total: Stats) -> float:
        """sacrebleu's score of summed statistics."""
        return float(self._metric._compute_score_from_stats(list(total)).score)  # noqa: SLF001
