"""Loops: a decoder that repeats itself, and a phrase that stands twice, joined to itself ("achievements and achievements")."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from vi_brief import config
from vi_brief.records import Finding, Segment, Translation
from vi_brief.viet.letters import plain

LONGEST = 24
"""Longest phrase, in words, looked for as an immediate repetition."""

TIMES = {1: 4, 2: 3, 3: 3}
"""A phrase of so many words is a loop when it stands so many times in a row; longer phrases when they stand twice. "very, very, very" is
not one. None of the news dev suite's 690 references is flagged."""

SCATTERED = 4
"""A phrase of four words is a loop when it stands this many times anywhere and nothing in the Vietnamese does."""


FEWEST = 3
"""So many words at least stand again in any loop: with fewer there is nothing to look for."""
_WORD = re.compile(r"\S+")
_MARKS = ".,;:!?\"'()"

LONGEST_DOUBLED = 6
"""Letters of the longest word that English may set twice in a row: "that that", "very very", "really really"."""
JOINED = 6
"""Longest phrase, in words, looked for on both sides of an "and" or a comma."""
SAID_TWICE = re.compile(
    r"more|less|again|over|on|round|around|up|by|such|so|so-and-so|half|neck|through|out|years?|days?|nights?|hours?|weeks?|months?|miles?|"
    r"tens|dozens|hundreds|thousands|millions|billions|tons|lots|\w+er|worse|long|far|please|bye|hello|always|never|nothing",
    re.IGNORECASE,
)
"""Words that English itself doubles: "more and more", "bigger and bigger", "neck and neck"."""
_NO_PHRASE = frozenset(
    "it him them me us you i he she they we who that this these those one a an and or of in on at to must can will is are was were".split()
)
"""Words that no phrase ends in, and none of one word is: "we will do it, it will ..."."""
_OPENERS = frozenset("a an the each every his her its our their this that these those".split())
_BEFORE = _OPENERS | frozenset(
    "of to in for on at by with from and or as into about between have has had was were is are be been being no any all some".split()
)
"""Words after which a phrase begins: after another word the first of the two may be longer ("deputy director and director")."""
_AFTER = frozenset("is are was were has have had will would can could said must should may".split())
_ENDED = re.compile(r"[.,;:!?)]")
_LETTERS = re.compile(r"[^\W\d_][\w'’-]*")
_TWICE_VI = re.compile(r"\b(\w+)(?:\s*[,–&-]\s*|\s+\w+\s+|\s+)\1\b")
_TWICE_NAMED = re.compile(r"\b(\w+(?: \w+){1,5})(?:\s*[,–&-]\s*|\s+\w+\s+|\s+)\1\b")

KINDS = frozenset({"loop"})


class Options(config.Options):
    """[checks.loops] has no options."""


def check(segment: Segment, translation: Translation, options: Options) -> Iterator[Finding]:  # noqa: ARG001
    """At most one error, with the span from the first repetition on; where there is none, a warning for each doubled phrase, which
    carries its repair: the phrase once. None of 46,000 in-house references has one.
    """
    words = [word.strip(_MARKS) for word in translation.en.lower().split()]
    repeats = len(words) - len(set(words))
    loop = _loop(words, segment.vi, translation.en) if repeats >= FEWEST else None
    if loop is not None:
        yield loop
    elif repeats:
        yield from _doubled(segment.vi, translation.en)


def _loop(words: list[str], vi: str, en: str) -> Finding | None:
    if any(words) and (at := _repeated(words)) is not None:
        start = [found.start() for found in _WORD.finditer(en)][at]
        return None if _repeats_as_well(vi) else Finding("loop", "error", "the English repeats itself", None, (start, len(en)))
    grams: Counter[tuple[str, ...]] = Counter(tuple(words[n : n + 4]) for n in range(len(words) - 3))
    if grams and max(grams.values()) >= SCATTERED and not _repeats_as_well(vi):
        phrase, times = grams.most_common(1)[0]
        return Finding("loop", "error", f"the English says '{' '.join(phrase)}' {times} times", None, (0, len(en)))
    return None


def _doubled(vi: str, en: str) -> Iterator[Finding]:
    """Phrases that "and" or a comma joins to themselves, where the Vietnamese doubles nothing."""
    raw = en.split()
    stuttered = [(at, at + 1, 1) for at, (word, after) in enumerate(pairwise(raw)) if word == after.rstrip(_MARKS) and _stutters(word)]
    doubled = [*stuttered, *(joined for joined in _joined(raw) if _is_whole(raw, *joined))]
    if not doubled or _doubles(vi):
        return
    places = [token.start() for token in _WORD.finditer(en)]
    for first, second, size in doubled:
        once = " ".join(raw[first : first + size]).rstrip(",;")
        last = second + size - 1
        span = (places[first], places[last] + len(raw[last].rstrip(_MARKS)))
        yield Finding("loop", "warning", f"the English says '{once}' twice: '{en[slice(*span)]}'", None, span, once)


def _joined(raw: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """Where the same words stand on both sides of an "and" or a comma: the numbers of their first words, and how many they are."""
    for at, word in enumerate(raw):
        if word != "and" and (word[-1] != "," or raw[at + 1 : at + 2] == ["and"]):
            continue
        end, second = at + (word != "and"), at + 1
        last = raw[end - 1].rstrip(",;") if end else ""
        for size in range(1, min(JOINED, end, len(raw) - second) + 1):
            again = raw[second + size - 1].rstrip(_MARKS)
            same = again == last and raw[end - size : end - 1] == raw[second : second + size - 1]
            if same and _is_phrase([*raw[end - size : end - 1], last]):
                yield end - size, second, size


def _stutters(word: str) -> bool:
    """Whether a word says nothing when it stands twice in a row ("personally personally"): English doubles short ones ("had had")."""
    return len(word) > LONGEST_DOUBLED and word.isalpha() and word.islower() and not SAID_TWICE.fullmatch(word)


def _is_phrase(words: Sequence[str]) -> bool:
    """Whether these words may be doubled by mistake: no figures, no idiom, and no name of one word (Johnson and Johnson)."""
    if not all(_LETTERS.fullmatch(word) for word in words) or words[-1].lower() in _NO_PHRASE:
        return False
    return len(words) > 1 or (words[0].islower() and len(words[0]) > 2 and not SAID_TWICE.fullmatch(words[0]))


def _is_whole(raw: Sequence[str], first: int, second: int, size: int) -> bool:
    """Whether neither of the two goes on beyond what they share."""
    before = raw[first - 1] if first else ","
    if not (_ENDED.match(before[-1]) or before.lower() in _BEFORE or raw[first].lower() in _OPENERS):
        return False
    last = second + size - 1
    if last == len(raw) - 1 or _ENDED.search(raw[last][-1]):
        return True
    plainly = raw[second - 1] == "and" and not _ENDED.search(raw[second - 2])
    return plainly and raw[last].isalpha() and raw[last + 1] in _AFTER


def _doubles(vi: str) -> bool:
    """Whether the Vietnamese doubles a word ("luôn luôn", "người với người"), or a name that marks alone tell apart."""
    return bool(_TWICE_VI.search(vi.lower()) or _TWICE_NAMED.search(plain(vi).lower()))


def _repeated(words: list[str]) -> int | None:
    """Where the first immediate repetition begins: the number of the word, or None."""
    repeats = len(words) - len(set(words))
    for size in range(1, min(LONGEST, len(words) // 2, repeats) + 1):
        times = TIMES.get(size, 2)
        run = size
        for at in range(size, len(words)):
            run = run + 1 if words[at] == words[at - size] else size
            if run >= size * times:
                return at - run + 1 + size
    return None


def _repeats_as_well(vi: str) -> bool:
    words = [word.strip(_MARKS) for word in vi.lower().split()]
    grams = Counter(tuple(words[n : n + 3]) for n in range(len(words) - 2))
    return _repeated(words) is not None or (bool(grams) and max(grams.values()) >= SCATTERED - 1)
