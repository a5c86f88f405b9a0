"""Scores of a system's output against references.

A metric is per-segment statistics that add (the idea is sacrebleu's): a corpus score is the score of the sum, so intervals, paired tests
and buckets need no metric's name.

What is scored is a `System`: one or more views of its output, each a sequence of `Pair`s. A file of lines has the view "segment" alone; a
run over a suite may have all of VIEWS, and a metric reads the view that it names.
"""

import difflib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol, TypeVar, cast, overload

from vi_brief import plugins
from vi_brief.config import Config, Options
from vi_brief.errors import BadConfig, BadInput

if TYPE_CHECKING:
    from numpy.typing import NDArray

O = TypeVar("O", bound=Options)  # noqa: E741
Stats = tuple[float, ...]
METRICS = "vi_brief.evaluate.metrics"
SEGMENT = "segment"
VIEWS: Mapping[str, str] = {
    SEGMENT: "one segment: Vietnamese, translation, reference translation",
    "summary": "one document: the English that was summarized, summary, reference summary, each sentence on its own line",
    "headline": "one document: the English article, headline, reference headline",
    "statement": "one sentence of a brief: the English of the segments that it names as its evidence, the sentence, nothing",
    "brief": "one document: the English article, all of the brief's text, nothing; `facts` are the suite's",
    "cleaning": "one page: the raw page, the body lines that were kept, the body lines of the reference",
    "segmentation": "one document: its text, the segments one on a line, the reference segments one on a line",
    "run": "one document or a whole run: no text; `record` holds what was measured",
}
"""What a pair's source, hypothesis and reference are in each view."""
_UNITS = {"cleaning": "page", "segmentation": "document"}
"""What one unit of a view is called, where it is not the view's name."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One unit to score. A text may be empty where a metric does not need it.

    `facts` are what a brief ought to say, in English or as an ISO date. `record` holds measurements: "seconds", "words" (of Vietnamese),
    "peak_mib", "model_mib".
    """

    source: str
    hypothesis: str
    reference: str
    facts: tuple[str, ...] = ()
    record: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class System:
    """A system's output. `labels` (document, domain, site, ...) and `confidence` (0..1) run along the segments where they are known.

    `measured_on` says against what it was measured (files, or a suite's name and hash): systems are compared only where it is equal.
    """

    name: str
    views: Mapping[str, Sequence[Pair]]
    labels: Sequence[Mapping[str, str]] = ()
    confidence: Sequence[float] = ()
    measured_on: str = ""


class Metric(Protocol):
    """What `build` of a metric plug-in gives. It may also have

    `view`: which view of a system it reads, "segment" if it does not say;
    `digits`: how many decimals mean something, 1 if it does not say;
    `scores(matrix)`: the scores of many sums at once, float64 (sums, statistics) -> (sums,);
    `segment_scores(matrix)`: the same for single segments, where that is not the same thing (BLEU);
    `stats_many(pairs)`: the statistics of many segments at once;
    `concerned(total)`: how many units the score is about, where it passes over units that have nothing of the kind.
    """

    higher_is_better: bool | None
    """None where neither direction is better."""
    needs: frozenset[str]
    """Of "source", "hypothesis", "reference", "facts", "record"."""

    @property
    def signature(self) -> str:
        """Everything the number depends on, in sacrebleu's form."""
        ...

    def stats(self, segment: Pair) -> Stats:
        """The statistics of one segment, of a length that never changes."""
        ...

    def score(self, total: Stats) -> float:
        """The score of summed statistics; nan where they say nothing."""
        ...


@dataclass(frozen=True, slots=True)
class Score:
    """A metric's value over a corpus, with its signature and the statistics of every segment, float64 (segments, statistics)."""

    metric: str
    value: float
    signature: str
    segments: "NDArray[Any]"


def metric(name: str, options: Mapping[str, object] | None = None) -> Metric:
    """The metric of that name; raises BadConfig for an unknown metric or option."""
    if name not in (known := plugins.names(METRICS)):
        raise BadConfig(f"there is no metric '{name}'{meant(name, known)} `vi-brief plugins` lists all")
    module = plugins.load(METRICS, name)
    return cast("Metric", module.build(_options(module.Options, name, options or {})))


def score(name: str, pairs: Sequence[Pair], options: Mapping[str, object] | None = None) -> Score:
    """Score a corpus with the metric of that name; raises BadInput for an empty corpus, BadConfig for an unknown metric or option."""
    if not pairs:
        raise BadInput("score: there is no segment to score; give files with at least one line")
    chosen = metric(name, options)
    segments = statistics(chosen, pairs)
    return Score(name, chosen.score(add(segments)), chosen.signature, segments)


def statistics(metric: Metric, pairs: Sequence[Pair]) -> "NDArray[Any]":
    """The statistics of every pair, float64 (segments, statistics)."""
    import numpy as np

    many = getattr(metric, "stats_many", None)
    rows = many(pairs) if many else (metric.stats(pair) for pair in pairs)
    first = next(rows := iter(rows))
    matrix = np.empty((len(pairs), len(first)))
    matrix[0] = first
    for at, row in enumerate(rows, start=1):
        matrix[at] = row
    return matrix


def add(segments: "Sequence[Stats] | NDArray[Any]") -> Stats:
    """The sum of statistics, place by place.

    >>> add([(1.0, 2.0), (3.0, 4.0)])
    (4.0, 6.0)
    """
    total = getattr(segments, "sum", None)
    return tuple(total(axis=0).tolist() if total else (sum(column) for column in zip(*segments, strict=True)))


def scores(metric: Metric, sums: "NDArray[Any]") -> "NDArray[Any]":
    """The scores of many sums, (sums, statistics) -> (sums,)."""
    import numpy as np

    many = getattr(metric, "scores", None)
    return np.asarray(many(sums) if many else [metric.score(tuple(row)) for row in sums.tolist()], dtype=float)


def segment_scores(metric: Metric, segments: "NDArray[Any]") -> "NDArray[Any]":
    """The score of each segment on its own, (segments, statistics) -> (segments,)."""
    own = getattr(metric, "segment_scores", None)
    return cast("NDArray[Any]", own(segments)) if own else scores(metric, segments)


class Lines(Sequence[Pair]):
    """Pairs over line-aligned lists, made when they are asked for: many systems share one source and one reference."""

    def __init__(self, sources: Sequence[str] | None, hypotheses: Sequence[str], references: Sequence[str] | None) -> None:
        """Line them up; raises ValueError where they are not equally long."""
        if any(other is not None and len(other) != len(hypotheses) for other in (sources, references)):
            raise ValueError("the lists must be equally long")
        self._sources, self._hypotheses, self._references = sources, hypotheses, references

    def __len__(self) -> int:
        """The number of pairs."""
        return len(self._hypotheses)

    @overload
    def __getitem__(self, at: int) -> Pair: ...
    @overload
    def __getitem__(self, at: slice) -> "Lines": ...
    def __getitem__(self, at: int | slice) -> "Pair | Lines":
        """A pair, or the pairs of a slice."""
        if isinstance(at, slice):
            return Lines(self._sources and self._sources[at], self._hypotheses[at], self._references and self._references[at])
        return Pair(self._sources[at] if self._sources else "", self._hypotheses[at], self._references[at] if self._references else "")

    def __iter__(self) -> Iterator[Pair]:
        """The pairs in order."""
        return (self[at] for at in range(len(self)))


def pairs(sources: Sequence[str] | None, hypotheses: Sequence[str], references: Sequence[str] | None) -> Sequence[Pair]:
    """Segments from line-aligned lists."""
    return Lines(sources or None, hypotheses, references)


def named_output(given: str, read: Callable[[str], list[str]], expected: int) -> tuple[str, list[str]]:
    """A system's name and output from `NAME=FILE`; raises BadInput where it does not line up with the reference."""
    name, found, path = given.partition("=")
    if not (found and name.strip() and path):
        raise BadInput(f"--system {given}: give it as NAME=FILE")
    lines = read(path)
    if len(lines) != expected:
        raise BadInput(f"{path}: {len(lines)} lines, but the reference has {expected}; the files must line up")
    return name.strip(), lines


def _options(kind: type[O], name: str, given: Mapping[str, object]) -> O:
    return Config(name, "--option", {"metric": {name: dict(given)}}).options(kind, "metric", name)


def meant(word: str, known: Iterable[str]) -> str:
    """What somebody may have meant by an unknown name, as the middle of a message; a semicolon where nothing is close.

    >>> meant("blue", ["bleu", "ter"]), meant("x", ["bleu", "ter"])
    ("; did you mean 'bleu'?", ';')
    """
    close = difflib.get_close_matches(word, list(known), n=1)
    return f"; did you mean '{close[0]}'?" if close else ";"


def counted(count: int, view: str) -> str:
    """So many units of a view.

    >>> counted(40, "summary"), counted(1, "segment")
    ('40 summaries', '1 segment')
    """
    unit = _UNITS.get(view, view)
    return f"{count} {unit}" if count == 1 else f"{count} {unit.removesuffix('y')}ies" if unit.endswith("y") else f"{count} {unit}s"
