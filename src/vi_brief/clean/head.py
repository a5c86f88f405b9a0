"""The title among the lines before the body, and the line of the body that is its lead."""

import re
from collections.abc import Sequence

from vi_brief.clean import neighbours, span, topic
from vi_brief.clean.features import Mark, key

_NUMBERED = re.compile(r"^(?:\d{1,2}[.)]|[-–+•*])\s")
MIN_WORDS, MAX_WORDS = 4, 32
ENOUGH = 1.0
"""A candidate needs this much: a stamp beside it, a repetition, or words in common with the body."""
REACH = 80
"""The title stands at most so many lines above the second paragraph: toolbars, boxes of links and captions lie between."""
LIKENESS, LOOK_AHEAD = 4.0, 8
STRONG, FIRST, SENTENCE_BEFORE, OTHER_SENTENCE_BEFORE = 6.0, 0.5, 2.0, 0.5
"""What it weighs that the page prints a line as a title elsewhere, that it is the first text, and that a sentence stands before it, of the
article or of another one."""


def title(marks: Sequence[Mark], body: span.Span | None, known: str | None) -> int | None:
    """The index of the title's line, or None. `known` is the title that the page's container gives; it is looked for first."""
    if known is not None:
        wanted = key(known)
        return next((i for i, m in enumerate(marks) if m.key == wanted), None)
    roles = [i for i, m in enumerate(marks) if m.role == "title"]
    if roles:
        return roles[0]
    if body is None or any(m.role for m in marks):
        return None
    limit = _first_paragraph(marks, body)
    about = span.core(marks, body)
    candidates = [i for i in range(max(0, limit - REACH), limit) if _candidate(marks[i]) and not _announced(marks, i)]
    scores = {i: _score(marks, i, limit, about) for i in candidates}
    opening = next((i for i, m in enumerate(marks) if not m.kind), None)
    good = [(score + FIRST * (i == opening), -i) for i, score in scores.items() if score >= ENOUGH]
    return -max(good)[1] if good else None


def _first_paragraph(marks: Sequence[Mark], body: span.Span) -> int:
    """The index behind the last line that can be a title: the second paragraph of the body."""
    seen = [i for i in range(body.first, body.last + 1) if neighbours.is_sentence(marks[i]) and marks[i].words >= MIN_WORDS]
    return seen[1] if len(seen) > 1 else (seen[0] if seen else body.first)


def _candidate(mark: Mark) -> bool:
    if (
        mark.kind
        or mark.role
        or _NUMBERED.match(mark.text)
        or not MIN_WORDS <= mark.words <= MAX_WORDS
        or mark.text.endswith((".", ":", ";", ","))
    ):
        return False
    return mark.text[0].isupper() or mark.text[0] in "\"“'‘0123456789["


def _announced(marks: Sequence[Mark], i: int) -> bool:
    """Whether the line before says that this one is a caption."""
    form = marks[i - 1].caption if i else None
    return form is not None and form.announces and not form.needs_title


def _score(marks: Sequence[Mark], i: int, limit: int, about: topic.Topic) -> float:
    mark = marks[i]
    score = min(mark.words, 10) / 10
    score += _printed_again(marks, mark)
    after = marks[i + 1] if i + 1 < len(marks) else None
    before = marks[i - 1] if i else None
    if after is not None and after.key == mark.key:
        score -= 1.5
    below = [m.text for m in marks[i + 1 : limit + LOOK_AHEAD] if neighbours.is_sentence(m)][:LOOK_AHEAD]
    like = topic.likeness(mark.text, below)
    score += LIKENESS * like + _beside(before, after) * (1.0 if like > 0 else 0.5)
    score -= 0.25 * sum(1 for m in marks[i + 1 : limit] if not m.kind and not neighbours.is_sentence(m))
    above = [m for m in marks[:i] if neighbours.is_sentence(m)]
    return score - sum(SENTENCE_BEFORE if about.fits(m.text) else OTHER_SENTENCE_BEFORE for m in above)


def _printed_again(marks: Sequence[Mark], mark: Mark) -> float:
    """Evidence that the page prints the line again as a title does: in an address, before a photo's number, with the paper's name."""
    slug = "-".join("".join(c if c.isalnum() else " " for c in mark.key.replace("-", "")).split())
    for other in marks:
        if other is mark:
            continue
        if other.kind == "url" and slug and slug in other.key.replace("--", "-"):
            return STRONG
        if other.caption is not None and other.caption.alt and key(other.caption.alt) == mark.key:
            return STRONG
        if mark.words >= 5 and other.key.endswith(("/ " + mark.key, "> " + mark.key, "» " + mark.key, "› " + mark.key)):
            return STRONG / 2
        if other.number != mark.number and mark.words >= 5 and other.key.startswith((mark.key + " -", mark.key + " |")):
            return 2.0
    return 0.5 if mark.repeats > 1 else 0.0


def _beside(before: Mark | None, after: Mark | None) -> float:
    """A date or a name beside a line speaks for the title; "3 giờ trước" is what stands beside other articles' titles."""
    score = 0.0
    if after is not None and after.kind in {"stamp", "byline", "credit"}:
        score += -1.0 if after.stamp is not None and after.stamp.iso is None else 2.0
    if before is not None and before.stamp is not None and before.stamp.iso is not None:
        score += 1.2
    return score
