"""Which examples a step sees: an order that depends on the seed alone, so a run that was stopped goes on with the same batches."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from training.packed import Texts
from training.pieces import END, MASK, PAD

Ints = NDArray[np.int64]
SHAPES = (12, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512, 768, 1024)
"""The lengths that batches are padded to: shapes that vary halve the speed on a CPU."""
LONGEST_RESPLIT = 127
"""Tokens of a source that is split anew, its end left out: more would make batches larger than planned."""
WINDOW = 1 << 17
"""Examples that are sorted into batches together."""


@dataclass(frozen=True, slots=True)
class Part:
    """One "task:set" of a mix. `mark` stands before the source; masked texts are their own target. `usable` are the rows that fit."""

    source: Texts
    target: Texts
    mark: tuple[int, ...]
    masked: bool
    weight: float
    usable: Ints
    cut: int = 0

    def source_lengths(self, rows: Ints) -> Ints:
        """Source tokens with the mark and the end."""
        lengths = self.source.starts[rows + 1] - self.source.starts[rows]
        return (np.minimum(lengths, self.cut) if self.cut else lengths) + len(self.mark) + 1

    def target_lengths(self, rows: Ints) -> Ints:
        """Target tokens with the end."""
        return self.target.starts[rows + 1] - self.target.starts[rows] + 1


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows (part, row) that are padded to (source, target) tokens."""

    number: int
    rows: Ints
    size: tuple[int, int]

    @property
    def key(self) -> int:
        """A checksum of which rows these are."""
        import zlib

        return zlib.crc32(self.rows.astype("<i8").tobytes())


def usable(source: Texts, target: Texts, limits: tuple[int, int], lopsided: float, cut: int) -> Ints:
    """The rows whose sides are not empty, not longer than the limits (marks and ends not counted) and not lopsided.

    With `cut` a long source is cut to so many tokens instead, and may be any number of times longer than its target.
    """
    s, t = source.lengths, target.lengths
    fits = (s > 0) & (t > 0) & (t <= limits[1]) & (t < lopsided * s + 8)
    if not cut:
        fits &= (s <= limits[0]) & (s < lopsided * t + 8)
    return np.flatnonzero(fits).astype(np.int64)


def order(parts: Sequence[Part], seed: int, epoch: int) -> Ints:
    """One epoch's examples as rows (part, row): each part as often as its weight says, shuffled."""
    rng = np.random.default_rng([seed, epoch])
    rows = []
    for number, part in enumerate(parts):
        whole, rest = divmod(part.weight, 1.0)
        picked = [part.usable] * int(whole)
        if rest:
            # Each epoch goes on where the last one stopped in one fixed permutation, so halves really alternate.
            fixed = np.random.default_rng([seed, number]).permutation(part.usable)
            start, count = round(epoch * rest * len(fixed)), round(rest * len(fixed))
            picked.append(np.take(fixed, np.arange(start, start + count), mode="wrap") if len(fixed) else fixed)
        chosen = np.concatenate(picked) if picked else part.usable[:0]
        rows.append(np.stack([np.full(len(chosen), number), chosen], 1))
    return rng.permutation(np.concatenate(rows))


def batches(parts: Sequence[Part], tokens: int, seed: int, skip: int = 0) -> Iterator[Batch]:
    """Endless batches of at most `tokens` padded tokens on the longer side, from the one after the first `skip` on."""
    pools: dict[int, Ints] = {}
    number = epoch = 0
    while True:
        examples = order(parts, seed, epoch)
        for start in range(0, len(examples), WINDOW):
            made = _cut(parts, examples[start : start + WINDOW], tokens, pools)
            shuffled = np.random.default_rng([seed, epoch, start]).permutation(len(made))
            for index in shuffled:
                number += 1
                if number > skip:
                    yield Batch(number, *made[index])
        epoch += 1


def _cut(parts: Sequence[Part], examples: Ints, tokens: int, pools: dict[int, Ints]) -> list[tuple[Ints, tuple[int, int]]]:
    codes = np.zeros(len(examples), dtype=np.int64)
    for number, part in enumerate(parts):
        mine = examples[:, 0] == number
        rows = examples[mine, 1]
        codes[mine] = np.searchsorted(SHAPES, part.source_lengths(rows)) * len(SHAPES) + np.searchsorted(SHAPES, part.target_lengths(rows))
    made: list[tuple[Ints, tuple[int, int]]] = []
    for code in np.unique(codes):
        size = SHAPES[code // len(SHAPES)], SHAPES[code % len(SHAPES)]
        pool = np.concatenate([pools.pop(int(code), examples[:0]), examples[codes == code]])
        per = max(1, tokens // max(size))
        full = len(pool) // per
        made += [(pool[i * per : (i + 1) * per], size) for i in range(full)]
        pools[int(code)] = pool[full * per :]
    return made


Draw = Callable[[Sequence[Sequence[int]]], list[list[int]]]
"""Other splits of the same texts."""


def resplit(parts: Sequence[Part], batch: Batch, sources: Ints, draw: Draw) -> Ints:
    """The sources of a batch split anew, padded to the shape that they now need; one that grew beyond the shapes stays as it was.

    Masked and cut parts are left alone: their sources are not whole texts.
    """
    rows = [[int(i) for i in row[row != PAD][:-1]] for row in sources]
    open_to = [n for n, part in enumerate(batch.rows[:, 0]) if not parts[part].masked and not parts[part].cut]
    made = draw([rows[n][len(parts[batch.rows[n, 0]].mark) :] for n in open_to])
    for n, row in zip(open_to, made, strict=True):
        mark = parts[batch.rows[n, 0]].mark
        if len(mark) + len(row) < LONGEST_RESPLIT:
            rows[n] = [*mark, *row]
    width = SHAPES[int(np.searchsorted(SHAPES, max(len(row) for row in rows) + 1))]
    padded = np.full((len(rows), width), PAD, dtype=np.int64)
    for n, row in enumerate(rows):
        padded[n, : len(row) + 1] = [*row, END]
    return padded


def arrays(parts: Sequence[Part], batch: Batch, noise: tuple[int, float, float]) -> tuple[Ints, Ints]:
    """The padded sources and targets of a batch, END at each row's end. `noise` is (seed, share of tokens masked, mean span)."""
    count = len(batch.rows)
    source, target = np.full((count, batch.size[0]), PAD, dtype=np.int64), np.full((count, batch.size[1]), PAD, dtype=np.int64)
    for number in np.unique(batch.rows[:, 0]):
        part, mine = parts[number], np.flatnonzero(batch.rows[:, 0] == number)
        rows = batch.rows[mine, 1]
        body = _padded(part.source, rows, batch.size[0] - len(part.mark), part.cut)
        if part.masked:
            body = mask(body, np.random.default_rng([noise[0], batch.number, number]), noise[1], noise[2])
        source[mine, : len(part.mark)] = part.mark
        source[mine, len(part.mark) :] = body
        target[mine] = _padded(part.target, rows, batch.size[1], 0)
    return source, target


def _padded(texts: Texts, rows: Ints, width: int, cut: int) -> Ints:
    starts = texts.starts[rows]
    lengths = texts.starts[rows + 1] - starts
    if cut:
        lengths = np.minimum(lengths, cut)
    place = np.arange(width)
    index = np.minimum(starts[:, None] + place, len(texts.ids) - 1)
    values = np.where(place < lengths[:, None], np.asarray(texts.ids)[index], PAD).astype(np.int64)
    values[np.arange(len(rows)), lengths] = END
    return values


def mask(rows: Ints, rng: np.random.Generator, share: float, span: float) -> Ints:
    """Text infilling (BART, Lewis et al. 2020): about `share` of the tokens go, in spans of mean length `span`, one MASK for each."""
    text = (rows != PAD) & (rows != END)
    starts = (rng.random(rows.shape) < share / span) & text
    lengths = np.where(starts, 1 + rng.poisson(span - 1.0, rows.shape), 0)
    hidden = np.zeros_like(text)
    for shift in range(int(lengths.max(initial=0))):
        hidden[:, shift:] |= (lengths > shift)[:, : rows.shape[1] - shift]
    hidden &= text
    first = hidden.copy()
    first[:, 1:] &= ~hidden[:, :-1]
    values = np.where(hidden, MASK, rows)
    gone = hidden & ~first
    kept = np.argsort(gone, axis=1, kind="stable")
    return np.take_along_axis(np.where(gone, PAD, values), kept, axis=1)
