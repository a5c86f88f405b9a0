"""Length ratio: words of the hypothesis to words of the reference, over the whole corpus. 1 is as long; neither direction is better."""

from vi_brief import config
from vi_brief.evaluate import Pair, Stats
from vi_brief.evaluate.metrics._ratio import Ratio, words


class Options(config.Options):
    """No options."""


def build(_: Options) -> Ratio:
    """The metric."""
    needs = frozenset({"hypothesis", "reference"})
    return Ratio(_stats, needs, "unit:words|of:reference", higher_is_better=None, scale=1.0, digits=3)


def _stats(pair: Pair) -> Stats:
    return (float(len(words(pair.hypothesis))), float(len(words(pair.reference))))
