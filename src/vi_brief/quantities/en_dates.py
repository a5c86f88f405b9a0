"""English dates, date ranges and times."""

import re

from vi_brief.quantities.calendar import full_year, iso
from vi_brief.quantities.patterns import Family, claim, mask, scan
from vi_brief.quantities.record import Hit
from vi_brief.quantities.tables import MONTHS, MONTHS_EN, ORDINALS_EN, WEEKDAYS

_F = re.IGNORECASE
_MN = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)(?!\w|-(?!to-)[a-z])\.?"
_D = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?!\w)"
_Y = r"(?:1[89]|20)\d\d(?![\w]|,\d{3}|\.\d)"
_YEAR_AFTER = rf"(?:,?\s+(?:of\s+)?(?P<y>{_Y}))?"
_TO = r"(?:\s*[-–—]\s*|\s+(?:to|through|until|till|and|or)\s+)(?:on\s+)?"

_DAY_RANGE = re.compile(
    rf"(?<!\w)(?P<m1>{_MN})\s+(?P<d1>{_D})(?:,?\s+(?P<y1>{_Y}),?)?(?P<to>{_TO})(?:(?P<m2>{_MN})\s+)?(?P<d2>{_D})(?![.,]\d|\s*(?:%|percent|million|billion))"
    + _YEAR_AFTER
)
_DAY_RANGE_BRITISH = re.compile(rf"(?<!\w)(?P<d1>{_D})(?:\s+(?P<m1>{_MN}))?(?P<to>{_TO})(?P<d2>{_D})\s+(?P<m2>{_MN})" + _YEAR_AFTER)
_LIST = re.compile(rf"(?<!\w)(?P<m>{_MN})\s+(?P<days>{_D}(?:,\s*{_D})+,?\s+(?:and|&|or)\s+{_D})(?!\s*(?:%|percent|million))" + _YEAR_AFTER)
_DAY = re.compile(rf"(?<!\w)(?P<m>{_MN})\s+(?P<d>{_D})(?!\s*(?:%|percent|million|billion))" + _YEAR_AFTER)
_DAY_BRITISH = re.compile(rf"(?<![\w.,])(?P<d>{_D})\s+(?:of\s+)?(?P<m>{_MN})" + _YEAR_AFTER)
_MONTH_RANGE = re.compile(rf"(?<!\w)(?P<m1>{_MN})(?:\s*[-–—]\s*|[\s-]+to[\s-]+)(?P<m2>{_MN})(?:,?\s+(?P<y>{_Y}))?")
_MONTH = re.compile(
    rf"(?<!\w)(?P<lead>(?:[Ii]n|[Aa]n?|[Oo]f|[Ss]ince|[Ff]rom|[Ee]arly|[Ll]ate|[Mm]id(?:\s?-)?|[Uu]ntil|[Bb]y|[Ll]ast|[Pp]ast|[Nn]ext|[Tt]his|[Tt]o|[Aa]nd|[Oo]n|[Tt]he|[Ee]ach|[Cc]oming|[Dd]uring|[Tt]ill|[Ee]nd|[Ee]very|[Bb]egin|[Bb]eginning|[Ss]tart|[Aa]nother|[Tt]hrough|[Bb]efore|[Aa]fter|[Ee]nd-)\s*)?(?P<m>{_MN})(?:,?\s+(?:of\s+)?(?P<y>{_Y}))?"
)
_NUMERIC = re.compile(
    r"(?<![\w/.,-])(?P<a>\d{1,2})(?:/(?P<b>\d{1,2})(?:/(?P<y>\d{4}))?|(?P<s>[.-])(?P<b2>\d{1,2})(?P=s)(?P<y2>(?:19|20)\d\d))(?![\w/]|[.,]\d)"
)
_YEARS = re.compile(r"(?<![\w.,$/-])(?P<y1>(?:1[89]|20)\d\d)\s*[-–—/]\s*(?P<y2>(?:(?:1[89]|20)\d\d)|\d\d)(?!\w|[.,]\d|-\d)")
_DECADE = re.compile(r"(?<![\w.,$])(?:(?P<y>(?:1[89]|20)\d0|['’][2-9]0|(?<=[Tt]he\s)[2-9]0)(?:\s?['’]\s?)?s|(?P<x>[5-9])[xX])(?!\w)")
_QUARTERS = re.compile(
    r"(?<!\w)(?P<items>(?:first|second|third|fourth)(?:(?:,|,?\s+and|\s+or|\s+to)\s+(?:first|second|third|fourth))+)\s+quarters", _F
)
_QUARTER = re.compile(
    rf"(?<!\w)(?:(?:the\s+)?(?P<w>first|second|third|fourth|[1-4](?:st|nd|rd|th))[\s-]+quarter|Q(?P<q>[1-4]))(?:(?:\s+(?:of|in))?\s+(?P<y>{_Y})|/(?P<y2>\d{{4}}))?(?!\w)",
    _F,
)
_YEAR = re.compile(
    rf"(?<![\w.,$€£¥/-])(?<!\$\s)(?P<y>{_Y})"
    r"(?![\s-]*(?:%|percent|million|billion|people|dong|km|met(?:er|re)s?|hectares?|tonn?es?|tons?|kg|miles?|square|cubic)(?!\w))"
)
_WEEKDAY = re.compile(
    rf"(?<!\w)(?P<w>{'|'.join(WEEKDAYS)})s?(?!\w)"
    r"(?!\s+(?:Times|Telegraph|Mirror|Express|Mail|Post|Herald))"
)
_TIME = re.compile(
    r"(?<![\w.,/:$])(?:(?P<h>1[0-2]|0?\d)(?:(?:\.|:\s?)(?P<m>[0-5]\d))?\s*(?P<half>[ap])\.?\s?m(?:\.|(?!\w))|(?P<clock>1[0-2]|[1-9])\s+o['’]clock|(?P<h24>[01]?\d|2[0-4])(?:h|:\s?)(?P<m24>[0-5]\d)(?!\w|[:.,]\d))|(?<!\w)(?P<word>noon|midnight)(?!\w)"
    r"|(?<![\w.,/:$])(?P<hour>[01]\d|2[0-4])(?P<minute>[0-5]\d)(?=\s+(?:GMT|UTC|hours|hrs|local\s+time)(?!\w))",
    _F,
)


def find_dates(text: str) -> tuple[list[Hit], str]:
    """The dates of an English text, and the text with them blanked."""
    quarters = [hit for match in _QUARTERS.finditer(text) for hit in _quarters(match)] if "quarters" in text else []
    month = _ANY_MONTH.search(text)
    lists = list(_LIST.finditer(text)) if month else []
    hits = quarters + [hit for match in lists for hit in _listed(match)]
    text = mask(text, [*quarters, *(Hit(*match.span(), "date", ()) for match in lists)])
    found, text = claim(text, _FAMILIES if month else _WITHOUT_MONTHS)
    return hits + found, text


def find_times(text: str) -> list[Hit]:
    """The times of day of an English text."""
    return scan(text, _TIME, _time) if _ANY_TIME.search(text) else []


def _month_of(text: str) -> int:
    return MONTHS_EN[text.rstrip(".").lower()]


def _day_of(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def _listed(match: re.Match[str]) -> list[Hit]:
    hits: list[Hit] = []
    for day in re.finditer(r"\d+", match["days"]):
        value = iso(full_year(match["y"]), _month_of(match["m"]), int(day[0]))
        if value is not None:
            at = match.start("days") + day.start()
            hits.append(Hit(at if hits else match.start(), at + len(day[0]), "date", (value,)))
    return hits


def _quarters(match: re.Match[str]) -> list[Hit]:
    start = match.start("items")
    words = re.finditer(r"first|second|third|fourth", match["items"], _F)
    return [Hit(start + word.start(), start + word.end(), "date", (f"--Q{ORDINALS_EN[word[0].lower()]}",)) for word in words]


def _day_range(match: re.Match[str]) -> Hit | None:
    month1, month2 = match["m1"] or match["m2"], match["m2"] or match["m1"]
    year = full_year(match["y"])
    start = iso(full_year(match.groupdict().get("y1")) or year, _month_of(month1), _day_of(match["d1"]))
    end = iso(year, _month_of(month2), _day_of(match["d2"]))
    return Hit(match.start(), match.end(), "daterange", (f"{start}/{end}",)) if start and end else None


def _day(match: re.Match[str]) -> Hit | None:
    value = iso(full_year(match["y"]), _month_of(match["m"]), _day_of(match["d"]))
    return Hit(match.start(), match.end(), "date", (value,)) if value else None


def _month_range(match: re.Match[str]) -> Hit | None:
    start, end = (iso(full_year(match["y"]), _month_of(match[m])) for m in ("m1", "m2"))
    return Hit(match.start(), match.end(), "daterange", (f"{start}/{end}",)) if start and end else None


def _month(match: re.Match[str]) -> Hit | None:
    name, text = match["m"], match.string
    if not match["y"] and (
        (text.startswith(("'s", "’s"), match.end()) and not match["lead"])
        or (not match["lead"] and (len(name.rstrip(".")) == 3 or _NAME_BEFORE.search(text, max(0, match.start() - 30), match.start())))
    ):
        return None
    value = iso(full_year(match["y"]), _month_of(name))
    return Hit(match.start("m"), match.end(), "date", (value,)) if value else None


_NAME_BEFORE = re.compile(r"\b[A-Z]\w*\.?\s$")


def _numeric(match: re.Match[str]) -> Hit | None:
    year, first, second = full_year(match["y"] or match["y2"]), int(match["a"]), int(match["b"] or match["b2"])
    values = [v for v in (iso(year, second, first), iso(year, first, second)) if v]
    if year is None:
        values.append(f"{first}/{second}")
    return Hit(match.start(), match.end(), "date", tuple(dict.fromkeys(values))) if len(values) > 1 or (year and values) else None


def _years(match: re.Match[str]) -> Hit | None:
    last = match["y2"] if len(match["y2"]) == 4 else match["y1"][:2] + match["y2"]
    return Hit(match.start(), match.end(), "daterange", (f"{match['y1']}/{last}",)) if int(match["y1"]) < int(last) else None


def _decade(match: re.Match[str]) -> Hit:
    year = f"{match['x']}0" if match["x"] else match["y"].lstrip("'’")
    return Hit(match.start(), match.end(), "date", (f"{year if len(year) == 4 else '19' + year}s",))


def _quarter(match: re.Match[str]) -> Hit:
    word = (match["w"] or match["q"]).lower()
    number = ORDINALS_EN.get(word) or int(word[0])
    return Hit(match.start(), match.end(), "date", (f"{match['y'] or match['y2'] or '-'}-Q{number}",))


def _year(match: re.Match[str]) -> Hit:
    return Hit(match.start(), match.end(), "date", (match["y"],))


def _weekday(match: re.Match[str]) -> Hit:
    return Hit(match.start(), match.end(), "date", (f"-W-{WEEKDAYS.index(match['w']) + 1}",))


def _time(match: re.Match[str]) -> Hit | None:
    if match["word"]:
        return Hit(match.start(), match.end(), "time", ("12:00" if match["word"].lower() == "noon" else "00:00",))
    if match["hour"]:
        return Hit(match.start(), match.end(), "time", (f"{int(match['hour']) % 24:02d}:{match['minute']}",))
    if bare := match["h24"] or match["clock"]:
        hours = (int(bare), int(bare) + 12)[: 1 + (0 < int(bare) <= 12)]
        return Hit(match.start(), match.end(), "time", tuple(f"{hour % 24:02d}:{match['m24'] or '00'}" for hour in hours))
    hour = int(match["h"]) % 12 + (12 if match["half"].lower() == "p" else 0)
    return Hit(match.start(), match.end(), "time", (f"{hour:02d}:{match['m'] or '00'}",))


_CENTURIES = ("18", "19", "20")
_ANY_MONTH = re.compile("Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec")
_ANY_TIME = re.compile(r"[0-9]\s?(?:o|[ap]\.?\s?m|[AP]\.?\s?M|[:hH.]|[0-9]{2}\s)|[nN][oO][oO][nN]|[mM][iI][dD][nN]")
_WITHOUT_MONTHS = (
    Family(("quarter", "q1", "q2", "q3", "q4"), _QUARTER, _quarter),
    Family(("/", ".1", ".2", "-1", "-2"), _NUMERIC, _numeric),
    Family(_CENTURIES, _YEARS, _years),
    Family(("0s", "0's", "0’s", "0 '", "0 ’", "x"), _DECADE, _decade),
    Family(_CENTURIES, _YEAR, _year),
    Family(("day",), _WEEKDAY, _weekday),
)
_FAMILIES = (
    _WITHOUT_MONTHS[0],
    Family((), _DAY_RANGE, _day_range),
    Family((), _DAY_RANGE_BRITISH, _day_range),
    Family((), _DAY, _day),
    Family((), _DAY_BRITISH, _day),
    Family((), _MONTH_RANGE, _month_range),
    Family((), _MONTH, _month),
    *_WITHOUT_MONTHS[1:],
)
