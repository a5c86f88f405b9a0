"""The blocks of text of an HTML document, in page order."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vi_brief.extract import structure
from vi_brief.viet import hygiene, letters

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SPACE = re.compile(r"\s+")
MOST_BLOCKS = 20_000
"""A news page has 50 to 1,000 blocks; the cap keeps a hostile one from taking the machine."""


@dataclass(frozen=True, slots=True)
class Block:
    """A run of text between two breaks: `element` is what it stands in, `first` the innermost element of its first words.

    `linked` is how many of its characters are links.
    `pictured` tells that a picture stands just before it, `alt` what that picture's text is.
    """

    text: str
    element: "HtmlElement"
    first: "HtmlElement"
    linked: int
    pictured: bool = False
    alt: str = ""

    @property
    def link_share(self) -> float:
        """0.0 no link, 1.0 nothing but links."""
        return self.linked / max(len(self.text), 1)


def squeeze(text: str) -> str:
    """Tidy text on one line. HTML's entities bring in what hygiene had taken out of the source."""
    return _SPACE.sub(" ", hygiene.tidy(_SPACE.sub(" ", text))[0]).strip()


def key(text: str) -> str:
    """A text's form for comparison: one tone placement, lower case, letters and digits only."""
    return " ".join(re.findall(r"\w+", letters.fold(text).casefold()))


class _Walk:
    """Collects blocks while the tree is walked."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._parts: list[str] = []
        self._first: HtmlElement | None = None
        self._linked = 0
        self._in_link = 0
        self._pictured, self._alt = False, ""

    def add(self, text: str | None, element: "HtmlElement") -> None:
        if text:
            if self._first is None and text.strip():
                self._first = element
            self._parts.append(text)
            if self._in_link:
                self._linked += len(text.strip())

    def flush(self, element: "HtmlElement") -> None:
        text = squeeze("".join(self._parts)) if self._parts else ""
        if text and len(self.blocks) < MOST_BLOCKS:
            first = element if self._first is None else self._first
            self.blocks.append(Block(text, element, first, min(self._linked, len(text)), self._pictured, self._alt))
            self._pictured, self._alt = False, ""
        self._parts, self._linked, self._first = [], 0, None

    def start(self, element: "HtmlElement") -> None:
        if breaks(element):
            self.flush(_holder(element.getparent(), element))
        if element.tag == "a":
            self._in_link += 1
            if self._parts:
                self._parts.append(" ")
        elif element.tag == "img":
            self._pictured = True
            self._alt = squeeze(element.get("alt") or element.get("title") or "") or self._alt
        self.add(element.text, element)

    def end(self, element: "HtmlElement") -> None:
        if element.tag == "a":
            self._in_link -= 1
        if breaks(element):
            self.flush(element)


def breaks(element: "HtmlElement") -> bool:
    """Whether an element stands on lines of its own: block tags, and inline ones that are a caption, a date or a byline."""
    return element.tag in structure.BLOCK_TAGS or (element.tag == "span" and structure.kind(element) in {"caption", "published", "byline"})


def _holder(parent: "HtmlElement | None", element: "HtmlElement") -> "HtmlElement":
    return element if parent is None else parent


def collect(root: "HtmlElement") -> list[Block]:
    """The blocks below an element. Text that a reader never sees (scripts, styles) is left out."""
    from lxml import etree

    walk, silent = _Walk(), 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if element.tag in structure.SILENT_TAGS:
            silent += 1 if event == "start" else -1
            if event == "end" and not silent:
                walk.add(element.tail, _holder(element.getparent(), element))
        elif not silent:
            if event == "start":
                walk.start(element)
            else:
                walk.end(element)
                if element is not root:
                    walk.add(element.tail, _holder(element.getparent(), element))
    walk.flush(root)
    return walk.blocks
