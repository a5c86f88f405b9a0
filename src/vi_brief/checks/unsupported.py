"""A single English word that nothing in the Vietnamese supports: "expand violations" for "mở rộng phạm vi".

The table (`support.tsv.gz`, made by `training/support.py`) has the words that nearly always stand beside a Vietnamese word that translates
them, with the units that do. A free translation has such words too, so a finding is a note, never an alarm.
"""

import gzip
import importlib.resources
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from vi_brief import config
from vi_brief.checks import _coverage
from vi_brief.checks._lexicon import sides
from vi_brief.checks._words import english_words, stem, syllable, syllables
from vi_brief.records import Finding, Segment, Translation
from vi_brief.viet.letters import is_vietnamese

KINDS = frozenset({"unsupported"})
LEAST = 3.6
"""Log-odds from which a word is noted. Of 58 notes on the shipped translator's output (three suites and the seeds) that we read, 50 were on
a wrong word. No value makes it a warning: with 4.8 there is still one in 2 % of the references of vi-news-mini."""
SHORTEST = 4
"""Letters of the shortest word that is judged, as when the table was learned."""


class Options(config.Options):
    """[checks.unsupported]. `least` is the log-odds, in nats, from which a word that nothing supports is worth a note; the table has none
    below 3.
    """

    least: float = LEAST


class Support(NamedTuple):
    """What is known of a stem: the log-odds that it does not belong where nothing supports it, and the Vietnamese units that support it."""

    odds: float
    units: frozenset[str]


def check(segment: Segment, translation: Translation, options: Options) -> Iterator[Finding]:
    """A note for each word in lower case that the Vietnamese nowhere supports, but for those of a stretch that `added` reports."""
    vi, en = segment.vi, translation.en
    known = table()
    pair = sides(vi, en)
    telling = [word for word in pair.stems if word in known]
    if not telling or not vi.strip():
        return
    there = {syllable(vi[word.start : word.end]) for word in pair.vietnamese}
    alone = {word for word in telling if known[word].odds >= options.least and known[word].units.isdisjoint(there)}
    if not alone or (not en.isascii() and is_vietnamese(en)):
        return
    alone.difference_update(stem(word) for word, _, _ in syllables(vi))
    added = _coverage.added(vi, en)
    first, after = added.span if added and added.score >= _coverage.NOTE else (0, 0)
    for word, start, end in english_words(en):
        if word in alone and end - start >= SHORTEST and en[start].islower() and not first <= start < after:
            yield Finding("unsupported", "info", f"no word of the Vietnamese seems to say '{en[start:end]}'", None, (start, end))


@cache
def table() -> dict[str, Support]:
    """The shipped table: stem -> support."""
    packed = importlib.resources.files("vi_brief.checks").joinpath("support.tsv.gz").read_bytes()
    return read(gzip.decompress(packed).decode())


def read(text: str) -> dict[str, Support]:
    """A table from its rows (`training/support.py` says which)."""
    rows = (row.split("\t") for row in text.splitlines())
    return {word: Support(int(odds) / 10, frozenset(units.split(","))) for word, odds, units in rows}
