"""What a model can do for a stage: the engine protocol, how to decode, and batches bounded by tokens."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from vi_brief.records import Hypothesis

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Decoding:
    """How to search for an output.

    `beam` 1 is greedy; `n_best` above `beam` widens the search. Token limits count target tokens, the end mark included. A
    `repetition_penalty` above 1 and a `no_repeat_ngram` above 0 hold back repetition. `batch_tokens` bounds the padded source tokens of
    one batch.
    """

    beam: int = 4
    n_best: int = 1
    length_penalty: float = 1.0
    repetition_penalty: float = 1.0
    no_repeat_ngram: int = 0
    min_tokens: int = 1
    max_tokens: int = 256
    batch_tokens: int = 2048


class Engine(Protocol):
    """A loaded model that rewrites texts."""

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
        """For each text, in order, its `n_best` outputs, best first (fewer only where the search found fewer)."""
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


def in_batches(
    items: Sequence[T], lengths: Sequence[int], budget: int, run: Callable[[list[T]], Iterable[list[Hypothesis]]]
) -> list[list[Hypothesis]]:
    """The results of `run` over token-bounded batches of `items`, put back into the order of the items."""
    results: dict[int, list[Hypothesis]] = {}
    for group in token_batches(lengths, budget):
        results.update(zip(group, run([items[i] for i in group]), strict=True))
    return [results[i] for i in range(len(items))]
