"""The JSON document of a brief, as described in docs/reference/brief-json.md and in brief.schema.json."""

import json
import math
from collections.abc import Mapping, Sequence
from typing import Any

from vi_brief import trust
from vi_brief.records import Article, Brief, Edit, Finding, Mention, Repair, Span, Statement, Translation
from vi_brief.render.reading import utf8

SCHEMA = "1.1"
"""Version of the shape. The minor number grows with a new key, the major number when a key goes or changes its meaning."""

_DIGITS = 4  # of a confidence or a score: what lies below is noise of the arithmetic and would only make files differ


def to_bytes(content: Mapping[str, Any]) -> bytes:
    """UTF-8 JSON, indented, letters as they are, keys in the order given, ending in a newline."""
    return utf8(json.dumps(content, ensure_ascii=False, indent=2, allow_nan=False) + "\n")


def document(brief: Brief) -> dict[str, Any]:
    """The whole document; its keys are in the documented order."""
    return {
        "schema": SCHEMA,
        "source": _source(brief.article.source) | {"repairs": list(brief.repairs)},
        "article": article_part(brief.article, brief.edits) | {"title_en": brief.title_en, "captions_en": list(brief.captions_en)},
        "segments": [_segment(translation) for translation in brief.translations],
        "brief": _brief(brief),
        "signature": {"config": None, "models": {}, "versions": {}} | _plain(brief.signature),
    }


def article_part(article: Article, edits: Sequence[Edit]) -> dict[str, Any]:
    """What cleaning found: facts, paragraphs, captions, and each line that was dropped or changed, in page order."""
    in_order = sorted(edits, key=lambda edit: edit.line)
    return {
        "title": article.title,
        "published": article.published,
        "agency": article.agency,
        "byline": article.byline,
        "url": article.url,
        "dateline": article.dateline_place,
        "paragraphs": list(article.paragraphs),
        "captions": list(article.captions),
        "dropped": [{"line": e.line, "rule": e.rule, "reason": e.reason, "text": e.before} for e in in_order if e.after is None],
        "changed": [
            {"line": e.line, "rule": e.rule, "reason": e.reason, "before": e.before, "after": e.after}
            for e in in_order
            if e.after is not None
        ],
    }


def _source(source: str) -> dict[str, Any]:
    return {"url" if source.startswith(("http://", "https://")) else "path": source}


def _segment(translation: Translation) -> dict[str, Any]:
    return {
        "id": translation.segment.id,
        "paragraph": translation.segment.paragraph,
        "vi": translation.segment.vi,
        "en": translation.en,
        "confidence": _number(translation.confidence),
        "level": trust.level(translation),
        "score": _number(translation.score),
        "findings": [_finding(finding) for finding in translation.findings],
        "notes": list(translation.notes),
        "repairs": [_repair(repair) for repair in translation.repairs],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "kind": finding.kind,
        "severity": finding.severity,
        "message": finding.message,
        "vi_span": _span(finding.vi_span),
        "en_span": _span(finding.en_span),
        "repair": finding.repair,
    }


def _repair(repair: Repair) -> dict[str, Any]:
    return {
        "kind": repair.kind,
        "before": repair.before,
        "after": repair.after,
        "reason": repair.reason,
        "en_span": _span(repair.en_span),
    }


def _span(span: Span | None) -> list[int] | None:
    return None if span is None else list(span)


def _number(value: float | None) -> float | None:
    return None if value is None or not math.isfinite(value) else round(float(value), _DIGITS)


def _brief(brief: Brief) -> dict[str, Any]:
    return {
        "headline": brief.headline.text,
        "headline_evidence": list(brief.headline.evidence),
        "headline_origin": brief.headline.origin,
        "dateline": brief.dateline,
        "summary": [_statement(statement) for statement in brief.summary],
        "key_points": [_statement(statement) for statement in brief.key_points],
        "people": [_mention(mention) for mention in brief.people],
        "organizations": [_mention(mention) for mention in brief.organizations],
        "places": [_mention(mention) for mention in brief.places],
        "dates": [_mention(mention) for mention in brief.dates],
        "quantities": [_mention(mention) for mention in brief.quantities],
        "caveats": list(brief.caveats),
        "words": {"vi": brief.words_vi, "en": brief.words_en, "brief": brief.words_brief},
    }


def _statement(statement: Statement) -> dict[str, Any]:
    return {"text": statement.text, "evidence": list(statement.evidence), "origin": statement.origin}


def _mention(mention: Mention) -> dict[str, Any]:
    return {"vi": mention.vi, "en": mention.en, "value": mention.value, "role": mention.role, "segments": list(mention.segments)}


def _plain(value: Any) -> Any:
    """A value of the signature as JSON knows it: keys sorted, sets sorted, what is not a JSON value as its text."""
    if isinstance(value, Mapping):
        return {str(key): _plain(value[key]) for key in sorted(value, key=str)}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, (set, frozenset)):
        return sorted(str(item) for item in value)
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    return value if value is None or isinstance(value, (str, int)) else str(value)
