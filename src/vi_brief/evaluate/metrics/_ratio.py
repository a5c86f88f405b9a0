"""Metrics that are one sum over another."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from vi_brief.evaluate import SEGMENT, Pair, Stats

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Ratio:
    """`scale` times the sum of `stats`' first place over the sum of its second: a share (scale 100), a mean (second place 1), a rate.

    nan where the second sum is 0: nothing was there to be measured.
    """

    stats: Callable[[Pair], Stats]
    needs: frozenset[str]
    signature: str
    higher_is_better: bool | None = True
    view: str = SEGMENT
    scale: float = 100.0
    digits: int = 1

    def concerned(self, total: Stats) -> int:
        """How many units a share is of, where not every unit counts; 0 for what is no share."""
        return int(total[1]) if self.scale == 100.0 else 0

    def score(self, total: Stats) -> float:
        """The ratio of the sums."""
        return self.scale * total[0] / total[1] if total[1] else float("nan")

    def scores(self, sums: "NDArray[Any]") -> "NDArray[Any]":
        """The same for many sums."""
        import numpy as np

        below = np.where(sums[:, 1] != 0, sums[:, 1], np.nan)
        return cast("NDArray[Any]", self.scale * sums[:, 0] / below)


def words(text: str) -> list[str]:
    """The words of a text in lower case, numbers whole, punctuation left out.

    >>> words("Hanoi's 2,000 tonnes; 3.5%.")
    ["hanoi's", '2,000', 'tonnes', '3.5']
    """
    import re

    return re.findall(r"\w+(?:[.,’'-]\w+)*", text.lower())
