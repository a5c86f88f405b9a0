"""The decision about each line, once it is known where the article begins and ends."""

import re
from collections.abc import Sequence
from dataclasses import replace

from vi_brief.clean import boxes, neighbours, pictures, polls, scenery, sources, span
from vi_brief.clean.features import Mark
from vi_brief.clean.scene import CUE_WORDS, Scene, Verdict, acts, cue

_FOOTNOTE = re.compile(r"^(?:\(\d{1,2}\)|\[\d{1,2}\]|\(\*+\)|\*+)\s?\S+\s+\S+")
LEAD_WORDS = 12
"""A line without an end between title and body is the lead from so many words on; shorter ones are labels of the site."""
MAX_REACH = 6
"""So many lines without an end can close an article."""
TAG_WORDS = 6
"""Key words are shorter than this."""
NEAR = 3
"""So many lines behind the body a caption still belongs to the article."""


def judge(marks: Sequence[Mark], title: int | None, body: span.Span) -> dict[int, Verdict]:
    """A verdict for every line."""
    structured = span.structured(marks)
    first = body.first if title is None or structured else title + 1
    scene = Scene(marks, title, first, body.last if structured else _reach(marks, body.last))
    for step in (
        _title,
        _roles,
        _outside,
        polls.polls,
        pictures.captions,
        pictures.alternatives,
        _furniture,
        boxes.doubles,
        _head,
        boxes.boxes,
        boxes.teasers,
        scenery.captions,
        _opening,
        _tail,
    ):
        step(scene)
    for i in range(len(marks)):
        if i not in scene.verdicts:
            scene.verdicts[i] = Verdict(kept=marks[i].text)
    return scene.verdicts


def with_lead(marks: Sequence[Mark], body: span.Span) -> span.Span:
    """The span with the lines without an end right before it that are long enough for a lead: for pages whose title is known elsewhere."""
    first = body.first
    while first and not marks[first - 1].kind and marks[first - 1].words >= LEAD_WORDS and marks[first - 1].role is None:
        first -= 1
    return replace(body, first=first)


def _reach(marks: Sequence[Mark], last: int) -> int:
    """The article's last line: lines without an end belong to it where a byline or a credit follows, or on a page without furniture."""
    at = last
    while at + 1 < len(marks) and not marks[at + 1].kind and marks[at + 1].shape in {"short", "item", "question"}:
        at += 1
    follows = marks[at + 1] if at + 1 < len(marks) else None
    listed = all(marks[j].shape == "item" for j in range(last + 1, at + 1))
    tags = at > last and all(marks[j].words < TAG_WORDS for j in range(last + 1, at + 1)) and any(c.islower() for c in marks[at].text[:1])
    closing = follows is not None and follows.kind in {"byline", "credit"} and not tags
    while at + 1 < len(marks) and at == last and _footnote(marks, last + 1):
        last = at = last + 1
    bare = follows is None and (listed or not any(m.kind for m in marks))
    return at if at - last <= MAX_REACH and (closing or bare) else last


def _footnote(marks: Sequence[Mark], i: int) -> bool:
    """Whether a line is a footnote, or the rule above the first one."""
    ruled = marks[i].kind == "ornament" and i + 1 < len(marks) and _FOOTNOTE.match(marks[i + 1].text) is not None
    return ruled or (_FOOTNOTE.match(marks[i].text) is not None and not marks[i].kind)


def _title(scene: Scene) -> None:
    if scene.title is not None:
        scene.verdicts[scene.title] = Verdict("title")
        wanted = scene.marks[scene.title].key
        for i, mark in enumerate(scene.marks):
            if i != scene.title and mark.key == wanted:
                scene.verdicts[i] = Verdict("duplicate")


_VERDICTS_OF_ROLES = {"chrome": "markup", "title": "title", "byline": "byline", "published": "published"}
BODY_KINDS = frozenset(
    {"caption", "inline", "ad", "share", "promo", "tags", "credit", "byline", "related", "feedback", "tagalone", "ornament", "contents"}
)
"""Furniture that pages put inside the element of the body; other kinds there are text."""


def _roles(scene: Scene) -> None:
    """What the page's own structure says."""
    for i, mark in enumerate(scene.marks):
        if i in scene.verdicts or mark.role is None:
            continue
        if mark.role == "caption":
            scene.verdicts[i] = Verdict("caption", caption=_caption_text(mark) or None)
        elif mark.role in _VERDICTS_OF_ROLES:
            scene.verdicts[i] = Verdict(_VERDICTS_OF_ROLES[mark.role])


_RULE_OF_KIND = {"stamp": "published", "site": "site", "tagalone": "tag", "contents": "nav"}


def _rule(mark: Mark, default: str) -> str:
    if not mark.kind:
        return default
    return _RULE_OF_KIND.get(mark.kind, mark.kind)


def _outside(scene: Scene) -> None:
    seen = {scene.marks[scene.title].key} if scene.title is not None else set()
    default = "before"
    for i, mark in enumerate(scene.marks):
        if i > scene.last:
            opened = mark.kind in {"related", "stamp"} or default == "related"
            default = "related" if opened else "after"
        if i in scene.verdicts or scene.first <= i <= scene.last:
            continue
        if mark.kind == "caption":
            near = scene.last < i <= scene.last + NEAR
            scene.verdicts[i] = Verdict("caption", caption=_caption_text(mark) if near else None)
        elif mark.repeats > 1 and mark.key in seen and not mark.kind:
            scene.verdicts[i] = Verdict("duplicate")
        else:
            scene.verdicts[i] = Verdict(_rule(mark, default))
        seen.add(mark.key)


def _caption_text(mark: Mark) -> str:
    return mark.caption.text if mark.caption is not None else mark.text


def _furniture(scene: Scene) -> None:
    """Lines that a table knows; some of them are text by their place."""
    begun = False
    for i, mark in enumerate(scene.marks):
        unsure = mark.kind == "caption" and mark.caption is not None and mark.caption.needs_title
        if scene.kept(i) and mark.kind and not unsure and not _kept_anyway(scene, i, begun=begun):
            scene.verdicts[i] = Verdict(_rule(mark, mark.kind))
        begun = begun or (scene.kept(i) and neighbours.is_sentence(mark))


def _kept_anyway(scene: Scene, i: int, *, begun: bool) -> bool:
    """Furniture by its words that its place makes text: a section's name, a name or a day between two paragraphs."""
    mark = scene.marks[i]
    if mark.role in {"body", "lead"} and mark.kind not in BODY_KINDS:
        return True
    if not begun or i >= scene.last:
        return False
    if neighbours.lone_sentence(scene.marks, i):
        return True
    around = neighbours.is_sentence(scene.marks[i - 1]) and neighbours.is_sentence(scene.marks[i + 1])
    if mark.kind in {"byline", "credit"}:
        weak = mark.credit is not None and mark.credit.weak and not mark.key.startswith("nguon:")
        return weak and _textual(scene.marks[i + 1]) and _textual(scene.marks[i - 1])
    if mark.kind == "stamp":
        return around and mark.stamp is not None and not mark.stamp.timed and mark.key.startswith("ngay")
    return around and mark.kind == "section"


def _textual(mark: Mark) -> bool:
    return not mark.kind or (mark.credit is not None and mark.credit.weak)


def _head(scene: Scene) -> None:
    """Between title and lead: labels and captions go; what the first sentence follows as a line without an end is the lead."""
    if scene.title is None or span.structured(scene.marks):
        return
    lead = False
    for i in range(scene.first, scene.last + 1):
        mark = scene.marks[i]
        if not scene.kept(i) or (neighbours.is_sentence(mark) and _label(scene, i)):
            continue
        captioned = cue(mark) and mark.words <= CUE_WORDS
        if (
            (mark.shape == "item" and (_spoken_words(mark) > 2 or lead))
            or mark.shape == "question"
            or (neighbours.is_sentence(mark) and not captioned)
        ):
            return
        if captioned or acts(mark):
            scene.verdicts[i] = Verdict("caption", caption=mark.text)
        elif mark.words < LEAD_WORDS or lead:
            scene.verdicts[i] = Verdict("before")
        lead = lead or mark.words >= LEAD_WORDS


def _opening(scene: Scene) -> None:
    """No article opens with a sub-heading: short lines without an end before the first text are the site's."""
    if span.structured(scene.marks):
        return
    for i in range(scene.first, scene.last + 1):
        mark = scene.marks[i]
        if scene.kept(i):
            if mark.shape != "short" or mark.words >= LEAD_WORDS:
                return
            scene.verdicts[i] = Verdict("before")


def _spoken_words(mark: Mark) -> int:
    return sum(1 for w in mark.text.split() if any(c.isalnum() for c in w))


def _label(scene: Scene, i: int) -> bool:
    return scene.marks[i].words <= 3 and i == scene.first


def _tail(scene: Scene) -> None:
    """The first text behind the title loses its source tag; a paragraph loses the credit at its end."""
    first = True
    for i in range(scene.first, scene.last + 1):
        mark = scene.marks[i]
        if not scene.kept(i):
            continue
        text, rule = mark.text, ""
        if first and mark.tag is not None and mark.tag.rest:
            scene.tag, text, rule = mark.tag, mark.tag.rest, "tag"
        if (cut := sources.trailing(text)) is not None and i >= scene.last - 1:
            text, rule = cut[0], "credit"
        if rule:
            scene.verdicts[i] = replace(Verdict(rule), kept=text)
        first = first and mark.words < LEAD_WORDS
