"""Captions that have no credit, no number and no announcement: a line that shows a scene and tells nothing.

A news sentence has a tense, a report, a comparison or a link to the sentence before it; a caption has none of these. Measured on 2,000
articles of a news corpus, their sentences put together to 16,667 paragraphs of one to three: about 160 lines go as captions without a
credit, and by eye some 15 of them, 1 in 1,000 paragraphs, are text. Four of ten known captions of that corpus have no telling word.
"""

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from statistics import median

from vi_brief.clean import neighbours, phrases, span
from vi_brief.clean.features import Mark, entries
from vi_brief.clean.scene import Scene, Verdict, cue, shows_meeting
from vi_brief.viet import letters

MIN_WORDS, MAX_WORDS = 4, 22
"""A caption without a credit, with a full stop, has so many words."""
MIN_OPEN_WORDS = 7
"""Without a full stop a line needs so many: shorter ones may be sub-headings."""
HEADING_WORDS = 8
"""Sub-headings are shorter than this."""
PARAGRAPH_WORDS = 28
"""Where half of the paragraphs are shorter than this, a short one says nothing: 30 misses captions on two of the test pages, 25 loses more
sentences where a page prints each on its own line."""
_SYLLABLE = re.compile(r"\w+")
_TELLS = re.compile(r"[\"“”:;?!%…=]|\. |\d(?: ?tỷ| ?triệu)|^\W|^(?:Ông|Bà|Anh|Chị|Cô|Em) [a-zà-ỹđ]")
_PLACED = re.compile(
    r" tại | (?:ở|trên|dọc|bên|qua) (?:\w+ )?(?:huyện|xã|tỉnh|thành phố|thị xã|thị trấn|phường|quận|bản|TP|bờ|đường|sông)\b"
)


@cache
def _story() -> frozenset[str]:
    return frozenset(letters.fold(phrases.STORY_SYLLABLES).split())


def _told(text: str) -> bool:
    """Whether a syllable of a text tells a story; the later syllables of a name ("Phú Đạt") do not."""
    words = ["", *letters.fold(text).split()]
    plain = " ".join(b for a, b in pairwise(words) if not (a[:1].isupper() and b[0].isupper() and (len(b) == 1 or b[1:].islower())))
    return any(s in _story() for s in _SYLLABLE.findall(plain.lower()))


def shows(mark: Mark) -> bool:
    """Whether a line only shows: one statement without a syllable or a phrase that tells a story."""
    if _TELLS.search(mark.text) or _begins(mark, phrases.STORY_STARTS):
        return False
    return not _told(mark.text) and not any(p in mark.key for p in entries(phrases.STORY_PHRASES))


def captions(scene: Scene) -> None:
    """The lines inside the body that only show something become captions; never the first nor the last text, nor an item of a list."""
    marks = scene.marks
    if span.structured(marks):
        return
    texts = [i for i in range(scene.first, scene.last + 1) if scene.kept(i) and neighbours.is_sentence(marks[i])]
    if len(texts) < 3:
        return
    dense = median(marks[i].words for i in texts) >= PARAGRAPH_WORDS
    inside = [i for i in range(scene.first, texts[-1]) if scene.kept(i) and not _announced(scene, i)]
    for i in inside:
        opens = i <= texts[0]
        if (dense and _ended(marks[i], opens=opens)) or (not opens and _open(marks[i])):
            scene.verdicts[i] = Verdict("caption", caption=marks[i].text)
    _alike(scene, inside)


def _alike(scene: Scene, inside: Sequence[int]) -> None:
    """Where a page has captions without an end and no sub-headings, its other long lines without an end are captions as well."""
    short = [i for i in inside if scene.marks[i].shape == "short"]
    rest = [i for i in short if scene.kept(i)]
    if len(rest) < len(short) and all(scene.marks[i].words >= HEADING_WORDS for i in rest):
        for i in rest:
            scene.verdicts[i] = Verdict("caption", caption=scene.marks[i].text)


def _ended(mark: Mark, *, opens: bool) -> bool:
    """Whether a sentence with a full stop only shows. What opens the article is its lead, unless it shows a meeting."""
    fits = neighbours.is_sentence(mark) and MIN_WORDS <= mark.words <= MAX_WORDS and mark.text.endswith(".") and mark.tag is None
    return fits and (not opens or shows_meeting(mark) or cue(mark)) and shows(mark)


def _open(mark: Mark) -> bool:
    """Whether a line without an end only shows, and says whom or where."""
    placed = _begins(mark, phrases.CAPTION_ACTORS) or _PLACED.search(mark.text) is not None
    return mark.shape == "short" and mark.words >= MIN_OPEN_WORDS and placed and shows(mark)


def _begins(mark: Mark, block: str) -> bool:
    """Whether a line begins with an entry of a table that has diacritics."""
    return (letters.fold(mark.text).lower() + " ").startswith(_words(block))


@cache
def _words(block: str) -> tuple[str, ...]:
    return tuple(letters.fold(e) + " " for e in entries(block))


def _announced(scene: Scene, i: int) -> bool:
    """Whether a colon opens a list that the line belongs to."""
    before = next((scene.marks[j] for j in range(i - 1, scene.first - 1, -1) if scene.kept(j)), None)
    return before is not None and (before.text.endswith((":", ";")) or before.shape == "item")
