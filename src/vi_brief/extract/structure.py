"""What the mark-up of news sites says about a block: tables of tags and of words in class and id attributes.

The words are those of Vietnamese news sites' own style sheets and of the common content systems. They are compared with the parts of a
class name ("PhotoCMS_Caption" has the parts photo, cms and caption), so that one word covers many sites.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from lxml.html import HtmlElement

Kind = Literal["lead", "caption", "byline", "published", "chrome"]

_BLOCKS = """
    address article aside blockquote body button caption center dd details div dl dt fieldset figcaption figure footer form
    h1 h2 h3 h4 h5 h6 header hr label legend li main menu nav ol option p pre section select summary table tbody td
    tfoot th thead time title tr ul br
"""
_SILENT = "script style noscript template svg math iframe object embed head textarea canvas"
_CHROME = "nav footer aside form button select option label menu"
BLOCK_TAGS = frozenset(_BLOCKS.split())
SILENT_TAGS = frozenset(_SILENT.split())
"""Their text is not shown to a reader."""
CHROME_TAGS = frozenset(_CHROME.split())
TAGS: dict[str, Kind] = {"figcaption": "caption", "time": "published", **dict.fromkeys(CHROME_TAGS, "chrome")}

_PARTS: dict[Kind, str] = {
    "caption": "caption captions figcaption cation chuthich imgcaption piccaption photocaption imgnote",
    "lead": "sapo lead chapeau tomtat trichyeu description standfirst",
    "byline": "author authors byline tacgia writer reporter butdanh",
    "published": "date time datetime pubdate publishdate published ngaydang thoigian timestamp dateandcat",
    "chrome": """
        related relate relation relates lienquan tinlienquan share sharing social socials comment comments binhluan ykien phanhoi
        tag tags breadcrumb breadcrumbs menu nav navbar navigation sidebar footer banner ads adv advert advertisement quangcao
        toolbar tool tools print mostread docnhieu xemnhieu newsletter popup poll vote rating copyright keyword keywords
        recommend recommended readmore xemthem cungchuyenmuc tincungchuyenmuc tinkhac latest trending subscribe login tts
        follow fanpage widget hotline topbar search
    """,
}
PARTS: dict[str, Kind] = {word: says for says, words in _PARTS.items() for word in words.split()}
"""What one part of a class name says."""
PHRASES: tuple[tuple[str, Kind], ...] = (
    ("tin lien quan", "chrome"),
    ("bai lien quan", "chrome"),
    ("xem them", "chrome"),
    ("tin khac", "chrome"),
    ("doc nhieu", "chrome"),
    ("cung chuyen muc", "chrome"),
    ("binh luan", "chrome"),
    ("box news", "chrome"),
    ("news other", "chrome"),
    ("other news", "chrome"),
    ("more news", "chrome"),
    ("list news", "chrome"),
    ("read also", "chrome"),
    ("see also", "chrome"),
    ("chu thich", "caption"),
    ("ck legend", "caption"),
    ("tac gia", "byline"),
    ("nguoi viet", "byline"),
    ("but danh", "byline"),
    ("ngay dang", "published"),
    ("thoi gian", "published"),
    ("mo ta", "lead"),
)
"""Words that mean something together, each a part of its own."""
AUTHOR_BOXES = ("author box", "author bio", "about author", "about the author", "author about", "author desc")
"""An element that tells about the author: the name in it may be the byline, the rest is no text of the article."""
BODY_PHRASES = (
    "fck detail",
    "article body",
    "article content",
    "body content",
    "cms body",
    "content body",
    "content detail",
    "detail body",
    "detail content",
    "details content",
    "entry content",
    "main detail",
    "news content",
    "news detail",
    "noi dung",
    "noidung",
    "post content",
    "singular content",
    "story body",
    "text content",
)
"""The element that holds the paragraphs of the article and nothing above them."""
TITLE_PARTS = frozenset(["title", "headline", "header", "heading", "tieude"])
BODY_ATTRIBUTES = (("itemprop", "articlebody"), ("data-role", "content"), ("data-field", "body"))
_LARGE = frozenset("4567")
"""Sizes of the font tag; text has 2 or 3."""
_BREAKS = re.compile(r"[\W_\d]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def parts(element: "HtmlElement") -> tuple[tuple[str, ...], ...]:
    """The words of each class and of the id of an element, in lower case."""
    names = f"{element.get('class', '')} {element.get('id', '')}".split()
    return tuple(tuple(p for p in _BREAKS.split(_CAMEL.sub(" ", name).lower()) if p) for name in names)


def kind(element: "HtmlElement") -> Kind | None:
    """What the tag, or else a class, says an element is."""
    if element.tag in TAGS:
        return TAGS[element.tag]
    if hidden(element):
        return "chrome"
    for words in parts(element):
        phrase = " ".join(words)
        for known, says in PHRASES:
            if known in phrase:
                return says
    found = [PARTS[w] for words in parts(element) for w in words if w in PARTS]
    return found[0] if found else None


def hidden(element: "HtmlElement") -> bool:
    """Whether the element says that a reader does not see it."""
    style = element.get("style", "").replace(" ", "").lower()
    return element.get("hidden") is not None or element.get("aria-hidden") == "true" or "display:none" in style


def is_body(element: "HtmlElement") -> bool:
    """Whether an element says that it holds the article's paragraphs."""
    if any(element.get(name, "").lower() == value for name, value in BODY_ATTRIBUTES):
        return True
    return any(known in " ".join(words) for words in parts(element) for known in BODY_PHRASES)


def right_aligned(element: "HtmlElement", until: "HtmlElement | None") -> bool:
    """Whether a block stands at the right margin, where articles are signed."""
    return any(_aligned(e) == "right" for e in upward(element, until))


def set_apart(element: "HtmlElement", until: "HtmlElement | None") -> bool:
    """Whether a block is in italics or centred, as what stands under a picture is."""
    return any(e.tag in {"i", "em", "center"} or _aligned(e) == "center" for e in upward(element, until))


def emphasised(element: "HtmlElement") -> bool:
    """Whether a block is bold or large, as a headline is where no tag says that it is one."""
    return any(e.tag in {"b", "strong", "big"} or (e.tag == "font" and e.get("size", "")[-1:] in _LARGE) for e in upward(element, None))


def _aligned(element: "HtmlElement") -> str:
    style = element.get("style", "").replace(" ", "").lower()
    found = re.search(r"text-align:(\w+)", style)
    return found[1] if found else element.get("align", "").lower()


def in_author_box(element: "HtmlElement", until: "HtmlElement | None") -> bool:
    """Whether a block stands in an element that tells about the author."""
    return any(known in " ".join(words) for e in upward(element, until) for words in parts(e) for known in AUTHOR_BOXES)


def is_title(element: "HtmlElement") -> bool:
    """Whether a class or id calls the element the article's title."""
    return any(word in TITLE_PARTS for words in parts(element) for word in words)


def upward(element: "HtmlElement", until: "HtmlElement | None") -> Iterator["HtmlElement"]:
    """The element and its ancestors, up to but without `until`."""
    here: HtmlElement | None = element
    while here is not None and here is not until:
        yield here
        here = here.getparent()
