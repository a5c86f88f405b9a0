"""Vietnamese left in the English: untranslated words, names with their diacritics, a segment that was not translated at all."""

import re
from collections.abc import Iterator

from vi_brief import config
from vi_brief.records import Finding, Segment, Translation
from vi_brief.viet.letters import is_vietnamese, plain, share_vietnamese

# Letters that no other language of the news writes: with one of them a word is Vietnamese.
ONLY_VIETNAMESE = frozenset("ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉĩịọỏốồổỗộớờởỡợụủũứừửữựỳỵỷỹ")

UNTRANSLATED = 0.7
"""From this part of the Vietnamese side's share of Vietnamese words on, the English side is not a translation. Set by hand: a full name in
a short English sentence reaches 0.6, a copied sentence is at 1."""

_RUN = re.compile(r"[^\W\d_]+(?:\s+[^\W\d_]+)*")
_WORD = re.compile(r"[^\W\d_]+")


class Options(config.Options):
    """[checks.residue]. `names`: whether a name that keeps its Vietnamese diacritics is reported (our style drops them)."""

    names: bool = True


def check(segment: Segment, translation: Translation, options: Options) -> Iterator[Finding]:
    """One finding of kind language for a segment that is still Vietnamese, else findings of kind residue."""
    en = translation.en
    if len(en.split()) > 2 and is_vietnamese(en) and share_vietnamese(en) >= UNTRANSLATED * share_vietnamese(segment.vi):
        yield Finding("language", "error", "the English side is Vietnamese", (0, len(segment.vi)), (0, len(en)))
        return
    for start, end in _residues(en):
        words = en[start:end]
        if any(word[0].islower() for word in _WORD.findall(words)):
            many = len(words.split()) > 1
            yield Finding(
                "residue", "error" if many else "warning", f"'{words}' is left in Vietnamese", _in(segment.vi, words), (start, end)
            )
        elif options.names:
            yield Finding("residue", "info", f"'{words}' keeps its diacritics", _in(segment.vi, words), (start, end), plain(words))


def _residues(text: str) -> Iterator[tuple[int, int]]:
    """Stretches of words with a Vietnamese letter, accented words between them included."""
    for run in _RUN.finditer(text):
        start, end = -1, -1
        for word in _WORD.finditer(text, *run.span()):
            if _is_vietnamese_word(word[0]):
                start = word.start() if start < 0 else start
                end = word.end()
            elif start >= 0 and word[0].isascii():
                yield start, end
                start = -1
        if start >= 0:
            yield start, end


def _is_vietnamese_word(word: str) -> bool:
    return not ONLY_VIETNAMESE.isdisjoint(word.lower())


def _in(vi: str, words: str) -> tuple[int, int] | None:
    at = vi.lower().find(words.lower())
    return (at, at + len(words)) if at >= 0 else None
