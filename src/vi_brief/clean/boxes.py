"""Links to other articles inside the body: repeated lines, boxes of headlines, teasers."""

from itertools import pairwise

from vi_brief.clean import neighbours, phrases
from vi_brief.clean.features import Mark, entries
from vi_brief.clean.scene import CUE_WORDS, Scene, Verdict, acts, cue

BOX_WORDS = 9
"""Two or more lines of so many words each, without an end, in a row and after no colon, are links to other articles."""

DATED_WORDS = 4
"""With a date under it, a headline is one from so many words on."""


def doubles(scene: Scene) -> None:
    """Lines that the page prints again: a photo's two captions, a link's two copies."""
    places: dict[str, list[int]] = {}
    for i, mark in enumerate(scene.marks):
        if not mark.kind or mark.kind == "caption":
            places.setdefault(mark.key, []).append(i)
    for here in places.values():
        for a, b in pairwise(here):
            _pair(scene, a, b)


def _pair(scene: Scene, a: int, b: int) -> None:
    mark = scene.marks[a]
    if scene.kept(a) and scene.kept(b):
        if b == a + 1 and mark.role is None and mark.words >= 4 and mark.text.rstrip(".").count(". ") == 0 and mark.tag is None:
            scene.verdicts[a] = Verdict("caption", caption=mark.text)
        if _contents(scene, a):
            scene.verdicts[a] = Verdict("nav")
        elif mark.words >= 4:
            scene.verdicts[b] = Verdict("duplicate")
    elif scene.kept(b) and mark.words >= 4 and scene.verdicts.get(a, Verdict()).rule in {"duplicate", "caption"}:
        scene.verdicts[b] = Verdict("duplicate")
    elif scene.kept(a) and mark.shape in {"short", "question"} and mark.words >= 5 and a > scene.first:
        scene.verdicts[a] = Verdict("related")
    elif scene.verdicts.get(a, Verdict()).rule == "caption" and scene.verdicts.get(b, Verdict()).rule == "caption":
        scene.verdicts[b] = Verdict("duplicate")


def _contents(scene: Scene, a: int) -> bool:
    """Whether a line belongs to a table of contents: it and a neighbour are headings that come again further down."""
    marks = scene.marks
    beside = [j for j in (a - 1, a + 1) if 0 <= j < len(marks) and marks[j].repeats > 1 and marks[j].key != marks[a].key]
    return marks[a].shape in {"item", "short", "question"} and bool(beside) and marks[a].repeats == 2


def boxes(scene: Scene) -> None:
    """Links to other articles inside the body, and captions that only their words betray."""
    for i in range(scene.first + 1, scene.last):
        if _dated(scene, i) or _read_on(scene, i):
            scene.verdicts[i] = Verdict("inline")
    announced, row = False, list[int]()
    for i in range(scene.first, scene.last + 1):
        mark = scene.marks[i]
        if not scene.kept(i):
            continue
        if mark.shape == "short" and mark.words >= BOX_WORDS and not announced and mark.role is None:
            row.append(i)
            continue
        _box(scene, row)
        row = []
        if mark.shape in {"para", "question"}:
            announced = mark.text.endswith((":", ";"))
        if (cue(mark) and mark.words <= CUE_WORDS) or (mark.shape == "short" and acts(mark)):
            scene.verdicts[i] = Verdict("caption", caption=mark.text)
    _box(scene, row)


def _read_on(scene: Scene, i: int) -> bool:
    """Whether a line in the body is a headline with a button under it that opens its article."""
    mark = scene.marks[i]
    headline = mark.shape in {"short", "question"} and mark.words >= DATED_WORDS and scene.kept(i)
    return headline and scene.marks[i + 1].key in entries(phrases.READ_ON)


def _dated(scene: Scene, i: int) -> bool:
    """Whether a line in the body is a headline with its date under it, and text stands further up."""
    mark, stamp = scene.marks[i], scene.marks[i + 1].stamp
    headline = mark.shape in {"short", "question"} and mark.words >= DATED_WORDS and scene.kept(i)
    return headline and stamp is not None and not stamp.rest and any(neighbours.is_sentence(m) for m in scene.marks[scene.first : i])


def _box(scene: Scene, run: list[int]) -> None:
    acting = [i for i in run if cue(scene.marks[i]) or acts(scene.marks[i])]
    for i in acting:
        scene.verdicts[i] = Verdict("caption", caption=scene.marks[i].text)
    links = [i for i in run if i not in acting]
    opened = bool(links) and _after_list_head(scene, links[0])
    if len(links) > 1 or opened:
        for i in links:
            scene.verdicts[i] = Verdict("inline")


def _after_list_head(scene: Scene, i: int) -> bool:
    at = i - 1
    while at >= 0 and not scene.marks[at].kind and scene.verdicts.get(at, Verdict()).rule in {"inline", "duplicate", "related"}:
        at -= 1
    return at >= 0 and scene.marks[at].kind == "related" and at in scene.verdicts


def _tagged(mark: Mark | None) -> bool:
    return mark is not None and mark.tag is not None and mark.tag.known and bool(mark.tag.rest)


def teasers(scene: Scene) -> None:
    """A later paragraph with the source's tag is the teaser of another article; the line before it is that article's title. Of two with a
    tag in a row the second is the lead: it stands nearer to the text."""
    begun = False
    for i in range(scene.first, scene.last + 1):
        mark = scene.marks[i]
        if not scene.kept(i):
            continue
        if _tagged(mark) and (begun or _tagged(neighbours.following(scene.marks, i))):
            scene.verdicts[i] = Verdict("related")
            before = i - 1
            if scene.kept(before) and scene.marks[before].shape in {"short", "question"}:
                scene.verdicts[before] = Verdict("related")
        elif neighbours.is_sentence(mark):
            begun = True
    for i in range(scene.first, scene.last + 1):
        if scene.kept(i) and scene.marks[i].shape in {"short", "question"} and _after_list_head(scene, i):
            scene.verdicts[i] = Verdict("related")
