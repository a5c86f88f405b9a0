"""The brief as one HTML file without scripts and without network: brief on top, Vietnamese and English side by side below.

Article text is untrusted: the template escapes every value, hidden characters are written out, and the page's own policy lets
nothing but its one style sheet (by hash) take effect.
"""

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vi_brief import trust
from vi_brief.records import Brief, Finding, Mention, Repair, Statement, Translation
from vi_brief.render import reading
from vi_brief.render.environment import environment
from vi_brief.render.reading import Piece
from vi_brief.trust import Level

if TYPE_CHECKING:
    import jinja2

EXTENSION = "html"

_TEMPLATES = Path(__file__).parent.parent / "templates"
_LEVELS: tuple[Level, ...] = ("high", "medium", "low", "unknown")
_WORST_FIRST = ("error", "warning", "info")
_SHOWN = 8  # mentions of a kind shown before the rest is folded: what fits beside a summary of 110 words


@dataclass(frozen=True, slots=True)
class _Link:
    """An evidence link: `level` is the confidence of the segment it leads to, `alarm` that an error was found there."""

    id: str
    level: Level
    alarm: bool
    known: bool


@dataclass(frozen=True, slots=True)
class _Said:
    """A statement of the brief with its own anchor and the links to its evidence."""

    anchor: str
    label: str
    text: str
    extractive: bool
    links: tuple[_Link, ...]


@dataclass(frozen=True, slots=True)
class _Mark:
    """A piece of a text in a row: `severity` is the worst of the findings that cover it, empty where there is none.

    `about` are the anchors of these findings, `ends` the numbers of those that end here, `mended` what stood here before a repair.
    """

    text: str
    severity: str
    title: str
    about: str
    ends: str
    mended: str


@dataclass(frozen=True, slots=True)
class _Row:
    """One segment: the pieces of both sides, its confidence, what was found and mended, and which statements rest on it.

    `missing` are the findings that the Vietnamese has a place for and the English none: (number, severity, message).
    """

    id: str
    anchor: str
    level: Level
    percent: str
    vi: tuple[_Mark, ...]
    en: tuple[_Mark, ...]
    missing: tuple[tuple[int, str, str], ...]
    findings: tuple[Finding, ...]
    repairs: tuple[Repair, ...]
    abstained: bool
    notes: tuple[str, ...]
    users: tuple[_Said, ...]


@dataclass(frozen=True, slots=True)
class _Fact:
    """A mention with its links, at most a few."""

    mention: Mention
    links: tuple[_Link, ...]


def render(brief: Brief) -> bytes:
    """UTF-8, deterministic, ending in a newline."""
    page: str = _environment().get_template("brief.html.j2").render(_view(brief))
    return reading.utf8(page.strip() + "\n")


@cache
def _environment() -> "jinja2.Environment":
    return environment(_TEMPLATES, "brief.css")


def _view(brief: Brief) -> Mapping[str, Any]:
    by_id = {translation.segment.id: translation for translation in brief.translations}
    headline = _said("headline", "Headline", brief.headline, by_id)
    summary = [_said(f"summary-{n}", f"Summary {n}", s, by_id) for n, s in enumerate(brief.summary, 1)]
    points = [_said(f"point-{n}", f"Key point {n}", s, by_id) for n, s in enumerate(brief.key_points, 1)]
    rows = [_row(number, translation, [headline, *summary, *points]) for number, translation in enumerate(brief.translations, 1)]
    return {
        "brief": brief,
        "article": brief.article,
        "address": reading.web_address(brief.article.url),
        "published": reading.english_date(brief.article.published),
        "banner": reading.NOT_REVIEWED,
        "caveats": reading.caveats(brief),
        "headline": headline,
        "summary": summary,
        "points": points,
        "facts": _facts(brief, by_id),
        "shown": _SHOWN,
        "did": reading.DID,
        "title": None if "title" in by_id else brief.article.title,
        "paragraphs": _paragraphs(rows, brief.translations),
        "shares": _shares(rows),
        "high": reading.percent(trust.GREEN),
        "medium": reading.percent(trust.AMBER),
        "captions": list(itertools.zip_longest(brief.article.captions, brief.captions_en[: len(brief.article.captions)], fillvalue="")),
        "dropped": sorted((e for e in brief.edits if e.after is None), key=lambda e: e.line),
        "changed": sorted((e for e in brief.edits if e.after is not None), key=lambda e: e.line),
        "signature": list(_flat(brief.signature)),
    }


def _link(segment: str, by_id: Mapping[str, Translation]) -> _Link:
    found = by_id.get(segment)
    if found is None:
        return _Link(segment, "unknown", alarm=False, known=False)
    return _Link(segment, trust.level(found), alarm=trust.has_error(found.findings), known=True)


def _said(anchor: str, label: str, statement: Statement, by_id: Mapping[str, Translation]) -> _Said:
    links = tuple(_link(segment, by_id) for segment in statement.evidence)
    return _Said(anchor, label, statement.text, statement.origin == "extractive", links)


def _row(number: int, translation: Translation, statements: Sequence[_Said]) -> _Row:
    findings, repairs = translation.findings, translation.repairs
    spans = list(enumerate(findings, 1))
    mended = [(-n, repair.en_span) for n, repair in enumerate(repairs, 1)]
    anchor = f"row{number}"
    return _Row(
        id=translation.segment.id,
        anchor=anchor,
        level=trust.level(translation),
        percent=reading.percent(translation.confidence),
        vi=_marks(reading.pieces(translation.segment.vi, [(n, f.vi_span) for n, f in spans]), translation, anchor),
        en=_marks(reading.pieces(translation.en, [*((n, f.en_span) for n, f in spans), *mended]), translation, anchor),
        missing=tuple((n, f.severity, f.message) for n, f in spans if f.vi_span is not None and f.en_span is None),
        findings=findings,
        repairs=repairs,
        abstained=trust.abstained(translation),
        notes=translation.notes,
        users=tuple(s for s in statements if any(link.id == translation.segment.id for link in s.links)),
    )


def _marks(pieces: Iterable[Piece], translation: Translation, anchor: str) -> tuple[_Mark, ...]:
    return tuple(_mark(piece, translation, anchor) for piece in pieces)


def _mark(piece: Piece, translation: Translation, anchor: str) -> _Mark:
    numbers = [number for number in piece.marks if number > 0]
    covering = [translation.findings[number - 1] for number in numbers]
    worst = min((finding.severity for finding in covering), key=_WORST_FIRST.index, default="")
    return _Mark(
        text=piece.text,
        severity=worst,
        title=" / ".join(finding.message for finding in covering),
        about=" ".join(f"{anchor}-{number}" for number in numbers),
        ends=" ".join(str(number) for number in piece.ends if number > 0),
        mended=" / ".join(translation.repairs[-number - 1].before for number in piece.marks if number < 0),
    )


def _facts(brief: Brief, by_id: Mapping[str, Translation]) -> list[tuple[str, list[_Fact]]]:
    groups = (
        ("People", brief.people),
        ("Organizations", brief.organizations),
        ("Places", brief.places),
        ("Dates", brief.dates),
        ("Quantities", brief.quantities),
    )
    return [(name, [_Fact(m, tuple(_link(s, by_id) for s in m.segments)) for m in mentions]) for name, mentions in groups if mentions]


def _paragraphs(rows: Sequence[_Row], translations: Sequence[Translation]) -> list[list[_Row]]:
    pairs = zip(rows, translations, strict=True)
    return [[row for row, _ in group] for _, group in itertools.groupby(pairs, key=lambda pair: pair[1].segment.paragraph)]


def _shares(rows: Sequence[_Row]) -> list[tuple[Level, int, str, str]]:
    """For each level that occurs: how many rows, where its part of a bar of 100 begins and how wide it is."""
    shares, start = [], 0.0
    for level in _LEVELS:
        count = sum(row.level == level for row in rows)
        width = 100 * count / max(1, len(rows))
        if count:
            shares.append((level, count, f"{start:.2f}", f"{width:.2f}"))
        start += width
    return shares


def _flat(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """The signature as lines of name and value, nested names joined by points, sorted."""
    if isinstance(value, Mapping):
        for key in sorted(value, key=str):
            yield from _flat(value[key], f"{path}.{key}" if path else str(key))
    elif isinstance(value, (set, frozenset)):
        yield path, ", ".join(sorted(map(str, value)))
    elif isinstance(value, (list, tuple)):
        yield path, ", ".join(str(item) for item in value)
    else:
        yield path, str(value)
