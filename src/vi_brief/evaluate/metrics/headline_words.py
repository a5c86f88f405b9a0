"""Headline length: words, mean over documents."""

from vi_brief import config
from vi_brief.evaluate import Pair, Stats
from vi_brief.evaluate.metrics._ratio import Ratio


class Options(config.Options):
    """No options."""


def build(_: Options) -> Ratio:
    """The metric; neither direction is better."""
    return Ratio(
        _stats, frozenset({"hypothesis"}), "unit:words|mean:headlines that are there", higher_is_better=None, view="headline", scale=1.0
    )


def _stats(pair: Pair) -> Stats:
    size = len(pair.hypothesis.split())
    return (float(size), float(size > 0))
