"""Fidelity of dates and times: the share of segments with one that came through without an error."""

from vi_brief import config
from vi_brief.evaluate.metrics._findings import DATES, fidelity, kinds_of_quantity
from vi_brief.evaluate.metrics._ratio import Ratio


class Options(config.Options):
    """No options."""


def build(_: Options) -> Ratio:
    """The metric."""
    return fidelity("date", lambda vietnamese: bool(kinds_of_quantity(vietnamese) & DATES))
