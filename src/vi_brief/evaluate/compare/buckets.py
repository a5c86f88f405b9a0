"""Where does a difference come from? Scores over parts of the segments: by length, rare words, figures, names, domain, site.

A dimension puts every segment into one bucket. What it looks at is the source (or the reference, where there is no source), never a
system's output, so the buckets are the same for all systems.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from vi_brief import evaluate
from vi_brief.errors import BadInput
from vi_brief.evaluate import SEGMENT, Pair, System
from vi_brief.evaluate.compare import significance
from vi_brief.evaluate.compare.scoring import Measured
from vi_brief.evaluate.compare.significance import Draws, Interval
from vi_brief.evaluate.metrics._ratio import words

if TYPE_CHECKING:
    from numpy.typing import NDArray

LENGTHS = (15, 25, 35, 45)
"""Upper ends of the length classes in words (a Vietnamese word here is a syllable): near the quintiles of 690 segments of news, 17, 26, 34
and 44."""
RARE_SHARES = (0.08, 0.16)
"""Where "few", "some" and "many" rare words part: between the terciles of 690 segments of news (0.07, 0.14) and of 997 of general text
(0.10, 0.19)."""
SMALL = 30
"""A bucket of fewer segments is marked: its interval is too wide to say much."""


@dataclass(frozen=True, slots=True)
class Bucket:
    """A part of the segments: the score of each system there, with its interval. `share` is of all segments, 0..1."""

    dimension: str
    name: str
    segments: int
    share: float
    scores: tuple[Interval, ...]

    @property
    def small(self) -> bool:
        """Whether it is too small to say much."""
        return self.segments < SMALL


def by_length(pairs: Sequence[Pair]) -> list[str]:
    """Classes of the number of words."""
    return [_class(len(words(_text(pair)))) for pair in pairs]


def by_rare_words(pairs: Sequence[Pair]) -> list[str]:
    """Classes of the share of the reference's words that occur only once in all references here."""
    rows = [words(pair.reference or pair.source) for pair in pairs]
    counts = Counter(word for row in rows for word in row)
    shares = [sum(counts[word] == 1 for word in row) / max(len(row), 1) for row in rows]
    return [("few", "some", "many")[sum(share >= edge for edge in RARE_SHARES)] for share in shares]


def by_quantities(pairs: Sequence[Pair]) -> list[str]:
    """Whether the text has figures: none, one, more."""
    from vi_brief.quantities import find_en, find_vi

    found = [sum(any(c.isdigit() for c in q.text) for q in (find_vi(p.source) if p.source else find_en(p.reference))) for p in pairs]
    return [("none", "one", "more")[min(count, 2)] for count in found]


def by_names(pairs: Sequence[Pair]) -> list[str]:
    """Whether the text has a person's name."""
    from vi_brief.viet.names import person_names

    return ["some" if person_names(_text(pair)) else "none" for pair in pairs]


DIMENSIONS: Mapping[str, Callable[[Sequence[Pair]], list[str]]] = {
    "length": by_length,
    "rare words": by_rare_words,
    "quantities": by_quantities,
    "names": by_names,
}


def dimensions(systems: Sequence[System], wanted: Sequence[str] = ()) -> dict[str, list[str]]:
    """The bucket of every segment, by dimension: DIMENSIONS and the labels that the systems carry; all of them if none is named.

    Raises BadInput for one that does not exist.
    """
    labels = systems[0].labels
    if labels and (taken := sorted(DIMENSIONS.keys() & labels[0].keys())):
        raise BadInput(f"--labels: '{taken[0]}' is the name of a dimension of ours; give the column another name")
    known = [*DIMENSIONS, *(key for key in (labels[0] if labels else {}) if key != "document")]
    for name in wanted:
        if name not in known:
            raise BadInput(f"--by {name}: there is no such dimension; there are: {', '.join(known)} (more with --labels)")
    pairs = systems[0].views.get(SEGMENT) or next(iter(systems[0].views.values()))
    return {
        name: DIMENSIONS[name](pairs) if name in DIMENSIONS else [row.get(name, "") or "unknown" for row in labels]
        for name in wanted or known
    }


def buckets(measured: Measured, classes: Mapping[str, Sequence[str]], draws: Draws | None = None) -> list[Bucket]:
    """The scores in every bucket, in the order of the dimensions and of the buckets' names.

    Raises BadInput where the metric is not about the segments that were put into buckets.
    """
    import numpy as np

    size = len(measured.statistics[0])
    found = []
    for dimension, of in classes.items():
        if len(of) != size:
            units = evaluate.counted(size, measured.unit)
            raise BadInput(f"buckets: metric {measured.name} has {units}, but {len(of)} segments were put into buckets")
        column = np.array(of)
        for name in sorted(set(of), key=_natural):
            chosen = np.flatnonzero(column == name)
            scores = tuple(_interval(measured, matrix[chosen], draws or Draws()) for matrix in measured.statistics)
            found.append(Bucket(dimension, name, len(chosen), len(chosen) / size, scores))
    return found


def _interval(measured: Measured, rows: "NDArray[Any]", draws: Draws) -> Interval:
    value = measured.metric.score(evaluate.add(rows))
    return significance.interval(value, evaluate.scores(measured.metric, significance.bootstrap(rows, draws)))


def _text(pair: Pair) -> str:
    return pair.source or pair.reference


def _class(count: int) -> str:
    low = 1
    for high in LENGTHS:
        if count <= high:
            return f"{low} to {high} words"
        low = high + 1
    return f"over {LENGTHS[-1]} words"


def _natural(name: str) -> tuple[int, int, str]:
    """Numbers in order, "over" after them, words after those; "none" before "one" before "more"."""
    order = {"none": 0, "few": 0, "one": 1, "some": 2, "more": 3, "many": 3}
    first = name.split(maxsplit=1)[0] if name.split() else ""
    if first == "over":
        return (0, 10**9, name)
    return (0, int(first), name) if first.isdigit() else (1, order.get(name, 9), name)
