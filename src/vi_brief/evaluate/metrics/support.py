"""Evidence support: the share of a brief's sentences that the segments named as their evidence carry.

The rule is the summarizer's own (`summarize.support`: numbers, names and negation must be in the evidence, and most of the content),
asked of the named evidence alone. It compares systems, and shows links that lead to the wrong place; it does not find what the rule misses.
"""

from vi_brief import config, signature
from vi_brief.evaluate import Pair, Stats
from vi_brief.evaluate.metrics._ratio import Ratio
from vi_brief.records import Segment, Translation
from vi_brief.summarize import support
from vi_brief.summarize.source import Source


class Options(config.Options):
    """No options."""


def build(_: Options) -> Ratio:
    """The metric."""
    needs = frozenset({"source", "hypothesis"})
    return Ratio(_stats, needs, f"share:statements|rule:summarize.support|code:{signature.code_version()}", view="statement")


def _stats(pair: Pair) -> Stats:
    lines = [line for line in pair.source.split("\n") if line.strip()]
    translations = [Translation(Segment(f"s{at}", 0, ""), line, float("nan")) for at, line in enumerate(lines, start=1)]
    # As a headline: whether a sentence is well formed is another question.
    return (float(support.check(pair.hypothesis, Source(translations), headline=True).supported), 1.0)
