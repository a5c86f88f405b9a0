"""sacrebleu's corpus metrics as statistics that add (sacrebleu.metrics.base), with scores of many sums at once."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from vi_brief.evaluate import Pair, Stats

if TYPE_CHECKING:
    from numpy.typing import NDArray

Scores = Callable[[Any, "NDArray[Any]"], "NDArray[Any]"]


class Corpus:
    """A sacrebleu metric object seen through the metric protocol: one reference per segment.

    The last reference's n-grams are kept, so going through the systems segment by segment looks at each reference once.
    """

    needs = frozenset({"hypothesis", "reference"})

    def __init__(self, metric: Any, scores: Scores, segment_scores: Scores | None = None, *, higher_is_better: bool = True) -> None:
        """Wrap a freshly made sacrebleu metric. `scores` computes what its `_compute_score_from_stats` does, for many sums."""
        self.higher_is_better: bool | None = higher_is_better
        self._metric = metric
        self._scores, self._segment_scores = scores, segment_scores or scores
        self._kept: tuple[str, Any] | None = None

    @property
    def signature(self) -> str:
        """sacrebleu's signature, version included."""
        self._metric.num_refs = 1
        return str(self._metric.get_signature().format())

    def stats(self, segment: Pair) -> Stats:
        """sacrebleu's statistics of one segment."""
        if self._kept is None or self._kept[0] != segment.reference:
            self._kept = (segment.reference, self._metric._cache_references([[segment.reference]])[0])  # noqa: SLF001
        hypothesis = self._metric._preprocess_segment(segment.hypothesis)  # noqa: SLF001
        return tuple(self._metric._compute_segment_statistics(hypothesis, self._kept[1]))  # noqa: SLF001

    def score(self, total: Stats) -> float:
        """sacrebleu's score of summed statistics."""
        return float(self._metric._compute_score_from_stats(list(total)).score)  # noqa: SLF001

    def scores(self, sums: "NDArray[Any]") -> "NDArray[Any]":
        """The scores of many sums."""
        return self._scores(self._metric, sums)

    def segment_scores(self, segments: "NDArray[Any]") -> "NDArray[Any]":
        """The sentence scores of many segments."""
        return self._segment_scores(self._metric, segments)


def bleu(metric: Any, sums: "NDArray[Any]", *, effective_order: bool = False) -> "NDArray[Any]":
    """`BLEU.compute_bleu` with exponential smoothing, row by row.

    `effective_order` ends the geometric mean at the longest n-gram that the hypothesis has, as sacrebleu's sentence scores do.
    """
    import numpy as np

    order = metric.max_ngram_order
    system, reference, correct, total = sums[:, 0], sums[:, 1], sums[:, 2 : 2 + order], sums[:, 2 + order :]
    has = total > 0
    missed = has & (correct == 0)
    halved = np.where(missed, 2.0 ** np.cumsum(missed, axis=1), 1.0)
    precision = 100.0 * np.where(missed, 1.0, correct) / (halved * np.where(has, total, 1.0))
    used = has.sum(axis=1) if effective_order else np.full(len(sums), order)
    with np.errstate(divide="ignore", over="ignore"):
        logs = np.where(has, np.log(np.where(has, precision, 1.0)), 0.0 if effective_order else -np.inf)
        brevity = np.where(system < reference, np.exp(1 - reference / np.where(system > 0, system, 1.0)), 1.0)
    score = brevity * np.exp(logs.sum(axis=1) / np.maximum(used, 1))
    return np.where((correct.sum(axis=1) > 0) & (system > 0), score, 0.0)


def sentence_bleu(metric: Any, segments: "NDArray[Any]") -> "NDArray[Any]":
    """sacrebleu's sentence BLEU: effective order, exponential smoothing."""
    return bleu(metric, segments, effective_order=True)


def chrf(metric: Any, sums: "NDArray[Any]") -> "NDArray[Any]":
    """`CHRF._compute_f_score` without epsilon smoothing, row by row."""
    import numpy as np

    hypothesis, reference, match = (sums[:, at::3] for at in range(3))
    has = (hypothesis > 0) & (reference > 0)
    orders = np.maximum(has.sum(axis=1), 1)
    precision = np.where(has, match / np.where(has, hypothesis, 1.0), 0.0).sum(axis=1) / orders
    recall = np.where(has, match / np.where(has, reference, 1.0), 0.0).sum(axis=1) / orders
    factor = metric.beta**2
    below = factor * precision + recall
    return np.where(below > 0, 100 * (1 + factor) * precision * recall / np.where(below > 0, below, 1.0), 0.0)


def ter(_: Any, sums: "NDArray[Any]") -> "NDArray[Any]":
    """`TER._compute_score_from_stats`, row by row."""
    import numpy as np

    edits, words = sums[:, 0], sums[:, 1]
    return np.where(words > 0, 100 * edits / np.where(words > 0, words, 1.0), np.where(edits > 0, 100.0, 0.0))
