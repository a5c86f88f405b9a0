"""What stands beside a line: the neighbours that count, and whether they are text."""

from collections.abc import Sequence

from vi_brief.clean.features import Mark

LONG_RUN = 3
"""Paragraphs side by side are counted up to so many."""
LONE_WORDS = 10
"""A sentence of the body that begins like an imprint has so many words at least."""
TURNS = 3
"""So many questions, each with its answer, make an interview."""


def is_sentence(mark: Mark | None) -> bool:
    """Whether a line is text with an end."""
    return mark is not None and not mark.kind and mark.shape == "para"


def preceding_index(marks: Sequence[Mark], i: int) -> int | None:
    """The index of the mark before that is not a caption or an advertisement label, or None."""
    return next((j for j in range(i - 1, -1, -1) if marks[j].kind not in {"caption", "ad"}), None)


def preceding(marks: Sequence[Mark], i: int) -> Mark | None:
    """The mark before that is not a caption or an advertisement label, or None."""
    at = preceding_index(marks, i)
    return None if at is None else marks[at]


def following_index(marks: Sequence[Mark], i: int) -> int | None:
    """The index of the next mark that is not a caption or an advertisement label, or None."""
    return next((j for j in range(i + 1, len(marks)) if marks[j].kind not in {"caption", "ad"}), None)


def following(marks: Sequence[Mark], i: int) -> Mark | None:
    """The next mark that is not a caption or an advertisement label, or None."""
    at = following_index(marks, i)
    return None if at is None else marks[at]


def run(marks: Sequence[Mark], i: int) -> int:
    """How many paragraphs stand side by side with paragraph i, itself included, counted up to LONG_RUN; captions do not part them."""
    length = 1
    for step in (preceding_index, following_index):
        at = step(marks, i)
        while length < LONG_RUN and at is not None and is_sentence(marks[at]):
            length, at = length + 1, step(marks, at)
    return length


def lone_sentence(marks: Sequence[Mark], i: int) -> bool:
    """Whether a line that begins like an imprint is a sentence of the body: it is long, has an end, and paragraphs stand around it."""
    mark = marks[i]
    if not mark.text[0].isalnum() or mark.kind not in {"legal", "promo", "nav"} or mark.shape != "para" or mark.words < LONE_WORDS:
        return False
    return 0 < i < len(marks) - 1 and is_sentence(marks[i - 1]) and (is_sentence(marks[i + 1]) or marks[i + 1].kind in {"byline", "credit"})


def interview(marks: Sequence[Mark], i: int) -> bool:
    """Whether paragraph i is an answer: questions and single paragraphs take turns around it, three times at least. The headlines of a list
    are not all questions."""
    turns, at = 0, i - 1
    while at > i - 2 * TURNS and _asked(marks, at - 2):
        at -= 2
    while turns < TURNS and _asked(marks, at):
        turns, at = turns + 1, at + 2
    return turns >= TURNS


def _asked(marks: Sequence[Mark], i: int) -> bool:
    return 0 <= i < len(marks) - 1 and not marks[i].kind and marks[i].text.endswith("?") and is_sentence(marks[i + 1])
