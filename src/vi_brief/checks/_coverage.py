"""The stretch of a text that most likely has no counterpart on the other side: what was dropped, what was added.

Candidates are the sentences of a text, its clauses, and the run of words with the greatest sum of evidence (`_lexicon`). What the lengths
of both texts say is added as a log-likelihood ratio.
"""

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import NamedTuple

from vi_brief.checks._lexicon import Word, sides
from vi_brief.records import Span
from vi_brief.viet.abbreviations import ABBREVIATIONS
from vi_brief.viet.letters import is_vietnamese

RATIO_MEAN, RATIO_SPREAD = 0.13, 0.16
"""Mean and standard deviation of the natural logarithm of English over Vietnamese letters, on reference pairs of 12 syllables and more."""
RATIO_LIMIT = 6.0
"""What the lengths say is held within so many nats: they alone never decide."""

# Logistic regression of "something was dropped" on the best candidate of a pair, fitted to 14,000 clean pairs (in-house news, the ALT
# training part, EVBCorpus, bilingual newspapers) and to 10,300 sentences and clauses dropped from them. Evidence and length are in nats;
# "words" are those of the stretch; "outside" is the mean evidence of the other words: a free translation has few counterparts anywhere.
EVIDENCE, LENGTH, WORDS, OUTSIDE, FEWER_SENTENCES, CONSTANT = 0.75, 0.62, -0.12, -0.16, 5.47, -5.43
DROPPED = 1.8
"""Log-odds from which a stretch is reported as dropped: none of the 690 references of the news dev suite has more and 3 of the 1,011 of
ALT-test have, two of them with reason; 97 % (99 %) of planted dropped sentences have more, and 70 % (80 %) of dropped clauses."""
LARGEST_SHARE = 0.95
"""A stretch that is nearly the whole text is no dropped part; such a pair has something added instead."""
SHORTEST_CLAUSE = 3
UNDECIDED, HEAVY = -2.0, 3.0
"""A candidate with less than UNDECIDED by length and less than HEAVY by its words is not looked at closely; for speed."""
NOTE = 7.0
"""Nats of evidence from which an added stretch is worth a note."""
ADDED_LENGTH = 0.5
"""What the lengths weigh for an addition; of 0, 0.5 and 1 the best on planted sentences."""

_SENTENCE_END = re.compile(r"[.!?…]+[\"”’»')\]]*\s+(?=[\"“'(‘]?[^\W\d_a-zà-ỹđ])")
_CLAUSE_END = re.compile(r"[,;:()–—]\s|\s[-–—]\s")
_CACHED = 256


class Stretch(NamedTuple):
    """A stretch of one text without counterpart: its characters, and the log-odds that it was dropped, or the nats that it was added."""

    span: Span
    score: float


class _Candidate(NamedTuple):
    first: int
    after: int
    sentence: bool


@lru_cache(maxsize=_CACHED)
def dropped(vi: str, en: str) -> Stretch | None:
    """The stretch of the Vietnamese that the English most likely leaves out; None where there is no candidate."""
    if not en.isascii() and is_vietnamese(en):
        return None
    pair = sides(vi, en)
    words, ratio = pair.vietnamese, log_ratio(vi, en)
    odds = [word.odds for word in words]
    sums = list(accumulate(odds, initial=0.0))
    ends_vi = sentence_ends(vi)
    fewer = max(-1, min(1, len(ends_vi) - len(sentence_ends(en)))) if ends_vi else 0
    best: Stretch | None = None
    for first, after, sentence in _candidates(vi, words, odds, ends_vi):
        span = (words[first].start, words[after - 1].end)
        share, here = (span[1] - span[0]) / len(vi), sums[after] - sums[first]
        length = length_evidence(ratio, share)
        if share > LARGEST_SHARE or (length < UNDECIDED and here < HEAVY):
            continue
        outside = (sums[-1] - here) / max(1, len(words) - (after - first))
        score = EVIDENCE * _left_over(words, first, after, pair.stems) + LENGTH * length + WORDS * (after - first) + OUTSIDE * outside
        score += CONSTANT + (FEWER_SENTENCES * fewer if sentence else 0.0)
        if best is None or score > best.score:
            best = Stretch(span, score)
    return best


@lru_cache(maxsize=_CACHED)
def added(vi: str, en: str) -> Stretch | None:
    """The stretch of the English that the Vietnamese most likely does not say; None where there is none."""
    if not en.isascii() and is_vietnamese(en):
        return None
    words = sides(vi, en).english
    evidence, first, after = heaviest([word.odds for word in words])
    if evidence <= 0.0:
        return None
    span = (words[first].start, words[after - 1].end)
    return Stretch(span, evidence + ADDED_LENGTH * length_evidence(2 * RATIO_MEAN - log_ratio(vi, en), (span[1] - span[0]) / len(en)))


def log_ratio(vi: str, en: str) -> float:
    """The natural logarithm of English over Vietnamese characters, blanks apart."""
    return math.log(max(1, len(en) - en.count(" ")) / max(1, len(vi) - vi.count(" ")))


def length_evidence(ratio: float, share: float) -> float:
    """What the lengths say about the loss of a `share` (0..1) of the text: the log-likelihood ratio, within RATIO_LIMIT, of two normal
    distributions of the logarithm of the ratio.
    """
    off, moved = ratio - RATIO_MEAN, math.log(max(0.05, 1.0 - share))
    return max(-RATIO_LIMIT, min(RATIO_LIMIT, (off**2 - (off - moved) ** 2) / (2 * RATIO_SPREAD**2)))


def heaviest(odds: Sequence[float]) -> tuple[float, int, int]:
    """The run with the greatest sum: (sum, first, after the last); (0.0, 0, 0) where none is positive.

    >>> heaviest([-1.0, 2.0, -0.5, 1.0, -2.0])
    (2.5, 1, 4)
    """
    best, first, after = 0.0, 0, 0
    running, begun = 0.0, 0
    for number, value in enumerate(odds):
        if running <= 0.0:
            running, begun = 0.0, number
        running += value
        if running > best:
            best, first, after = running, begun, number + 1
    return best, first, after


def sentence_ends(text: str) -> list[int]:
    """Where a sentence ends and another begins, in either language.

    >>> sentence_ends("Ông ở TP. Vinh. Bà ở Huế."), sentence_ends("Mr. Le left. She did not.")
    ([16], [13])
    """
    return [m.end() for m in _SENTENCE_END.finditer(text) if _closes(text, m.start())]


def _closes(text: str, point: int) -> bool:
    """Whether a point ends a sentence: it does not behind an initial or an abbreviation."""
    word = text[max(text.rfind(" ", 0, point), text.rfind(".", 0, point)) + 1 : point]
    return len(word) > 1 and word not in ABBREVIATIONS


def _candidates(vi: str, words: Sequence[Word], odds: Sequence[float], ends: Sequence[int]) -> Iterator[_Candidate]:
    if ends:
        yield from _parts(words, ends, sentence=True)
    clauses = [m.end() for m in _CLAUSE_END.finditer(vi)]
    if clauses:
        yield from _parts(words, clauses, sentence=False)
    evidence, first, after = heaviest(odds)
    if evidence > 0.0:
        yield _Candidate(first, after, sentence=False)


def _parts(words: Sequence[Word], ends: Sequence[int], *, sentence: bool) -> Iterator[_Candidate]:
    """The words between the ends, as far as they are enough for a clause."""
    edges, at = [0], 0
    for end in ends:
        while at < len(words) and words[at].start < end:
            at += 1
        edges.append(at)
    edges.append(len(words))
    yield from (_Candidate(a, b, sentence) for a, b in pairwise(edges) if b - a >= SHORTEST_CLAUSE)


def _left_over(words: Sequence[Word], first: int, after: int, stems: Counter[str]) -> float:
    """The evidence of a stretch when every English word serves once, the words outside the stretch first."""
    left = dict(stems)
    for word in (*words[:first], *words[after:]):
        _serve(word, left)
    return sum(word.present if _serve(word, left) else word.missing for word in words[first:after])


def _serve(word: Word, left: dict[str, int]) -> bool:
    for match in word.matches:
        remaining = left.get(match)
        if remaining is None:
            return True
        if remaining:
            left[match] = remaining - 1
            return True
    return False
