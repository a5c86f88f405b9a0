"""Text whose lines a converter broke at a fixed width (78 or 80 letters): the pieces of a paragraph are put together again.

Only a page without one long line is taken for such text. A line goes on in the next one where no blank line parts them and the next one's
first word had no more room in it.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from vi_brief.clean import stamps
from vi_brief.records import Line

NARROWEST, WIDEST = 50, 100
"""Mail and converters break at 65 to 80 letters; ordinary pages have a paragraph of more than 100."""
MIN_JOINTS, MIN_LOWER = 3, 0.5
"""A broken page has a few joints at least, and at most of them the text goes on with a small letter or a figure."""
_UNBROKEN = re.compile(r"https?:|\]\(|^\S+$")
_OPENS = re.compile(r"[-–*+•#>|]+\s|!?\[|\d{1,2}\\?[.)]\s")


def joined(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with each broken paragraph on its first line; the same lines where the page does not break them."""
    width = _width(lines)
    if width is None:
        return tuple(lines)
    whole: list[Line] = []
    before: Line | None = None
    for line in lines:
        if before is not None and _goes_on(before, line, width):
            first = whole[-1]
            whole[-1] = replace(first, text=f"{first.text.strip()} {line.text.strip()}")
        else:
            whole.append(line)
        before = line
    return tuple(whole)


def _width(lines: Sequence[Line]) -> int | None:
    """The width that the page's text is broken at, or None where it is not."""
    lengths = [len(line.text.strip()) for line in lines if not _UNBROKEN.search(line.text.strip())]
    width = max(lengths, default=0)
    if not NARROWEST <= width <= WIDEST or any(line.role for line in lines):
        return None
    joints = [b.text.strip()[0] for a, b in pairwise(lines) if _goes_on(a, b, width)]
    lower = sum(1 for c in joints if c.islower() or c.isdigit())
    return width if len(joints) >= MIN_JOINTS and lower >= MIN_LOWER * len(joints) else None


def _goes_on(line: Line, below: Line, width: int) -> bool:
    text, rest = line.text.strip(), below.text.strip()
    if not text or not rest or below.number != line.number + 1 or _OPENS.match(rest):
        return False
    return len(text) + 1 + len(rest.split(maxsplit=1)[0]) > width and not _stamped(rest)


def _stamped(text: str) -> bool:
    """Whether a line opens with a date or a weekday and has a time: what stands under a title that fills its line."""
    stamp = stamps.read(text)
    return stamp is not None and stamp.timed and (text[0].isdigit() or text.startswith(("Thứ", "Chủ")))
