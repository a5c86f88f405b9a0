"""Peak memory of a run in MiB; of several records, their mean."""

from vi_brief import config
from vi_brief.evaluate.metrics._ratio import Ratio
from vi_brief.evaluate.metrics._record import measured


class Options(config.Options):
    """No options."""


def build(_: Options) -> Ratio:
    """The metric."""
    stats = measured("peak_mib", "1")
    return Ratio(stats, frozenset({"record"}), "unit:MiB, resident", higher_is_better=False, view="run", scale=1.0, digits=0)
