"""What ratings say: how far raters agree, what systems get, and whether the difference is real."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import combinations
from typing import Any

from vi_brief.errors import BadInput
from vi_brief.evaluate import Pair, Stats
from vi_brief.evaluate.compare.forms import Grid, number
from vi_brief.evaluate.compare.scoring import Measured
from vi_brief.evaluate.human import Rating


@dataclass(frozen=True, slots=True)
class Agreed:
    """Two raters on the items that both rated: Kendall's tau-b and Pearson's r; nan where a rater gave one score alone."""

    one: str
    two: str
    items: int
    tau: float
    correlation: float


class Rated:
    """People's scores as a metric: statistics are (sum of the ratings, how many), so that everything made for metrics works on them."""

    higher_is_better: bool | None = True
    needs: frozenset[str] = frozenset()

    def __init__(self, signature: str) -> None:
        """`signature` says what was rated and how."""
        self.signature = signature

    def stats(self, segment: Pair) -> Stats:
        """The ratings noted with the pair."""
        return (segment.record["sum"], segment.record["ratings"])

    def score(self, total: Stats) -> float:
        """Their mean."""
        return total[0] / total[1] if total[1] else math.nan


def measured(ratings: Sequence[Rating], known: Mapping[str, Any], *, standard: bool) -> Measured:
    """The ratings as a measurement over the segments that were rated for every system.

    `standard`: as z-scores, each rater's own mean taken off and divided by their own deviation. Raises BadInput where no segment was rated
    for every system.
    """
    import numpy as np

    values = _z(ratings) if standard else {(r.rater, r.item): r.score for r in ratings}
    sums: dict[tuple[str, int], list[float]] = {}
    for (_, item), value in values.items():
        fact = known["items"][item]
        sums.setdefault((fact["system"], fact["place"]), []).append(value)
    systems = tuple(known["runs"])
    places = sorted({place for _, place in sums if all((system, place) in sums for system in systems)})
    if not places:
        raise BadInput("human import: no segment was rated for every system; collect more ratings")
    matrices = tuple(np.array([[sum(sums[name, at]), len(sums[name, at])] for at in places], dtype=float) for name in systems)
    raters = len({rating.rater for rating in ratings})
    told = f"{known['protocol'].upper()}|{'z-scores by rater' if standard else 'raw'}|raters:{raters}|{known['measured_on']}"
    return Measured("human_z" if standard else "human", Rated(told), systems, matrices, told)


def alpha(ratings: Sequence[Rating]) -> float:
    """Krippendorff's alpha for interval data over items with two ratings or more: 1 is agreement, 0 is chance; nan where there is none.

    Source: Krippendorff, "Content Analysis" (2004), chapter 11.
    """
    units = [values for values in _by_item(ratings).values() if len(values) > 1]
    scores = [value for values in units for value in values.values()]
    if not units:
        return math.nan
    within = sum(_spread(list(values.values())) / (len(values) - 1) for values in units) / len(scores)
    overall = _spread(scores) / (len(scores) * (len(scores) - 1))
    return 1 - within / overall if overall else math.nan


def pairwise(ratings: Sequence[Rating]) -> list[Agreed]:
    """Every two raters who rated items in common."""
    by_item = _by_item(ratings)
    found = []
    for one, two in combinations(sorted({rating.rater for rating in ratings}), 2):
        both = [(values[one], values[two]) for values in by_item.values() if one in values and two in values]
        if len(both) > 1:
            found.append(Agreed(one, two, len(both), tau_b(both), _pearson(both)))
    return found


def grid(ratings: Sequence[Rating]) -> Grid:
    """The agreement of every two raters, and of all of them below."""
    rows = tuple((a.one, a.two, str(a.items), number(a.tau, 2), number(a.correlation, 2)) for a in pairwise(ratings))
    note = f"Krippendorff's alpha (interval): {number(alpha(ratings), 3)} over {len(ratings)} ratings"
    return Grid("agreement of the raters", ("rater", "and", "items", "Kendall's tau-b", "Pearson's r"), rows, (note,))


def as_json(ratings: Sequence[Rating]) -> dict[str, object]:
    """The same with full digits."""
    return {"alpha": alpha(ratings), "ratings": len(ratings), "pairs": [asdict(pair) for pair in pairwise(ratings)]}


def tau_b(pairs: Sequence[tuple[float, float]]) -> float:
    """Kendall's tau-b, ties allowed for; nan where one side is all ties."""
    import numpy as np

    values = np.array(pairs)
    signs = [np.sign(np.subtract.outer(values[:, side], values[:, side])) for side in (0, 1)]
    norm = math.sqrt(float(np.sum(signs[0] != 0)) * float(np.sum(signs[1] != 0)))
    return float(np.sum(signs[0] * signs[1])) / norm if norm else math.nan


def _by_item(ratings: Sequence[Rating]) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = {}
    for rating in ratings:
        found.setdefault(rating.item, {})[rating.rater] = rating.score
    return found


def _spread(values: Sequence[float]) -> float:
    """The sum of squared differences over all ordered pairs."""
    return 2 * (len(values) * sum(value * value for value in values) - sum(values) ** 2)


def _pearson(pairs: Sequence[tuple[float, float]]) -> float:
    import numpy as np

    values = np.array(pairs)
    if not values.std(axis=0).all():
        return math.nan
    return float(np.corrcoef(values[:, 0], values[:, 1])[0, 1])


def _z(ratings: Sequence[Rating]) -> dict[tuple[str, str], float]:
    by_rater: dict[str, list[float]] = {}
    for rating in ratings:
        by_rater.setdefault(rating.rater, []).append(rating.score)
    means = {rater: sum(values) / len(values) for rater, values in by_rater.items()}
    spreads = {r: math.sqrt(sum((v - means[r]) ** 2 for v in values) / len(values)) or 1.0 for r, values in by_rater.items()}
    return {(r.rater, r.item): (r.score - means[r.rater]) / spreads[r.rater] for r in ratings}
