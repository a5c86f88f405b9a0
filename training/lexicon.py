"""Learn which English words translate which Vietnamese words: lexicon.py PAIRS.tsv DOCUMENTS... OUT.tsv.gz

PAIRS.tsv holds `vi TAB en` lines (a leading "# " is dropped, lines with slots are left out). Two-directional IBM Model 1 (Brown et al.
1993) over Vietnamese units of one to three syllables and English stems.

DOCUMENTS are articles, packed with xz or not: JSONL of {"title": [vi, en], "lead": ..., "body": [[vi, en], ...]}, or TSV in text order.
From them comes, for each word, how often its translation stands in its own sentence's English and how often in that of the next sentences.
The output holds statistics only:

    V TAB unit TAB present TAB missing TAB stem stem ...
    E TAB stem TAB present TAB missing

`present` and `missing` are log-odds in tenths of a nat that the word was NOT translated, when a translation of it is there or is not.
"""

import gzip
import json
import lzma
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from vi_brief.checks._words import english_words, syllables, units

LONGEST = 50
MIN_UNIT, MIN_COMPOUND, MIN_STEM = 6, 15, 5
NPMI = 0.38
ROUNDS = 4
LINK = 0.03
"""A link is kept where either direction gives it at least this probability ..."""
BACK = 0.002
"""... and the other at least this, and both words met this often (expected count)."""
EXPECTED = 1.5
COMMON = 0.15
"""A stem in more than this share of the sentences ("the", "of", "said") translates nothing: it is found beside every word."""
AHEAD = (1, 2)
"""The sentences after a sentence that stand for "not its translation"."""
SMOOTHING = 20.0
CEILING = 3.5
RARE = 0.001
"""Shares are held within RARE and 1 - RARE, and log-odds within CEILING: no single word decides."""

Pair = tuple[str, str]
Ints = NDArray[np.int64]
Floats = NDArray[np.float32]


def pairs(path: Path) -> Iterator[Pair]:
    """The distinct pairs of a TSV file that are neither long nor slotted."""
    seen: set[int] = set()
    for line in path.open(encoding="utf-8"):
        vi, _, en = line.rstrip("\n").removeprefix("# ").partition("\t")
        if "⟦" in line or not en or hash(line) in seen or max(vi.count(" "), en.count(" ")) >= LONGEST:
            continue
        seen.add(hash(line))
        yield vi, en


def documents(path: Path) -> Iterator[list[Pair]]:
    """The sentence pairs of each article; a TSV file is one long article."""
    with (lzma.open if path.suffix == ".xz" else Path.open)(path, "rt", encoding="utf-8") as file:
        if ".tsv" in path.suffixes:
            yield [(vi, en) for vi, _, en in (line.rstrip("\n").partition("\t") for line in file)]
            return
        for line in file:
            article = json.loads(line)
            yield [(vi, en) for vi, en in (p for p in (article.get("title"), article.get("lead"), *article["body"]) if p)]


def compounds(texts: Iterable[str]) -> set[str]:
    """Units of two and three syllables that stand together far more often than chance (normalised pointwise mutual information)."""
    single: Counter[str] = Counter()
    longer: Counter[tuple[str, ...]] = Counter()
    for text in texts:
        words = syllables(text)
        single.update(word for word, _, _ in words)
        for size in (2, 3):
            for at in range(len(words) - size + 1):
                run = words[at : at + size]
                if all(b[1] - a[2] == 1 for a, b in pairwise(run)):
                    longer[tuple(word for word, _, _ in run)] += 1
    total = sum(single.values())

    def npmi(count: int, left: int, right: int) -> float:
        return math.log(count * total / (left * right)) / -math.log(count / total)

    found = set()
    for run, count in longer.items():
        if count < MIN_COMPOUND:
            continue
        if len(run) == 2:
            good = npmi(count, single[run[0]], single[run[1]]) >= NPMI
        else:
            good = min(npmi(count, longer[run[:2]], single[run[2]]), npmi(count, single[run[0]], longer[run[1:]])) >= NPMI + 0.1
        if good:
            found.add(" ".join(run))
    return found


def numbered(lines: Iterable[list[str]], least: int) -> tuple[list[str], list[Ints]]:
    """A vocabulary of what occurs at least so often (0 is nothing: the empty word), and every line as distinct numbers."""
    kept = list(lines)
    counts = Counter(word for line in kept for word in set(line))
    words = ["", *sorted(word for word, count in counts.items() if count >= least)]
    number = {word: n for n, word in enumerate(words)}
    return words, [np.unique(np.array([number[w] for w in line if w in number], dtype=np.int64)) for line in kept]


class Links:
    """All word pairs that meet in a sentence pair, each distinct pair once in `keys`; `index` points from each meeting to it."""

    def __init__(self, left: list[Ints], right: list[Ints], width: int) -> None:
        meetings = [(a[:, None] * width + b[None, :]).ravel() for a, b in zip(left, right, strict=True)]
        self.keys, self.index, self.counts = np.unique(np.concatenate(meetings), return_inverse=True, return_counts=True)
        self.index = self.index.astype(np.int32)
        self.lefts, self.rights = self.keys // width, self.keys % width


def model_one(links: Links, left: list[Ints], right: list[Ints]) -> tuple[Floats, Floats]:
    """t(right | left) for every key after ROUNDS of expectation maximisation, and the expected counts.

    `left` must begin each line with 0, the empty word, so that a right word may come from nothing.
    """
    sizes_left = np.array([len(a) for a in left])
    sizes_right = np.array([len(b) for b in right])
    offsets = np.concatenate(([0], np.cumsum(sizes_right)))[:-1]
    column = np.concatenate(
        [np.tile(np.arange(b, dtype=np.int32) + o, a) for a, b, o in zip(sizes_left, sizes_right, offsets, strict=True)]
    )
    table = np.full(len(links.keys), 1.0, dtype=np.float32)
    expected = table
    for _ in range(ROUNDS):
        weight = table[links.index]
        share = np.bincount(column, weights=weight).astype(np.float32)
        expected = np.bincount(links.index, weights=weight / np.maximum(share[column], 1e-12), minlength=len(table)).astype(np.float32)
        total = np.bincount(links.lefts, weights=expected)
        table = (expected / np.maximum(total[links.lefts], 1e-12)).astype(np.float32)
    return table, expected


def learn(given: list[Pair], known: set[str]) -> dict[str, list[str]]:
    """Vietnamese unit -> the stems that translate it, best first."""
    vi_words, vi = numbered(([u for u, _, _ in units(syllables(a), known)] for a, _ in given), MIN_UNIT)
    en_words, en = numbered(([w for w, _, _ in english_words(b)] for _, b in given), MIN_STEM)
    zero = np.zeros(1, dtype=np.int64)
    tables: list[dict[tuple[int, int], float]] = []
    expected_of: dict[tuple[int, int], float] = {}
    for left, right, swap in ((vi, en, False), (en, vi, True)):
        print("model 1,", "to Vietnamese" if swap else "to English", flush=True)
        padded = [np.concatenate((zero, a)) for a in left]
        links = Links(padded, right, len(vi_words if swap else en_words))
        table, expected = model_one(links, padded, right)
        strong = (table >= BACK) & (links.lefts > 0) & (expected >= EXPECTED)
        keys = zip(links.lefts[strong].tolist(), links.rights[strong].tolist(), strict=True)
        pairs_ = [(b, a) if swap else (a, b) for a, b in keys]
        tables.append(dict(zip(pairs_, table[strong].tolist(), strict=True)))
        expected_of.update(zip(pairs_, expected[strong].tolist(), strict=True))
        print(len(links.keys), "links,", len(pairs_), "kept", flush=True)
    everywhere = {w for w, count in Counter(w for line in en for w in line.tolist()).items() if count > COMMON * len(en)}
    found: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for pair in tables[0].keys() & tables[1].keys():
        if pair[1] in everywhere:
            continue
        one, other = tables[0][pair], tables[1][pair]
        if max(one, other) >= LINK:
            found[vi_words[pair[0]]].append((one * other, en_words[pair[1]]))
    return {unit: [word for _, word in sorted(words, reverse=True)] for unit, words in found.items()}


def odds(in_own: float, in_next: float) -> tuple[int, int]:
    """Log-odds, in tenths, that a word was not translated, where its translation is there and where it is not."""
    in_own, in_next = (min(1 - RARE, max(RARE, share)) for share in (in_own, in_next))
    present = math.log(in_next / in_own)
    missing = math.log((1 - in_next) / (1 - in_own))
    return tuple(round(10 * max(-CEILING, min(CEILING, x))) for x in (present, missing))  # type: ignore[return-value]


class Seen:
    """For each word: how often it was looked for, found in its own sentence and found in the next ones."""

    def __init__(self) -> None:
        self.looked: Counter[str] = Counter()
        self.own: Counter[str] = Counter()
        self.next: Counter[str] = Counter()
        self.looked_next: Counter[str] = Counter()

    def odds(self) -> dict[str, tuple[int, int]]:
        """Log-odds of every word, smoothed towards those of all words."""
        own = sum(self.own.values()) / sum(self.looked.values())
        ahead = sum(self.next.values()) / sum(self.looked_next.values())
        return {
            word: odds(
                (self.own[word] + SMOOTHING * own) / (self.looked[word] + SMOOTHING),
                (self.next[word] + SMOOTHING * ahead) / (self.looked_next[word] + SMOOTHING),
            )
            for word in self.looked
        }


def reliability(articles: Iterable[list[Pair]], lexicon: dict[str, list[str]], known: set[str]) -> tuple[Seen, Seen]:
    """What was seen of Vietnamese units and of English stems."""
    sets = {unit: frozenset(words) for unit, words in lexicon.items()}
    translatable = set().union(*sets.values())
    vi_seen, en_seen = Seen(), Seen()
    for article in articles:
        sides = []
        for vi, en in article:
            words = syllables(vi)
            found = [(u, _translations(words, u, a, b, sets)) for u, a, b in units(words, known)]
            stems = {w for w, _, _ in english_words(en)}
            sides.append(([f for f in found if f[1]], set().union(*(s for _, s in found)), stems))
        for at, (found, _, stems) in enumerate(sides):
            for other in (at, *(at + n for n in AHEAD if at + n < len(sides))):
                own = other == at
                _look(vi_seen, ((unit, not words.isdisjoint(sides[other][2])) for unit, words in found), own=own)
                _look(en_seen, ((w, w in sides[other][1]) for w in stems & translatable), own=own)
    return vi_seen, en_seen


def _look(seen: Seen, results: Iterable[tuple[str, bool]], *, own: bool) -> None:
    for word, there in results:
        (seen.looked if own else seen.looked_next)[word] += 1
        (seen.own if own else seen.next)[word] += there


def _translations(words: list[tuple[str, int, int]], unit: str, first: int, after: int, sets: dict[str, frozenset[str]]) -> frozenset[str]:
    found = sets.get(unit, frozenset())
    return found.union(*(sets.get(words[n][0], frozenset()) for n in range(first, after))) if after - first > 1 else found


def main() -> None:
    source, *articles, out = map(Path, sys.argv[1:])
    given = list(pairs(source))
    print(len(given), "pairs", flush=True)
    known = compounds(vi for vi, _ in given)
    print(len(known), "compounds", flush=True)
    lexicon = learn(given, known)
    known &= lexicon.keys()
    vi_seen, en_seen = reliability((article for path in articles for article in documents(path)), lexicon, known)
    vi_odds, en_odds = vi_seen.odds(), en_seen.odds()
    rows = [f"V\t{u}\t{vi_odds[u][0]}\t{vi_odds[u][1]}\t{' '.join(w)}" for u, w in sorted(lexicon.items()) if u in vi_odds]
    rows += [f"E\t{w}\t{a}\t{b}" for w, (a, b) in sorted(en_odds.items())]
    with out.open("wb") as file, gzip.GzipFile(filename="", mode="wb", fileobj=file, mtime=0) as packed:
        packed.write(("\n".join(rows) + "\n").encode())
    print(len(rows), "rows,", out.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
