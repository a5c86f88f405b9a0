"""The brief as Markdown: a note that reads well as it is and when rendered. Headings, lists and quotes only: no table, no HTML."""

import re
from collections.abc import Iterable, Iterator

from vi_brief import trust
from vi_brief.records import Article, Brief, Edit, Mention, Statement, Translation
from vi_brief.render.reading import DID, NOT_REVIEWED, caveats, english_date, percent, utf8, visible, web_address

EXTENSION = "md"

_ANYWHERE = re.compile(r"[\\`*_\[\]<>#&~|]")
_AT_START = re.compile(r"^(?:[-+=]|\d{1,9}[.)](?=\s|$))")  # what would open a list, a rule or a heading
_SPACE = re.compile(r"\s+")

_FACTS = ("people", "organizations", "places", "dates", "quantities")


def render(brief: Brief) -> bytes:
    """UTF-8, deterministic, ending in a newline."""
    blocks = [*_top(brief)]
    if brief.summary:
        blocks += ["## Summary", "\n\n".join(_statement(statement) for statement in brief.summary)]
    blocks += _list("Key points", (_statement(statement) for statement in brief.key_points))
    for name in _FACTS:
        blocks += _mentions(name.capitalize(), getattr(brief, name))
    blocks += _list("Caveats", (_text(caveat) for caveat in (f"{NOT_REVIEWED}.", *caveats(brief))))
    blocks += _article(brief)
    blocks += _list("Captions", _captions(brief))
    blocks += _list("Lines left out", (_dropped(edit) for edit in brief.edits if edit.after is None))
    blocks += ["---", _words(brief)]
    return utf8("\n\n".join(blocks) + "\n")


def _text(text: str) -> str:
    """A stranger's text on one line, with every character that Markdown would read as its own escaped."""
    line = _ANYWHERE.sub(r"\\\g<0>", visible(_SPACE.sub(" ", text).strip()))
    return _AT_START.sub(lambda found: f"{found[0][:-1]}\\{found[0][-1]}", line)


def _references(ids: Iterable[str]) -> str:
    joined = ", ".join(_text(i) for i in ids)
    return f" [{joined}]" if joined else ""


def _top(brief: Brief) -> Iterator[str]:
    yield f"# {_text(brief.headline.text) or 'No headline'}"
    if facts := _facts(brief):
        yield facts
    yield f"> **{NOT_REVIEWED}.**"
    if brief.article.title:
        english = f" ({_text(brief.title_en)})" if brief.title_en else ""
        yield f"Original headline: *{_text(brief.article.title)}*{english}"


def _facts(brief: Brief) -> str:
    article = brief.article
    known = [
        f"**{_text(brief.dateline)}**" if brief.dateline.strip() else "",
        f"Source: {_text(article.agency)}" if article.agency else "",
        f"By {_text(article.byline)}" if article.byline else "",
        f"Published {_text(english_date(article.published))}" if article.published else "",
        _address(article),
    ]
    return " · ".join(fact for fact in known if fact)


def _address(article: Article) -> str:
    address = web_address(article.url)
    return f"<{address}>" if address else _text(article.url or "")


def _statement(statement: Statement) -> str:
    return _text(statement.text) + _references(statement.evidence)


def _mentions(title: str, mentions: Iterable[Mention]) -> list[str]:
    return _list(title, (_mention(mention) for mention in mentions))


def _mention(mention: Mention) -> str:
    name = f"**{_text(mention.en or mention.vi)}**"
    original = f" ({_text(mention.vi)})" if mention.en and mention.vi not in {"", mention.en} else ""
    role = f", {_text(mention.role)}" if mention.role else ""
    return f"{name}{original}{role}{_references(mention.segments)}"


def _list(title: str, items: Iterable[str]) -> list[str]:
    lines = [f"- {item}" for item in items]
    return [f"## {title}", "\n".join(lines)] if lines else []


def _article(brief: Brief) -> Iterator[str]:
    if not brief.translations:
        return
    yield "## Vietnamese and English, sentence by sentence"
    for translation in brief.translations:
        yield _segment(translation)


def _segment(translation: Translation) -> str:
    sure = percent(translation.confidence)
    rated = f"confidence {trust.level(translation)}, {sure}" if sure else "confidence not rated"
    notes = "".join(f"; {_text(note)}" for note in translation.notes)
    lines = [
        f"**{_text(translation.segment.id)}** · {rated}{notes}",
        "",
        f"- VI: {_text(translation.segment.vi)}",
        f"- EN: {_text(translation.en)}",
    ]
    for finding in translation.findings:
        repair = f" Suggested: {_text(finding.repair)}" if finding.repair else ""
        lines.append(f"- **{finding.severity.capitalize()}**, {_text(finding.kind)}: {_text(finding.message)}{repair}")
    for made in translation.repairs:
        word, how = DID[made.kind]
        lines.append(f"- **{word}**, {how}: {_text(made.reason)} Before: {_text(made.before)}")
    return "\n".join(lines)


def _captions(brief: Brief) -> Iterator[str]:
    for number, caption in enumerate(brief.article.captions):
        english = brief.captions_en[number] if number < len(brief.captions_en) else ""
        yield f"{_text(english)} ({_text(caption)})" if english else _text(caption)


def _dropped(edit: Edit) -> str:
    return f"Line {edit.line}, {_text(edit.rule)}: {_text(edit.reason)} {_text(edit.before)}"


def _words(brief: Brief) -> str:
    return f"{brief.words_vi:,} words of Vietnamese, {brief.words_en:,} of English; the brief has {brief.words_brief:,}."
