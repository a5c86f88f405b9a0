"""Words of Vietnamese per second."""

from vi_brief import config
from vi_brief.evaluate.metrics._ratio import Ratio
from vi_brief.evaluate.metrics._record import measured


class Options(config.Options):
    """No options."""


def build(_: Options) -> Ratio:
    """The metric."""
    stats = measured("words", "seconds")
    return Ratio(stats, frozenset({"record"}), "unit:source words per second", higher_is_better=True, view="run", scale=1.0, digits=1)
