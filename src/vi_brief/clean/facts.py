"""The facts printed around and in an article: when, by whom, from which agency, where."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from vi_brief.clean import phrases
from vi_brief.clean.features import Mark
from vi_brief.clean.scene import Verdict
from vi_brief.clean.stamps import Stamp
from vi_brief.viet import letters

TAIL_LINES = 8
"""Credits stand within so many lines behind the body."""
_NOT_PLACES = frozenset(
    """
    Ban Bảo Bến Bệnh Bộ Chùa Chợ Cung Cuộc Công Cảng Cầu Cục Di Dinh Diễn Ga HĐND Học Họp Hội Khu Khách Kỳ Lăng Lễ
    Nghĩa Ngân Nhà Phiên Phủ Quảng Rạp Sân Sở Thư Trung Trường Trạm Trụ Tòa Tượng Tập Tọa Tổng UBND Viện Văn Đài Đình
    Đại Đền Đồn Đồng Ủy""".split()
)
"""First words after "tại" that open the name of a building, a body or an event, not of a place."""
_PLACE = r"(?P<place>(?:TP\.?\s?)?[A-ZĐÀ-Ỹ][\w.'-]*(?:[ ][A-ZĐÀ-Ỹ][\w'-]*){0,4})"
_KIND = r"(?:(?:thủ đô|thành phố|tỉnh|thị xã|huyện|thị trấn|bang)\s+)?"
_TIME = r"(?:(?:sáng|trưa|chiều|tối|đêm|ngày|hôm nay|hôm qua|mới đây|vừa qua)[^,]{0,40},\s*)"
_DATELINES = tuple(
    re.compile(p)
    for p in (
        r"(?i:phóng viên)\s+(?:thường trú\s+)?(?:của\s+)?[A-ZĐ][\w+/.]*(?:\s(?:Việt Nam|thường trú))?\s+tại\s+" + _KIND + _PLACE,
        r"^(?i:" + _TIME + r")(?i:tại)\s+" + _KIND + _PLACE + r"(?=[,\s(])",
        r"^(?i:tại)\s+" + _KIND + _PLACE + r"(?=,\s+(?i:sáng|trưa|chiều|tối|đêm|ngày))",
        r"^" + _PLACE + r",\s+ngày\s+\d{1,2}[/-]\d{1,2}",
    )
)
_PLACE_DASH = re.compile(r"^" + _PLACE + r"\s+[-–]\s+(?=[A-ZĐÀ-Ỹ])")
_PROVINCES = frozenset(
    name.strip()
    for line in (
        "hà nội|tp hcm|tp.hcm|tphcm|tp hồ chí minh|đà nẵng|hải phòng|cần thơ|huế|thừa thiên huế|an giang",
        "bà rịa - vũng tàu|bắc giang|bắc kạn|bạc liêu|bắc ninh|bến tre|bình định|bình dương|bình phước|bình thuận|cà mau",
        "cao bằng|đắk lắk|đắk nông|điện biên|đồng nai|đồng tháp|gia lai|hà giang|hà nam|hà tĩnh|hải dương|hậu giang",
        "hòa bình|hưng yên|khánh hòa|kiên giang|kon tum|lai châu|lâm đồng|lạng sơn|lào cai|long an|nam định|nghệ an",
        "ninh bình|ninh thuận|phú thọ|phú yên|quảng bình|quảng nam|quảng ngãi|quảng ninh|quảng trị|sóc trăng|sơn la",
        "tây ninh|thái bình|thái nguyên|thanh hóa|tiền giang|trà vinh|tuyên quang|vĩnh long|vĩnh phúc|yên bái",
    )
    for name in line.split("|")
)
"""Provinces and cities, as they stood before the mergers of 2025 and after."""

_OFFICE = re.compile("/(" + "|".join(re.escape(a) for a in phrases.PRINTED_AGENCIES) + r")(?!\w)")
_SIGNATURES = ("cổng thông tin", "báo ", "tạp chí ", "trang thông tin", "đài phát thanh", "trung tâm truyền thông")
"""How a paper or a portal signs right under the body. With diacritics: Bảo is a name."""


_ORIGINAL = ("link bai goc", "lay link", "link goc", "xem bai goc")
"""Buttons over the address of the paper that an article was taken from."""
OWN_LETTERS = 4
"""Shorter parts of an address (vn, com, vtv) are no site's name of their own."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What was printed; None where nothing was."""

    published: str | None = None
    agency: str | None = None
    byline: str | None = None
    url: str | None = None
    dateline_place: str | None = None


def gather(
    marks: Sequence[Mark], title: int | None, verdicts: Mapping[int, Verdict], paragraphs: Sequence[str], address: str | None = None
) -> Facts:
    """The facts of an article whose lines are decided. `address` is the page's own, where its container or its head knows it."""
    kept = [i for i, v in sorted(verdicts.items()) if v.kept is not None]
    first, last = (kept[0], kept[-1]) if kept else (0, len(marks) - 1)
    return Facts(
        published=_published(marks, title, first, last),
        agency=_agency(marks, verdicts, (first, last), own_names(marks, address)),
        byline=_byline(marks, verdicts, title, first, last),
        url=next((m.text for m in marks if m.kind == "url" and m.text.lower().startswith("http")), None),
        dateline_place=_place(paragraphs, marks[first] if kept else None),
    )


def _published(marks: Sequence[Mark], title: int | None, first: int, last: int) -> str | None:
    """The stamp nearest to the title: behind it, else before it; else one right behind the body. A day alone on the page's first line is
    the site's clock where menus stand between it and the title."""
    at = first if title is None else title
    stamps = {i: m.stamp for i, m in enumerate(marks) if m.stamp is not None and m.stamp.iso is not None}
    behind = [i for i in stamps if at < i <= max(first, at + 8) and i <= last]
    before = [i for i in sorted(stamps, reverse=True) if i < at and not _clock(marks, i, at)]
    after = [i for i in stamps if last < i <= last + 4 and not any(m.kind in {"related", "feedback", "legal"} for m in marks[last + 1 : i])]
    order = [*behind, *before, *after]
    chosen = next((i for i in order if not _only_update(stamps[i])), order[0] if order else None)
    if chosen is None:
        return None
    stamp = stamps[chosen]
    better = next((i for i in order if stamps[i].iso and stamp.iso and stamps[i].timed and str(stamps[i].iso).startswith(stamp.iso)), None)
    return stamp.iso if stamp.timed or better is None else stamps[better].iso


def _only_update(stamp: Stamp) -> bool:
    return stamp.updated


def _clock(marks: Sequence[Mark], i: int, title: int) -> bool:
    stamp = marks[i].stamp
    return stamp is not None and not stamp.timed and i <= 1 and title - i > 1


def own_names(marks: Sequence[Mark], address: str | None) -> frozenset[str]:
    """The site's own names in the form of `_squeezed`: the parts of the address of the page. An address behind a button that leads to the
    original ("Link bài gốc") is another site's."""
    foreign = {j for i, m in enumerate(marks) if m.key.startswith(_ORIGINAL) for j in range(i, i + 4)}
    printed = [m.text for i, m in enumerate(marks) if m.kind == "url" and i not in foreign]
    hosts = [host(a) for a in (address, *printed) if a]
    return frozenset(_squeezed(part) for h in hosts for part in (h.removeprefix("www."), *h.split(".")) if len(part) >= OWN_LETTERS)


def host(address: str) -> str:
    """The host of a web address; empty where a page or its container gives as an address what is none.

    >>> host("https://baothu.vn/a"), host("http://[baothu.vn")
    ('baothu.vn', '')
    """
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def _squeezed(name: str) -> str:
    plain = letters.plain(name).lower().removeprefix("www.").removeprefix("bao ")
    return "".join(c for c in plain if c.isalnum())


def _agency(marks: Sequence[Mark], verdicts: Mapping[int, Verdict], body: tuple[int, int], own: frozenset[str]) -> str | None:
    """The credit behind the body, else the one beside the title, else the tag before the lead. A web address is the last resort. A credit
    that names the site itself is none."""
    first, last = body
    near = [*range(last + 1, min(len(marks), last + 1 + TAIL_LINES)), *range(first, -1, -1)]
    credited = [(i, c.agency) for i in near if (c := marks[i].credit) is not None and c.agency and _squeezed(c.agency) not in own]
    found = [agency for i, agency in credited if i > last or i < first or verdicts[i].kept is None]
    named = [a for a in found if not a.lower().startswith("www.")]
    tag = marks[first].tag
    before = [t.source for i in range(first) if marks[i].kind == "tagalone" and (t := marks[i].tag) is not None]
    signed = [m.text for m in marks[last + 1 : last + 2] if m.text.lower().startswith(_SIGNATURES) and m.words <= 9]
    tagged = [tag.source] if tag is not None and verdicts[first].rule == "tag" else []
    return next(iter([*named, *signed, *tagged, *before, *found, *_offices(marks, near)]), None)


def _offices(marks: Sequence[Mark], near: Sequence[int]) -> list[str]:
    """The agencies that bylines name behind a stroke: "Phan Anh/TTXVN (Tổng hợp)"."""
    written = [c.byline for i in near if (c := marks[i].credit) is not None and c.byline]
    return [found[1] for name in written if (found := _OFFICE.search(name)) is not None]


def _byline(marks: Sequence[Mark], verdicts: Mapping[int, Verdict], title: int | None, first: int, last: int) -> str | None:
    tail = range(last + 1, min(len(marks), last + 1 + TAIL_LINES))
    stop = next((i for i in tail if marks[i].kind in {"related", "feedback", "legal", "tags"}), tail.stop)
    near = [*(range(title + 1, _second(verdicts, first)) if title is not None else []), *range(last + 1, stop)]
    for i in near:
        credit = marks[i].credit
        if credit is not None and credit.byline and verdicts[i].rule in {"byline", "published", "credit"}:
            return str(credit.byline)
    return None


def _second(verdicts: Mapping[int, Verdict], first: int) -> int:
    """The second line of the body: on some pages the name stands between the lead and the text."""
    return next((i for i in range(first + 1, max(verdicts, default=first) + 1) if verdicts[i].kept is not None), first)


def _place(paragraphs: Sequence[str], first: Mark | None) -> str | None:
    if first is not None and first.tag is not None and first.tag.place:
        return first.tag.place
    for text in paragraphs[:3]:
        opening = text[:240]
        for pattern in _DATELINES:
            found = pattern.search(opening)
            if found is not None and found["place"].split()[0] not in _NOT_PLACES:
                return str(found["place"]).rstrip(".")
    dash = _PLACE_DASH.match(paragraphs[0]) if paragraphs else None
    return str(dash["place"]) if dash is not None and dash["place"].lower() in _PROVINCES else None
