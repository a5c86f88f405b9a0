"""Systems against each other: intervals, paired tests of every pair, wins by segment, and ranks that the tests bear out."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, groupby
from typing import TYPE_CHECKING, Any

from vi_brief import evaluate
from vi_brief.evaluate.compare import significance
from vi_brief.evaluate.compare.scoring import Measured
from vi_brief.evaluate.compare.significance import ALPHA, Draws, Interval

if TYPE_CHECKING:
    from numpy.typing import NDArray

TIE = 1e-6
"""Sentence scores that differ by no more are a tie."""


@dataclass(frozen=True, slots=True)
class Duel:
    """System `one` against `two`: the difference is one's score less two's.

    `bootstrap_p` and `randomisation_p` are two-sided; `adjusted_p` is the latter after Holm over all pairs of this metric. `wins`,
    `ties` and `losses` are segments where one's own score is better than, as good as, or worse than two's, without those that the metric
    has nothing to say of (no money in it, for money_fidelity); `chance` is the share of resamples in which one is ahead.
    Without a direction (`higher_is_better` None) "better" is "higher".
    """

    one: str
    two: str
    difference: Interval
    bootstrap_p: float
    randomisation_p: float
    adjusted_p: float
    wins: int
    ties: int
    losses: int
    chance: float

    @property
    def significant(self) -> bool:
        """Whether the difference stands after the adjustment."""
        return self.adjusted_p < ALPHA


@dataclass(frozen=True, slots=True)
class Place:
    """A system in the ranking. Systems of one `cluster` (1 is the best) are not told apart; every system beats all of lower clusters."""

    system: str
    score: Interval
    cluster: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """One metric's verdict on the systems. `ranking` is best first; `duels` are all pairs, the better ranked system first."""

    name: str
    signature: str
    direction: int
    digits: int
    unit: str
    segments: int
    about: str
    ranking: tuple[Place, ...]
    duels: tuple[Duel, ...]
    draws: Draws


def compare(measured: Sequence[Measured], draws: Draws | None = None) -> list[Comparison]:
    """Compare what was measured; metrics over the same segments share their resamples."""
    found: dict[str, Comparison] = {}
    for counts, group in groupby(sorted(measured, key=_counts), key=_counts):
        members = list(group)
        compared = _paired(members, draws or Draws()) if len(set(counts)) == 1 else [_unpaired(m, draws or Draws()) for m in members]
        found |= {comparison.name: comparison for comparison in compared}
    return [found[m.name] for m in measured]


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What the resamples of one metric give, system by system: scores, intervals, half sums of the trials, single segments' scores."""

    member: Measured
    intervals: "list[Interval]"
    resampled: "list[NDArray[Any]]"
    halves: "list[NDArray[Any]]"
    alone: "list[NDArray[Any]]"


def _counts(measured: Measured) -> tuple[int, ...]:
    return tuple(len(matrix) for matrix in measured.statistics)


def _paired(members: Sequence[Measured], draws: Draws) -> list[Comparison]:
    """Comparisons of metrics over the same segments."""
    import numpy as np

    parts = [matrix for member in members for matrix in member.statistics]
    widths = [matrix.shape[1] for matrix in parts]
    columns = np.hstack(parts)
    sums = significance.split(significance.bootstrap(columns, draws), widths)
    size = len(members[0].systems)
    halves = significance.split(significance.randomisation(columns, draws), widths) if size > 1 else sums
    found = []
    for at, member in enumerate(members):
        here = slice(at * size, (at + 1) * size)
        resampled = [evaluate.scores(member.metric, part) for part in sums[here]]
        alone = [evaluate.segment_scores(member.metric, matrix) for matrix in member.statistics]
        drawn = _Drawn(member, _intervals(member, resampled), resampled, halves[here], alone)
        found.append(_ranked(member, drawn.intervals, _duels(drawn), draws))
    return found


def _unpaired(member: Measured, draws: Draws) -> Comparison:
    """Intervals alone: the systems' units do not line up (each brief has its own number of statements)."""
    resampled = [evaluate.scores(member.metric, significance.bootstrap(matrix, draws)) for matrix in member.statistics]
    return _ranked(member, _intervals(member, resampled), (), draws)


def _intervals(member: Measured, resampled: "Sequence[NDArray[Any]]") -> list[Interval]:
    return [significance.interval(value, scores) for value, scores in zip(member.values, resampled, strict=True)]


def _order(member: Measured, intervals: Sequence[Interval]) -> list[int]:
    sign = -(member.direction or 1)
    return sorted(range(len(intervals)), key=lambda at: (math.isnan(intervals[at].value), sign * intervals[at].value, at))


def _duels(drawn: _Drawn) -> tuple[Duel, ...]:
    pairs = list(combinations(_order(drawn.member, drawn.intervals), 2))
    ps = [_shuffled(drawn, one, two) for one, two in pairs]
    return tuple(_duel(drawn, pair, p, adjusted) for pair, p, adjusted in zip(pairs, ps, significance.holm(ps), strict=True))


def _shuffled(drawn: _Drawn, one: int, two: int) -> float:
    totals = [drawn.member.statistics[at].sum(axis=0) for at in (one, two)]
    difference = drawn.intervals[one].value - drawn.intervals[two].value
    return significance.randomisation_p(drawn.member.metric, difference, totals, [drawn.halves[at] for at in (one, two)])


def _duel(drawn: _Drawn, pair: tuple[int, int], p: float, adjusted: float) -> Duel:
    import numpy as np

    one, two = pair
    sign = drawn.member.direction or 1
    difference = drawn.intervals[one].value - drawn.intervals[two].value
    spread = drawn.resampled[one] - drawn.resampled[two]
    gap = sign * (drawn.alone[one] - drawn.alone[two])
    wins, losses = int(np.sum(gap > TIE)), int(np.sum(gap < -TIE))
    return Duel(
        one=drawn.member.systems[one],
        two=drawn.member.systems[two],
        difference=significance.interval(difference, spread),
        bootstrap_p=significance.bootstrap_p(difference, spread),
        randomisation_p=p,
        adjusted_p=adjusted,
        wins=wins,
        ties=int(np.sum(np.abs(gap) <= TIE)),
        losses=losses,
        chance=float(np.mean(sign * spread > 0)),
    )


def _ranked(member: Measured, intervals: Sequence[Interval], duels: tuple[Duel, ...], draws: Draws) -> Comparison:
    order = _order(member, intervals)
    names = [member.systems[at] for at in order]
    clusters = _clusters(names, duels)
    places = tuple(Place(name, intervals[at], cluster) for name, at, cluster in zip(names, order, clusters, strict=True))
    return Comparison(
        name=member.name,
        signature=member.signature,
        direction=member.direction,
        digits=member.digits,
        unit=member.unit,
        segments=max(len(matrix) for matrix in member.statistics),
        about=member.about,
        ranking=places,
        duels=duels,
        draws=draws,
    )


def _clusters(names: Sequence[str], duels: Sequence[Duel]) -> list[int]:
    """The cluster of each system, best first: a line is drawn where every system above beats every system below significantly."""
    real = {(duel.one, duel.two) for duel in duels if duel.significant}
    clusters = [1] * len(names)
    for at in range(1, len(names)):
        line = all((above, below) in real for above in names[:at] for below in names[at:])
        clusters[at] = clusters[at - 1] + int(line)
    return clusters
