"""Compression: words of the article to words of the summary, mean over documents that have one (Grusky et al. 2018)."""

from vi_brief import config
from vi_brief.evaluate import Pair, Stats
from vi_brief.evaluate.metrics._ratio import Ratio, words


class Options(config.Options):
    """No options."""


def build(_: Options) -> Ratio:
    """The metric; neither direction is better."""
    needs = frozenset({"source", "hypothesis"})
    return Ratio(_stats, needs, "unit:words|mean:documents with a summary", higher_is_better=None, view="summary", scale=1.0)


def _stats(pair: Pair) -> Stats:
    size = len(words(pair.hypothesis))
    return (len(words(pair.source)) / size, 1.0) if size else (0.0, 0.0)
