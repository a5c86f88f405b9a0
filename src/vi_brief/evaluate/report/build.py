"""What stands in a report, from the systems and what was measured of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from vi_brief import evaluate
from vi_brief.evaluate import SEGMENT, System, compare
from vi_brief.evaluate.compare import Comparison, buckets, results, worst
from vi_brief.evaluate.compare.forms import Grid, number
from vi_brief.evaluate.compare.oddities import oddities
from vi_brief.evaluate.compare.scoring import Measured
from vi_brief.evaluate.compare.significance import Draws
from vi_brief.evaluate.compare.worst import Case
from vi_brief.evaluate.report import plots
from vi_brief.evaluate.report.plots import Plot

if TYPE_CHECKING:
    from numpy.typing import NDArray

METRICS = (
    "bleu", "chrf2", "chrf2pp", "ter", "quantity_fidelity", "money_fidelity", "date_fidelity", "name_fidelity", "hallucination",
    "length_ratio", "rouge1", "rouge2", "rougelsum", "coverage", "density", "compression", "support", "keypoint_recall", "headline_form",
    "headline_words", "cleaning_precision", "cleaning_recall", "segmentation_f1", "seconds_per_1000_words", "peak_memory", "model_size",
)  # fmt: skip
"""What a report shows if nothing is asked for, as far as the systems have it."""
SPEED = "seconds_per_1000_words"
FOR_SEGMENTS = ("chrf2", "chrf2pp", "ter", "comet22")
"""Metrics that mean something for one segment, the first that was measured is used for buckets, calibration and worst segments."""
PARTS = 10
"""Parts of equal size by confidence in the calibration plot."""
LEAST_FOR_CALIBRATION = 100
"""Segments with a confidence below which a plot of PARTS parts would show noise."""


@dataclass(frozen=True, slots=True)
class Settings:
    """`title` of the page; how many `worst` segments each way; how to resample."""

    title: str = "Comparison of systems"
    worst: int = 10
    draws: Draws = field(default_factory=Draws)


@dataclass(frozen=True, slots=True)
class Duels:
    """The tests of one metric: all pairs, and what to make of them."""

    name: str
    grid: Grid


@dataclass(frozen=True, slots=True)
class Worst:
    """The segments in which `loser` loses most to `winner`."""

    loser: str
    winner: str
    metric: str
    cases: tuple[Case, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that the page shows, in its order; a part that is not known is empty."""

    title: str
    facts: tuple[str, ...]
    oddities: tuple[str, ...]
    verdict: tuple[str, ...]
    overview: Grid
    score_plots: tuple[Plot, ...]
    duels: tuple[Duels, ...]
    bucket_plots: tuple[Plot, ...]
    bucket_grid: Grid | None
    speed_plot: Plot | None
    calibration_plot: Plot | None
    worst: tuple[Worst, ...]
    signatures: tuple[tuple[str, str, str], ...]


def report(systems: Sequence[System], measured: Sequence[Measured], settings: Settings) -> Report:
    """The report; raises BadConfig where the plotting library is not installed."""
    compared = compare.compare(measured, settings.draws)
    looks = {system.name: at for at, system in enumerate(systems)}
    close = _for_segments(measured)
    parts = buckets.buckets(close, buckets.dimensions(systems), settings.draws) if close else []
    leading = compared[0]
    return Report(
        title=settings.title,
        facts=_facts(systems, leading, settings),
        oddities=tuple(oddities(systems)),
        verdict=_verdict(leading),
        overview=_overview(compared, [system.name for system in systems], leading),
        score_plots=tuple(plots.scores(c, looks) for c in compared if c.direction),
        duels=tuple(Duels(c.name, results.comparison_grids(c)[1]) for c in compared if c.duels),
        bucket_plots=tuple(plots.buckets(parts, close.systems, looks, close.name)) if close else (),
        bucket_grid=results.bucket_grid(close, parts) if close else None,
        speed_plot=_speed(measured, leading, looks),
        calibration_plot=_calibration(systems, close, looks),
        worst=_worst(systems, close, compared, settings.worst),
        signatures=tuple((c.name, results.signature(c), results.ARROWS[c.direction]) for c in compared),
    )


def _for_segments(measured: Sequence[Measured]) -> Measured | None:
    """The metric by which segments are looked at one by one."""
    segmental = [m for m in measured if m.unit == SEGMENT and m.direction]
    known = [m for name in FOR_SEGMENTS for m in segmental if m.name == name]
    return next(iter(known or segmental), None)


def _facts(systems: Sequence[System], leading: Comparison, settings: Settings) -> tuple[str, ...]:
    draws = settings.draws
    return (
        f"{len(systems)} systems: {', '.join(system.name for system in systems)}",
        f"measured on {systems[0].measured_on or 'unnamed data'}, {evaluate.counted(leading.segments, leading.unit)}",
        f"{draws.resamples} bootstrap resamples, {draws.trials} trials of approximate randomisation, seed {draws.seed}",
    )


def _verdict(leading: Comparison) -> tuple[str, ...]:
    """What the first metric says, in sentences."""
    clusters: dict[int, list[str]] = {}
    for place in leading.ranking:
        clusters.setdefault(place.cluster, []).append(place.system)
    if len(leading.ranking) == 1:
        return ()
    if len(clusters) == 1:
        return (f"By {leading.name} no system can be told apart from all others.",)
    ranks = "; ".join(f"{rank}. {' and '.join(names)}" for rank, names in clusters.items())
    beaten = [f"{d.one} is not shown to be better than {d.two}" for d in leading.duels if not d.significant]
    return (f"By {leading.name}: {ranks}.", *(f"{text[:1].upper()}{text[1:]}." for text in beaten))


def _overview(compared: Sequence[Comparison], names: Sequence[str], leading: Comparison) -> Grid:
    """One row a metric, one column a system, best first by the first metric; (rank) where ranks differ."""
    order = [place.system for place in leading.ranking] if leading.ranking else list(names)
    rows = []
    for comparison in compared:
        places = {place.system: place for place in comparison.ranking}
        ranked = len({place.cluster for place in comparison.ranking}) > 1
        cells = []
        for name in order:
            score, digits = places[name].score, comparison.digits
            shown = f"{number(score.value, digits)} ({number(score.low, digits)} to {number(score.high, digits)})"
            cells.append(f"{shown} #{places[name].cluster}" if ranked and comparison.direction else shown)
        rows.append((comparison.name, *cells, comparison.about))
    return Grid("", ("metric", *order, "about"), tuple(rows))


def _speed(measured: Sequence[Measured], leading: Comparison, looks: Mapping[str, int]) -> Plot | None:
    timed = next((m for m in measured if m.name == SPEED), None)
    if timed is None:
        return None
    quality = {place.system: place.score for place in leading.ranking}
    seconds = dict(zip(timed.systems, timed.values, strict=True))
    return plots.speed([plots.Speed(name, seconds[name], quality[name]) for name in timed.systems], looks, leading.name)


def _calibration(systems: Sequence[System], close: Measured | None, looks: Mapping[str, int]) -> Plot | None:
    """Mean score of the parts by confidence, for the systems that state one."""
    if close is None:
        return None
    curves = {}
    for system, matrix in zip(systems, close.statistics, strict=True):
        stated = [(value, at) for at, value in enumerate(system.confidence) if value is not None and value == value]  # noqa: PLR0124
        if len(stated) >= LEAST_FOR_CALIBRATION and len(system.confidence) == len(matrix):
            curves[system.name] = _curve(stated, evaluate.segment_scores(close.metric, matrix))
    return plots.calibration(curves, looks, close.name) if curves else None


def _curve(stated: Sequence[tuple[float, int]], scores: "NDArray[Any]") -> list[tuple[float, float]]:
    import numpy as np

    parts = np.array_split(np.array(sorted(stated)), PARTS)
    return [(float(part[:, 0].mean()), float(scores[part[:, 1].astype(int)].mean())) for part in parts]


def _worst(systems: Sequence[System], close: Measured | None, compared: Sequence[Comparison], most: int) -> tuple[Worst, ...]:
    """The two best systems against each other, both ways; of one system alone, its worst segments."""
    if close is None or not most:
        return ()
    ranking = next(c for c in compared if c.name == close.name).ranking
    if len(ranking) == 1:
        cases = worst.worst(systems, close, most)
        return (Worst(ranking[0].system, "", close.name, tuple(cases)),)
    first, second = ranking[0].system, ranking[1].system
    return tuple(
        Worst(loser, winner, close.name, tuple(worst.worst(systems, close, most, against=(loser, winner))))
        for loser, winner in ((second, first), (first, second))
    )
