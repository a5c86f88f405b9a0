"""How a translation kept a glossary: where a term's English is, and how often each term was used and missed."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from vi_brief.glossaries.files import Term, inflected, trie
from vi_brief.glossaries.words import english, vietnamese
from vi_brief.records import Span, Translation


@dataclass(frozen=True, slots=True)
class Row:
    """One term of a glossary in a text: in how many segments with the term its English was used, and in which it was missed."""

    term: str
    expected: str
    used: int
    missed: tuple[str, ...]


def compliance(translations: Iterable[Translation], terms: Sequence[Term]) -> list[Row]:
    """A row for each term that the Vietnamese has, the most missed first; a segment counts once for each term."""
    finder = trie(terms)
    used: Counter[Term] = Counter()
    missed: dict[Term, list[str]] = {}
    for translation in translations:
        for term in dict.fromkeys(match.value for match in finder.find(vietnamese(translation.segment.vi))):
            if any(place(form, translation.en) for form in term.en):
                used[term] += 1
            else:
                missed.setdefault(term, []).append(translation.segment.id)
    there = [term for term in terms if term in used or term in missed]
    rows = [Row(term.vi, term.en[0], used[term], tuple(missed.get(term, ()))) for term in there]
    return sorted(rows, key=lambda row: -len(row.missed))


def place(form: str, en: str) -> Span | None:
    """Where an English text has the words of a form together and in order, whatever their case and number; None where it does not.

    >>> place("people's committee", "Provincial People's Committees met")
    (11, 30)
    """
    wanted = [inflected(word) for word in english(form).printed]
    words = english(en)
    keys = [inflected(word) for word in words.printed]
    for at in range(len(keys) - len(wanted) + 1):
        if wanted and keys[at : at + len(wanted)] == wanted:
            return words.spans[at][0], words.spans[at + len(wanted) - 1][1]
    return None
