"""Seconds per 1,000 words of Vietnamese."""

from vi_brief import config
from vi_brief.evaluate.metrics._ratio import Ratio
from vi_brief.evaluate.metrics._record import measured


class Options(config.Options):
    """No options."""


def build(_: Options) -> Ratio:
    """The metric."""
    stats = measured("seconds", "words")
    return Ratio(stats, frozenset({"record"}), "unit:s per 1,000 source words", higher_is_better=False, view="run", scale=1000.0, digits=2)
