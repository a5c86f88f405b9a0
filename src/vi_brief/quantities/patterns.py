"""Small tools to build regular expressions from tables and to scan with them."""

import re
from collections.abc import Callable, Iterable

from vi_brief.quantities.record import Hit

Make = Callable[[re.Match[str]], Hit | None]
MASK = "\x00"
LIST_NUMBER = re.compile(r"\d{1,2}\.\s")
"""At the start of a text, the number of a list item and no quantity."""


def either(words: Iterable[str]) -> str:
    """An alternation of literal words, the longest first, any white space between their parts."""
    return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(words, key=len, reverse=True))


def mask(text: str, hits: Iterable[Hit]) -> str:
    """The text with claimed stretches blanked, of the same length."""
    for hit in hits:
        text = text[: hit.start] + MASK * (hit.end - hit.start) + text[hit.end :]
    return text


def scan(text: str, pattern: re.Pattern[str], make: Make) -> list[Hit]:
    """The hits that `make` accepts among the matches of a pattern."""
    return [hit for match in pattern.finditer(text) if (hit := make(match)) is not None]
