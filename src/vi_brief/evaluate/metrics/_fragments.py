"""Extractive fragments: the longest stretches that a summary shares with its article.

Source: Grusky, Naaman and Artzi, "Newsroom: a dataset of 1.3 million summaries with diverse extractive strategies" (NAACL 2018), the greedy
procedure of its figure 3. Words are compared in lower case without punctuation.
"""

from collections.abc import Sequence
from itertools import takewhile


def fragments(article: Sequence[str], summary: Sequence[str]) -> list[int]:
    """The lengths, in words, of the fragments of a summary, in order; words that the article lacks are in none.

    >>> fragments("the storm hit the coast on monday".split(), "a storm hit the coast monday".split())
    [4, 1]
    """
    places: dict[str, list[int]] = {}
    for at, word in enumerate(article):
        places.setdefault(word, []).append(at)
    found, at = [], 0
    while at < len(summary):
        longest = max((_shared(article[start:], summary[at:]) for start in places.get(summary[at], ())), default=0)
        if longest:
            found.append(longest)
        at += max(1, longest)
    return found


def _shared(one: Sequence[str], two: Sequence[str]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, two, strict=False)))
