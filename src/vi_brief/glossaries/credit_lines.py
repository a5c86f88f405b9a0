"""Picture credits: how Vietnamese papers print them at the end of a caption, and what each is in English.

"(Ảnh: Hoài Nam/TTXVN)" is no sentence: every word of it is a label, a name or an agency, and a translator makes something else of it.
"""

import re
from dataclasses import dataclass

from vi_brief.glossaries.match import shipped
from vi_brief.glossaries.packs import Entry
from vi_brief.records import Span
from vi_brief.viet.letters import plain

LABELS = {
    "ảnh minh họa": "Illustration",
    "ảnh tư liệu": "File photo",
    "ảnh chụp màn hình": "Screenshot",
    "nguồn ảnh": "Photo",
    "ảnh và clip": "Photo and video",
    "ảnh, clip": "Photo and video",
    "ảnh": "Photo",
    "hình minh họa": "Illustration",
    "hình": "Photo",
    "nguồn": "Source",
    "photo": "Photo",
    "clip": "Video",
    "video": "Video",
    "đồ họa": "Graphic",
    "minh họa": "Illustration",
    "nguồn hình ảnh": "Photo",
    "infographic": "Infographic",
}
"""What a credit begins with, and its English; "họa" is printed in four ways."""
ALONE = frozenset({"Illustration", "File photo", "Screenshot", "Infographic"})
"""Labels that say something without a name after them."""
WORDS = {
    "tư liệu": "file",
    "internet": "Internet",
    "nvcc": "provided by the subject",
    "nhân vật cung cấp": "provided by the subject",
    "ctv": "contributor",
    "pv": "staff",
}
"""What stands in the place of a name."""

_PICTURED = "h[oọ][aạ]"
_LABEL = "(?:" + "|".join(map(re.escape, LABELS)).replace("họa", _PICTURED) + ")"
END = re.compile(
    r"(?P<open>[.!?…”\"\-–—|)\]_]\s*+|\s[-–—|]\s*+|\s*+\(\s*+)"
    r"(?P<label>" + _LABEL + r")"
    r"\s*+(?::\s*+(?P<name>[^:()]{1,60}(?:\([^()]{1,24}\))?)|,\s*+[A-ZĐ][^:()]{1,40})?\s*+\)?\s*+[.]?$",
    re.IGNORECASE,
)
"""A credit at the end of a caption."""
LINE = re.compile(r"^[(\[]?\s*(?!nguồn\s*:)(?P<label>" + _LABEL + r")\s*(?:[:,]\s*(?P<name>[^:]{1,60})|)[)\]]?\.?$", re.IGNORECASE)
"""A credit on a line of its own; "Nguồn: ..." there is the article's."""
LONGEST = 160
"""Letters of the longest credit: a caption is searched from its end no further."""
_NO_STOP = re.compile(r"(?:\.\w|\.\.)\.$")
"""A full stop that belongs to "a.m.", "U.S." or dots."""
_BETWEEN = re.compile(r"(\s*[/,&–—]\s*|\s+-\s+|\s+và\s+)")
_SENT = re.compile(r"\s+phát$", re.IGNORECASE)
_NAME = re.compile(r"(?:[^\W\d_][\w.'’+-]*|[\w.-]+\.[a-z]{2,})(?: |$)")


@dataclass(frozen=True, slots=True)
class Credit:
    """A credit in a Vietnamese text: where it stands, what is before it, what stands between the two (" ", " - "), and its English."""

    span: Span
    body: str
    gap: str
    en: str

    def after(self, english: str) -> str:
        """The English of the text before, with the credit behind it; the full stop stands where the Vietnamese has it.

        >>> credit("Lễ đón - Ảnh: AFP").after("The welcome."), credit("Lễ đón (Ảnh: AFP).").after("The welcome.")
        ('The welcome - Photo: AFP', 'The welcome (Photo: AFP).')
        """
        before = english if self.body.endswith((".", "…")) or _NO_STOP.search(english) else english.removesuffix(".")
        return f"{before}{self.gap}{self.en}".lstrip()


def credit(text: str) -> Credit | None:
    """The credit that ends a text, where every part of it has one certain English form; None where there is none.

    >>> credit("Quang cảnh buổi tiếp. (Ảnh: Hoài Nam/TTXVN)").en
    '(Photo: Hoai Nam/VNA)'
    """
    found = END.search(text, max(0, len(text) - LONGEST)) or (LINE.match(text) if len(text) <= LONGEST else None)
    if found is None:
        return None
    words = _words(found)
    start = _start(text, found)
    bracketed = text[start] in "(["
    closed = found[0].rstrip(". ").endswith((")", "]")) and "(" not in found[0]
    if words is None or not (bracketed or ":" in words) or (closed and not bracketed):
        return None
    body = text[:start].rstrip(" -–—|")
    en = (f"({words})" if bracketed else words) + ("." if text.endswith(".") and not body.endswith(".") and body else "")
    return Credit((start, found.end()), body, text[len(body) : start], en)


def _words(found: re.Match[str]) -> str | None:
    """A credit's English without its brackets; None where it is not certain."""
    label = LABELS[re.sub(_PICTURED, "họa", found["label"].lower())]
    label = label.lower() if found["label"].islower() else label
    if found["name"] is None:
        return label if label.capitalize() in ALONE and not re.search("[:,]", found[0]) else None
    en = _named(found["name"].strip(" )]."))
    return f"{label}: {en}" if en and ":" in found[0] else None


def _start(text: str, found: re.Match[str]) -> int:
    """Where the credit begins: at its bracket, else at its label."""
    before = text[: found.start("label")].rstrip()
    return len(before) - 1 if before.endswith(("(", "[")) else found.start("label")


def _named(name: str) -> str | None:
    """The English of who made a picture: names without marks, agencies by their English; None where a part is no name."""
    made = []
    for part in _BETWEEN.split(name):
        between = _BETWEEN.fullmatch(part)
        en = part.replace("và", "and") if between else _part(_SENT.sub("", part))
        if en is None:
            return None
        made.append(en)
    return "".join(made)


def _part(part: str) -> str | None:
    if part.lower() in WORDS:
        return WORDS[part.lower()]
    whole = next((match.value for match in shipped(part) if match.span == (0, len(part))), None)
    if whole is not None and whole.kind in {"body", "media", "company", "international"}:
        return _short(whole) if part.isupper() else whole.en
    named = all(_NAME.fullmatch(word) and not word[0].islower() for word in part.split())
    return plain(part) if part and named else None


def _short(entry: Entry) -> str:
    """The English of an abbreviation: an abbreviation where the entry has one."""
    return next((form for form in entry.forms if form.isupper()), entry.en)
