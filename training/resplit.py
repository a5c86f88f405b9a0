"""Subword regularization (Kudo 2018): a text split into other pieces each time, drawn from the unigram model's own lattice.

SentencePiece can draw too, but not reproducibly: its generator differs from process to process under the same seed.
"""

import math
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np

SPACE = "\u2581"
LONGEST_PIECE = 16
"""Characters; the shipped vocabulary's longest piece has 16."""

Step = tuple[int, int, float]
"""A piece that ends at a place: where it begins, its id, and the share of all paths there that end with it or with one before it."""


def _reached(step: Step) -> float:
    return step[2]


class Splitter:
    """Draws splits of texts. `alpha` is the smoothing of the draw: 0 takes every split as likely as another, 1 follows the model."""

    def __init__(self, processor: Any, alpha: float) -> None:
        self._processor = processor
        kept = [
            i for i in range(processor.get_piece_size()) if not (processor.is_control(i) or processor.is_byte(i) or processor.is_unknown(i))
        ]
        self._pieces = {str(processor.id_to_piece(i)): (i, alpha * float(processor.get_score(i))) for i in kept}
        self._lattice = lru_cache(maxsize=1 << 17)(self._paths)

    def draw(self, rows: Sequence[Sequence[int]], seed: Sequence[int]) -> list[list[int]]:
        """The same texts in other pieces; equal seeds give equal splits, in any process."""
        rng = np.random.default_rng(seed)
        texts = self._processor.decode([[int(i) for i in row] for row in rows])
        return [[i for word in text.split(" ") for i in self._word(SPACE + word, rng)] for text in texts]

    def _word(self, word: str, rng: np.random.Generator) -> list[int]:
        steps = self._lattice(word)
        if not steps:
            return [int(i) for i in self._processor.encode(word[1:])]
        ids, end = [], len(word)
        while end:
            ways, mark = steps[end], rng.random()
            start, piece, _ = ways[bisect_left(ways, mark, hi=len(ways) - 1, key=_reached)]
            ids.append(piece)
            end = start
        return ids[::-1]

    def _paths(self, word: str) -> list[list[Step]]:
        """The steps that end at each place of a word; nothing where pieces do not cover it (slots, letters that become bytes)."""
        total = [0.0] + [-math.inf] * len(word)
        found: list[list[Step]] = [[] for _ in total]
        for end in range(1, len(word) + 1):
            ways = [
                (start, self._pieces[word[start:end]])
                for start in range(max(0, end - LONGEST_PIECE), end)
                if word[start:end] in self._pieces and total[start] > -math.inf
            ]
            if ways:
                weights = np.array([total[start] + score for start, (_, score) in ways])
                total[end] = float(np.logaddexp.reduce(weights))
                shares = np.cumsum(np.exp(weights - total[end]))
                found[end] = [(start, piece, float(share)) for (start, (piece, _)), share in zip(ways, shares, strict=True)]
        return found if total[-1] > -math.inf else []
