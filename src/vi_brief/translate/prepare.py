"""The text as the translator should see it, and its English as the desk should see it. The segment itself is never changed."""

import functools
import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from vi_brief.viet import letters, syllables

ToneMarks = Literal["new", "old", "keep"]
"""Where the tone mark of an open syllable goes: hoà, hòa, or as written."""

AGENCY_MARK = "./."
"""Vietnamese agencies end a story with this mark; to a model it is noise."""

SHOUTED_WORDS = 4
"""A text of at least so many words, all in capitals, is a headline, not a name or an abbreviation, and gets sentence case: the shipped
translator's chrF2++ on 64 capitalized headlines (case ignored) rises from 12 to 32; with their own spelling it is 44."""

_SOURCE_STEPS = (
    (re.compile(r"\s+"), " "),
    (re.compile(r"\s*\.(?:/\.)+(?=\s|$)"), "."),  # agency mark
    (re.compile(r"\.*…[.…]*|\.{4,}"), "..."),  # the mark that ends an open list, in its one common spelling
    (re.compile(r"(?<=[,;])\s*\.{3}"), " ..."),
)

_OUTPUT_STEPS = (
    (re.compile(r"[“”„‟«»＂]|''|``"), '"'),
    (re.compile(r"[‘’‚‛`´]"), "'"),
    (re.compile(r"\s+"), " "),
    (re.compile(r" +(?=[,;:!?%)\]](?:\s|$|[\"')]))"), ""),
    (re.compile(r" +(?=\.(?:\s|$|[\"')]))"), ""),
    (re.compile(r"(?<=[(\[]) +"), ""),
    (re.compile(r"(?<=[$£€]) +(?=\d)"), ""),
)


def source(text: str, tone_marks: ToneMarks) -> str:
    """A segment's text for the model: NFC, one space between words, abbreviations in full, one tone-mark placement, no agency mark.

    >>> source("Hòa bình, hữu nghị…  TTXVN./.", "new")
    'Hoà bình, hữu nghị... TTXVN.'
    """
    text = unicodedata.normalize("NFC", text)
    for pattern, replacement in _SOURCE_STEPS:
        text = pattern.sub(replacement, text)
    text = _spelled_out(_calm(text.strip()))
    if tone_marks != "keep":
        text = letters.WORD.sub(lambda match: _placed(match[0], tone_marks), text)
    return text


def _spelled_out(text: str) -> str:
    """The text with the abbreviations of expansions.tsv in full: those that models know by their words and hardly by their letters.

    One behind a bracket stays: it is mostly being introduced ("câu lạc bộ (CLB)").
    """
    found, table = _abbreviations()
    return found.sub(lambda match: table[match[0]] if match.start() else table[match[0]][0].upper() + table[match[0]][1:], text)


@functools.cache
def _abbreviations() -> tuple[re.Pattern[str], Mapping[str, str]]:
    lines = Path(__file__).with_name("expansions.tsv").read_text(encoding="utf-8").splitlines()
    table = dict(line.split("\t") for line in lines if not line.startswith("#"))
    return re.compile(rf"(?<![\w/&(-])(?:{'|'.join(sorted(map(re.escape, table), key=len, reverse=True))})(?![\w/&-])"), table


def _calm(text: str) -> str:
    words = letters.WORD.findall(text)
    if len(words) < SHOUTED_WORDS or text != text.upper():
        return text
    start = text.index(words[0])
    return text[: start + 1] + text[start + 1 :].lower()


def _placed(word: str, tone_marks: ToneMarks) -> str:
    if word.isascii():
        return word
    syllable = syllables.parse(word)
    if syllable is None or not syllable.tone:
        return word
    return syllables.with_tone(word, syllable.places[0 if tone_marks == "old" else -1])


def output(text: str) -> str:
    """A model's English in our style: straight quotes, no space before punctuation or inside brackets.

    >>> output("“Peace” , he said ( again ) .")
    '"Peace", he said (again).'
    """
    for pattern, replacement in _OUTPUT_STEPS:
        text = pattern.sub(replacement, text)
    return text.strip()


def has_words(text: str) -> bool:
    """Whether there is a letter or a digit to translate."""
    return any(character.isalnum() for character in text)
