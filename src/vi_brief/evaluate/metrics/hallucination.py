"""Hallucination: the share of segments whose translation states what the Vietnamese does not, as the checks see it."""

from vi_brief import config
from vi_brief.evaluate import Pair, Stats
from vi_brief.evaluate.metrics._findings import described, errors
from vi_brief.evaluate.metrics._ratio import Ratio


class Options(config.Options):
    """No options."""


def build(_: Options) -> Ratio:
    """The metric."""
    signature = described("share:segments with an error that only the English has")
    return Ratio(_stats, frozenset({"source", "hypothesis"}), signature, higher_is_better=False)


def _stats(pair: Pair) -> Stats:
    found = errors(pair.source, pair.hypothesis)
    made_up = any(f.kind == "added" or (f.vi_span is None and f.en_span is not None and f.kind != "residue") for f in found)
    return (float(made_up), 1.0)
