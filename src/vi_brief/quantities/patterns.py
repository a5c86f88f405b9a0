"""Small tools to build regular expressions from tables and to scan with them."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from vi_brief.quantities.record import Hit

Make = Callable[[re.Match[str]], Hit | None]
MASK = "\x00"
LIST_NUMBER = re.compile(r"\d{1,2}\.\s")
"""At the start of a text, the number of a list item and no quantity."""


class Family(NamedTuple):
    """A pattern, what makes a hit of its match, and a gate: words of which a text in lower case has one wherever the pattern matches.

    The gate costs a hundredth of the pattern; without one the pattern always runs.
    """

    gate: tuple[str, ...]
    pattern: re.Pattern[str]
    make: Make


_SCORE = re.compile(r"(?<![\w.,/:-])(?P<one>\d{1,2}):(?P<two>\d)(?![\w/:]|[.,]\d)")


def find_scores(text: str) -> list[Hit]:
    """Scores with a colon ("3:0"), in a text in which times have been blanked."""
    return [Hit(*m.span(), "number", (f"{int(m['one'])}-{int(m['two'])}",)) for m in _SCORE.finditer(text)] if ":" in text else []


def words(text: str) -> frozenset[str]:
    """The words of a text in lower case, split at anything that is no letter."""
    return frozenset(_WORD.findall(text.lower()))


_WORD = re.compile(r"[^\W\d_]+")


def either(words: Iterable[str]) -> str:
    """An alternation of literal words, the longest first, any white space between their parts."""
    return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(words, key=len, reverse=True))


def mask(text: str, hits: Iterable[Hit]) -> str:
    """The text with claimed stretches blanked, of the same length."""
    for hit in hits:
        text = text[: hit.start] + MASK * (hit.end - hit.start) + text[hit.end :]
    return text


def claim(text: str, families: Sequence[Family]) -> tuple[list[Hit], str]:
    """The hits of families in their order of precedence, and the text with them blanked."""
    low, hits = text.lower(), []
    for gate, pattern, make in families:
        if gate and not any(word in low for word in gate):
            continue
        found = scan(text, pattern, make)
        text = mask(text, found)
        hits += found
    return hits, text


def scan(text: str, pattern: re.Pattern[str], make: Make) -> list[Hit]:
    """The hits that `make` accepts among the matches of a pattern."""
    return [hit for match in pattern.finditer(text) if (hit := make(match)) is not None]
