"""Scores of a system's output against references.

A metric is per-segment statistics that add (the idea is sacrebleu's): a corpus score is the score of the sum, so intervals, paired tests
and buckets need no metric's name.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar, cast

from vi_brief import plugins
from vi_brief.config import Config, Options
from vi_brief.errors import BadInput

O = TypeVar("O", bound=Options)  # noqa: E741
Stats = tuple[float, ...]
METRICS = "vi_brief.evaluate.metrics"


@dataclass(frozen=True, slots=True)
class Pair:
    """One segment to score. `source` may be empty where a metric does not need it."""

    source: str
    hypothesis: str
    reference: str


class Metric(Protocol):
    """What `build` of a metric plug-in gives."""

    higher_is_better: bool
    needs: frozenset[str]

    @property
    def signature(self) -> str:
        """Everything the number depends on, in sacrebleu's form."""
        ...

    def stats(self, segment: Pair) -> Stats:
        """The statistics of one segment, of a length that never changes."""
        ...

    def score(self, total: Stats) -> float:
        """The score of summed statistics."""
        ...


@dataclass(frozen=True, slots=True)
class Score:
    """A metric's value over a corpus, with its signature and the statistics of every segment."""

    metric: str
    value: float
    signature: str
    segments: tuple[Stats, ...]


def score(name: str, pairs: Sequence[Pair], options: Mapping[str, object] | None = None) -> Score:
    """Score a corpus with the metric of that name; raises BadInput for an empty corpus, BadConfig for an unknown metric or option."""
    if not pairs:
        raise BadInput("score: there is no segment to score; give files with at least one line")
    module = plugins.load(METRICS, name)
    metric = cast("Metric", module.build(_options(module.Options, name, options or {})))
    segments = tuple(metric.stats(pair) for pair in pairs)
    return Score(name, metric.score(add(segments)), metric.signature, segments)


def add(segments: Sequence[Stats]) -> Stats:
    """The sum of statistics, place by place.

    >>> add([(1.0, 2.0), (3.0, 4.0)])
    (4.0, 6.0)
    """
    return tuple(sum(column) for column in zip(*segments, strict=True))


def pairs(sources: Sequence[str] | None, hypotheses: Sequence[str], references: Sequence[str]) -> list[Pair]:
    """Segments from line-aligned lists."""
    return [Pair(s, h, r) for s, h, r in zip(sources or [""] * len(references), hypotheses, references, strict=True)]


def named_output(given: str, read: Callable[[str], list[str]], expected: int) -> tuple[str, list[str]]:
    """A system's name and output from `NAME=FILE`; raises BadInput where it does not line up with the reference."""
    name, found, path = given.partition("=")
    if not found:
        raise BadInput(f"--system {given}: give it as NAME=FILE")
    lines = read(path)
    if len(lines) != expected:
        raise BadInput(f"{path}: {len(lines)} lines, but the reference has {expected}; the files must line up")
    return name, lines


def _options(kind: type[O], name: str, given: Mapping[str, object]) -> O:
    return Config(name, "metric", {"system": {name: dict(given)}}).options(kind, "system", name)
