"""What the reader of a brief must be told, the most serious first, in a few lines that name the sentences."""

import re
from collections.abc import Iterable, Mapping, Sequence

from vi_brief import trust
from vi_brief.brief.facts import Facts
from vi_brief.quantities import render
from vi_brief.records import Article, Edit, Finding, Statement, Summary, Translation

NOT_REVIEWED = "Machine translated, not reviewed."
MOST_LINES = 8
"""More lines than this nobody reads; the least serious ones share the last."""
MOST_LISTED = 12
"""More segment ids than this make a line that nobody reads."""
KINDS: Mapping[str, str] = {
    "money": "a sum of money",
    "quantity": "a number",
    "date": "a date",
    "name": "a name",
    "title": "a title or body",
    "negation": "a negation lost or added",
    "dropped": "something left out",
    "added": "something added",
    "quote": "a quotation lost or added",
    "term": "a glossary term",
    "language": "not English",
    "residue": "Vietnamese left in",
    "loop": "repeated words",
}
"""What may be wrong, by kind of finding, the most serious first."""
MENDED: Mapping[str, str] = {"substituted": "a figure or name replaced", "retried": "translated again"}
PREFIX_RULE = "scrape"
"""The cleaning rule that reads a date off a scrape's own prefix."""
_QUOTE = re.compile(r'["“][^"“”]{12,}["”]')


def caveats(
    article: Article, edits: Sequence[Edit], translations: Sequence[Translation], summary: Summary, facts: Facts
) -> tuple[str, ...]:
    """Every caveat of a brief, at most MOST_LINES: the general one, the translation, what rests on it, the facts, how it was made."""
    lines = [
        NOT_REVIEWED,
        *_not_shown(translations),
        *_flagged(translations, "error", "Possible errors"),
        *_resting(translations, summary),
        *_figures(facts),
        *_page(article, edits, facts),
        *_flagged(translations, "warning", "Doubts"),
        *_unsure(translations),
        *_mended(translations),
        *_quotes(summary),
        *([" ".join(summary.caveats)] if summary.caveats else []),
    ]
    lines = list(dict.fromkeys(lines))
    return (*lines[: MOST_LINES - 1], " ".join(lines[MOST_LINES - 1 :])) if len(lines) > MOST_LINES else tuple(lines)


def _not_shown(translations: Sequence[Translation]) -> Iterable[str]:
    ids = [t.segment.id for t in translations if trust.abstained(t)]
    if ids:
        yield f"{_segments(ids)} could not be translated well enough; the Vietnamese is shown and was not summarised."


def _flagged(translations: Sequence[Translation], severity: str, opening: str) -> Iterable[str]:
    """One line of all findings of a severity by kind: "Possible errors in the translation: a date (s3), a name (s1, s4)." """
    found: dict[str, list[str]] = {}
    for translation in translations:
        for finding in translation.findings:
            if finding.severity == severity:
                found.setdefault(_kind(finding), []).append(translation.segment.id)
    order = list(KINDS.values())
    kinds = sorted(found, key=lambda kind: order.index(kind) if kind in order else len(order))
    listed = ", ".join(f"{kind} ({_ids(list(dict.fromkeys(found[kind])))})" for kind in kinds)
    if listed:
        yield f"{opening} in the translation: {listed}."


def _kind(finding: Finding) -> str:
    return KINDS.get(finding.kind, finding.kind)


def _resting(translations: Sequence[Translation], summary: Summary) -> Iterable[str]:
    doubted = {t.segment.id for t in translations if trust.level(t) == "low"}
    resting = {
        "summary": (summary.headline, *summary.sentences),
        "key points": summary.key_points,
    }
    found = {name: [i for i in dict.fromkeys(i for s in said for i in s.evidence) if i in doubted] for name, said in resting.items()}
    listed = " and ".join(f"the {name} ({_ids(ids)})" for name, ids in found.items() if ids)
    if listed:
        yield f"Doubtful translations are used in {listed}."
    bare = sum(1 for statement in (*summary.sentences, *summary.key_points) if not statement.evidence)
    if bare:
        yield f"{_count(bare, 'sentence')} of the brief could not be traced to the article."


def _unsure(translations: Sequence[Translation]) -> Iterable[str]:
    """Sentences that no check found an error in, but that the translator was unsure of."""
    ids = [t.segment.id for t in translations if trust.level(t) == "low" and not trust.has_error(t.findings)]
    if ids:
        yield f"Low confidence in the translation of {_count(len(ids), 'sentence')} of {len(translations)} ({_ids(ids)})."


def _mended(translations: Sequence[Translation]) -> Iterable[str]:
    kinds = {kind: [t.segment.id for t in translations if any(r.kind == kind for r in t.repairs)] for kind in MENDED}
    listed = ", ".join(f"{MENDED[kind]} ({_ids(ids)})" for kind, ids in kinds.items() if ids)
    if listed:
        number = len({i for ids in kinds.values() for i in ids})
        yield f"{_count(number, 'sentence')} mended after the checks: {listed}."


def _figures(facts: Facts) -> Iterable[str]:
    seen: dict[str, list[str]] = {}
    for item in facts.ambiguous:
        line = f'"{item.vi}" can be read as {" or ".join(item.readings)}'
        seen.setdefault(line, []).append(item.segment)
    if seen:
        yield " ".join(f"{line} ({_ids(ids)})." for line, ids in seen.items())


def _page(article: Article, edits: Sequence[Edit], facts: Facts) -> Iterable[str]:
    published = article.published or ""
    if article.title is None:
        yield "The page has no title; the headline was made from the text."
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
