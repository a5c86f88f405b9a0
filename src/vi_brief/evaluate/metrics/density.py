"""Extractive density: the mean length of the copied fragment that a word of the summary lies in, mean over documents that have one."""

from vi_brief import config
from vi_brief.evaluate import Pair, Stats
from vi_brief.evaluate.metrics._fragments import fragments
from vi_brief.evaluate.metrics._ratio import Ratio, words


class Options(config.Options):
    """No options."""


def build(_: Options) -> Ratio:
    """The metric; copying is neither good nor bad."""
    needs = frozenset({"source", "hypothesis"})
    signature = "fragments:Grusky2018|unit:words|case:lc|mean:documents with a summary"
    return Ratio(_stats, needs, signature, higher_is_better=None, view="summary", scale=1.0, digits=2)


def _stats(pair: Pair) -> Stats:
    summary = words(pair.hypothesis)
    found = fragments(words(pair.source), summary)
    return (sum(length * length for length in found) / len(summary), 1.0) if summary else (0.0, 0.0)
