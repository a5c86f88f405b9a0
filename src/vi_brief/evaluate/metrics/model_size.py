"""Size of the models on disk in MiB, as they are loaded."""

from vi_brief import config
from vi_brief.evaluate.metrics._ratio import Ratio
from vi_brief.evaluate.metrics._record import measured


class Options(config.Options):
    """No options."""


def build(_: Options) -> Ratio:
    """The metric."""
    stats = measured("model_mib", "1")
    return Ratio(stats, frozenset({"record"}), "unit:MiB", higher_is_better=False, view="run", scale=1.0, digits=0)
