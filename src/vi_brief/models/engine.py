"""What a model can do for a stage: the engine protocol, how to decode, and batches bounded by tokens."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar, runtime_checkable

from vi_brief.records import Hypothesis

T = TypeVar("T")

SMALLEST_SHARE = 128
"""Padded source tokens below which a batch is not cut further to employ one more worker. The shipped translator at beam 4 on one core: in
batches of 64 tokens it reads 0.72 times as many words a second as in batches of 1,024, of 128 tokens 0.79, of 256 tokens 0.96; two workers
still gain at 0.79."""


@dataclass(frozen=True, slots=True)
class Decoding:
    """How to search for an output.

    `beam` 1 is greedy; `n_best` above `beam` widens the search. Token limits count target tokens, the end mark included. A
    `repetition_penalty` above 1 and a `no_repeat_ngram` above 0 hold back repetition. `batch_tokens` bounds the padded source tokens of
    one batch; 1 makes every text a batch of its own. `growth` (a, b) also ends an output after a tokens for each source token of the
    longest text of its batch, plus b.
    """

    beam: int = 4
    n_best: int = 1
    length_penalty: float = 1.0
    repetition_penalty: float = 1.0
    no_repeat_ngram: int = 0
    min_tokens: int = 1
    max_tokens: int = 256
    batch_tokens: int = 1024
    growth: tuple[int, int] | None = None

    def longest(self, source: int) -> int:
        """The most target tokens of an output in a batch whose longest text has `source` tokens, special tokens left out."""
        return self.max_tokens if self.growth is None else min(self.max_tokens, self.growth[0] * source + self.growth[1])


class Engine(Protocol):
    """A loaded model that rewrites texts; several threads may ask it at once."""

    @property
    def identity(self) -> Mapping[str, str]:
        """What the output depends on (name, revision or hash of the weights, quantization): part of a run's signature."""
        ...

    @property
    def max_source_tokens(self) -> int:
        """The longest text, by `count`, that `generate` takes whole; a longer one is cut off, so split it first."""
        ...

    def count(self, text: str) -> int:
        """The source tokens of a text, special tokens left out."""
        ...

    def generate(self, texts: Sequence[str], decoding: Decoding) -> list[list[Hypothesis]]:
        """For each text, in order, its `n_best` outputs, best first (fewer only where the search found fewer).

        The engine makes the batches: give it as many texts at once as there are.
        """
        ...


@runtime_checkable
class ScoringEngine(Engine, Protocol):
    """An engine that can also say how likely a text is as its output."""

    def score(self, text: str, output: str) -> float:
        """The mean natural log-probability of the output's tokens, the end mark among them, given the text.

        What either has beyond `max_source_tokens` is cut off.
        """
        ...


def token_batches(lengths: Sequence[int], budget: int) -> list[list[int]]:
    """Indices into `lengths`, longest first, in groups whose padded size (longest times number) stays within the budget.

    Every index occurs once; a text longer than the budget is a group of its own.

    >>> token_batches([3, 9, 2, 8], 18)
    [[1, 3], [0, 2]]
    """
    groups: list[list[int]] = []
    for index in sorted(range(len(lengths)), key=lambda i: (-lengths[i], i)):
        if groups and (len(groups[-1]) + 1) * max(1, lengths[groups[-1][0]]) <= budget:
            groups[-1].append(index)
        else:
            groups.append([index])
    return groups


def shared_batches(lengths: Sequence[int], budget: int, workers: int) -> list[list[int]]:
    """As `token_batches`, cut smaller where that gives every one of `workers` as much to do as the others.

    >>> shared_batches([40] * 20, 1024, 2)
    [[0, 1, 2, 3, 4, 5, 6, 7, 8, 9], [10, 11, 12, 13, 14, 15, 16, 17, 18, 19]]
    """
    groups = token_batches(lengths, budget)
    wanted = math.ceil(len(groups) / workers) * workers
    share = max(SMALLEST_SHARE, math.ceil(sum(lengths) / max(1, wanted)))
    while workers > 1 and share < budget:
        groups = token_batches(lengths, share)
        if len(groups) <= wanted:
            break
        share += math.ceil(share / 16)
    else:
        return token_batches(lengths, budget)
    return groups


def in_batches(
    items: Sequence[T], lengths: Sequence[int], budget: int, run: Callable[[list[T]], Iterable[list[Hypothesis]]]
) -> list[list[Hypothesis]]:
    """The results of `run` over token-bounded batches of `items`, put back into the order of the items."""
    results: dict[int, list[Hypothesis]] = {}
    for group in token_batches(lengths, budget):
        results.update(zip(group, run([items[i] for i in group]), strict=True))
    return [results[i] for i in range(len(items))]
