"""Texts longer than a model takes: cut at clause borders without loss, and the English of the parts joined again."""

from collections.abc import Callable, Sequence

BORDERS = (("; ", ": ", " - ", " – ", " — "), (", ",), (" và ", " nhưng ", " mà ", " để ", " trong khi ", " còn ", " hoặc "), (" ",))
"""Where to cut, best first. A cut falls after punctuation and before a conjunction, never inside a word that has a border beside it."""

MIDDLE = (0.25, 0.75)
"""A cut lies in this share of the text, so that no part is left too short to be a clause. Half the text around the middle."""

LOWERED = frozenset(
    "a after also although an and as at because before both but by during each every for from he her his however if in including into it "
    "its many more most no of on one or our she since so some such that the their there these they this those through thus to under until "
    "we when where which while who with within".split()
)
"""English words that lose their capital when a part begins with one and does not begin the sentence; a name keeps its own."""


def parts(text: str, count: Callable[[str], int], limit: int) -> tuple[str, ...]:
    """The text in pieces of at most `limit` tokens; "".join(pieces) == text.

    A piece that is one character is not cut further.
    """
    if count(text) <= limit or len(text) < 2:
        return (text,)
    cut = _cut(text)
    return (*parts(text[:cut], count, limit), *parts(text[cut:], count, limit))


def halves(text: str) -> tuple[str, ...]:
    """The text in two pieces at its best border near the middle; in one where there is none."""
    cut = _cut(text)
    return tuple(piece for piece in (text[:cut], text[cut:]) if piece.strip()) if " " in text.strip() else (text,)


def _cut(text: str) -> int:
    low, high, middle = MIDDLE[0] * len(text), MIDDLE[1] * len(text), len(text) / 2
    for marks in BORDERS:
        places = [place for mark in marks for place in _places(text, mark) if low <= place <= high]
        if places:
            return min(places, key=lambda place: (abs(place - middle), place))
    return len(text) // 2


def _places(text: str, mark: str) -> list[int]:
    # After punctuation and its space; before a conjunction but after the space that precedes it.
    shift = 1 if mark.strip().isalpha() else len(mark)
    found, start = [], text.find(mark)
    while start >= 0:
        found.append(start + shift)
        start = text.find(mark, start + 1)
    return found


def join(english: Sequence[str], sources: Sequence[str]) -> str:
    """The English of a sentence from that of its parts: no full stop or capital inside, the border's punctuation kept.

    >>> join(["He came.", "The police left."], ["Ông đến; ", "công an đi."])
    'He came; the police left.'
    """
    joined = ""
    for number, (piece, source) in enumerate(zip(english, sources, strict=True)):
        text = piece.strip()
        if number < len(english) - 1 and not source.rstrip().endswith((".", "!", "?")):
            text = text.removesuffix(".").rstrip()
            mark = source.rstrip()[-1:]
            text += mark if text and mark in {",", ";", ":"} and text[-1] not in ",;:!?" else ""
        if joined and joined[-1] not in ".!?":
            text = _lowered(text)
        joined = f"{joined} {text}".strip()
    return joined


def _lowered(text: str) -> str:
    first = text.split(" ", 1)[0].rstrip(",;:")
    return text[:1].lower() + text[1:] if first.lower() in LOWERED else text
