"""Systems x metrics: the statistics of every segment, once, for everything that is asked of them afterwards."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from vi_brief import evaluate
from vi_brief.errors import BadInput
from vi_brief.evaluate import SEGMENT, Metric, Pair, System

if TYPE_CHECKING:
    from numpy.typing import NDArray

Tick = Callable[[int, int], None]
FLAGS = {"source": "--source", "reference": "--reference", "facts": "a suite with facts", "record": "a run that was measured"}
_EVERY = 256
"""Segments between two ticks."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One metric over systems on the same data: statistics float64 (segments, statistics), system by system.

    `signature` says how the numbers were made; `unit` is the view that was read.
    """

    name: str
    metric: Metric
    systems: tuple[str, ...]
    statistics: "tuple[NDArray[Any], ...]"
    signature: str
    unit: str = SEGMENT

    @property
    def values(self) -> tuple[float, ...]:
        """The score of each system over everything."""
        return tuple(self.metric.score(evaluate.add(matrix)) for matrix in self.statistics)

    @property
    def about(self) -> str:
        """How much it is about: "997 segments", or "12 of 997 segments" where the others have nothing to score."""
        size = max(len(matrix) for matrix in self.statistics)
        counted = getattr(self.metric, "concerned", None)
        fewest = min(counted(evaluate.add(matrix)) for matrix in self.statistics) if counted else 0
        units = evaluate.counted(size, self.unit)
        return f"{fewest} of {units}" if 0 < fewest < size else units

    @property
    def digits(self) -> int:
        """How many decimals of the score mean something."""
        return int(getattr(self.metric, "digits", 1))

    @property
    def direction(self) -> int:
        """1 where higher is better, -1 where lower is, 0 where neither."""
        better = self.metric.higher_is_better
        return 0 if better is None else 1 if better else -1


def measure(
    systems: Sequence[System], names: Sequence[str], options: Mapping[str, Mapping[str, object]] | None = None, tick: Tick | None = None
) -> list[Measured]:
    """Every metric over every system, in the order of the names.

    Raises BadInput where the systems were not measured on the same data or a metric needs what they do not have, BadConfig for a metric
    that does not exist.
    """
    alike(systems)
    if unasked := sorted((options or {}).keys() - set(names)):
        raise BadInput(f"--option {unasked[0]}...: {unasked[0]} is not one of the metrics asked for; those are: {', '.join(names)}")
    metrics = {name: evaluate.metric(name, (options or {}).get(name)) for name in dict.fromkeys(names)}
    views = {name: _views(systems, name, metric) for name, metric in metrics.items()}
    matrices = _statistics(metrics, views, tick)
    labels = tuple(system.name for system in systems)
    return [
        Measured(name, metric, labels, tuple(matrices[name]), metric.signature, getattr(metric, "view", SEGMENT))
        for name, metric in metrics.items()
    ]


def alike(systems: Sequence[System]) -> None:
    """Raise BadInput, with the reason, where systems may not be compared: other data, other references, other lengths, one name twice."""
    if not systems:
        raise BadInput("eval: there is no system to score; give --system NAME=FILE")
    first = systems[0]
    for at, system in enumerate(systems):
        if system.name in {other.name for other in systems[:at]}:
            raise BadInput(f"there are two systems named '{system.name}'; give each its own name")
        if system.measured_on != first.measured_on:
            raise BadInput(
                f"'{first.name}' and '{system.name}' may not be compared: {first.measured_on or 'unnamed data'} is not "
                f"{system.measured_on or 'unnamed data'}; run both on the same suite"
            )
        for view in sorted(system.views.keys() & first.views.keys()):
            _same(first, system, view)


def _same(first: System, other: System, view: str) -> None:
    one, two = first.views[view], other.views[view]
    if view == "statement" or one is two:
        return
    if len(one) != len(two):
        raise BadInput(
            f"'{first.name}' has {evaluate.counted(len(one), view)}, '{other.name}' has {len(two)}; they must line up to be compared"
        )
    for number, (a, b) in enumerate(zip(one, two, strict=True), start=1):
        if a.reference != b.reference or (view == SEGMENT and a.source != b.source):
            what = "reference" if a.reference != b.reference else "source"
            raise BadInput(f"'{first.name}' and '{other.name}' have different {what}s in {view} {number}; score both against the same")


def applicable(systems: Sequence[System], names: Sequence[str]) -> list[str]:
    """Those of the metrics for which every system has the view that they read and what they need."""
    found = []
    for name in names:
        metric = evaluate.metric(name)
        views = [system.views.get(getattr(metric, "view", SEGMENT), ()) for system in systems]
        if all(pairs and not _lacking(pairs, metric) and _recorded(pairs, metric) for pairs in views):
            found.append(name)
    return found


def _recorded(pairs: Sequence[Pair], metric: Metric) -> bool:
    """Whether a metric of measurements finds its own in the record: a system without a model has no size of it."""
    if "record" in metric.needs:
        try:
            metric.stats(pairs[0])
        except BadInput:
            return False
    return True


def _views(systems: Sequence[System], name: str, metric: Metric) -> list[Sequence[Pair]]:
    """The pairs that a metric reads, system by system. Where all systems are files of lines, a line is whatever the metric is about."""
    wanted = getattr(metric, "view", SEGMENT)
    plain = all(set(system.views) == {SEGMENT} for system in systems)
    found = []
    for system in systems:
        pairs = system.views.get(SEGMENT if plain else wanted, ())
        if not pairs:
            raise BadInput(f"metric {name}: '{system.name}' has no {wanted} to score; it has: {', '.join(system.views) or 'nothing'}")
        if lacking := _lacking(pairs, metric):
            raise BadInput(f"metric {name} needs the {lacking} of '{system.name}', which is not there; give {FLAGS[lacking]}")
        found.append(pairs)
    return found


def _lacking(pairs: Sequence[Pair], metric: Metric) -> str:
    """The first thing that a metric needs and no pair has; empty where there is none."""
    wanted = sorted(metric.needs - {"hypothesis"})
    return next((need for need in wanted if not any(getattr(pair, need) for pair in pairs)), "")


def _statistics(
    metrics: Mapping[str, Metric], views: Mapping[str, Sequence[Sequence[Pair]]], tick: Tick | None
) -> "dict[str, list[NDArray[Any]]]":
    """Segment by segment over all metrics and systems, so that what is remembered of a source or a reference is used by all."""
    import numpy as np

    found: dict[str, list[NDArray[Any]]] = {}
    walked = [name for name, metric in metrics.items() if not hasattr(metric, "stats_many") and _aligned(views[name])]
    for name in (name for name in metrics if name not in walked):
        found[name] = [evaluate.statistics(metrics[name], pairs) for pairs in views[name]]
    longest = max((len(views[name][0]) for name in walked), default=0)
    for at in range(longest):
        for name in walked:
            if at >= len(views[name][0]):
                continue
            rows = [metrics[name].stats(pairs[at]) for pairs in views[name]]
            if at == 0:
                found[name] = [np.empty((len(views[name][0]), len(row))) for row in rows]
            for matrix, row in zip(found[name], rows, strict=True):
                matrix[at] = row
        if tick and (at % _EVERY == 0 or at + 1 == longest):
            tick(at + 1, longest)
    return found


def _aligned(views: Sequence[Sequence[Pair]]) -> bool:
    return len({len(pairs) for pairs in views}) == 1
