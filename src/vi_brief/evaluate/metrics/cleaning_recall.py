"""Cleaning recall: the share of the article's text that was kept."""

from vi_brief import config
from vi_brief.evaluate import Pair, Stats
from vi_brief.evaluate.metrics._ratio import Ratio
from vi_brief.evaluate.metrics._shingles import SHINGLE, shingles


class Options(config.Options):
    """No options."""


def build(_: Options) -> Ratio:
    """The metric."""
    return Ratio(_stats, frozenset({"hypothesis", "reference"}), f"unit:runs of {SHINGLE} words|case:lc", view="cleaning")


def _stats(pair: Pair) -> Stats:
    kept, wanted = shingles(pair.hypothesis), shingles(pair.reference)
    return (float((kept & wanted).total()), float(wanted.total()))
