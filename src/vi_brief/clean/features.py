"""What one line looks like: its shape as text, and the kind of furniture it is, if any. No decision is taken here."""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from vi_brief.clean import buttons, captions, markdown, phrases, sources, stamps
from vi_brief.records import Line
from vi_brief.viet import letters

Site = Mapping[str, tuple[str, ...]]

LONG_WORDS = 24
"""From this many words on, a line without final punctuation still reads as a paragraph: headlines on the sites studied stop at 22."""
TAGGED_WORDS = 8
"""Tags are counted over lines of so many words: shorter ones are labels."""
TWO_SENTENCES = 14
"""A line of so many words with a full stop inside is a paragraph, whatever it ends with."""
_FULL_STOP_INSIDE = re.compile(r"[a-zà-ỹ]{3,}[\"”)]?\. [A-ZĐÀ-Ỹ\"“(]")
_END = re.compile(r"(?:[.…]|\./\.|[.…][\"”’')\]»]+|[?!][\"”’')\]]+|[:;])$")
_QUESTION = re.compile(r"[?!]+$|[\"”’']$")
_SPOKEN = re.compile(r"^[\"“].*[.,!?…:].*[\"”]\.?$|^[^\"“]*[:,]\s*[\"“].*[\"”]$|^[\"“].{0,60}[\"”]$")
_ITEM = re.compile(r"^(?:[-–—+•*●○▪■◦‣·✓✔►]\s*\S|(?:\d{1,2}|[a-zđA-HĐ]|[IVX]{1,4})[.)/]\s*\S|\(\d{1,2}\)\s*\S)")
_ROW = re.compile(r"^[^:]{2,60}:\s*\S.*\d|(?:\S*\d\S*\s.*){2}\S*\d")
_LEADING = re.compile(r"^[\s\-–—•·*▪■●○►»›>+|#:/]+")
_TRAILING = re.compile(r"[\s:.…>»›|/,\-–—!]+$")
_COUNT = re.compile(r"\s*\(?\s*\d+\s*\)?$")
_URL = re.compile(r"^(?:https?://|www\.)\S+$", re.IGNORECASE)
_HASHTAGS = re.compile(r"^(?:#[^\s#][^#]{0,40}[\s,]*)+$")
_COUNTER = re.compile(
    r"^\d{1,2}:\d{2}\s*/\s*\d{1,2}:\d{2}$|"
    r"^[\d.,]+\s?k?\s+(?:binh luan|luot thich|luot xem|luot doc|chia se|luot chia se|thich|views?|likes?|comments?|shares?|nguoi xem)$"
)
_BRACKETED = re.compile(r"^\[[^\]]{12,160}\]\.?$")
_LONE_TAG = re.compile(r"^([A-ZĐ]{2,6})\s*[-–]$")
"""A source's tag on a line of its own, before the lead."""
OPENS_CONTENTS = frozenset({"noi dung chinh", "noi dung", "tom tat noi dung"})
"""Headings that open a table of contents where the lines under them come again; elsewhere they may be text."""
_TEASER = re.compile(r"^(?!.*\. .* - )\S+(?: \S+){4,} (?P<tag>[A-ZĐ&]{2,7}|\([\w. ]{2,12}\)) ?[-–] [A-ZĐÀ-Ỹ]")
"""A headline and, behind a source's tag, the beginning of its lead, on one line."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One line with its features. `gap` tells that a blank line stands before it. `shape` is "para", "question", "item", "short" or "none".

    `kind` is the furniture the line is, or "" for text; `repeats` counts how often the page prints the line.
    """

    number: int
    text: str
    key: str
    words: int
    shape: str
    kind: str = ""
    role: str | None = None
    repeats: int = 1
    gap: bool = False
    stamp: stamps.Stamp | None = None
    caption: captions.Form | None = None
    credit: sources.Credit | None = None
    tag: sources.Tag | None = None


def key(text: str) -> str:
    """The text in lower case, without diacritics, with single spaces: what the tables are compared with."""
    return " ".join(letters.plain(text).lower().split())


@cache
def _whole() -> Mapping[str, str]:
    return {
        entry.strip(): kind
        for kind, block in phrases.WHOLE.items()
        for line in block.split("\n")
        for entry in line.split("|")
        if entry.strip()
    }


@cache
def _beginnings() -> tuple[tuple[str, int, tuple[str, ...]], ...]:
    return tuple((kind, most, entries(block)) for kind, (most, block) in phrases.STARTS.items())


@cache
def _insides() -> tuple[tuple[str, int, tuple[str, ...]], ...]:
    return tuple((kind, most, entries(block)) for kind, (most, block) in phrases.INSIDE.items())


@cache
def entries(block: str) -> tuple[str, ...]:
    """The entries of a table written in lines and bars; "_" stands for a space at an entry's edge."""
    return tuple(e.strip().replace("_", " ") for line in block.split("\n") for e in line.split("|") if e.strip())


def shape(text: str) -> str:
    """How a line reads: "para" (a sentence or more), "question" (an end that headlines have as well), "item" of a list or row of figures,
    "short" (no end), "none" (no letter or digit)."""
    words = len(text.split())
    if not any(c.isalnum() for c in text):
        return "none"
    if (_ITEM.match(text) or unicodedata.category(text[0]) == "So") and words < LONG_WORDS and not text.endswith("."):
        return "item"
    if (
        words >= LONG_WORDS
        or (words >= TWO_SENTENCES and _FULL_STOP_INSIDE.search(text))
        or (_END.search(text) and (words >= 3 or text[0] in "\"“'-–"))
        or _SPOKEN.match(text)
    ):
        return "para"
    if _QUESTION.search(text):
        return "question"
    return "item" if _ROW.search(text) else "short"


def kind(text: str, site: Site) -> str:
    """The furniture that a line is by its words, or ""."""
    linked = markdown.links(text)
    plain = key(text if linked is None else linked)
    if not any(c.isalnum() for c in plain):
        return "ornament"
    if _URL.match(text):
        return "url"
    if _HASHTAGS.match(text):
        return "tags"
    if _COUNTER.match(plain):
        return "share"
    if _BRACKETED.match(text) or _glued_teaser(text):
        return "inline"
    if plain in site.get("chrome", ()) or any(plain.startswith(s) for s in site.get("starts", ())):
        return "site"
    bare = _TRAILING.sub("", _LEADING.sub("", plain))
    whole = _whole()
    found = whole.get(bare) or whole.get(_TRAILING.sub("", _COUNT.sub("", bare))) or whole.get(plain)
    found = found or ("share" if buttons.row(plain) else "")
    return found or _by_part(plain, len(plain.split())) or ("inline" if linked is not None else "")


def _glued_teaser(text: str) -> bool:
    found = _TEASER.match(text)
    return found is not None and found["tag"].strip("()").lower() in (phrases.SOURCE_TAGS | phrases.LONG_SOURCE_TAGS) - {"ttxvn"}


def _by_part(plain: str, words: int) -> str:
    for name, most, starts in _beginnings():
        if words <= most and plain.startswith(starts):
            return name
    for name, most, parts in _insides():
        if words <= most and any(p in plain for p in parts):
            return name
    return ""


def describe(lines: Sequence[Line], site: Site) -> tuple[Mark, ...]:
    """The marks of the lines that are not blank, in order."""
    marks, last = [], 0
    for line in lines:
        text = line.text.strip()
        if not text:
            continue
        mark = _mark(line, text, site)
        marks.append(replace(mark, gap=True) if line.number > last + 1 else mark)
        last = line.number
    marks = _announced_items(marks)
    counts = Counter(m.key for m in marks)
    tags = Counter(m.tag.source for m in marks if m.tag is not None and m.words >= TAGGED_WORDS)
    tags.update(found[1] for m in marks if m.words < 3 and (found := _LONE_TAG.match(m.text)) is not None)
    plain = [counts[m.key] == 1 and m.tag is None for m in marks]
    marks = [m if p else replace(m, repeats=counts[m.key], tag=_known(m.tag, tags)) for m, p in zip(marks, plain, strict=True)]
    return tuple(_with_contents(marks))


def _with_contents(marks: list[Mark]) -> list[Mark]:
    """The marks with the lines of a table of contents as furniture, and the headings that it lists as printed once."""
    out = list(marks)
    for i, mark in enumerate(marks):
        if mark.kind != "contents" and mark.key not in OPENS_CONTENTS:
            continue
        end = i + 1
        while end < len(marks) and marks[end].repeats == 2 and marks[end].key not in {m.key for m in marks[i:end]}:
            end += 1
        listed = {m.key for m in marks[i + 1 : end]}
        out[i:end] = [replace(m, kind="contents") for m in marks[i:end]] if listed else out[i:end]
        out[end:] = [replace(m, repeats=1) if m.key in listed else m for m in out[end:]]
    return out


def _announced_items(marks: Sequence[Mark]) -> list[Mark]:
    """The marks with the lines that a colon announces as items of a list, not as headlines, captions or bylines."""
    out: list[Mark] = []
    listing = False
    for mark in marks:
        weak = mark.credit is not None and mark.credit.weak
        item = listing and (weak or (not mark.kind and mark.shape in {"short", "item"})) and not captions.bracketed(mark.text)
        out.append(replace(mark, kind="", credit=None, shape="item") if item else mark)
        listing = (not mark.kind and mark.text.endswith(":")) or item
    return out


def _known(tag: sources.Tag | None, tags: Counter[str]) -> sources.Tag | None:
    """A tag that several paragraphs of the page begin with is a source's, whether a table has it or not."""
    return replace(tag, known=True) if tag is not None and tags[tag.source] > 1 else tag


def _mark(line: Line, text: str, site: Site) -> Mark:
    mark = Mark(number=line.number, text=text, key=key(text), words=len(text.split()), shape=shape(text), role=line.role)
    tag = sources.tag(text, site)
    found = kind(text, site)
    if found:
        return replace(mark, kind=found, tag=tag)
    if (form := captions.form(text)) is not None and sources.signed(text) is None:
        return replace(mark, kind="caption", caption=form)
    stamp = stamps.read(text)
    if stamp is not None and (not stamp.rest or sources.stampable(stamp.rest)):
        return replace(mark, kind="stamp", stamp=stamp, credit=sources.read(stamp.rest) if stamp.rest else None)
    if (credit := sources.read(text)) is not None:
        return replace(mark, kind="byline" if credit.byline else "credit", credit=credit)
    return replace(mark, tag=tag, kind="tagalone" if tag is not None and not tag.rest else "")
