"""One spelling for a name in an article."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from vi_brief.glossaries.words import Words, bare, english, vietnamese
from vi_brief.records import Finding, Span, Translation
from vi_brief.viet.names import copied, person_names

_HYPHENATED = re.compile(r"(?<![\w-])[A-Z][a-z]+(?: [A-Z][a-z]+)*-[a-z]+(?![\w-])")


def unusual(translations: Sequence[Translation]) -> Iterator[tuple[str, Finding]]:
    """A warning for each name that an article spells in another way than most of its sentences do, with the usual spelling."""
    found: defaultdict[tuple[str, ...], list[tuple[str, Span, Span, str]]] = defaultdict(list)
    for translation in translations:
        for span, words in _persons(translation.segment.vi):
            for there in _printed(words, english(translation.en)):
                found[words].append((translation.segment.id, span, there, translation.en[slice(*there)]))
    for uses in found.values():
        usual = Counter(copied(use[3]) for use in uses).most_common(1)[0][0]
        for segment_id, span, there, printed in uses:
            if copied(printed) != usual:
                message = f"'{printed}' is '{usual}' elsewhere in the article"
                yield segment_id, Finding("name", "warning", message, span, there, usual)


def _persons(vi: str) -> Iterator[tuple[Span, tuple[str, ...]]]:
    hyphenated = (match.span() for match in _HYPHENATED.finditer(vi))
    for start, end in dict.fromkeys([*person_names(vi), *hyphenated]):
        yield (start, end), tuple(bare(word) for word in vietnamese(vi[start:end]).printed)


def _printed(words: tuple[str, ...], en: Words) -> Iterator[Span]:
    """Where the words of a name stand together in the English."""
    keys = [bare(word) for word in en.printed]
    for at in range(len(keys) - len(words) + 1):
        if tuple(keys[at : at + len(words)]) == words:
            yield en.spans[at][0], en.spans[at + len(words) - 1][1]
