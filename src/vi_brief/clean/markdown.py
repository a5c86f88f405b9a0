"""Raw text that a converter wrote as Markdown: the signs around the words go, the words stay.

Only a page that has a link, a picture or bold type in Markdown's form is taken for one. A line that is nothing but links keeps its form: it
says more than its words, and no paragraph of an article is one. So does a picture.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from vi_brief.records import Line

_TARGET = r"\((?:<[^<>]*>|[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(?:\s+\"[^\"]*\")?\)"
_PICTURE = re.compile(r"!\[(?P<alt>[^\[\]]*)\]" + _TARGET)
_LINK = re.compile(r"\[(?P<words>[^\[\]]*)\]" + _TARGET)
_PROOF = re.compile(r"\]\(<?(?:https?:|/|#|javascript:|mailto:|\.{1,2}/)|(?<!\*)\*\*[^\s*][^*]*[^\s*]\*\*(?!\*)")
_BLOCK = re.compile(r"^(?:>\s+|#{1,6}\s+)+")
_TOP = re.compile(r"^#\s")
_AROUND = " \t>#*+|_,·•/–-"
_BETWEEN = re.compile(r"[\s|,;·•/*_–-]*")
_STRESS = re.compile(r"(?<![\w*_])(?P<sign>\*{1,3}|_{1,3})(?=[^\s*_)])(?P<words>.{0,1000}?[^\s*_(])(?P=sign)(?![\w*_])")
_ESCAPED = re.compile(r"\\(?=[\\`*_{}\[\]()#+.!>|-])")
CELL_WORDS = 4
"""A row of a table whose first cell begins with a link of so many words is a box with another article."""
TOLD_WORDS = 20
"""A link of so many words with a full stop is a paragraph that someone linked."""


def unmarked(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines without Markdown's signs; the same lines where the page has none, or where its structure is known.

    >>> unmarked((Line(1, "## **Sông** [Lam](https://x.vn/lam)"),))[0].text
    'Sông Lam'
    """
    if any(line.role for line in lines) or not any(_PROOF.search(line.text) for line in lines):
        return tuple(lines)
    return tuple(line if picture(line.text) is not None else replace(line, text=_plain(line.text)) for line in lines)


def links(text: str) -> str | None:
    """The words of a line that is nothing but links, or of a table's row that opens with one; None for other lines. A page's first heading
    may link to the page itself and is none."""
    bare = _PICTURE.sub("", text).strip(_AROUND)
    found = [*_LINK.finditer(bare)]
    words = " ".join(m["words"].strip() for m in found)
    told = len(words.split()) >= TOLD_WORDS and words.endswith(".")
    if not found or told or _TOP.match(text):
        return None
    row = text.startswith("|") and found[0].start() == 0 and len(found[0]["words"].split()) >= CELL_WORDS
    if row or _BETWEEN.fullmatch(_LINK.sub("", bare)):
        return words
    return None


def picture(text: str) -> str | None:
    """The alternative text of a line that is a picture, linked or not; None for other lines."""
    found = _PICTURE.search(text)
    if found is None:
        return None
    rest = _PICTURE.sub("", text)
    rest = _LINK.sub(lambda m: m["words"], rest)
    return found["alt"].strip() if _BETWEEN.fullmatch(rest) else None


def _plain(text: str) -> str:
    if links(text) is not None:
        return text
    plain = _LINK.sub(lambda m: m["words"], _PICTURE.sub("", _BLOCK.sub("", text)))
    before = None
    while plain != before:
        before, plain = plain, _STRESS.sub(lambda m: m["words"], plain)
    return _ESCAPED.sub("", plain).strip() or text
