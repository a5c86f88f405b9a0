"""Captions: those with a form of their own, and the lines beside them that they announce."""

import re

from vi_brief.clean.features import Mark, key
from vi_brief.clean.scene import Scene, Verdict, cue

CAPTION_WORDS = 38
"""Captions without a credit are one short sentence."""
ANNOUNCED_WORDS = 12
"""A sentence right after a photo's number is its caption up to so many words."""
ALTERNATIVE_WORDS = 4
_CREDIT = re.compile(r"\W+(?:anh|hinh|nguon|photo|clip|video|do hoa|minh hoa)\b")
"""What follows in a caption on the text that its photo's alternative text gives."""


def captions(scene: Scene) -> None:
    """Captions with a form of their own, and the lines beside them that they announce."""
    title_key = scene.marks[scene.title].key if scene.title is not None else None
    for i, mark in enumerate(scene.marks):
        form = mark.caption
        if form is None or not scene.kept(i):
            continue
        if form.needs_title and key(form.alt) != title_key:
            continue
        if form.alt and not form.text:
            scene.verdicts[i] = Verdict("alt")
        elif not form.text:
            scene.verdicts[i] = Verdict("caption")
        else:
            scene.verdicts[i] = Verdict("caption", caption=form.text)
        if form.announces:
            _announced(scene, i + 1)
        elif form.credit_only:
            _credited_before(scene, i)
        _photographer(scene, i + 1)


def alternatives(scene: Scene) -> None:
    """A line that a caption beside it repeats and only credits is the photo's alternative text."""
    for i, mark in enumerate(scene.marks):
        if mark.words < ALTERNATIVE_WORDS or not scene.kept(i) or mark.kind:
            continue
        beside = [scene.marks[j] for j in (i - 2, i - 1, i + 1, i + 2) if 0 <= j < len(scene.marks)]
        if any(_repeats(other, mark) for other in beside):
            scene.verdicts[i] = Verdict("duplicate")


def _repeats(caption: Mark, line: Mark) -> bool:
    start = line.key.rstrip(" .")
    return caption.kind == "caption" and caption.key.startswith(start) and _CREDIT.match(caption.key[len(start) :]) is not None


def _announced(scene: Scene, i: int) -> None:
    """The line after a photo's number is its caption where it does not read as a paragraph."""
    if not scene.kept(i):
        return
    mark = scene.marks[i]
    ends = mark.text.endswith((".", "!", "?", ":", ";", "…", "”", '"'))
    brief = mark.words <= ANNOUNCED_WORDS and mark.text.endswith(".") and not any(q in mark.text for q in '"“”:')
    if not mark.kind and mark.words <= CAPTION_WORDS and (not ends or brief or cue(mark)) and mark.shape != "item":
        scene.verdicts[i] = Verdict("caption", caption=mark.text)


def _credited_before(scene: Scene, i: int) -> None:
    """The line before a credit that stands alone is the caption where it is one short sentence."""
    if not scene.kept(i - 1):
        return
    mark = scene.marks[i - 1]
    single = mark.text.rstrip(".").count(". ") == 0
    quoted = any(q in mark.text for q in '"“”')
    if (
        not mark.kind
        and single
        and not quoted
        and 3 <= mark.words <= CAPTION_WORDS
        and mark.shape in {"para", "short"}
        and i - 1 > scene.first
    ):
        scene.verdicts[i - 1] = Verdict("caption", caption=mark.text)


def _photographer(scene: Scene, i: int) -> None:
    """A name in capitals right after a caption is the photographer's."""
    at = i
    while at < len(scene.marks) and at in scene.verdicts and scene.verdicts[at].rule in {"caption", "alt"}:
        at += 1
    if scene.kept(at) and scene.marks[at].text.isupper() and scene.marks[at].kind == "byline" and at < scene.last:
        scene.verdicts[at] = Verdict("credit")
