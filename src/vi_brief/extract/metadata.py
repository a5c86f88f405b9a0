"""What the head of an HTML page says about the article: title, description, date, address."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from vi_brief.extract import closing
from vi_brief.extract.blocks import key, squeeze
from vi_brief.viet import letters
from vi_brief.viet.timestamps import stamp

if TYPE_CHECKING:
    from lxml.html import HtmlElement

TITLES = ("og:title", "twitter:title")
DESCRIPTIONS = ("og:description", "description", "twitter:description")
_DATES = "article:published_time pubdate publishdate datepublished date dc.date dc.date.issued dc.created sailthru.date"
DATES = tuple(_DATES.split())
"""The names of meta tags, in lower case; the surest first. A date of modification is no date of publication."""
_SITE_MARKS = (" | ", " - ", " – ", " — ", " :: ", " » ")
MIN_LEAD = 8
"""Words of a description that can be a lead; fewer are a slogan or a list of key words."""
SAME_SUBJECT = 0.45
"""The share of a lead's words that the title or the body uses too: 98 in 100 leads of 800 news articles, 1 in 10 slogans of sites."""
SLOGANS = (
    *("cập nhật", "tin tức", "báo điện tử", "trang thông tin", "cổng thông tin", "kênh thông tin"),
    *("nhanh nhất", "mới nhất", "nóng nhất", "24h", "độc quyền"),
)
MOST_SLOGANS = 1
"""A lead may have one of these; the description of a site has several."""
MAX_NAME = 5
_OFFICES = frozenset("online news admin administrator ban biên tập tin editor web site team".split())
"""Words of what the head calls the author where it names no person."""
_ARTICLE_TYPES = ("article", "blogposting", "webpage")
_STAMPED = ("cập nhật", "đăng", "ngày đăng", "xuất bản", "thứ ", "chủ nhật")
_STAMP_ROOM = 12
"""Words that may stand around a printed date: weekday, zone, "Cập nhật lúc", a section's name."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the head says; None where it does not. `stamps` are its publication times as ISO, the surest first; `author` is a person."""

    title: str | None
    description: str | None
    stamps: tuple[str | None, ...]
    url: str | None
    author: str | None = None


def read(tree: "HtmlElement") -> Facts:
    """The facts in a page's head, its JSON-LD and its time elements."""
    metas = _metas(tree)
    linked = [d for d in _linked_data(tree) if _is_article(d)]
    titles = [*(metas.get(name) for name in TITLES), *(_string(d.get("headline")) for d in linked), _title(tree)]
    times = [*(metas.get(name) for name in DATES), *(_string(d.get("datePublished")) for d in linked), *_times(tree)]
    site = [metas.get("og:site_name"), *(_named(d.get("publisher")) for d in linked)]
    authors = [*(_named(a) for d in linked for a in _listed(d.get("author"))), metas.get("author"), metas.get("article:author")]
    canonical = [a.get("href") for a in tree.iter("link") if (a.get("rel") or "").lower() == "canonical"]
    url = next((u for u in (*canonical, metas.get("og:url"), *(_string(d.get("url")) for d in linked)) if u and _is_web(u)), None)
    return Facts(
        title=next((t for raw in titles if raw and (t := without_site(squeeze(raw), metas.get("og:site_name")))), None),
        description=next((t for name in DESCRIPTIONS if (t := squeeze(metas.get(name) or ""))), None),
        stamps=tuple(stamp(t) for t in times if t),
        url=url,
        author=next((n for a in authors if a and is_person(n := squeeze(a), [*site, urlsplit(url or "").hostname])), None),
    )


def _metas(tree: "HtmlElement") -> dict[str, str]:
    metas: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").strip().lower()
        if name and meta.get("content", "").strip():
            metas.setdefault(name, meta.get("content", ""))
    return metas


def _title(tree: "HtmlElement") -> str | None:
    found = tree.find(".//title")
    return None if found is None else found.text_content()


def _times(tree: "HtmlElement") -> Iterator[str]:
    for element in tree.iter("time"):
        if element.get("datetime"):
            yield element.get("datetime", "")
    for element in tree.xpath("//*[translate(@itemprop,'DP','dp')='datepublished']"):
        yield element.get("content") or element.get("datetime") or element.text_content()


def _linked_data(tree: "HtmlElement") -> Iterator[dict[str, object]]:
    for script in tree.xpath("//script[@type='application/ld+json']"):
        try:
            value = json.loads(script.text or "", strict=False)
        except (json.JSONDecodeError, RecursionError):
            continue
        todo = [value]
        while todo:
            here = todo.pop(0)
            if isinstance(here, list):
                todo += here
            elif isinstance(here, dict):
                yield here
                todo += here["@graph"] if isinstance(here.get("@graph"), list) else []


def _is_article(data: dict[str, object]) -> bool:
    kind = data.get("@type")
    names = kind if isinstance(kind, list) else [kind]
    return any(str(name).lower().endswith(_ARTICLE_TYPES) for name in names)


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _named(value: object) -> str | None:
    name = value.get("name") if isinstance(value, dict) else None
    return name if isinstance(name, str) else None


def is_person(name: str, sites: Sequence[str | None]) -> bool:
    """Whether what the head calls the author is a person: a name of two words or more that is not the site's.

    >>> is_person("Hà Linh", ["Báo Thử"]), is_person("Báo Thử", []), is_person("Tuổi Trẻ", ["tuoitre.vn"]), is_person("Thử Online", [])
    (True, False, False, False)
    """
    words = name.lower().split()
    if not 2 <= len(words) <= MAX_NAME or words[0] in SITE_WORDS or _OFFICES & set(words) or not closing.is_name(name):
        return False
    return not any(_squeezed(name) in _squeezed(site) or _squeezed(site) in _squeezed(name) for site in sites if site)


def _squeezed(text: str) -> str:
    return "".join(c for c in letters.plain(text).lower() if c.isalnum())


def _string(value: object) -> str | None:
    if isinstance(value, dict):
        value = value.get("@id")
    return value if isinstance(value, str) else None


def _is_web(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.netloc)


def without_site(title: str, site: str | None) -> str:
    """A title without the site's name at its end.

    >>> without_site("Hà Nội mở tuyến buýt điện - Báo Thử", None), without_site("Bão số 3 - nỗi lo còn đó", None)
    ('Hà Nội mở tuyến buýt điện', 'Bão số 3 - nỗi lo còn đó')
    """
    for mark in _SITE_MARKS:
        head, found, tail = title.rpartition(mark)
        if found and head and _is_site(tail, site):
            return without_site(head.strip(), site)
    return title


_SITES = "báo tạp cổng trang đài chuyên vnexpress thông vov vtv ttxvn vietnamplus online tin news"
SITE_WORDS = frozenset(_SITES.split())
"""The first words of the names of news sites."""


def _is_site(text: str, site: str | None) -> bool:
    first = text.split(maxsplit=1)[0].lower() if text.split() else ""
    if site and key(text) in key(site):
        return True
    domain = "." in text and " " not in text.strip()
    return domain or (first in SITE_WORDS and text[:1].isupper() and len(text.split()) <= MIN_LEAD)


def best_stamp(stamps: Sequence[str | None]) -> str | None:
    """The surest stamp, or one of the same day that is more exact."""
    given = [s for s in stamps if s]
    if not given:
        return None
    return max((s for s in given if s.startswith(given[0])), key=len)


def is_stamp(text: str) -> bool:
    """Whether a block is a printed time of publication: a date and little else.

    >>> is_stamp("Thứ Ba, 29/4/2025 08:00"), is_stamp("Lễ trao trả diễn ra ngày 29/4/2025 tại sân bay Đà Nẵng.")
    (True, False)
    """
    sentence = text.endswith(".") and len(text.split()) >= MIN_LEAD and not text.lower().startswith(_STAMPED)
    return not sentence and stamp(text) is not None and len(text.split()) <= _STAMP_ROOM


def is_lead(facts: Facts, body: Sequence[str]) -> bool:
    """Whether the description is a paragraph of the article that the page does not print: Vietnamese, whole, on the subject, and new."""
    text = facts.description or ""
    words = [w.lower() for w in letters.WORD.findall(letters.fold(text))]
    if len(words) < MIN_LEAD or text.endswith(("...", "…")) or not letters.is_vietnamese(text):
        return False
    printed = key(" ".join(body))
    if key(text) in printed or printed.startswith(key(text)[: len(key(body[0]))]) or key(text) == key(facts.title or ""):
        return False
    if sum(phrase in text.lower() for phrase in SLOGANS) > MOST_SLOGANS:
        return False
    used = set(printed.split()) | set(key(facts.title or "").split())
    return sum(w in used for w in words) >= SAME_SUBJECT * len(words)
