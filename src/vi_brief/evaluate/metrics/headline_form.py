"""Headline form: the share of headlines in the house style: at most 14 words, no final period, sentence case, something in it."""

from typing import Annotated

from pydantic import Field

from vi_brief import config
from vi_brief.evaluate import Pair, Stats
from vi_brief.evaluate.metrics._ratio import Ratio

LONG_WORD = 4
"""Letters of a word that title case writes with a capital wherever it stands; shorter ones ("of", "and") may be small in title case too."""


class Options(config.Options):
    """`most_words`: how long a headline may be."""

    most_words: Annotated[int, Field(ge=1)] = 14


def build(options: Options) -> Ratio:
    """The metric."""

    def stats(pair: Pair) -> Stats:
        return (float(_is_in_style(pair.hypothesis, options.most_words)), 1.0)

    return Ratio(stats, frozenset({"hypothesis"}), f"words:{options.most_words}|period:no|case:sentence", view="headline")


def _is_in_style(headline: str, most: int) -> bool:
    found = headline.split()
    if not 0 < len(found) <= most or headline.rstrip().endswith("."):
        return False
    later = [word for word in found[1:] if len(word) >= LONG_WORD and word.isalpha()]
    return not later or any(word[0].islower() for word in later)
