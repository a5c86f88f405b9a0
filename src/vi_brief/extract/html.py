"""An HTML page -> an Article whose lines have roles.

trafilatura says which paragraphs are the article; the document says what each block is (a caption, a byline, a related box). A block is
body where both agree, or where it reads as a sentence inside the element that holds the article.
"""

import copy
import logging
import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from vi_brief.extract import blocks as _blocks
from vi_brief.extract import closing, metadata, structure
from vi_brief.extract.blocks import Block, key
from vi_brief.records import Article, Line, Page, Rejected, Role
from vi_brief.viet.timestamps import stamp

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MOST_LINKED = 0.6
"""A block with more of its characters in links is a pointer to other pages; running text with a few links has under 0.3."""
MIN_SENTENCE = 8
"""Words from which a block that ends like a sentence is one, inside the article's element."""
MIN_TITLE = 4
"""Words of a headline; a section's name has fewer."""
NEAR_TITLE = 4
"""How many blocks above its title a page may print its date; further up is the day of the visit."""
MIN_SENTENCES = 2
"""Without trafilatura's word, one sentence is an address or a slogan."""
HOLDS = 0.8
"""The article's element is the smallest that holds this share of what trafilatura kept; the rest may be the lead above it."""
MIN_TEASERS, TEASER_SHARE, TEASER_GAP = 3, 0.6, 2
"""A page of teasers: at least so many, so much of the text, and so few blocks (a date, a section) from headline to teaser."""
TABLE_CELLS, TABLE_WORDS = 6, 8
"""A table with this many cells of fewer words (the median) is data; one that lays out a page has long cells."""
_SENTENCE_END = (".", "!", "?", "…", ":", ";", '"', "”", ")")
_ADVICE = "check that the page was saved whole; text copied from it into a .txt file works too"


@dataclass(frozen=True, slots=True)
class _Found:
    """What is known of a page before its blocks get their roles. `body` is the element that holds the article."""

    blocks: Sequence[Block]
    kept: Sequence[bool]
    body: "HtmlElement"
    facts: metadata.Facts


def extract(page: Page) -> Article | Rejected:
    """The article in an HTML page; Rejected where there is no running text or nothing that parses."""
    tree = _parsed(page.text)
    if tree is None:
        return Rejected(page.source, "the page is not readable as HTML", _ADVICE)
    facts = metadata.read(tree)
    blocks = _blocks.collect(tree)
    kept = _kept(blocks, tree)
    body = _body_element(tree, blocks, kept)
    if body is None:
        return Rejected(page.source, "the page has menus and links, but no article", _ADVICE)
    found = _Found(blocks, kept, body, facts)
    roles = closing.behind(blocks, closing.bylines(blocks, _roles(found)), facts.author)
    if _is_list(blocks, roles):
        return Rejected(page.source, "the page lists articles and has no article of its own", "give the address or the file of one article")
    lines = _with_description([Line(n, b.text, r) for n, (b, r) in enumerate(zip(blocks, roles, strict=True), 1)], facts)
    printed = next((line.text for line in lines if line.role == "published"), None)
    byline = ", ".join(dict.fromkeys(closing.signature(line.text) for line in lines if line.role == "byline")) or facts.author
    title = next((line.text for line in lines if line.role == "title"), facts.title)
    published = metadata.best_stamp((*facts.stamps, stamp(printed or "")))
    return Article(page.source, page.stem, tuple(lines), title=title, published=published, byline=byline, url=facts.url)


def _parsed(text: str) -> "HtmlElement | None":
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False, no_network=True)
    try:
        tree = html.document_fromstring(text.encode("utf-8"), parser=parser)
    except (etree.LxmlError, ValueError):
        return None
    return tree


def _kept(blocks: Sequence[Block], tree: "HtmlElement") -> list[bool]:
    """For each block, whether trafilatura counts it to the article; where it finds none, whether it is a sentence outside the chrome."""
    main = {key(line) for line in _main_text(tree).split("\n")} - {""}
    if not main:
        sentences = [_is_sentence(b.text) and b.link_share < MOST_LINKED and _kind(b.element, None) != "chrome" for b in blocks]
        return sentences if sum(sentences) >= MIN_SENTENCES else [False] * len(blocks)
    whole = "\n".join(main)
    return [(k := key(b.text)) in main or (len(k.split()) >= MIN_SENTENCE and k in whole) for b in blocks]


def _main_text(tree: "HtmlElement") -> str:
    import trafilatura

    logging.getLogger("trafilatura").addHandler(logging.NullHandler())
    found = trafilatura.bare_extraction(copy.deepcopy(tree), include_comments=False, include_tables=True, deduplicate=False)
    return (found.text or "") if found is not None and not isinstance(found, dict) else ""


def _body_element(tree: "HtmlElement", blocks: Sequence[Block], kept: Sequence[bool]) -> "HtmlElement | None":
    """The element that says that it is the article's, else the smallest one that holds what trafilatura kept; None without text."""
    said: Counter[HtmlElement] = Counter()
    held: Counter[HtmlElement] = Counter()
    for block, is_kept in zip(blocks, kept, strict=True):
        if block.link_share > MOST_LINKED or not _is_sentence(block.text):
            continue
        for element in structure.upward(block.element, None):
            if structure.is_body(element):
                said[element] += len(block.text)
            if is_kept:
                held[element] += len(block.text)
    total = held[tree]
    candidates = [(e, n) for e, n in said.items() if n * 2 >= total]
    if candidates:
        most = max(n for _, n in candidates)
        return next(e for e, n in reversed(candidates) if n >= HOLDS * most)
    if not total:
        return None
    depth = {e: sum(1 for _ in e.iterancestors()) for e in held}
    return max((e for e, n in held.items() if n >= HOLDS * total), key=lambda e: depth[e])


def _is_sentence(text: str) -> bool:
    return len(text.split()) >= MIN_SENTENCE and text.endswith(_SENTENCE_END)


def _roles(found: _Found) -> list[Role]:
    blocks = found.blocks
    inside = [found.body in set(structure.upward(b.element, None)) for b in blocks]
    tables = _data_tables(found)
    title_at = _title_at(blocks, found, inside)
    last = max((i for i, within in enumerate(inside) if within), default=0)
    roles: list[Role] = []
    for i, block in enumerate(blocks):
        if i == title_at:
            roles.append("title")
        elif inside[i]:
            roles.append(_inside(block, found.kept[i], found.body, tables))
        else:
            roles.append(_outside(block, found, before=title_at < i, after=i > last))
        if roles[-1] == "chrome" and i and roles[i - 1] == "body" and _runs_on(block, blocks[i - 1]):
            roles[-1] = "body"
    return _dated(blocks, roles, title_at)


def _is_list(blocks: Sequence[Block], roles: Sequence[Role]) -> bool:
    """Whether most paragraphs stand right under a headline that leads elsewhere: a page of teasers."""
    body = [i for i, role in enumerate(roles) if role == "body"]
    teasers = [i for i in body if any(_leads_elsewhere(b) for b in blocks[max(0, i - TEASER_GAP) : i])]
    return len(teasers) >= MIN_TEASERS and len(teasers) >= TEASER_SHARE * len(body)


def _leads_elsewhere(block: Block) -> bool:
    return block.link_share > MOST_LINKED and len(block.text.split()) >= MIN_TITLE


def _runs_on(block: Block, before: Block) -> bool:
    """Whether a block that broken mark-up pushed out of the article's element is built as the paragraph before it."""
    same = block.element.tag == before.element.tag == "p" and block.element.get("class") == before.element.get("class")
    return same and block.link_share < MOST_LINKED and len(block.text.split()) >= MIN_SENTENCE and _kind(block.element, None) != "chrome"


def _dated(blocks: Sequence[Block], roles: list[Role], title_at: int) -> list[Role]:
    """The roles with one "published": the first stamp below the title, else one with a time of day just above it."""
    first = next((i for i, role in enumerate(roles) if role == "body"), len(roles))
    near = range(max(title_at, 0), min(first + 2, len(roles)))
    above = [i for i in range(max(0, title_at - NEAR_TITLE), max(title_at, 0)) if "T" in (stamp(blocks[i].text) or "")]
    at = next((i for i in (*near, *above) if roles[i] != "title" and metadata.is_stamp(blocks[i].text)), None)
    return ["published" if i == at else _undated(blocks[i], roles, i) if role == "published" else role for i, role in enumerate(roles)]


def _undated(block: Block, roles: Sequence[Role], i: int) -> Role:
    """What a date is that is not the page's: between two paragraphs, a day without a time is a heading of the text ("Ngày 3/9/2014")."""
    between = "body" in roles[:i] and "body" in roles[i:]
    return "body" if between and block.text.startswith("Ngày ") and "T" not in (stamp(block.text) or "") else "chrome"


def _title_at(blocks: Sequence[Block], found: _Found, inside: Sequence[bool]) -> int:
    """Where the page prints its title: what the metadata names, else the first h1, else what a class calls so; -1 for nowhere."""
    wanted = key(found.facts.title or "")
    end = next((i for i, (within, b) in enumerate(zip(inside, blocks, strict=True)) if within and _is_sentence(b.text)), len(blocks))
    free = [i for i, b in enumerate(blocks) if b.link_share < MOST_LINKED]
    exact = [i for i in free if wanted and key(blocks[i].text) == wanted]
    above = [i for i in free if i < end and len(blocks[i].text.split()) >= MIN_TITLE]
    headings = [i for i in above if any(e.tag == "h1" for e in structure.upward(blocks[i].element, None))]
    called = [i for i in above if any(structure.is_title(e) for e in structure.upward(blocks[i].element, found.body))]
    bold = [i for i in above if i >= end - NEAR_TITLE and structure.emphasised(blocks[i].first)]
    first_heading = [i for i in exact if _is_heading(blocks[i].element)]
    return next(iter([*first_heading, *exact, *headings, *reversed(called), *reversed(bold)]), -1)


def _is_heading(element: "HtmlElement") -> bool:
    return any(e.tag in {"h1", "h2"} for e in structure.upward(element, None))


def _kind(element: "HtmlElement", until: "HtmlElement | None") -> structure.Kind | None:
    """What the nearest telling ancestor below `until` says; chrome further up wins over a date or a caption inside it."""
    kinds = [k for e in structure.upward(element, until) if (k := structure.kind(e)) is not None]
    return "chrome" if "chrome" in kinds else (kinds[0] if kinds else None)


def _inside(block: Block, is_kept: bool, body: "HtmlElement", tables: "set[HtmlElement]") -> Role:  # noqa: FBT001 - a table of cases
    boxed = structure.in_author_box(block.element, body)
    says = _kind(block.element, body)
    if (says == "byline" and not boxed and closing.may_sign(block.text)) or (boxed and closing.is_name(block.text)):
        return "byline"
    if boxed or says == "chrome" or block.link_share > MOST_LINKED or any(e in tables for e in structure.upward(block.element, body)):
        return "chrome"
    if says in {"caption", "lead"}:
        return says
    if metadata.is_stamp(block.text):
        return "published"
    if structure.right_aligned(block.element, body) and closing.is_name(block.text):
        return "byline"
    if _is_caption(block, body):
        return "caption"
    return "body" if is_kept or _is_sentence(block.text) else "chrome"


def _is_caption(block: Block, body: "HtmlElement") -> bool:
    """Whether a block repeats the text of the picture before it, or stands with it in a table or a figure of its own."""
    alt, text = key(block.alt), key(block.text)
    if closing.credits_picture(block.text):
        return True
    if block.pictured and (structure.set_apart(block.first, body) or closing.ends_in_credit(block.text)):
        return True
    if len(alt.split()) >= MIN_SENTENCE // 2 and (text.startswith(alt) or alt.startswith(text)):
        return True
    for element in structure.upward(block.element, body):
        if element.tag in {"figure", "table"}:
            return element.find(".//img") is not None and len(block.text) >= 0.5 * len(_blocks.squeeze(element.text_content()))
    return False


def _outside(block: Block, found: _Found, *, before: bool, after: bool) -> Role:
    common = _common(block.element, found.body)
    if structure.in_author_box(block.element, common):
        return "byline" if before and closing.is_name(block.text) else "chrome"
    says = _kind(block.element, common)
    if says == "byline" and before and closing.may_sign(block.text):
        return "byline"
    if metadata.is_stamp(block.text) and not after:
        return "published"
    if says == "chrome" or block.link_share > MOST_LINKED or not before or after:
        return "chrome"
    if says in {"caption", "lead"}:
        return says
    described = key(found.facts.description or "")
    if described and key(block.text).startswith(described):
        return "lead"
    return "lead" if _is_sentence(block.text) and len(block.text.split()) >= 2 * MIN_SENTENCE else "chrome"


def _common(element: "HtmlElement", other: "HtmlElement") -> "HtmlElement | None":
    """The nearest element that holds both: what is above it says nothing about either."""
    above = set(structure.upward(other, None))
    return next((e for e in structure.upward(element, None) if e in above), None)


def _data_tables(found: _Found) -> "set[HtmlElement]":
    tables = set()
    for table in found.body.iter("table"):
        cells = [len(" ".join(cell.itertext()).split()) for cell in table.iter("td", "th")]
        if len(cells) >= TABLE_CELLS and statistics.median(cells) < TABLE_WORDS:
            tables.add(table)
    return tables


def _with_description(lines: list[Line], facts: metadata.Facts) -> list[Line]:
    """The page's description as its lead, where no line says the same; all lines numbered anew."""
    article = [line for line in lines if line.role in {"lead", "body"}]
    if not article or any(line.role == "lead" for line in article) or not metadata.is_lead(facts, [line.text for line in article]):
        return lines
    at = lines.index(article[0])
    lead = Line(0, facts.description or "", "lead")
    return [replace(line, number=n) for n, line in enumerate([*lines[:at], lead, *lines[at:]], 1)]
