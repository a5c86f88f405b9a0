"""Capitalised words of Vietnamese text: where they are and how far a sequence of them goes."""

import re
from dataclasses import dataclass

from vi_brief.viet import syllables

WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*\.?(?<![^\W_]{3}\.)|[^\W_]+(?:['-][^\W_]+)*")
"""A word: hyphens and apostrophes inside belong to it, and so does the point of an initial."""
PARTICLES = frozenset("de da del della di dos du la le van von der den bin ibn al el y e".split())
"""Lower-case words inside foreign names."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a run with its place in the text."""

    text: str
    start: int
    end: int

    @property
    def capital(self) -> bool:
        """Whether it starts with a capital letter."""
        return self.text[0].isupper()

    @property
    def vietnamese(self) -> bool:
        """Whether it is a Vietnamese syllable (with or without marks)."""
        return syllables.parse(self.text) is not None


def word_at(text: str, start: int) -> Word | None:
    """The word that starts at `start`; a point after it is left out unless it is an initial (J.)."""
    found = WORD.match(text, start)
    if not found:
        return None
    word = found[0]
    if word.endswith(".") and len(word) != 2:
        word = word[:-1]
    return Word(word, start, start + len(word)) if word else None


def next_word(text: str, end: int) -> Word | None:
    """The word after one space at `end`."""
    return word_at(text, end + 1) if text[end : end + 1] == " " else None


def capitalised(text: str, start: int, most: int = 7) -> list[Word]:
    """The capitalised words from `start`, separated by single spaces; particles count only between two of them."""
    found: list[Word] = []
    word = word_at(text, start)
    held: list[Word] = []
    while word and len(found) < most:
        if word.capital:
            found += [*held, word]
            held = []
        elif found and word.text in PARTICLES and not held:
            held = [word]
        else:
            break
        word = next_word(text, word.end)
    return found
