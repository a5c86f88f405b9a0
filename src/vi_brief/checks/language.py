"""Wrong language: a segment that is still Vietnamese, with or without its marks, or that is neither Vietnamese nor English."""

import re
from collections.abc import Iterator

from vi_brief import config
from vi_brief.checks._lexicon import lexicon
from vi_brief.checks._words import stem
from vi_brief.records import Finding, Segment, Translation
from vi_brief.viet.letters import WORD, is_vietnamese, plain, share_vietnamese

UNTRANSLATED = 0.7
"""From this part of the Vietnamese side's share of Vietnamese words on, the English side is not a translation. Set by hand: a full name in
a short English sentence reaches 0.6, a copied sentence is at 1."""
SAME_WORDS = 0.7
"""From this share of lower-case words that the Vietnamese has too, accents aside, the English side is Vietnamese without its marks."""
COMMON = frozenset(
    "the of and is was are were be been by with for from that this it its his her he they has have had will would not at which said".split()
)
"""Words that no other language of the news has: one of them is enough to call a text English."""
KNOWN = 0.5
"""Below this share of known English words among the lower-case ones, a text without COMMON words is not English. Of 3,700 references and
5,000 machine translations of four dev suites none is flagged."""
FEWEST = 5
LATIN = 0.5
"""Below this share of Latin letters a text is not English."""
_LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ]")

KINDS = frozenset({"language"})


class Options(config.Options):
    """[checks.language] has no options."""


def check(segment: Segment, translation: Translation, options: Options) -> Iterator[Finding]:
    """At most one finding, an error over the whole segment."""
    del options
    vi, en = segment.vi, translation.en
    fault = _fault(vi, en) if en.strip() else None
    if fault:
        yield Finding("language", "error", fault, (0, len(vi)) if vi else None, (0, len(en)))


def _fault(vi: str, en: str) -> str | None:
    if not en.isascii():
        letters = "".join(WORD.findall(en))
        if letters and len(_LATIN.findall(letters)) < LATIN * len(letters):
            return "the English side is in another script"
        if len(en.split()) > 2 and is_vietnamese(en) and share_vietnamese(en) >= UNTRANSLATED * share_vietnamese(vi):
            return "the English side is Vietnamese"
    words = [word for word in WORD.findall(en) if word.islower() and word.isascii()]
    if len(words) < FEWEST or not COMMON.isdisjoint(words):
        return None
    source = {plain(word) for word in WORD.findall(vi.lower())}
    if sum(1 for word in words if word in source) >= SAME_WORDS * len(words):
        return "the English side is Vietnamese without its marks"
    known = lexicon().english
    if sum(1 for word in words if stem(word) in known) < KNOWN * len(words):
        return "the English side does not look like English"
    return None
