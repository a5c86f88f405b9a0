"""Loops: a decoder that repeats itself."""

import re
from collections import Counter
from collections.abc import Iterator

from vi_brief import config
from vi_brief.records import Finding, Segment, Translation

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

KINDS = frozenset({"loop"})


class Options(config.Options):
    """[checks.loops] has no options."""


def check(segment: Segment, translation: Translation, options: Options) -> Iterator[Finding]:  # noqa: ARG001
    """At most one finding of kind loop, with the span from the first repetition on."""
    words = [word.strip(_MARKS) for word in translation.en.lower().split()]
    if len(words) - len(set(words)) < FEWEST:
        return
    places = [found.span() for found in _WORD.finditer(translation.en)]
    if any(words) and (at := _repeated(words)) is not None:
        if not _repeats_as_well(segment.vi):
            yield Finding("loop", "error", "the English repeats itself", None, (places[at][0], len(translation.en)))
        return
    grams: Counter[tuple[str, ...]] = Counter(tuple(words[n : n + 4]) for n in range(len(words) - 3))
    if grams and max(grams.values()) >= SCATTERED and not _repeats_as_well(segment.vi):
        phrase, times = grams.most_common(1)[0]
        yield Finding("loop", "error", f"the English says '{' '.join(phrase)}' {times} times", None, (0, len(translation.en)))


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
