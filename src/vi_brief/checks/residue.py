"""Vietnamese left in the English: untranslated words within a sentence, names with their diacritics."""

import re
from collections.abc import Iterator
from itertools import pairwise

from vi_brief import config
from vi_brief.checks import language
from vi_brief.records import Finding, Segment, Severity, Span, Translation
from vi_brief.viet.letters import WORD, plain
from vi_brief.viet.syllables import parse

# Letters that no other language of the news writes: with one of them a word is Vietnamese.
ONLY_VIETNAMESE = frozenset("ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉĩịọỏốồổỗộớờởỡợụủũứừửữựỳỵỷỹ")
BETWEEN = 2
"""So many words without a mark may stand within one stretch, if the stretch stands so in the Vietnamese."""
_GAP = re.compile(r"[\s,;:\"“”'-]+")

KINDS = frozenset({"residue"})


class Options(config.Options):
    """[checks.residue]. `names`: whether a name that keeps its Vietnamese diacritics is reported (our style drops them)."""

    names: bool = True


def check(segment: Segment, translation: Translation, options: Options) -> Iterator[Finding]:
    """One finding for each stretch; none for a segment that is Vietnamese as a whole, which is another fault (language)."""
    en = translation.en
    if en.isascii():
        return
    stretches = list(_stretches(segment.vi, en))
    if not stretches or next(language.check(segment, translation, language.Options()), None):
        return
    for start, end in stretches:
        words = en[start:end]
        lower = [word for word in WORD.findall(words) if word[0].islower()]
        if lower:
            severity: Severity = "error" if len(words.split()) > 1 else "warning"
            yield Finding("residue", severity, f"'{words}' is left in Vietnamese", _in(segment.vi, words), (start, end))
        elif options.names:
            yield Finding("residue", "info", f"'{words}' keeps its diacritics", _in(segment.vi, words), (start, end), plain(words))


def _stretches(vi: str, en: str) -> Iterator[Span]:
    """Stretches of words with a Vietnamese mark, with the words between them that the Vietnamese has there too."""
    source = " ".join(WORD.findall(vi.lower()))
    words = list(WORD.finditer(en))
    marked = [n for n, word in enumerate(words) if _is_vietnamese(word[0], source)]
    begun = None
    for at, number in enumerate(marked):
        begun = number if begun is None else begun
        after = marked[at + 1] if at + 1 < len(marked) else None
        if after is None or not _joined(words[number : after + 1], en, source):
            yield words[begun].start(), words[number].end()
            begun = None


def _joined(words: list[re.Match[str]], en: str, source: str) -> bool:
    if len(words) > BETWEEN + 2 or not _GAP.fullmatch("".join(en[a.end() : b.start()] for a, b in pairwise(words))):
        return False
    return len(words) == 2 or " ".join(word[0].lower() for word in words) in source


def _is_vietnamese(word: str, source: str) -> bool:
    if word.isascii() or len(word) == 1:
        return False
    lower = word.lower()
    if not ONLY_VIETNAMESE.isdisjoint(lower):
        return True
    return parse(word) is not None and lower in source.split()


def _in(vi: str, words: str) -> Span | None:
    at = vi.lower().find(words.lower())
    return (at, at + len(words)) if at >= 0 else None
