"""TER, translation edit rate with shifts (Snover et al. 2006), as sacrebleu computes it: lower is better."""

from vi_brief import config
from vi_brief.evaluate.metrics._sacrebleu import Corpus, ter


class Options(config.Options):
    """No options: sacrebleu's defaults are the point."""


def build(_: Options) -> Corpus:
    """The metric."""
    from sacrebleu.metrics import TER

    return Corpus(TER(), ter, higher_is_better=False)
