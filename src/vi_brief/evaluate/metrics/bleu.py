"""BLEU (Papineni et al. 2002), as sacrebleu computes it."""

from vi_brief import config
from vi_brief.evaluate.metrics._sacrebleu import Corpus, bleu, sentence_bleu


class Options(config.Options):
    """No options: sacrebleu's defaults are the point."""


def build(_: Options) -> Corpus:
    """The metric."""
    from sacrebleu.metrics import BLEU

    return Corpus(BLEU(), bleu, sentence_bleu)
