"""Learn what supports an English word, and how much the lack of it says: support.py PAIRS.tsv OUT.tsv.gz

PAIRS.tsv holds `vi TAB en` lines, as for `lexicon.py`. IBM Model 1 in both directions over the Vietnamese units of the shipped lexicon and
English stems; every link that is not negligible counts as support, and so does a link to another stem that begins alike. Then each pair is
gone over again: how often does a word stand there that nothing supports, in its own sentence and beside another sentence's Vietnamese? Only
words that are nearly always supported are written, statistics only:

    stem TAB log-odds in tenths of a nat TAB unit,unit,...
"""

import gzip
import math
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from lexicon import Links, Pair, model_one, numbered, pairs

from vi_brief.checks._lexicon import lexicon
from vi_brief.checks._words import english_words, stem, syllables, units
from vi_brief.checks.unsupported import SHORTEST

LEAST_UNIT = LEAST_STEM = 4
SHARE, EXPECTED = 0.002, 2.0
"""A link supports when either direction gives it this probability and it was met twice in expectation: once would be the pair itself."""
ALIKE = 5
"""Letters that the stems of one family share: "decide" and "decision"."""
OTHERS = 4
"""Words of the sentence before that are looked for beside each sentence."""
SMOOTHING_OWN, SMOOTHING_OTHER = 15.0, 20.0
SMALLEST = 0.001
"""The shares of all words are held above this: a small corpus may have no word without support."""
RARE, RARE_WORD = 40, 4
"""Words met less often are smoothed towards the share of all words, others towards half of it; below RARE_WORD nothing is said."""
LEAST = 3.0
"""Log-odds from which a word is written: 95 % of the words that nothing supports were then put there at random, at even odds."""
LEFT_OUT = frozenset(
    stem(word)
    for word in """the and for with from are was were been being its this that these those they him his her their our you your not nor but
    than then there here who whom whose which what when where why how all any each every some such same other another more most many much
    few less least very too also only just even still yet already again ever never always often about above across after against along
    among around because before behind below beneath beside besides between beyond both can could may might must shall should will would
    does did done doing have has had having into onto off out over under down upon via while within without through throughout during
    until till since toward towards per amid despite although though however therefore thus hence meanwhile one two three four five six
    seven eight nine ten hundred thousand million billion first second third said says say own part parts well like get got getting make
    making made take took taking way use used using due including include included upcoming trillion half
    double dollar dong euro percent kilo kilogram gram tonne kilometer meter hectare liter cubic year month week weekend day hour minute
    century tonight president minister""".split()
)
"""Function words, the verbs that stand for any verb, and what other checks read: figures, units, dates, titles."""


def linked(given: list[Pair], known: set[str]) -> dict[str, set[str]]:
    """Vietnamese unit -> the stems that it supports."""
    vi_words, vi = numbered(([u for u, _, _ in units(syllables(a), known)] for a, _ in given), LEAST_UNIT)
    en_words, en = numbered(([w for w, _, _ in english_words(b)] for _, b in given), LEAST_STEM)
    zero = np.zeros(1, dtype=np.int64)
    found: dict[str, set[str]] = defaultdict(set)
    for left, right, names_left, names_right, swap in ((vi, en, vi_words, en_words, False), (en, vi, en_words, vi_words, True)):
        padded = [np.concatenate((zero, words)) for words in left]
        links = Links(padded, right, len(names_right))
        table, expected = model_one(links, padded, right)
        kept = (table >= SHARE) & (expected >= EXPECTED) & (links.lefts > 0) & (links.rights > 0)
        for a, b in zip(links.lefts[kept].tolist(), links.rights[kept].tolist(), strict=True):
            one, other = names_left[a], names_right[b]
            found[other if swap else one].add(one if swap else other)
        print("model 1,", "to Vietnamese" if swap else "to English,", sum(map(len, found.values())), "links", flush=True)
    return with_families(found, en_words)


def with_families(found: Mapping[str, set[str]], stems: list[str]) -> dict[str, set[str]]:
    """The same with every stem that begins like a supported one."""
    family: dict[str, set[str]] = defaultdict(set)
    for word in stems:
        if len(word) >= ALIKE:
            family[word[:ALIKE]].add(word)
    return {unit: words.union(*(family[word[:ALIKE]] for word in words if len(word) >= ALIKE)) for unit, words in found.items()}


def content(text: str) -> set[str]:
    """The stems of the words that are judged: in lower case, of four letters and more, no function words."""
    return {word for word, a, b in english_words(text) if b - a >= SHORTEST and text[a].islower() and word not in LEFT_OUT}


def judged(given: list[Pair], known: set[str], supports: Mapping[str, set[str]]) -> dict[str, float]:
    """Stem -> log-odds that it does not belong where nothing supports it."""
    met, alone, met_beside, alone_beside = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    rng, before = random.Random(0), list[str]()
    none: set[str] = set()
    for vi, en in given:
        words = syllables(vi)
        supported = none.union(*(supports.get(u, none) for u, _, _ in units(words, known)), (stem(w) for w, _, _ in words))
        here = content(en)
        met.update(here)
        alone.update(here - supported)
        beside = [word for word in before if word not in here]
        met_beside.update(beside)
        alone_beside.update(word for word in beside if word not in supported)
        before = rng.sample(sorted(here), min(OTHERS, len(here)))
    own, other = (max(SMALLEST, a.total() / m.total()) for a, m in ((alone, met), (alone_beside, met_beside)))
    print(f"nothing supports {own:.3f} of the words in their own sentence, {other:.3f} beside another", flush=True)
    values = {}
    for word, count in met.items():
        if count >= RARE_WORD:
            usual = (alone[word] + SMOOTHING_OWN * (own if count < RARE else own / 2)) / (count + SMOOTHING_OWN)
            random_ = (alone_beside[word] + SMOOTHING_OTHER * other) / (met_beside[word] + SMOOTHING_OTHER)
            values[word] = math.log(random_ / usual)
    return values


def main() -> None:
    source, out = map(Path, sys.argv[1:])
    given = list(pairs(source))
    known = {unit for unit in lexicon().units if " " in unit}
    print(len(given), "pairs,", len(known), "compounds", flush=True)
    supports = linked(given, known)
    values = {word: value for word, value in judged(given, known, supports).items() if value >= LEAST}
    supporters: dict[str, list[str]] = defaultdict(list)
    for unit, words in sorted(supports.items()):
        for word in words & values.keys():
            supporters[word].append(unit)
    rows = [f"{word}\t{round(10 * value)}\t{','.join(supporters[word])}" for word, value in sorted(values.items()) if supporters[word]]
    with out.open("wb") as file, gzip.GzipFile(filename="", mode="wb", fileobj=file, mtime=0) as packed:
        packed.write(("\n".join(rows) + "\n").encode())
    print(len(rows), "words,", out.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
