"""A person who became a place: "Truong Thi Mai commune" for a courtesy call (chào xã giao) on Truong Thi Mai.

The Vietnamese words for units of land are short and mean other things too (xã giao, huyện đoàn, quận chúa); a translator that reads one of
them beside a name makes the person a commune.
"""

import re
from collections.abc import Iterator

from vi_brief import config
from vi_brief.records import Finding, Segment, Span, Translation
from vi_brief.viet.letters import plain
from vi_brief.viet.names import family_names, person_names

UNITS = "commune|ward|district|township|town|province|city|hamlet|village|county|prefecture|municipality"
_NOT_UNIT = r"(?! (?:party|people|council|committee|police|court|authorit|official|leader)\w*)"
_AFTER = re.compile(rf"(?:'s)? (?:{UNITS})\b{_NOT_UNIT}", re.IGNORECASE)
_BEFORE = re.compile(rf"\b(?:the )?(?:{UNITS}) of \Z", re.IGNORECASE)
_IN_SOURCE = re.compile(
    r"\b(?:xã|phường|huyện|quận|thị trấn|thị xã|tỉnh|thành phố|TP\.?|thôn|ấp|bản|làng|buôn|khu phố|tổ|đặc khu|châu|hạt"
    r"|đường|phố|cầu|sông|núi|đảo|chợ|trường|đình|đền|chùa|lăng|khu)\s+\Z",
    re.IGNORECASE,
)
_LISTED = re.compile(r"(?:[^\W\d_][\w'’-]*\s*(?:,|và|-|–|/)\s*)\Z")
_WORD = re.compile(r"[^\W\d_][\w'’-]*\s+\Z")

SHORTEST = 3
"""Words of a Vietnamese person's name; shorter ones are places too (Sầm Sơn, Ninh Hoà). None of 151,700 references is flagged."""


class Options(config.Options):
    """No options."""


def check(segment: Segment, translation: Translation, options: Options) -> Iterator[Finding]:
    """An error for each person's name that the English calls a commune, a district, a province; taking the word away mends it."""
    del options
    for start, end in person_names(segment.vi):
        if not _is_vietnamese(segment.vi[start:end]) or _names_a_place(segment.vi[:start]):
            continue
        for span in _called(translation.en, plain(segment.vi[start:end])):
            name = segment.vi[start:end]
            message = f"the English makes a place of the person {name}"
            yield Finding("name", "error", message, (start, end), span, plain(name))


def _is_vietnamese(name: str) -> bool:
    words = name.split()
    return len(words) >= SHORTEST and words[0] in family_names()


def _called(text: str, name: str) -> Iterator[Span]:
    """Where the English has the name with a unit of land at it, the unit included."""
    for found in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
        if after := _AFTER.match(text, found.end()):
            yield found.start(), after.end()
        elif before := _BEFORE.search(text[: found.start()]):
            yield before.start(), found.end()


def _names_a_place(before: str) -> bool:
    """Whether the name that follows is one of places: a unit stands before it, or before the list that it closes."""
    while True:
        if _IN_SOURCE.search(before):
            return True
        listed = _LISTED.search(before)
        if listed is None:
            return False
        before = before[: listed.start()]
        while not _IN_SOURCE.search(before) and (word := _WORD.search(before)) and word.group()[0].isupper():
            before = before[: word.start()]
