"""The forms of photo captions in raw text, and what of a line is the caption itself."""

import re
from dataclasses import dataclass

from vi_brief.clean import markdown
from vi_brief.glossaries import credit_lines

_CREDIT_NAME = re.compile(r"\s*\(\s*(?:[Ảả]nh|ẢNH|[Hh]ình|[Nn]guồn ảnh)\s+(?P<name>[^\W\d][^:()]{1,40})\)\s*\.?$")
_NUMBERED = re.compile(r"^(?:Ảnh|Hình|Video|Photo)\s*\d{1,3}\s*[:.\-–]\s*")
_GLUED = re.compile(r"^(?P<alt>\S.{12,}?)\s*[-–]?\s*(?:[ẢảẢ]nh|ẢNH|[Hh]ình ảnh|[Hh]inh anh)\s(?P<n>\d{1,3})(?P<dot>\.?)\s*(?P<rest>.*)$")
_DASHED = re.compile(r"^(?P<alt>\S.{12,}?)\s+[-–]\s*(?P<n>\d{1,2})\.?$")
_BRACKETED = re.compile(r"^\((?![*\d])[^()]{15,200}\)$")
_FILE = re.compile(r"^\S+\.(?:jpe?g|png|gif|webp|bmp|mp4)$", re.IGNORECASE)
_ANNOUNCEMENT = re.compile(r"^(?:chú thích(?: ảnh| hình)?|mô tả ảnh|nhấn để phóng to ảnh)\s*:?$", re.IGNORECASE)
_LABEL = re.compile(r"^(?:chụp lại hình ảnh|nguồn hình ảnh|nguồn ảnh|tải ảnh)\s*[,:]\s*", re.IGNORECASE)
MAX_WORDS = 75
"""The longest caption with a credit on the sites studied has 68 words; a longer line is a paragraph with a source at its end."""


MIN_BRACKETED_WORDS = 4


@dataclass(frozen=True, slots=True)
class Form:
    """A caption. `alt` is the alternative text before it, `text` the caption; `credit_only` is "Ảnh: Reuters" on a line of its own.

    `announces` tells that the caption itself may stand on the next line; `needs_title` that the alternative text must be the title's.
    """

    alt: str
    text: str
    credit_only: bool = False
    announces: bool = False
    needs_title: bool = False


def form(text: str) -> Form | None:
    """The caption form of a line, or None.

    >>> form("Lễ hội mở cửa trở lại sau ba năm ảnh 2Du khách xếp hàng. (Ảnh: TTXVN)").text
    'Du khách xếp hàng. (Ảnh: TTXVN)'
    """
    if (labelled := _labelled(text)) is not None:
        return labelled
    if credit_lines.LINE.match(text):
        return Form("", text, credit_only=True)
    if glued := _glued(text):
        return glued
    if len(text.split()) <= MAX_WORDS and (_NUMBERED.match(text) or _credited(text)):
        return Form("", text)
    if dashed := _DASHED.match(text):
        return Form(dashed["alt"].rstrip(" -–"), "", announces=True, needs_title=True)
    return None


def _labelled(text: str) -> Form | None:
    """The form of a line that is a picture, its file's name, or a label before a caption."""
    if label := _LABEL.match(text):
        rest = text[label.end() :].strip()
        return Form("", rest, credit_only=not text.lower().startswith("chụp"), announces=not rest)
    if (alt := markdown.picture(text)) is not None:
        return Form(alt or text, "", announces=True)
    if _FILE.match(text) or _ANNOUNCEMENT.match(text):
        return Form(text, "", announces=not _FILE.match(text))
    return None


def bracketed(text: str) -> bool:
    """Whether a whole line of some words stands in brackets, as the captions of old portals do."""
    return _BRACKETED.match(text) is not None and len(text.split()) >= MIN_BRACKETED_WORDS


def _credited(text: str) -> bool:
    end = credit_lines.END.search(text)
    if end is not None:
        return end.start() > 0
    name = _CREDIT_NAME.search(text)
    return name is not None and name.start() > 0 and all(w[0].isupper() for w in name["name"].split())


def _glued(text: str) -> Form | None:
    found = _GLUED.match(text)
    if found is None:
        return None
    rest = found["rest"].strip()
    spaced = text[found.end("dot") : found.end("dot") + 1] == " "
    if rest and ((spaced and not found["dot"]) or not (rest[0].isupper() or rest[0] in '"“(')):
        return None
    return Form(found["alt"].rstrip(" -–"), rest, announces=not rest)
