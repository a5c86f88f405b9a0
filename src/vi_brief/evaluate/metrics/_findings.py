"""Faithfulness as the checks see it: what they find wrong in a translation, as statistics."""

from collections.abc import Callable
from functools import cache, lru_cache

from vi_brief import checks, signature
from vi_brief.config import Config
from vi_brief.evaluate import Pair, Stats
from vi_brief.evaluate.metrics._ratio import Ratio
from vi_brief.quantities import find_vi
from vi_brief.records import Finding, Segment, Translation

DATES = frozenset({"date", "daterange", "time"})
_KEPT = 4096


@lru_cache(maxsize=_KEPT)
def errors(vietnamese: str, english: str) -> tuple[Finding, ...]:
    """The errors that all checks find, with their own defaults; remembered, for several metrics ask for the same segment."""
    translation = Translation(Segment("s1", 0, vietnamese), english, float("nan"))
    return tuple(f for f in _audit().alone(translation).findings if f.severity == "error")


@cache
def _audit() -> checks.Audit:
    return checks.Audit(Config("metric", "metric", {}))


@lru_cache(maxsize=_KEPT)
def kinds_of_quantity(vietnamese: str) -> frozenset[str]:
    """The kinds of quantity that a Vietnamese segment states."""
    return frozenset(quantity.kind for quantity in find_vi(vietnamese))


def fidelity(kind: str, states: Callable[[str], bool]) -> Ratio:
    """The share of the segments that state something of this kind in which no check finds an error of this kind.

    A segment whose translation alone states it counts too, as wrong.
    """

    def stats(pair: Pair) -> Stats:
        wrong = any(finding.kind == kind for finding in errors(pair.source, pair.hypothesis))
        concerned = wrong or states(pair.source)
        return (float(concerned and not wrong), float(concerned))

    return Ratio(stats, frozenset({"source", "hypothesis"}), described(f"of:segments that state {kind}|share:no error of it"))


def described(what: str) -> str:
    """A signature that says which checks looked: their code decides the number."""
    return f"{what}|checks:{signature.code_version()}"
