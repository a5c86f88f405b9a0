"""Fidelity of names: the share of segments with a person's name that came through without an error."""

from vi_brief import config
from vi_brief.evaluate.metrics._findings import fidelity
from vi_brief.evaluate.metrics._ratio import Ratio
from vi_brief.viet.names import person_names


class Options(config.Options):
    """No options."""


def build(_: Options) -> Ratio:
    """The metric."""
    return fidelity("name", lambda vietnamese: bool(person_names(vietnamese)))
