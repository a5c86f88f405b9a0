"""Segmentation F1: sentence ends found where the reference has them, by their place in the text without white space.

Both sides must segment the same text; the end of the text is no boundary.
"""

from typing import TYPE_CHECKING, Any, cast

from vi_brief import config
from vi_brief.evaluate import Pair, Stats

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Options(config.Options):
    """No options."""


class Boundaries:
    """Right boundaries, boundaries found, boundaries wanted."""

    view = "segmentation"
    higher_is_better: bool | None = True
    needs = frozenset({"hypothesis", "reference"})
    signature = "unit:boundaries|white space:ignored"

    def stats(self, segment: Pair) -> Stats:
        """The counts of one document."""
        found, wanted = _ends(segment.hypothesis), _ends(segment.reference)
        return (float(len(found & wanted)), float(len(found)), float(len(wanted)))

    def score(self, total: Stats) -> float:
        """F1 times 100; nan where neither side has a boundary."""
        return 200 * total[0] / (total[1] + total[2]) if total[1] + total[2] else float("nan")

    def scores(self, sums: "NDArray[Any]") -> "NDArray[Any]":
        """The same for many sums."""
        import numpy as np

        both = sums[:, 1] + sums[:, 2]
        return cast("NDArray[Any]", 200 * sums[:, 0] / np.where(both > 0, both, np.nan))


def build(_: Options) -> Boundaries:
    """The metric."""
    return Boundaries()


def _ends(text: str) -> set[int]:
    ends, at = [], 0
    for line in text.split("\n"):
        size = len("".join(line.split()))
        if size:
            at += size
            ends.append(at)
    return set(ends[:-1])
