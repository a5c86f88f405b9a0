"""Scores and comparisons as tables and as JSON."""

import math
from collections.abc import Sequence
from dataclasses import asdict

from vi_brief.evaluate.compare import Comparison, Duel, Place
from vi_brief.evaluate.compare.buckets import Bucket
from vi_brief.evaluate.compare.forms import Grid, number
from vi_brief.evaluate.compare.scoring import Measured
from vi_brief.evaluate.compare.significance import ALPHA, Draws, Interval

ARROWS = {1: "higher is better", -1: "lower is better", 0: "neither direction is better"}

DUELS = (
    *("metric", "system", "against", "difference", "95 % interval"),
    *("p bootstrap", "p randomised", "p Holm", "win/tie/loss", "difference is"),
)
"""The heads of a table of pairs."""


def score_grids(measured: Sequence[Measured]) -> list[Grid]:
    """One row a system, one column a metric, the signatures below."""
    names = measured[0].systems
    columns = [[number(value, m.digits) for value in m.values] for m in measured]
    rows = tuple((name, *cells) for name, *cells in zip(names, *columns, strict=True))
    notes = tuple(f"{m.name}: {m.signature} ({ARROWS[m.direction]}; {m.about})" for m in measured)
    return [Grid("", ("system", *(m.name for m in measured)), rows, notes)]


def scores_as_json(measured: Sequence[Measured]) -> dict[str, object]:
    """Full digits, by metric and system."""
    return {
        "metrics": {
            m.name: {
                "signature": m.signature,
                "higher_is_better": {1: True, -1: False, 0: None}[m.direction],
                "segments": len(m.statistics[0]),
                "scores": dict(zip(m.systems, m.values, strict=True)),
            }
            for m in measured
        }
    }


def comparison_grids(comparison: Comparison) -> list[Grid]:
    """The ranking, and below it every pair."""
    title = f"{comparison.name}, {comparison.about}, {ARROWS[comparison.direction]}"
    ranking = Grid(
        title,
        ("metric", "rank", "system", "score", "95 % interval"),
        tuple(_place(comparison, place) for place in comparison.ranking),
        (f"signature: {signature(comparison)}",),
    )
    if not comparison.duels:
        return [ranking]
    duels = Grid("", DUELS, tuple(_duel(comparison, duel) for duel in comparison.duels), (note(comparison),))
    return [ranking, duels]


def _place(comparison: Comparison, place: Place) -> tuple[str, ...]:
    rank = str(place.cluster) if comparison.direction else "-"
    score = number(place.score.value, comparison.digits)
    return (comparison.name, rank, place.system, score, _span(place.score, comparison.digits))


def signature(comparison: Comparison) -> str:
    """The metric's signature with what the resampling depends on."""
    draws = comparison.draws
    return f"{comparison.signature}|bs:{draws.resamples}|ar:{draws.trials}|seed:{draws.seed}"


def note(comparison: Comparison) -> str:
    """How to read the wins where no direction is better, and the p values when many pairs were tested."""
    count, higher = len(comparison.duels), "" if comparison.direction else "a segment is won where the score is higher; "
    if count == 1:
        return f"{higher}one pair was tested; a difference counts as real where p is below {ALPHA}"
    return (
        f"{higher}{count} pairs were tested on the same data: by chance alone one in twenty unadjusted p is below {ALPHA}; "
        f"'p Holm' is the randomised p after Holm's correction, and ranks rest on it; 'p bootstrap' is sacrebleu's, which is bolder"
    )


def comparisons_as_json(comparisons: Sequence[Comparison]) -> dict[str, object]:
    """Everything, with full digits."""
    draws = comparisons[0].draws if comparisons else Draws()
    return {
        "draws": asdict(draws),
        "metrics": {
            c.name: {
                "signature": signature(c),
                "higher_is_better": {1: True, -1: False, 0: None}[c.direction],
                "segments": c.segments,
                "about": c.about,
                "ranking": [asdict(place) for place in c.ranking],
                "pairs": [{**asdict(duel), "significant": duel.significant} for duel in c.duels],
            }
            for c in comparisons
        },
    }


def p(value: float) -> str:
    """A p value as printed."""
    return f"{value:.4f}"


def _duel(comparison: Comparison, duel: Duel) -> tuple[str, ...]:
    digits = max(comparison.digits, 1)
    return (
        comparison.name,
        duel.one,
        duel.two,
        "-" if math.isnan(duel.difference.value) else f"{duel.difference.value:+.{digits}f}",
        _span(duel.difference, digits),
        p(duel.bootstrap_p),
        p(duel.randomisation_p),
        p(duel.adjusted_p),
        f"{duel.wins}/{duel.ties}/{duel.losses}",
        "real" if duel.significant else "not shown",
    )


def _span(interval: Interval, digits: int) -> str:
    return f"{number(interval.low, digits)} to {number(interval.high, digits)}"


def bucket_grid(measured: Measured, parts: Sequence[Bucket]) -> Grid:
    """One row a bucket, with the 95 % intervals."""
    digits = measured.digits
    rows = tuple(
        (
            part.dimension,
            part.name + (" (few segments)" if part.small else ""),
            str(part.segments),
            f"{100 * part.share:.0f} %",
            *(f"{number(score.value, digits)} ({_span(score, digits)})" for score in part.scores),
        )
        for part in parts
    )
    title = f"{measured.name}, {ARROWS[measured.direction]}"
    return Grid(title, ("by", "bucket", "segments", "share", *measured.systems), rows, (f"signature: {measured.signature}",))


def buckets_as_json(found: Sequence[tuple[Measured, Sequence[Bucket]]]) -> dict[str, object]:
    """Full digits, by metric."""
    return {
        "metrics": {
            m.name: {
                "signature": m.signature,
                "buckets": [{**asdict(part), "scores": dict(zip(m.systems, map(asdict, part.scores), strict=True))} for part in parts],
            }
            for m, parts in found
        }
    }
