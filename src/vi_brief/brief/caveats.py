"""What the reader of a brief must be told, one line each."""

import re
from collections.abc import Iterable, Mapping, Sequence

from vi_brief.brief.facts import Facts
from vi_brief.quantities import render
from vi_brief.records import Article, Edit, Finding, Statement, Summary, Translation

NOT_REVIEWED = "Machine translated, not reviewed."
LOW_CONFIDENCE = 0.5
"""Below this a translation is shown as doubtful (red); the checks calibrate confidence against chrF, 0.5 is their middle."""
MOST_LISTED = 12
"""More segment ids than this make a line that nobody reads."""
KINDS: Mapping[str, str] = {
    "quantity": "a number that differs from the Vietnamese",
    "money": "a sum of money that differs from the Vietnamese",
    "date": "a date that differs from the Vietnamese",
    "name": "a name that is missing or spelled differently",
    "title": "a title or body that is not translated as usual",
    "negation": "a negation that was lost or added",
    "dropped": "a part of the Vietnamese that seems to be left out",
    "added": "English that has no match in the Vietnamese",
    "length": "an unusual length for its Vietnamese",
    "loop": "repeated words",
    "residue": "Vietnamese left in the English",
    "language": "text that is not English",
    "quote": "a quotation that was lost or added",
    "empty": "no translation",
}
PREFIX_RULE = "scrape"
"""The cleaning rule that reads a date off a scrape's own prefix."""
_QUOTE = re.compile(r'["“][^"“”]{12,}["”]')
_GAVE_UP = "gave up"


def caveats(
    article: Article, edits: Sequence[Edit], translations: Sequence[Translation], summary: Summary, facts: Facts
) -> tuple[str, ...]:
    """Every caveat of a brief: the general one first, then what the summary says, the translation, the facts and the page."""
    lines = [
        NOT_REVIEWED,
        *summary.caveats,
        *_translation(translations),
        *_figures(facts),
        *_page(article, edits, facts),
        *_quotes(summary),
    ]
    return tuple(dict.fromkeys(lines))


def _translation(translations: Sequence[Translation]) -> Iterable[str]:
    kept = [t.segment.id for t in translations if any(_GAVE_UP in note for note in t.notes)]
    if kept:
        yield f"{_segments(kept)} could not be translated; the Vietnamese is kept."
    found: dict[str, list[tuple[str, Finding]]] = {}
    for translation in translations:
        for finding in translation.findings:
            if finding.severity != "info":
                found.setdefault(finding.kind, []).append((translation.segment.id, finding))
    for kind, items in found.items():
        ids = list(dict.fromkeys(segment for segment, _ in items))
        yield f"{_count(len(items), 'possible error')} in the translation: {KINDS.get(kind, kind)} (see {_ids(ids)})."
    doubtful = [t.segment.id for t in translations if t.confidence is not None and t.confidence < LOW_CONFIDENCE]
    if doubtful:
        yield f"Low confidence in the translation of {_count(len(doubtful), 'sentence')} of {len(translations)} ({_ids(doubtful)})."


def _figures(facts: Facts) -> Iterable[str]:
    seen: dict[str, list[str]] = {}
    for item in facts.ambiguous:
        line = f'"{item.vi}" can be read as {" or ".join(item.readings)}'
        seen.setdefault(line, []).append(item.segment)
    for line, ids in seen.items():
        yield f"{line} ({_ids(ids)})."


def _page(article: Article, edits: Sequence[Edit], facts: Facts) -> Iterable[str]:
    if article.title is None:
        yield "The page has no title; the headline was made from the text."
    published = article.published or ""
    if not published:
        yield "The page prints no publication date."
        yearless = [mention.en for mention in facts.dates if mention.value.startswith("--")]
        if yearless:
            yield f"The article gives no year for {', '.join(yearless[:3])}; none was added."
    elif any(edit.rule == PREFIX_RULE for edit in edits):
        yield f"The date of the article ({render('date', published[:10])}) comes from a mark of the scrape, not from the page itself."
    elif len(published) < len("2023-06-09"):
        yield f"The publication date is known only as {render('date', published)}."


def _quotes(summary: Summary) -> Iterable[str]:
    statements: list[Statement] = [summary.headline, *summary.sentences, *summary.key_points]
    if any(_QUOTE.search(statement.text) for statement in statements):
        yield "Quotes are translated from Vietnamese; they are not the speakers' own words."


def _segments(ids: Sequence[str]) -> str:
    return f"{'Sentence' if len(ids) == 1 else 'Sentences'} {_ids(ids)}"


def _ids(ids: Sequence[str]) -> str:
    shown = ", ".join(ids[:MOST_LISTED])
    return shown + (f" and {len(ids) - MOST_LISTED} more" if len(ids) > MOST_LISTED else "")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
