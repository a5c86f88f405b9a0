"""The segments where systems differ most, or a system is worst, with the words that differ from the reference."""

import difflib
from collections.abc import Sequence
from dataclasses import dataclass

from vi_brief import evaluate
from vi_brief.errors import BadInput
from vi_brief.evaluate import SEGMENT, System
from vi_brief.evaluate.compare.scoring import Measured


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text: `same` where the other text has it too, in order."""

    text: str
    same: bool


@dataclass(frozen=True, slots=True)
class Output:
    """One system's output of a segment, its score there, and how it differs from the reference."""

    system: str
    score: float
    text: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """One segment: `number` counts from 1, `gap` is the first system's score less the second's (of one system: its score)."""

    number: int
    gap: float
    source: str
    reference: str
    outputs: tuple[Output, ...]


def worst(systems: Sequence[System], measured: Measured, most: int, *, against: tuple[str, str] | None = None) -> list[Case]:
    """The `most` segments in which the first of two systems loses most to the second; of one system, its worst ones.

    `against` names the two; without it they are the first two systems. Empty gaps (equal scores, no score) are left out.
    Raises BadInput for a system that is not there, or a metric that is not about segments.
    """
    import numpy as np

    if measured.unit != SEGMENT and SEGMENT in systems[0].views:
        raise BadInput(f"worst: metric {measured.name} scores each {measured.unit}; choose one that scores segments")
    names = list(against) if against else [system.name for system in systems[:2]]
    for name in names:
        if name not in measured.systems:
            raise BadInput(f"worst: there is no system '{name}'; there are: {', '.join(measured.systems)}")
    places = [measured.systems.index(name) for name in names]
    own = [evaluate.segment_scores(measured.metric, measured.statistics[at]) for at in places]
    sign = measured.direction or 1
    gaps = own[0] - own[1] if len(own) == 2 else own[0]
    badness = sign * gaps
    order = [at for at in np.argsort(badness, kind="stable").tolist() if np.isfinite(badness[at]) and (len(own) == 1 or badness[at] < 0)]
    chosen = [systems[at] for at in places]
    return [_case(at, float(gaps[at]), chosen, [float(scores[at]) for scores in own]) for at in order[:most]]


def opponents(systems: Sequence[System], loser: str | None = None, winner: str | None = None) -> tuple[str, ...]:
    """Loser and winner, the first systems where none are named; the one system where there is no other. Raises BadInput."""
    names = [system.name for system in systems]
    for name in (loser, winner):
        if name is not None and name not in names:
            raise BadInput(f"worst: there is no system '{name}'; there are: {', '.join(names)}")
    first = loser or next((name for name in names if name != winner), names[0])
    second = winner or next((name for name in names if name != first), first)
    if first == second and (loser or winner):
        raise BadInput(f"worst: '{first}' has no other system to lose to; give --loser and --winner as two of: {', '.join(names)}")
    return tuple(dict.fromkeys((first, second)))


def _case(at: int, gap: float, systems: Sequence[System], scores: Sequence[float]) -> Case:
    pairs = [(system.views.get(SEGMENT) or next(iter(system.views.values())))[at] for system in systems]
    outputs = tuple(
        Output(system.name, score, pair.hypothesis, pieces(pair.hypothesis, pair.reference))
        for system, score, pair in zip(systems, scores, pairs, strict=True)
    )
    return Case(at + 1, gap, pairs[0].source, pairs[0].reference, outputs)


def pieces(text: str, other: str) -> tuple[Piece, ...]:
    """A text cut into stretches of words that another text has in the same order, and stretches that it does not have.

    >>> [(piece.text, piece.same) for piece in pieces("rice of 2,000 tons", "2,000 tons of rice")]
    [('rice of', False), ('2,000 tons', True)]
    """
    mine, theirs = text.split(), other.split()
    same = [False] * len(mine)
    for block in difflib.SequenceMatcher(None, mine, theirs, autojunk=False).get_matching_blocks():
        same[block.a : block.a + block.size] = [True] * block.size
    found: list[Piece] = []
    for word, known in zip(mine, same, strict=True):
        if found and found[-1].same == known:
            found[-1] = Piece(f"{found[-1].text} {word}", known)
        else:
            found.append(Piece(word, known))
    return tuple(found)
