"""Paragraphs -> segments: a lossless sentence splitter for Vietnamese news.

A candidate end is a mark (. ! ? … and runs of them, the agency's end mark "./.") with the closing quotes and brackets behind it, before
white space. It is refused where the next word goes on in lower case, where the point belongs to an abbreviation, an initial or a list
number, and inside round brackets. Semicolons and colons never split. Facts about abbreviations are in `viet.abbreviations`.
"""

import re
from collections.abc import Sequence

from vi_brief.records import Segment
from vi_brief.viet.abbreviations import ABBREVIATIONS, CLOSING_ABBREVIATIONS, ET_CETERA, LETTERED, MARKED_NAMES, OPENERS, UNITS

_CLOSERS = "\"'”’»)\\]"
_MARK = re.compile(
    rf"(?P<mark>\./\.|[.!?…。]+)(?P<close>[{_CLOSERS}]*)(?:(?P<space>\s+)|(?P<glued>(?=[\"“]?[^\W\d_a-z]))|$)|(?<!\s)(?P<line>\s*\n\s*)"
)
_BLANK = re.compile(r"\s*")
_OPENING = re.compile(r"[\"'“‘«(\[–—\-*•+…\s]*")
_LOOSE_QUOTE = re.compile(r"([\"'”’»])(\s+|$)")
_GOES_ON = re.compile(r"[\"”’»]\s?[.,;:)]")
_TOKEN = re.compile(r"[^\s(\[\"“'‘«]*$")
_LIST_NUMBER = re.compile(r"[\s\"“(]*(?:\d{1,3}(?:\.\d{1,2})*|[a-zđA-ZĐ]|[IVX]{1,5})")
_LIST_LETTER = re.compile(r"[a-zđ][.)]\s+[^\W\d_]")
_INITIAL = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")
_DOTTED = re.compile(r"(?:[A-ZĐ][^\W\d_]{0,3}\.)+[A-ZĐ][^\W\d_]{0,3}")
_TAIL = 80
"""How much of a sentence before its point is looked at: enough for a token, the word before it, and any list number."""
_LONGEST_ASIDE = 300
"""Within round brackets nothing splits, unless the bracket never closes or is longer than this; set by hand, about two long sentences."""


def split(text: str) -> tuple[tuple[str, str], ...]:
    """The sentences of a paragraph, each with the white space after it; joined they give the text back, and no sentence is empty.

    White space at the very beginning stays with the first sentence; an empty text has no sentences.

    >>> split("GS.TS. Lê Văn A. đến TP. HCM ngày 9.6.2023. Ông nói: \\"Tốt!\\" Hết./.")
    (('GS.TS. Lê Văn A. đến TP. HCM ngày 9.6.2023.', ' '), ('Ông nói: "Tốt!"', ' '), ('Hết./.', ''))
    """
    pairs: list[tuple[str, str]] = []
    start = 0
    asides = _asides(text)
    for match in _MARK.finditer(text):
        end, after = _end(text, match)
        if after >= len(text) or _is_blank(text, start, end):
            continue
        if "\n" in text[end:after] or _ends(text, start, match, after, asides):
            pairs.append((text[start:end], text[end:after]))
            start = after
    if start < len(text):
        last = text[start:]
        bare = last.rstrip() or last
        pairs.append((bare, last[len(bare) :]))
    return tuple(pairs)


def segment(paragraphs: Sequence[str]) -> tuple[Segment, ...]:
    """The segments of an article's paragraphs, numbered "s1", "s2", ... in order; blank paragraphs have none."""
    segments: list[Segment] = []
    for number, paragraph in enumerate(paragraphs):
        if not paragraph.strip():
            continue
        for sentence, gap in split(paragraph):
            segments.append(Segment(f"s{len(segments) + 1}", number, sentence, gap))
    return tuple(segments)


def _end(text: str, match: re.Match[str]) -> tuple[int, int]:
    """Where the sentence ends and where the next one begins; a quote that stands loose after the mark closes if one is open."""
    if match["line"] is not None:
        return match.start(), match.end()
    end, after = match.end("close"), match.end()
    loose = _LOOSE_QUOTE.match(text, after) if match["space"] else None
    if loose and (loose[1] != '"' or text.count('"', 0, after) % 2):
        return after + 1, loose.end()
    return end, after


def _is_blank(text: str, start: int, end: int) -> bool:
    return end <= start or _BLANK.fullmatch(text, start, end) is not None


def _asides(text: str) -> list[tuple[int, int]]:
    """The stretches inside round brackets that close within the paragraph."""
    spans, opened = [], -1
    for match in re.finditer(r"[()]", text):
        if match[0] == "(":
            opened = match.start() if opened < 0 else opened
        elif opened >= 0:
            if match.start() - opened <= _LONGEST_ASIDE:
                spans.append((opened, match.start()))
            opened = -1
    return spans


def _ends(text: str, start: int, match: re.Match[str], after: int, asides: list[tuple[int, int]]) -> bool:
    mark_at, mark = match.start(), match["mark"]
    if any(a < mark_at < b for a, b in asides) and ")" not in match["close"]:
        return False
    if _GOES_ON.match(text, after):
        return False
    opening = _OPENING.match(text, after)
    following = text[opening.end() if opening else after :][:24]
    if not following or (following[0].islower() and not _LIST_LETTER.match(following)):
        return False
    if match["glued"] is not None:
        return _glued(text, match, following)
    if mark == ".":
        return _point_ends(text[max(start, mark_at - _TAIL) : mark_at], following)
    if following[0].isdigit() and mark[0] in ".…":
        return False
    return not any(text.endswith(name, start, match.end("mark")) for name in MARKED_NAMES)


def _glued(text: str, match: re.Match[str], following: str) -> bool:
    """A missing space: "hợp tác.Bà Mai" splits, "Vietnam.Net", "GS.TS", "J.K.Rowling" and "Th.S" do not."""
    before = _TOKEN.search(text, max(0, match.start() - _TAIL), match.start())
    word = before[0] if before else ""
    return (
        match["mark"] in (".", "…", "...", "?", "!")
        and len(word) > 1
        and word.islower()
        and word.isalpha()
        and following.split(maxsplit=1)[0].strip(",.:").istitle()
    )


def _point_ends(sentence: str, following: str) -> bool:
    """Whether a single point after `sentence` ends it before `following`, which does not begin in lower case."""
    if _LIST_NUMBER.fullmatch(sentence):
        return False
    found = _TOKEN.search(sentence)
    token = found[0] if found else ""
    if token in ET_CETERA:
        return True
    if token not in UNITS and (token in ABBREVIATIONS or token.rpartition(".")[2] in ABBREVIATIONS):
        return False
    if token in UNITS or token in CLOSING_ABBREVIATIONS or _DOTTED.fullmatch(token) or _is_initial(sentence, token):
        word = re.match(r"\w+", following)
        return word is not None and word[0] in OPENERS
    return True


def _is_initial(sentence: str, token: str) -> bool:
    """A single capital that may begin or end a name: not "vitamin C" and not "P -8 A"."""
    if not (_INITIAL.fullmatch(token) and token[0].isupper()):
        return False
    words = sentence.removesuffix(token).split()
    return not words or (words[-1].lower() not in LETTERED and not words[-1][-1].isdigit())
