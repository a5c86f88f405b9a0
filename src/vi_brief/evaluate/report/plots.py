"""The plots of a report, as SVG: scores with intervals, buckets, quality against speed, calibration.

Figures are made without pyplot, so nothing global changes, and the same data give the same bytes. Colours are Okabe and Ito's, which
colour-blind readers tell apart; a system keeps its colour and its mark through the report.
"""

import io
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from vi_brief import extras
from vi_brief.evaluate.compare import Comparison
from vi_brief.evaluate.compare.buckets import Bucket
from vi_brief.evaluate.compare.significance import Interval
from vi_brief.render import reading

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000", "#8A7A00")
MARKS = "osD^vPX*"
WIDTH = 4.6
"""Inches of a plot: two stand beside each other on a desk screen, one fills a phone's."""
LONGEST_LABEL = 24
_STYLE = {"svg.hashsalt": "vi_brief", "svg.fonttype": "path", "font.size": 9, "axes.spines.top": False, "axes.spines.right": False}


@dataclass(frozen=True, slots=True)
class Plot:
    """A plot as SVG, with what it shows in words."""

    title: str
    told: str
    svg: bytes


@dataclass(frozen=True, slots=True)
class Speed:
    """A system's seconds per 1,000 words against its quality."""

    system: str
    seconds: float
    quality: Interval


def scores(comparison: Comparison, looks: Mapping[str, int]) -> Plot:
    """Every system's score with its interval, the best on top."""
    figure, axes = _new(0.75 + 0.33 * len(comparison.ranking))
    rows = list(reversed(comparison.ranking))
    for at, place in enumerate(rows):
        _dot(axes, (place.score.value, at), place.score, looks[place.system])
    axes.set_yticks(range(len(rows)), [_label(place.system) for place in rows])
    axes.set_ylim(-0.6, len(rows) - 0.4)
    axes.set_xlabel({1: "higher is better", -1: "lower is better", 0: ""}[comparison.direction])
    axes.grid(axis="x", alpha=0.3)
    told = "; ".join(f"{p.system} {p.score.value:.{comparison.digits}f}" for p in comparison.ranking)
    return _finished(figure, comparison.name, f"{comparison.name} with 95 % intervals: {told}")


def buckets(parts: Sequence[Bucket], systems: Sequence[str], looks: Mapping[str, int], metric: str) -> list[Plot]:
    """One plot for each dimension: scores in every bucket, systems side by side."""
    return [_buckets(name, list(group), systems, looks, metric) for name, group in groupby(parts, key=lambda part: part.dimension)]


def _buckets(dimension: str, parts: Sequence[Bucket], systems: Sequence[str], looks: Mapping[str, int], metric: str) -> Plot:
    figure, axes = _new(0.9 + 0.2 * len(parts) * (1 + len(systems) / 2))
    step = 0.7 / max(len(systems), 1)
    for at, part in enumerate(reversed(parts)):
        for rank, (system, score) in enumerate(zip(systems, part.scores, strict=True)):
            _dot(axes, (score.value, at + 0.35 - rank * step), score, looks[system], label=_label(system) if at == 0 else "")
    axes.set_yticks(range(len(parts)), [f"{_label(part.name)}\n({part.segments})" for part in reversed(parts)])
    axes.set_xlabel(metric)
    axes.grid(axis="x", alpha=0.3)
    _legend(figure)
    return _finished(figure, f"by {dimension}", f"{metric} by {dimension}, with 95 % intervals; the table below has the figures")


def speed(points: Sequence[Speed], looks: Mapping[str, int], metric: str) -> Plot:
    """Quality against seconds per 1,000 words: up and left is better (where the metric is better when higher)."""
    figure, axes = _new(3.4)
    for point in points:
        axes.errorbar(
            point.seconds,
            point.quality.value,
            yerr=[[max(0.0, point.quality.value - point.quality.low)], [max(0.0, point.quality.high - point.quality.value)]],
            fmt=MARKS[looks[point.system] % len(MARKS)],
            color=COLOURS[looks[point.system] % len(COLOURS)],
        )
        axes.annotate(_label(point.system), (point.seconds, point.quality.value), textcoords="offset points", xytext=(6, 4))
    axes.set_xscale("log")
    axes.margins(x=0.25)
    axes.set_xlabel("seconds per 1,000 words (log scale)")
    axes.set_ylabel(metric)
    axes.grid(alpha=0.3)
    told = "; ".join(f"{p.system}: {p.seconds:.2f} s, {p.quality.value:.1f}" for p in points)
    return _finished(figure, "quality against speed", f"{metric} against seconds per 1,000 words: {told}")


def calibration(curves: Mapping[str, Sequence[tuple[float, float]]], looks: Mapping[str, int], metric: str) -> Plot:
    """Mean segment score against mean confidence, in parts of equal size: a line that rises says that confidence tells good from bad."""
    figure, axes = _new(3.4)
    for system, points in curves.items():
        axes.plot(
            [x for x, _ in points],
            [y for _, y in points],
            marker=MARKS[looks[system] % len(MARKS)],
            color=COLOURS[looks[system] % len(COLOURS)],
            label=_label(system),
        )
    axes.set_xlabel("confidence that the system states")
    axes.set_ylabel(f"mean {metric} of the segments")
    axes.grid(alpha=0.3)
    _legend(figure)
    told = "; ".join(f"{system}: from {points[0][1]:.1f} to {points[-1][1]:.1f}" for system, points in curves.items())
    return _finished(figure, "calibration", f"mean segment {metric} from the least to the most confident part: {told}")


def _new(height: float) -> "tuple[Figure, Axes]":
    matplotlib = extras.need("matplotlib", "eval report", "eval")
    figures = extras.need("matplotlib.figure", "eval report", "eval")
    with matplotlib.rc_context(_STYLE):
        figure = figures.Figure(figsize=(WIDTH, height), layout="constrained")
        return figure, figure.add_subplot()


def _dot(axes: "Axes", at: tuple[float, float], interval: Interval, look: int, label: str = "") -> None:
    if not math.isfinite(interval.value):
        return
    colour = COLOURS[look % len(COLOURS)]
    axes.plot([interval.low, interval.high], [at[1], at[1]], color=colour, linewidth=2, alpha=0.6)
    axes.plot([at[0]], [at[1]], MARKS[look % len(MARKS)], color=colour, label=label or None)


def _label(name: str) -> str:
    """A name that fits beside a plot and is no formula."""
    short = name if len(name) <= LONGEST_LABEL else f"{name[: LONGEST_LABEL - 1]}…"
    return reading.visible(short).replace("$", r"\$")


def _legend(figure: "Figure") -> None:
    figure.legend(loc="outside lower center", ncols=2, frameon=False)


def _finished(figure: "Figure", title: str, told: str) -> Plot:
    matplotlib: Any = extras.need("matplotlib", "eval report", "eval")
    out = io.BytesIO()
    with matplotlib.rc_context(_STYLE):
        figure.savefig(out, format="svg", metadata={"Date": None})
    return Plot(title, told, out.getvalue())
