"""Planted faults of content: a sentence or clause dropped, a foreign sentence added, a negation lost, a loop, Vietnamese left standing."""

import random
import re
from collections.abc import Callable, Sequence

from vi_brief import segment
from vi_brief.evaluate.planted import Planted
from vi_brief.viet.letters import WORD

FAMILIES = ("sentence-dropped", "clause-dropped", "sentence-added", "negation-lost", "loop", "untranslated")
GIVEN = {"sentence-dropped": "neighbour", "sentence-added": "stranger"}
KINDS = {
    "sentence-dropped": frozenset(("dropped",)),
    "clause-dropped": frozenset(("dropped",)),
    "sentence-added": frozenset(("added",)),
    "negation-lost": frozenset(("negation",)),
    "loop": frozenset(("loop",)),
    "untranslated": frozenset(("residue", "language")),
}

SENTENCE_WORDS = 4
"""A sentence to drop or add has at least so many words; a shorter line of a news page is a heading or a byline."""
CLAUSE_WORDS = 5
"""A clause to drop has at least so many words, and as many stay: less is often a matter of wording."""
STRETCH = (3, 10)
"""Words of Vietnamese left standing within an English sentence."""
LOOPS = {1: (4, 8), 2: (3, 6), 3: (3, 6)}
"""Words of a repeated phrase -> how often it stands; a longer phrase stands 2 to 5 times."""

_CLAUSE = re.compile(
    r"(?<=\w)(?:, |; | [–—-] | (?=(?:while|because|although|but|after|before|when|which|where|so that|in order to|as well as|and then)\b))"
)
_PHRASE_MARKS = ".,;:!?\"'()–—"

# What a negative English wording becomes without its negation. Read in order, the first that a sentence has is used.
_NEGATIONS: Sequence[tuple[re.Pattern[str], str]] = (
    (
        re.compile(
            r"\b(can|could|would|should|must|may|might|will|shall|is|are|was|were|be|been|have|has|had)(?: not|n't)\b(?! only| just)"
        ),
        r"\1",
    ),
    (re.compile(r"\bcannot\b(?! only| just)"), "can"),
    (re.compile(r"\b(?:can't)\b"), "can"),
    (re.compile(r"\bwon't\b"), "will"),
    (re.compile(r"\b(?:does|do|did)(?: not|n't) (?=[a-z])(?!only|just)"), ""),
    (re.compile(r"\bno longer\b"), "still"),
    (re.compile(r"\b(?:has|have|had) never\b"), "has often"),
    (re.compile(r"\bnever\b"), "always"),
    (re.compile(r"(?<!or )\bnot (?!only|just|least|to mention)(?=[a-z])"), ""),
    (re.compile(r"\bwithout\b(?! a doubt| doubt)"), "with"),
    (re.compile(r"(?<!have )(?<!or )\b(?:no|No) (?=[a-z])(?!doubt|matter|less|fewer|more than|later)"), "some "),
    (re.compile(r"\bnobody\b|\bno one\b"), "everybody"),
    (re.compile(r"\bnothing\b"), "everything"),
)


def corrupt(family: str, source: str, reference: str, rng: random.Random) -> Planted | None:
    """One content fault; the spoken kinds are in KINDS."""
    made = _MAKERS[family](source, reference, rng)
    if made is None:
        return None
    vi, en, corrupted = made
    return Planted(family, vi, en, corrupted, KINDS[family])


_Made = tuple[str, str, str] | None
"""(source, clean English, corrupted English)."""


def _sentence_dropped(source: str, reference: str, rng: random.Random) -> _Made:
    """One sentence of a segment that has several on both sides, else one of two neighbouring lines that were joined."""
    (vi, next_vi), (en, next_en) = source.split("\n"), reference.split("\n")
    sentences = [sentence for sentence, _ in segment.split(en)]
    if len(sentences) == 1 or len(sentences) != len(segment.split(vi)):
        if not (_is_closed(vi) and _is_closed(en)):
            return None
        vi, en, sentences = f"{vi} {next_vi}", f"{en} {next_en}", [en, next_en]
    if min(len(sentence.split()) for sentence in sentences) < SENTENCE_WORDS:
        return None
    gone = rng.randrange(len(sentences))
    return vi, en, " ".join(sentence for number, sentence in enumerate(sentences) if number != gone)


def _is_closed(text: str) -> bool:
    """Whether a line ends as a sentence does; a headline, which does not, never shares a segment with what follows."""
    return text.rstrip("\"'”’») ")[-1:] in (".", "!", "?", "…")


def _clause_dropped(source: str, reference: str, rng: random.Random) -> _Made:
    closed = len(reference.rstrip(_PHRASE_MARKS))
    edges = [0, *(edge for match in _CLAUSE.finditer(reference, 0, closed) for edge in (match.start(), match.end())), closed]
    pieces = [(reference[a:b], a, b) for a, b in zip(edges[::2], edges[1::2], strict=True)]
    words = len(reference.split())
    long = [(a, b) for text, a, b in pieces if CLAUSE_WORDS <= len(text.split()) <= words - CLAUSE_WORDS]
    if not long:
        return None
    start, end = rng.choice(long)
    before, after = reference[:start].rstrip(" ,;–—-"), reference[end:].lstrip(" ,;–—-")
    joint = " " if before and after and after[0] not in ".!?" else ""
    return source, reference, (before + joint + after) if before else after[:1].upper() + after[1:]


def _sentence_added(source: str, reference: str, rng: random.Random) -> _Made:
    vi, (en, stranger) = source.split("\n", maxsplit=1)[0], reference.split("\n")
    choices = [sentence for sentence, _ in segment.split(stranger) if len(sentence.split()) >= SENTENCE_WORDS]
    if not choices or len(en.split()) < SENTENCE_WORDS:
        return None
    foreign = rng.choice(choices)
    stop = "" if en.rstrip("\"')")[-1:] in ".!?" else "."
    return vi, en, f"{en}{stop} {foreign}" if rng.random() < 0.5 else f"{foreign} {en}"


def _negation_lost(source: str, reference: str, rng: random.Random) -> _Made:
    del rng
    for pattern, without in _NEGATIONS:
        found = pattern.search(reference)
        if found:
            return source, reference, reference[: found.start()] + found.expand(without) + reference[found.end() :]
    return None


def _loop(source: str, reference: str, rng: random.Random) -> _Made:
    words = reference.split()
    size = min(rng.randint(1, 10), len(words))
    low, high = LOOPS.get(size, (2, 5))
    start = rng.randint(0, len(words) - size)
    phrase = words[start : start + size]
    if not any(word.strip(_PHRASE_MARKS) for word in phrase):
        return None
    return source, reference, " ".join([*words[:start], *phrase * rng.randint(low, high), *words[start + size :]])


def _untranslated(source: str, reference: str, rng: random.Random) -> _Made:
    """The whole segment, its end, or a stretch in the middle stays Vietnamese; a name alone is no fault."""
    vi, en = source.split(), reference.split()
    if len(vi) < STRETCH[0] + 2 or len(en) < STRETCH[0] + 2:
        return None
    how = rng.choice(("whole", "end", "middle"))
    if how == "whole":
        return source, reference, source
    start = rng.randint(1, len(vi) - STRETCH[0])
    left = vi[start:] if how == "end" else vi[start : start + rng.randint(*STRETCH)]
    if sum(1 for word in WORD.findall(" ".join(left)) if word.islower() and not word.isascii()) < 2:
        return None
    scale = len(en) / len(vi)
    at, until = round(start * scale), round((start + len(left)) * scale)
    return source, reference, " ".join([*en[:at], *left, *([] if how == "end" else en[until:])])


_MAKERS: dict[str, Callable[[str, str, random.Random], _Made]] = {
    "sentence-dropped": _sentence_dropped,
    "clause-dropped": _clause_dropped,
    "sentence-added": _sentence_added,
    "negation-lost": _negation_lost,
    "loop": _loop,
    "untranslated": _untranslated,
}
