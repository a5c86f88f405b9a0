"""chrF2, character n-grams (Popovic 2015), as sacrebleu computes it."""

from vi_brief import config
from vi_brief.evaluate.metrics._sacrebleu import Corpus, chrf


class Options(config.Options):
    """No options: sacrebleu's defaults are the point."""


def build(_: Options) -> Corpus:
    """The metric."""
    from sacrebleu.metrics import CHRF

    return Corpus(CHRF(), chrf)
