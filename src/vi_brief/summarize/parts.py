"""Long articles in parts that a summarizer takes whole."""

from collections.abc import Sequence
from typing import Protocol

from vi_brief.records import Translation


class Counter(Protocol):
    """What knows how long a text is for a model."""

    @property
    def max_source_tokens(self) -> int:
        """The longest text that the model takes whole."""
        ...

    def count(self, text: str) -> int:
        """The tokens of a text."""
        ...


def parts(translations: Sequence[Translation], counter: Counter) -> tuple[list[list[Translation]], tuple[str, ...]]:
    """The article in even parts that fit, in order, and the ids of segments too long for any part.

    Parts are about equally long, so that the last one is not a scrap of a sentence or two.
    """
    lengths = [counter.count(t.en) + 1 for t in translations]
    room = counter.max_source_tokens
    fitting = [(t, n) for t, n in zip(translations, lengths, strict=True) if n <= room]
    too_long = tuple(t.segment.id for t, n in zip(translations, lengths, strict=True) if n > room)
    total = sum(n for _, n in fitting)
    number = max(1, -(-total // room))
    while True:
        made = _filled(fitting, room, -(-total // number))
        if all(sum(n for _, n in part) <= room for part in made):
            return [[t for t, _ in part] for part in made if part], too_long
        number += 1


def _filled(items: Sequence[tuple[Translation, int]], room: int, share: int) -> list[list[tuple[Translation, int]]]:
    made: list[list[tuple[Translation, int]]] = [[]]
    filled = 0
    for item in items:
        if made[-1] and (filled + item[1] > room or filled >= share):
            made.append([])
            filled = 0
        made[-1].append(item)
        filled += item[1]
    return made
