"""Key-point recall: the share of the reference facts (names, dates, quantities) that a brief states."""

import re
from functools import lru_cache

from vi_brief import config, signature
from vi_brief.evaluate import Pair, Stats
from vi_brief.evaluate.metrics._ratio import Ratio, words
from vi_brief.quantities import Quantity, find_en
from vi_brief.viet.letters import plain

_ISO = re.compile(r"-{0,2}\d{2,4}(?:-\d\d){0,2}(?:/-{0,2}\d{2,4}(?:-\d\d){0,2})?")


class Options(config.Options):
    """No options."""


def build(_: Options) -> Ratio:
    """The metric."""
    needs = frozenset({"hypothesis", "facts"})
    told = f"share:facts|names:exact, accents folded|quantities:by value|code:{signature.code_version()}"
    return Ratio(_stats, needs, told, view="brief")


def _stats(pair: Pair) -> Stats:
    return (float(sum(states(pair.hypothesis, fact) for fact in pair.facts)), float(len(pair.facts)))


def states(text: str, fact: str) -> bool:
    """Whether a text states a fact: an ISO date or range, an amount with its unit, or a name word for word.

    A date may be told without its year, an amount in other words of the same value.

    >>> text = "Hanoi gave Havana 2,000 tonnes of rice on June 9, Đinh Tiến Dũng said."
    >>> [states(text, fact) for fact in ("2023-06-09", "2000 tonnes of rice", "Dinh Tien Dung", "3,000 tonnes of rice")]
    [True, True, True, False]
    """
    if _ISO.fullmatch(fact):
        said = {part for q in _quantities(text) for value in q.values for part in (value, *value.split("/"))}
        return all(part in said or _without_year(part) in said for part in fact.split("/")) or fact in said
    amounts = [q for q in _quantities(fact) if any(c.isdigit() for c in q.text)]
    if amounts:
        return all(any(set(q.values) & set(other.values) for other in _quantities(text)) for q in amounts)
    return f" {' '.join(words(plain(fact)))} " in f" {' '.join(words(plain(text)))} "


@lru_cache(maxsize=64)
def _quantities(text: str) -> tuple[Quantity, ...]:
    return find_en(text)


def _without_year(value: str) -> str:
    return f"-{value[4:]}" if len(value) > len("2023") and value[:4].isdigit() else value
