"""English fractions: in words ("two-thirds", "a quarter of", "an hour and a half"), with a slash, and the scales of maps."""

import re

from vi_brief.quantities.patterns import find_scores
from vi_brief.quantities.record import Hit
from vi_brief.quantities.tables import ORDINALS_EN, SMALL_EN
from vi_brief.quantities.units import UNITS

_PARTS = {word: n for word, n in ORDINALS_EN.items() if n > 2} | {"half": 2, "quarter": 4}
_TOPS = "|".join(list(SMALL_EN)[1:10])
_FRACTION = re.compile(
    rf"(?<!\w)(?<!and\s)(?:(?P<top>{_TOPS})[\s-]+(?P<low>{'|'.join(_PARTS)}|halve)s?"
    rf"|an?\s+(?:(?P<one>half|quarter)|(?P<of>{'|'.join(_PARTS)})(?=\s+of)))(?!\w)",
    re.IGNORECASE,
)
_GROUPED = r"\d{1,3}(?:,\d{3})+"
_SLASH = re.compile(rf"(?<![\w/.,-])(?P<top>{_GROUPED}|\d{{1,3}})/(?P<low>{_GROUPED}|\d{{1,4}})(?![\w/]|[.,]\d)")
_MAP = re.compile(rf"(?<![\w/.,:-])1:(?P<low>{_GROUPED}|\d{{3,6}})(?![\w/]|[.,]\d)")
_TIMES = {
    form: name for name in ("hour", "day", "week", "month", "year", "decade", "century") for form in UNITS[name].en if " " not in form
}
_AND_A_HALF = re.compile(rf"(?<!\w)an?\s+(?P<unit>{'|'.join(_TIMES)})\s+and\s+a\s+half(?!\w)", re.IGNORECASE)


def find_fractions(text: str) -> list[Hit]:
    """The fractions of an English text in which dates and times have been blanked."""
    hits = [Hit(*m.span(), "unit", (f"1.5 {_TIMES[m['unit'].lower()]}",)) for m in _AND_A_HALF.finditer(text)]
    hits += [hit for match in _FRACTION.finditer(text) if (hit := _in_words(match)) is not None]
    hits += [Hit(*m.span(), "number", (f"{_int(m['top'])}/{_int(m['low'])}",)) for m in _SLASH.finditer(text)]
    hits += find_scores(text)
    return hits + [Hit(*m.span(), "number", (f"1/{_int(m['low'])}",)) for m in _MAP.finditer(text)]


def _int(figure: str) -> int:
    return int(figure.replace(",", ""))


def _in_words(match: re.Match[str]) -> Hit | None:
    word = (match["low"] or match["one"] or match["of"]).lower()
    top, low = SMALL_EN.get((match["top"] or "one").lower(), 1), _PARTS.get(word, 2)
    if top >= low:
        return None
    quarters = (f"{top} quarter",) if word == "quarter" else ()
    return Hit(*match.span(), "number", (f"{top}/{low}", *quarters))
