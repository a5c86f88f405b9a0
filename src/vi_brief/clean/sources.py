"""Bylines, agency credits and source tags: who wrote it and where it comes from."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from vi_brief.clean import buttons, phrases
from vi_brief.viet import letters

_BY = re.compile(
    r"^(?:tin,?\s*(?:bài\s*)?(?:và\s*)?ảnh|bài,?\s*(?:và\s*)?ảnh|tin\s*[-/]\s*ảnh|bài\s*[-/]\s*ảnh|tin bài|thực hiện|"
    r"tác giả(?: bài viết)?|phóng viên|"
    r"người viết|nhóm phóng viên|nhóm pv|biên tập|dịch|lược dịch|tổng hợp|bài viết|ảnh và bài|bài|tin|theo pv|viết bởi|bởi|nội dung|story|"
    r"by)"
    r"(?:\s*:\s*|(?<=^by)\s+)(?P<name>.+)$",
    re.IGNORECASE,
)
_PICTURES_BY = re.compile(r"\s*[-–—;,|/]\s*(?:hình )?ảnh\s*:.*$", re.IGNORECASE)
_NOTE = re.compile(r"\s*[(\[](?P<note>[^()\[\]]{2,40})[)\]]\s*$")
_NOTE_WORDS = (
    "tổng hợp",
    "thực hiện",
    "theo",
    "dịch",
    "lược dịch",
    "ghi",
    "t/h",
    "th",
    "biên dịch",
    "ctv",
    "lược thuật",
    "lược ghi",
    "tường thuật",
    "thực hiện)",
    "từ",
)
_DEGREE = re.compile(
    r"^(?:(?:PGS|GS|TS|ThS|Th\.S|BS|CKI|CKII|LS|Luật sư|Bác sĩ|KTS|Ths|NSƯT|NSND|Đại tá|Thượng tá|Trung tá|Thiếu tá|PV|CTV|Nhóm PV|"
    r"Phóng viên)[.,]?\s*)+"
)
_INITIALS = re.compile(r"^(?:[A-ZĐ]{1,2}\.\s?){1,3}[A-ZĐ]?\w{0,8}\.?$")
_HIGHLAND = re.compile(r"^(?:[KHYRN]|Ha|Ka)['’][A-ZĐÀ-Ỹ]\w+$")
"""A name of one word, as the peoples of the highlands have them: K'Điệp, H'Hen."""
_CAPITALS = re.compile(r"^(?!(?:CTV|BBT|HCM|TPHCM|NVCC|BTV|THPT|THCS|UBND)$)[A-ZĐ]{3,6}$")
"""Capital letters in brackets behind a writer's name: the agency's, where they are not his function or his town."""
_SPLIT = re.compile(r"\s+[-–—&|]\s*|\s*[-–—]\s+|\s*[,;/]\s*|\s+và\s+")
_NUMBERED = re.compile(r"^(?:[IVX]+|\d+|[A-H])[.)]\s")
_TEAMS = (
    "pv",
    "ctv",
    "nhóm pv",
    "p.v",
    "pv.",
    "nhóm phóng viên",
    "ban thời sự",
    "bbt",
    "ban biên tập",
    "vp",
    "tổng hợp",
    "nhóm pv-ctv",
    "pv/ctv",
    "theo pv",
)
_BODIES = frozenset("báo tạp cổng trang đài thông bộ sở ban cục tổng".split())
"""First words of the names of papers and public bodies."""
MAX_PLAIN_SOURCE = 6
"""A source after "Theo" that no table has is one up to so many words."""
_THEO = re.compile(
    r"^(?:\(\s*)?(?:theo|nguồn(?: tin)?|dẫn theo|trích nguồn|nguồn bài viết|nguồn tin)(?:\s*:\s*|\s+)(?P<source>[^,;:!?]{2,60}?)\s*\)?\.?$",
    re.IGNORECASE,
)
_PAREN = re.compile(r"^[(\[]\s*(?:theo\s+|nguồn:\s*)?(?P<source>[^()\[\]]{2,45})\s*[)\]]\s*\.?\s*[-–|]?$", re.IGNORECASE)
_TAG = re.compile(
    r"^(?:\(\s*(?P<paren>[^()]{2,24}?)\s*\)\s*\.?\s*[-–—]+\s*|(?P<bare>[^\s()][^()\-–—]{1,20}?)\s*\.?(?:\s+[-–—]\s*(?!\d)|\s+[-–—]\s+|[-–—]+(?:\s+|$)))(?P<rest>.*)$"
)
_STOPPED_TAG = re.compile(r"^(?P<paren>)(?P<bare>[A-ZĐ]{2,6}|[A-Za-z]+\.(?:vn|com\.vn))\.\s+(?P<rest>[A-ZĐÀ-Ỹ].{20,})$")
_DOMAIN = re.compile(r"^(?:www\.)?[\w-]+(?:\.[\w-]+)+$")
_TRAIL = re.compile(r"(?<=[.!?…”\"/])\s*(?P<credit>\((?:theo |nguồn: ?)?(?P<source>[^()]{2,40})\)\.?)$", re.IGNORECASE)
_DATED_TAG = re.compile(
    r"^(?P<place>[A-ZĐÀ-Ỹ][\w ]{1,30}?)\s*\((?P<source>[A-ZĐ][\w+/ ]{1,15}?)(?P<day>,?\s*(?:ngày\s*)?\d{1,2}/\d{1,2}(?:/\d{4})?)?\)"
    r"\s*[-–—]+\s*(?P<rest>\S.*)$"
)


@dataclass(frozen=True, slots=True)
class Credit:
    """What a credit line says; `byline` and `agency` as printed. `weak` marks a bare name, which only its place makes a byline."""

    byline: str | None = None
    agency: str | None = None
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Tag:
    """A source tag at the beginning of a paragraph. `known` tells that a table has it; `rest` is the paragraph without it."""

    source: str
    rest: str
    known: bool
    place: str | None = None


def read(text: str) -> Credit | None:
    """The credit in a line that is nothing else, or None.

    >>> read("Theo TTXVN").agency, read("Tin, ảnh: VĂN CHIẾN").byline
    ('TTXVN', 'VĂN CHIẾN')
    """
    text = buttons.unglued(text.strip().rstrip("|").strip())
    if len(text.split()) > 14 or not text:
        return None
    if (paren := _PAREN.match(text)) is not None:
        credit = _source(paren["source"])
        return None if credit is not None and credit.weak else credit
    if (theo := _THEO.match(text)) is not None:
        return _source(theo["source"]) if not (theo["source"].endswith(".") or text.endswith(".")) or _is_agency(theo["source"]) else None
    return _named(text) if _BY.match(text) is None else signed(text)


def signed(text: str) -> Credit | None:
    """The credit in a line that says by its first word that it names the writer ("Tin, ảnh: X - Trung tâm Y"), or None."""
    by = _BY.match(text)
    if by is None:
        return None
    name = _PICTURES_BY.sub("", by["name"]).strip()
    short = len(name.split()) <= 6 and name[:1].isupper()
    return Credit(byline=name) if names(name) or short or _name(_SPLIT.split(name)[0]) else None


def _named(text: str) -> Credit | None:
    """A name with what may follow it: "Thanh Hương (TTXVN)", "Mỹ Linh, Theo Phụ nữ số", "Thu Hoài/VOV-Bangkok"."""
    if _NUMBERED.match(text):
        return None
    head, _, source = text.partition(", Theo ")
    if source and names(head):
        return Credit(byline=head, agency=source.strip())
    note = _NOTE.search(text)
    if note and not any(c.isdigit() for c in note["note"]) and names(text[: note.start()]):
        said = re.sub(r"^(?:theo|từ|nguồn:?)\s+", "", note["note"], flags=re.IGNORECASE)
        agency = _agencies(said) if _is_agency(said) or _CAPITALS.match(said) else None
        return Credit(
            byline=text[: note.start()] if agency else text,
            agency=agency,
            weak=not _is_agency(said) and not note["note"].lower().startswith(_NOTE_WORDS),
        )
    return Credit(byline=text, weak=True) if names(text) else None


def _source(source: str) -> Credit | None:
    """A source after "Theo" or in brackets: an agency, a paper or a site, but no clause."""
    source = source.strip().rstrip(".")
    words = source.split()
    if not words or len(words) > 8 or any(w.isdigit() for w in words):
        return None
    if not (source[0].isupper() or words[0] in _BODIES or _DOMAIN.match(source)):
        return None
    if _DOMAIN.match(source) or _is_agency(source) or (source[0].isupper() and _mostly_capitals(words)):
        return Credit(agency=_agencies(source))
    if words[0].lower() in _BODIES:
        return Credit(agency=source)
    return Credit(agency=source, weak=True) if len(words) <= MAX_PLAIN_SOURCE else None


def _agencies(source: str) -> str:
    """A source without the site that printed what the national agency sent.

    >>> _agencies("TTXVN/Vùng Cao"), _agencies("TTXVN/Vietnam+"), _agencies("TTXVN/Báo Tin tức"), _agencies("ABC News/Reuters")
    ('TTXVN', 'TTXVN/Vietnam+', 'TTXVN/Báo Tin tức', 'ABC News/Reuters')
    """
    wire, stroke, site = source.partition("/")
    known = not site.strip() or site.strip().lower() in _known_agencies() or site.split(maxsplit=1)[0].lower() in _BODIES
    return wire.strip() if stroke and wire.strip().upper() in {"TTXVN", "VNA"} and not known else source


@cache
def _known_agencies() -> frozenset[str]:
    return frozenset(a.lower() for a in phrases.PRINTED_AGENCIES) | phrases.SOURCE_TAGS


def _mostly_capitals(words: list[str]) -> bool:
    return sum(1 for w in words if w[0].isupper() or w[0].isdigit()) * 2 > len(words) and (len(words) <= 4)


def _is_agency(text: str) -> bool:
    parts = {p.strip().lower() for p in re.split(r"[/,–-]", text)}
    known = {a.lower() for a in phrases.PRINTED_AGENCIES}
    return bool(parts & known) or any(p in phrases.SOURCE_TAGS or _DOMAIN.match(p) for p in parts)


def names(text: str) -> bool:
    """Whether a text is nothing but names: one to three of them, each with two to five capitalised syllables, or a team's name.

    >>> names("Vương Vân"), names("HÀ THANH - MINH ĐỨC"), names("Hiệp hai không thay đổi thế trận")
    (True, True, False)
    """
    text = text.strip().rstrip(".").strip()
    if text.lower() in _TEAMS or _INITIALS.match(text):
        return True
    if not text or any(c.isdigit() for c in text.split("/")[0]) or text[-1] in ":!?" or len(text) > 70:
        return False
    parts = [p for p in _SPLIT.split(_DEGREE.sub("", text)) if p]
    return 1 <= len(parts) <= 4 and _name(parts[0]) and all(_name(p) or _office(p) for p in parts)


def _name(text: str) -> bool:
    if _INITIALS.match(text) or _HIGHLAND.match(text) or text.lower() in _TEAMS:
        return True
    words = _DEGREE.sub("", text).split()
    return 2 <= len(words) <= 5 and all(w[0].isupper() and w.replace(".", "").replace("'", "").isalpha() for w in words)


def _office(text: str) -> bool:
    words = text.split()
    return len(words) <= 4 and all(w[0].isupper() or w[0].isdigit() for w in words)


def stampable(rest: str) -> bool:
    """Whether what stands beside a stamp may stand there: a name, a credit, a section; not a clause."""
    if read(rest) is not None:
        return True
    words = rest.split()
    if len(words) > 5 + 3 * rest.startswith("by ") or rest[-1] in ".!?;":
        return False
    return letters.plain(rest).lower() in _sections() or len(words) == 1 or rest[0] in "|-–,•" or _office(rest)


@cache
def _sections() -> frozenset[str]:
    return frozenset(e.strip() for e in phrases.WHOLE["section"].replace("\n", "|").split("|"))


def tag(text: str, site: Mapping[str, tuple[str, ...]]) -> Tag | None:
    """The source tag at the beginning of a line, or None.

    >>> tag("HNP - Sáng 14/3, quận ra quân.", {}).rest
    'Sáng 14/3, quận ra quân.'
    """
    dated = _DATED_TAG.match(text)
    if dated is not None and (dated["day"] or _is_agency(dated["source"])):
        return Tag(dated["source"], dated["rest"], known=True, place=dated["place"])
    found = _TAG.match(text) or _STOPPED_TAG.match(text)
    if found is None:
        return None
    source = (found["paren"] or found["bare"]).strip()
    rest = found["rest"].strip()
    known = (
        source in site.get("tags", ())
        or source.lower() in phrases.SOURCE_TAGS | phrases.LONG_SOURCE_TAGS
        or _DOMAIN.match(source) is not None
    )
    if not known and found.re is _STOPPED_TAG:
        return None
    if not known and not _tag_like(source, rest, bracketed=found["paren"] is not None):
        return None
    return Tag(source, rest, known=known)


def _tag_like(source: str, rest: str, *, bracketed: bool) -> bool:
    words = source.split()
    if (
        source.lower() in phrases.NOT_SOURCES
        or not rest
        or not (rest[0].isupper() or rest[0] in "\"“'" or (rest[0].isdigit() and len(rest.split()) > 5 and rest[1:2] != " "))
    ):
        return False
    if bracketed:
        return len(words) <= 3 and source[0].isupper() and not any(c.isdigit() for c in source[:1])
    return len(words) == 1 and source.isupper() and 2 <= len(source) <= 6 and source.isalpha()


def trailing(text: str) -> tuple[str, str] | None:
    """A paragraph with a credit at its end: the paragraph without it, and the source; None where there is none."""
    found = _TRAIL.search(text)
    if found is None or not (_is_agency(found["source"]) or found["credit"].lower().startswith(("(theo ", "(nguồn"))):
        return None
    return text[: found.start()].rstrip(), _agencies(found["source"].strip())
