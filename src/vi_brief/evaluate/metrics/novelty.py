"""Novelty: the share of a summary's n-grams that its article does not have, mean over documents that have one (as in See et al. 2017)."""

from typing import Annotated

from pydantic import Field

from vi_brief import config
from vi_brief.evaluate import Pair, Stats
from vi_brief.evaluate.metrics._ratio import Ratio, words


class Options(config.Options):
    """`n`: the length of the n-grams, in words."""

    n: Annotated[int, Field(ge=1, le=5)] = 2


def build(options: Options) -> Ratio:
    """The metric; novelty is neither good nor bad."""

    def stats(pair: Pair) -> Stats:
        known, said = _grams(pair.source, options.n), _grams(pair.hypothesis, options.n)
        return (len(said - known) / len(said), 1.0) if said else (0.0, 0.0)

    needs = frozenset({"source", "hypothesis"})
    return Ratio(stats, needs, f"n:{options.n}|unit:words|case:lc|mean:documents with a summary", higher_is_better=None, view="summary")


def _grams(text: str, n: int) -> set[tuple[str, ...]]:
    found = words(text)
    return {tuple(found[at : at + n]) for at in range(len(found) - n + 1)}
