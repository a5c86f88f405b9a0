"""Outputs that cannot be a translation: empty, cut off, looping, far too long or far too short.

Calibrated on 43,236 reference pairs of Vietnamese news (the house's training corpus, 2026-11): each bound is where fewer than one
reference in a thousand is refused, and a refusal only costs a retry.
"""

import re
from collections import Counter

from vi_brief.records import Hypothesis

LONGEST = (1.5, 6)
"""More English words than 1.5 per Vietnamese syllable, plus 6, is runaway output; no reference pair passes 1.5 plus 3."""

SHORTEST = (0.35, 8)
"""Fewer English words than 0.35 per Vietnamese syllable, in a text of 8 syllables or more; 1 reference in 20,000."""

TOKENS = (3, 16)
"""A model may write 3 tokens per source token plus 16 before it is stopped; references need at most 2 plus 5."""

ECHOES = {1: 3, 2: 2}
"""A run of n words that stands so often side by side is a loop; longer runs as for two words. 0.05 % of references."""

LONGEST_RUN = 12
"""Repeated runs of more words than this are rare and caught by `LONGEST`."""

SCATTERED = (4, 4)
"""A run of 4 words that occurs 4 times anywhere; 5 references in 43,236."""

_WORD = re.compile(r"\w+")


def faults(source: str, hypothesis: Hypothesis) -> tuple[str, ...]:
    """What is wrong with an output: any of "empty", "unfinished", "loop", "runaway", "short", worst first.

    >>> faults("Ông Nam đến Huế.", Hypothesis("Nam came to came to came to Hue.", -1.0))
    ('loop',)
    """
    if not any(character.isalnum() for character in hypothesis.text):
        return ("empty",)
    words, syllables = len(hypothesis.text.split()), len(source.split())
    found = {
        "unfinished": not hypothesis.finished,
        "loop": loops(hypothesis.text) and not loops(source),
        "runaway": words > LONGEST[0] * syllables + LONGEST[1],
        "short": syllables >= SHORTEST[1] and words < SHORTEST[0] * syllables,
    }
    return tuple(name for name, is_so in found.items() if is_so)


def loops(text: str) -> bool:
    """Whether a text repeats itself as no prose does. Figures may repeat: "30-30-30-30" is the name of a plan.

    >>> loops("very, very good"), loops("of the city of the city")
    (False, True)
    """
    words = _WORD.findall(text.lower())
    if any(_echoes(words, n) >= ECHOES.get(n, ECHOES[2]) for n in range(1, min(LONGEST_RUN, len(words) // 2) + 1)):
        return True
    n, times = SCATTERED
    counts = Counter(tuple(words[i : i + n]) for i in range(len(words) - n + 1))
    return max(counts.values(), default=0) >= times


def _echoes(words: list[str], n: int) -> int:
    """The most times that a run of n words, with a letter in it, stands side by side; 1 where none is repeated."""
    most = matching = 0
    for i in range(n, len(words)):
        matching = matching + 1 if words[i] == words[i - n] and not words[i].isdigit() else 0
        most = max(most, matching)
    return 1 + most // n
