"""Fidelity of sums of money: the share of segments with one that came through without an error."""

from vi_brief import config
from vi_brief.evaluate.metrics._findings import fidelity, kinds_of_quantity
from vi_brief.evaluate.metrics._ratio import Ratio


class Options(config.Options):
    """No options."""


def build(_: Options) -> Ratio:
    """The metric."""
    return fidelity("money", lambda vietnamese: "money" in kinds_of_quantity(vietnamese))
