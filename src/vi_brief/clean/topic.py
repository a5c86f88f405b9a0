"""What an article is about, as pairs of neighbouring syllables: the teaser of another article shares hardly any with it."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

from vi_brief.viet import letters

_FUNCTION = frozenset(
    """
    của và là các những trong cho với được có không một này khi tại đã sẽ từ người ông bà đó về vào ra đến để do theo
    trên bị cũng như nhiều ở sau trước còn hơn năm ngày nay nói biết thì mà rằng lại đang việc qua hai ba nhưng vì nên
    cả chỉ phải đi làm anh chị cô họ tôi chúng ta mình con em bằng lên xuống đây nếu nước thành viên""".split()
)
"""Syllables that any article has."""
_SYLLABLE = re.compile(r"[^\W\d_]+")
SHARE, HITS = 0.1, 3
"""Over 800 articles of a news corpus, 90 of 100 teasers of other articles share at most 0.09 of their pairs and 2 pairs with an article's
first half; three quarters of the article's own later paragraphs share at least 0.11 and 2 pairs."""


@lru_cache(maxsize=1024)
def pairs(text: str) -> frozenset[str]:
    """The pairs of neighbouring syllables in a text without those that have a function word."""
    syllables = [s.lower() for s in _SYLLABLE.findall(letters.fold(text))]
    return frozenset(f"{a} {b}" for a, b in pairwise(syllables) if a not in _FUNCTION and b not in _FUNCTION)


@lru_cache(maxsize=1024)
def syllables(text: str) -> frozenset[str]:
    """The syllables of a text without function words."""
    return frozenset(s for w in _SYLLABLE.findall(letters.fold(text)) if (s := w.lower()) not in _FUNCTION)


class Topic:
    """The pairs of a set of lines. A line that is among them is compared with the others only."""

    def __init__(self, texts: Iterable[str]) -> None:
        lines = [*texts]
        self._lines = frozenset(lines)
        self._counts = Counter(p for text in self._lines for p in pairs(text))

    def fits(self, text: str, some: int = 1) -> bool:
        """Whether a line is about the same: it shares HITS pairs, or at least `some` that are SHARE of its own."""
        own = pairs(text)
        least = 1 if text in self._lines else 0
        hits = sum(1 for p in own if self._counts[p] > least)
        return hits >= HITS or (hits >= some and bool(own) and hits / len(own) >= SHARE)

    def shared(self, texts: Iterable[str]) -> int:
        """How many different pairs some lines have in common with the set."""
        return sum(1 for p in frozenset().union(*(pairs(text) for text in texts)) if self._counts[p])

    def __len__(self) -> int:
        return len(self._lines)


def likeness(title: str, paragraphs: Sequence[str]) -> float:
    """How well a title fits the paragraphs under it, 0..1: its syllables in each of them, and its pairs in all of them together."""
    mine, pairs_of_mine = syllables(title), pairs(title)
    if not mine or not paragraphs:
        return 0.0
    each = sum(len(mine & syllables(p)) / len(mine) for p in paragraphs) / len(paragraphs)
    union = frozenset().union(*(pairs(p) for p in paragraphs))
    together = len(pairs_of_mine & union) / len(pairs_of_mine) if pairs_of_mine else each
    return (each + together) / 2
