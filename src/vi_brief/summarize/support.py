"""Whether the article supports an English sentence, and which of its segments do."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from vi_brief.summarize import english
from vi_brief.summarize.source import Source, View, figures, values

MOST_EVIDENCE = 3
"""A sentence that needs more segments than this mixes what the article keeps apart."""
LEAST_SUPPORT = 0.7
"""Least share of a sentence's content (by idf weight) in its evidence.

Calibrated on the hand-written briefs of the five seeds against their reference translations: all 46 sentences reach 0.70 (their lowest
tenth starts at 0.79), and of the same 46 with their second half taken from another article none does (0.65 lets one in)."""
LEAST_CONTENT = 6
"""Different content words that a sentence must have to be worth its place. Of 226 hand-written summary sentences 7 have fewer."""
LEAST_VARIETY = 0.8
"""Least share of a sentence's content words that differ from one another. Of the same 226 sentences one lies lower, at 0.79."""
LEAST_ORDER = 0.7
"""Least share of neighbouring content words that stand near each other, in this order, in one segment of the evidence.

A small model puts known words together into what nobody said. Of the 46 hand-written sentences 23 reach it; strictness costs little, for
the translation's own sentence stands in."""
LEAST_WORDS = 10
"""Words of a sentence that a small model may say: its short ones are mostly stubs of longer ones."""
NEAR = 4
"""Content words within which two words stand near each other."""
MOST_NEW = 1
"""Content words that the article lacks: 42 of the 46 hand-written sentences have at most one."""
LEAST_GAIN = 0.08
"""A further segment must add this share of the content, or a name or number, to be listed as evidence."""
LEAST_ADDED = 0.15
"""For what a small model wrote, a further segment must add this share of the content: one that only lends the name of a country says
nothing of the matter, and the sentence has borrowed it. Of the 46 hand-written sentences 41 would pass."""
NAME_WEIGHT, VALUE_WEIGHT = 1.0, 2.0
"""How much a covered name or number counts beside content words (1 is the weight of an average rare word) when evidence is chosen."""
COMMON_CAPITALS = frozenset(
    """
    secretary party committee president minister prime deputy general first chairman chairwoman chair vice central member
    politburo state standing permanent director ambassador foreign ministry department government council national assembly
    people's leader chief head senator representative spokesman spokeswoman spokesperson mr mrs ms dr professor king queen
    prince governor mayor commander delegation capital city province district commune town monday tuesday wednesday thursday
    friday saturday sunday january february march april may june july august september october november december
    """.split()
)
"""Words of titles and dates: a name may stand beside them in an order that the article does not have."""
DEMONYMS = {
    "chinese": "china", "french": "france", "british": "britain", "dutch": "netherlands", "german": "germany", "spanish": "spain",
    "thai": "thailand", "swiss": "switzerland", "danish": "denmark", "turkish": "turkey", "polish": "poland", "filipino": "philippines",
    "lao": "laos", "greek": "greece", "peruvian": "peru", "norwegian": "norway", "welsh": "wales", "scottish": "scotland",
    "english": "england", "vietnamese": "vietnam", "argentine": "argentina", "u.s": "states", "american": "states", "us": "states",
    "uk": "britain", "un": "nations",
}  # fmt: skip
_SHORTEST_SHARED = 4


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a sentence may be printed. `reason` says why not; `evidence` are segment ids, best first; `share` is the content covered."""

    supported: bool
    reason: str
    evidence: tuple[str, ...] = ()
    share: float = 0.0


@dataclass(frozen=True, slots=True)
class _Claims:
    """What a sentence says that evidence must have; the stems once each, in text order, so that sums are the same in every process."""

    stems: tuple[str, ...]
    names: tuple[tuple[str, ...], ...]
    values: tuple[frozenset[str], ...]


def check(text: str, source: Source, *, headline: bool = False, strict: bool = False) -> Verdict:
    """The verdict on a sentence, or on a headline, which needs no end mark. `strict` also looks at how the words are joined."""
    if reason := _malformed(text, headline=headline):
        return Verdict(supported=False, reason=reason)
    claims = _claims(text)
    chosen, share = _evidence(claims, source, LEAST_ADDED if strict else 0.0)
    ids = tuple(view.segment for view in chosen)
    reason = _missing(text, claims, chosen)
    if not reason and share < LEAST_SUPPORT:
        reason = "says more than its sources"
    if not reason and strict:
        reason = _loose(text, claims, chosen, source)
    return Verdict(supported=not reason, reason=reason, evidence=ids, share=share)


def _malformed(text: str, *, headline: bool) -> str:
    """What is wrong with a sentence whatever the article says; empty where nothing is."""
    content = english.content(text)
    if english.loops(text) or len(set(content)) < LEAST_VARIETY * len(content):
        return "repeats itself"
    if headline:
        return ""
    if not english.is_whole(text):
        return "is not a complete sentence"
    return "says too little" if len(set(content)) < LEAST_CONTENT else ""


def link(text: str, source: Source) -> tuple[str, ...]:
    """The ids of the segments that a text rests on, best first, supported or not; empty where nothing is shared."""
    return tuple(view.segment for view in _evidence(_claims(text), source)[0])


def _claims(text: str) -> _Claims:
    found = tuple(frozenset(q.values) for q in figures(text) if not (q.kind == "number" and q.text.isalpha() and q.values[0] in {"1", "2"}))
    names = tuple(tuple(word.lower() for word in run) for run in english.capitalised(text))
    return _Claims(tuple(dict.fromkeys(english.content(text))), names, found)


@dataclass(frozen=True, slots=True)
class _Cover:
    """What of a sentence's claims a view has: stems, and one bit each for the words of its names and for its figures."""

    stems: frozenset[str]
    words: int
    values: int

    def __or__(self, other: "_Cover") -> "_Cover":
        return _Cover(self.stems | other.stems, self.words | other.words, self.values | other.values)


class _Scale:
    """The claims of one sentence, weighed once and held against every view of the article once."""

    def __init__(self, claims: _Claims, source: Source) -> None:
        self._weighed = [(stem, source.weight(stem)) for stem in claims.stems]
        self._words = tuple(dict.fromkeys(word for run in claims.names for word in run))
        bits = {word: 1 << at for at, word in enumerate(self._words)}
        self._names = [sum({bits[word] for word in run}) for run in claims.names]
        self._stems, self._values = frozenset(claims.stems), claims.values
        self.all = sum(weight for _, weight in self._weighed)
        self.nothing = _Cover(frozenset(), sum(bit for word, bit in bits.items() if _has_word(word, ())), 0)
        self.views = [(view, self._cover(view)) for view in source.views]

    def _cover(self, view: View) -> _Cover:
        words = sum(1 << at for at, word in enumerate(self._words) if _has_word(word, (view,)))
        figures = sum(1 << at for at, wanted in enumerate(self._values) if not wanted.isdisjoint(view.values))
        return _Cover(self._stems & view.stems, words, figures)

    def weight(self, cover: _Cover) -> float:
        """The weight of the stems that are covered."""
        return sum(weight for stem, weight in self._weighed if stem in cover.stems)

    def share(self, cover: _Cover) -> float:
        """The covered share of the content, 0..1."""
        return self.weight(cover) / self.all if self.all else 0.0

    def worth(self, cover: _Cover) -> float:
        """What a cover is worth when evidence is chosen."""
        names = sum(1 for run in self._names if cover.words & run == run)
        return self.weight(cover) + NAME_WEIGHT * names + VALUE_WEIGHT * cover.values.bit_count()


def _evidence(claims: _Claims, source: Source, least: float = 0.0) -> tuple[list[View], float]:
    """Up to MOST_EVIDENCE segments that together cover most of the claims, chosen greedily, and the share that they cover.

    A further one adds `least` to the share.
    """
    scale = _Scale(claims, source)
    chosen: list[View] = []
    total, now = scale.all or 1.0, scale.nothing
    while len(chosen) < MOST_EVIDENCE:
        enough = scale.share(now) + least if chosen else 0.0
        rest = [(view, now | cover) for view, cover in scale.views if view not in chosen and scale.share(now | cover) >= enough]
        if not rest:
            break
        best, cover = max(rest, key=lambda pair: scale.worth(pair[1]))
        gain = scale.worth(cover) - scale.worth(now)
        if gain <= 0 or (chosen and gain < LEAST_GAIN * total):
            break
        chosen.append(best)
        now = cover
    return chosen, scale.share(now)


def _loose(text: str, claims: _Claims, views: Sequence[View], source: Source) -> str:
    """Why a sentence is not a small model's to say; empty where it is."""
    if english.count(text) < LEAST_WORDS:
        return "says too little"
    if sum(source.is_new(stem) for stem in claims.stems) > MOST_NEW:
        return "says more than its sources"
    return "joins words as its sources do not" if _order(text, views) < LEAST_ORDER else ""


def _order(text: str, views: Sequence[View]) -> float:
    content = english.content(text)
    near = frozenset(
        (stem, other) for view in views for at, stem in enumerate(view.content) for other in view.content[at + 1 : at + 1 + NEAR]
    )
    pairs = list(pairwise(content))
    return sum(pair in near for pair in pairs) / len(pairs) if pairs else 1.0


def _missing(text: str, claims: _Claims, views: Sequence[View]) -> str:
    """Why the evidence does not carry a sentence's figures, names or negation; empty where it does."""
    if not all(any(wanted & view.values for view in views) for wanted in claims.values):
        return "has a number or date that its sources lack"
    digits = {word.replace(",", "") for word in english.words(text) if word[0].isdigit()}
    known = frozenset().union(*(view.figures for view in views), *(view.values for view in views))
    if not values(text) and not digits <= known:
        return "has a figure that its sources lack"
    for run in claims.names:
        if not all(_has_word(word, views) for word in run) or not _keeps_order(run, views):
            return "has a name that its sources lack"
    if english.negated(text) and not any(view.negated for view in views):
        return "denies what its sources do not deny"
    return ""


def _has_word(word: str, views: Sequence[View]) -> bool:
    if any(word in view.words or DEMONYMS.get(word, word) in view.words for view in views):
        return True
    if word in COMMON_CAPITALS:
        return any(english.stem(word) in view.stems for view in views) or word in _TITLES
    return any(not view.words.isdisjoint(_akin(word)) for view in views)


_TITLES = frozenset("mr mrs ms dr".split())
_ENDINGS = ("", "n", "an", "ian", "ese", "ish", "i", "s", "'s", "ns", "ans", "ians")


@lru_cache(maxsize=1024)
def _akin(word: str) -> frozenset[str]:
    """What a country's or people's name may also be: Cuba, Cuban; Vietnamese, Vietnam. The shorter of two has four letters or more.

    >>> "cuban" in _akin("cuba"), "cuba" in _akin("cuban"), "us" in _akin("usn")
    (True, True, False)
    """
    longer = {word + ending for ending in _ENDINGS} if len(word) >= _SHORTEST_SHARED else set()
    shorter = {word.removesuffix(ending) for ending in _ENDINGS if word.endswith(ending)}
    return frozenset(longer | {other for other in shorter if len(other) >= _SHORTEST_SHARED})


def _keeps_order(run: Sequence[str], views: Sequence[View]) -> bool:
    """Whether neighbours in a name are neighbours in the sources too, so that no new person is made of two."""
    for first, second in pairwise(run):
        if first in COMMON_CAPITALS or second in COMMON_CAPITALS or first in DEMONYMS:
            continue
        if not any((first, second) in view.pairs for view in views):
            return False
    return True
