"""Is a difference real? Paired bootstrap and approximate randomisation over statistics that add, all resamples in a few matrix products.

A resample of segments is a vector of counts, so the sums of a thousand resamples are one product counts @ statistics, for all systems and
metrics at once, and a metric scores a thousand sums at once. Counts are drawn in blocks of rows: memory does not grow with resamples.

Sources: bootstrap: Koehn, "Statistical significance tests for machine translation evaluation" (EMNLP 2004), p as sacrebleu computes it
(see `bootstrap_p` for what that is worth); randomisation: Riezler and Maxwell (2005); correction: Holm, "A simple sequentially rejective
multiple test procedure" (1979).
With equal seed and number of trials the draws are sacrebleu's own.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from vi_brief import evaluate
from vi_brief.evaluate import Metric

if TYPE_CHECKING:
    from numpy.typing import NDArray

SEED = 12345
"""sacrebleu's, so that its figures and ours can be laid side by side."""
RESAMPLES, TRIALS = 1000, 10_000
"""sacrebleu's defaults: with 10,000 trials the least p is 0.0001."""
ALPHA = 0.05
TAIL = 40
"""One resample in so many is cut off at each end: a 95 % interval."""
_BLOCK_CELLS = 8_000_000
"""Counts held at a time, 64 MB of float64."""
_WORD_BITS = 32
"""Random bits are drawn in words of so many: a block of rows is a multiple of it, so that blocks give the draws of one big call."""


@dataclass(frozen=True, slots=True)
class Draws:
    """How to resample: bootstrap resamples, randomisation trials, seed."""

    resamples: int = RESAMPLES
    trials: int = TRIALS
    seed: int = SEED


@dataclass(frozen=True, slots=True)
class Interval:
    """A score with its 95 % bootstrap interval and the mean of the resamples."""

    value: float
    low: float
    high: float
    mean: float


def bootstrap(columns: "NDArray[Any]", draws: Draws) -> "NDArray[Any]":
    """Sums of resamples: (segments, columns) -> (resamples, columns)."""
    import numpy as np

    random = np.random.default_rng(draws.seed)
    sums = np.empty((draws.resamples, columns.shape[1]))
    for start, stop in _blocks(draws.resamples, len(columns), 1):
        counts = np.empty((stop - start, len(columns)))
        for row in range(stop - start):
            counts[row] = np.bincount(random.choice(len(columns), size=len(columns), replace=True), minlength=len(columns))
        sums[start:stop] = counts @ columns
    return sums


def randomisation(columns: "NDArray[Any]", draws: Draws) -> "NDArray[Any]":
    """Sums over a random half of the segments, trial by trial: (segments, columns) -> (trials, columns)."""
    import numpy as np

    random = np.random.default_rng(draws.seed)
    sums = np.empty((draws.trials, columns.shape[1]))
    for start, stop in _blocks(draws.trials, len(columns), _WORD_BITS):
        chosen = random.integers(2, size=(stop - start, len(columns)), dtype=bool)
        sums[start:stop] = chosen.astype(float) @ columns
    return sums


def interval(value: float, resampled: "NDArray[Any]") -> Interval:
    """The 95 % interval of a score from the scores of its resamples, without the extreme fortieth at each end.

    Resamples that say nothing (nan) are left out; without any other the interval is nan.
    """
    import numpy as np

    ordered = np.sort(resampled[np.isfinite(resampled)])
    if not len(ordered):
        return Interval(value, math.nan, math.nan, math.nan)
    cut = len(ordered) // TAIL
    return Interval(value, float(ordered[cut]), float(ordered[len(ordered) - cut - 1]), float(ordered.mean()))


def bootstrap_p(difference: float, differences: "NDArray[Any]") -> float:
    """The p of a difference as sacrebleu computes it: how often the sizes of the resampled differences, less their mean, are as large.

    It is bold: of 1,000 pairs of systems that differed by chance alone it called 129 different at 0.05, approximate randomisation 58.
    So ranks rest on the latter, and this one is there to be laid beside sacrebleu's.
    """
    import numpy as np

    sizes = np.abs(differences)
    return _p(~(sizes - sizes.mean() <= abs(difference) + _NOISE), difference)


def randomisation_p(metric: Metric, difference: float, totals: "Sequence[NDArray[Any]]", halves: "Sequence[NDArray[Any]]") -> float:
    """The p of a difference between two systems: how often swapping random segments between them makes one as large or larger.

    Where a single segment in which the systems differ decides, every swap gives the same size, and p is 1 (sacrebleu counts larger ones
    only and would find it significant). What says nothing (nan) counts as larger. `totals` are the two systems' sums over all segments,
    `halves` their sums over the segments that stay, trial by trial.
    """
    import numpy as np

    one = evaluate.scores(metric, halves[0] + (totals[1] - halves[1]))
    two = evaluate.scores(metric, halves[1] + (totals[0] - halves[0]))
    return _p(~(np.abs(one - two) < abs(difference) - _NOISE), difference)


def holm(ps: Sequence[float]) -> list[float]:
    """Holm's adjustment: what each p becomes when so many tests were made.

    >>> [round(p, 3) for p in holm([0.01, 0.04, 0.03])]
    [0.03, 0.06, 0.06]
    """
    adjusted, worst = [0.0] * len(ps), 0.0
    for rank, at in enumerate(sorted(range(len(ps)), key=lambda at: ps[at])):
        worst = max(worst, min(1.0, (len(ps) - rank) * ps[at]))
        adjusted[at] = worst
    return adjusted


def _p(larger: "NDArray[Any]", difference: float) -> float:
    """(larger + 1) / (trials + 1), so that no p is 0; no difference at all is no evidence of one, its p is 1."""
    return 1.0 if abs(difference) <= _NOISE else (int(larger.sum()) + 1) / (len(larger) + 1)


_NOISE = 1e-9
"""Scores from the same sums added in another order may differ by this much; that is no difference."""


def _blocks(rows: int, width: int, step: int) -> Iterator[tuple[int, int]]:
    size = max(1, _BLOCK_CELLS // max(width, 1) // step) * step
    return ((start, min(start + size, rows)) for start in range(0, rows, size))


def split(matrix: "NDArray[Any]", widths: Sequence[int]) -> "list[NDArray[Any]]":
    """The columns of a matrix cut into parts of these widths."""
    import numpy as np

    return np.split(matrix, np.cumsum(widths)[:-1].tolist(), axis=1)
