"""Polls and quizzes in the middle of the text: a question, its short answers, and the button that shows the result."""

from vi_brief.clean.features import entries
from vi_brief.clean.scene import Scene, Verdict

_BUTTONS = """
    xem ket qua|ket qua binh chon|binh chon|binh chon ngay|gui binh chon|tham gia binh chon|bieu quyet|xem dap an|gui cau tra loi
    xem loi giai|gui du doan"""
"""What ends a poll, in the form of `features.key`."""
_NO_ANSWERS = frozenset({"stamp", "url", "caption", "credit", "related", "feedback", "legal"})
ANSWER_WORDS, MAX_ANSWERS = 8, 8
"""A poll's answers are at most so long, and so many."""


def polls(scene: Scene) -> None:
    """Drops each poll as a whole. Without the button a question and short lines under it are text: an interview, a sub-heading."""
    for i, mark in enumerate(scene.marks):
        if mark.key.rstrip(" :.!") not in entries(_BUTTONS):
            continue
        asked = _question(scene, i)
        if asked is not None:
            for j in range(asked, i + 1):
                scene.verdicts[j] = Verdict("widget")


def _question(scene: Scene, button: int) -> int | None:
    """The index of the question that a button belongs to, or None."""
    for j in range(button - 1, max(-1, button - MAX_ANSWERS - 2), -1):
        mark = scene.marks[j]
        if mark.role not in {None, "body", "chrome"} or scene.title == j or mark.kind in _NO_ANSWERS:
            return None
        if mark.text.endswith("?") and mark.shape == "question":
            return j
        if mark.shape == "para" or mark.words > ANSWER_WORDS:
            return None
    return None
