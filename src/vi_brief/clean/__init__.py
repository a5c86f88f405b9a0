"""Article -> Article with paragraphs, captions and facts, and an Edit for every line that is not in the body as printed.

For raw text, where the body and the site's furniture are mixed line by line: `features` says what each line looks like, `span` where the
article begins and ends, `head` which line is the title, `body` what becomes of each line, `facts` what the page says about the article.
A page whose lines have roles goes the same way; the roles weigh in.
"""

import re
from collections.abc import Mapping
from dataclasses import replace

from vi_brief import plugins
from vi_brief.clean import body, facts, features, head, markdown, neighbours, scene, span, wrapped
from vi_brief.clean.rules import RULES
from vi_brief.config import Options as _Options
from vi_brief.records import Article, Edit, Line, Rejected

SITES = "vi_brief.clean.sites"
MIN_WORDS = 6
"""The shortest sentence that is an article on its own."""
LISTING_HEADLINES = 5
"""A page with one paragraph and so many headlines, and no title over the paragraph, is a list of articles."""
_SCRAPE = re.compile(r"^\s*(?:date|published|time)[:=]?\s+(?P<date>\d{4}-\d{2}(?:-\d{2})?)\s+(?=\S)", re.IGNORECASE)


class Options(_Options):
    """How to clean. `keep_subheadings`: sub-headings stay in the body. `max_lines`: a longer page is rejected."""

    keep_subheadings: bool = True
    max_lines: int = 20_000


def clean(article: Article, options: Options | None = None) -> tuple[Article, tuple[Edit, ...]] | Rejected:
    """The article with its paragraphs, captions and facts, and the edits in page order; Rejected where the page has no article.

    Where the page breaks its lines at a fixed width, the article's lines are the whole ones, each with the number of its first piece.
    """
    options = options or Options()
    if len(article.lines) > options.max_lines:
        return Rejected(
            article.source,
            f"the page has {len(article.lines)} lines",
            f"raise max_lines in [clean] above {options.max_lines} or split the file",
        )
    article = replace(article, lines=wrapped.joined(article.lines))
    lines, scraped, edits = _unprefixed(article.lines)
    printed = {line.number: line.text.strip() for line in lines}
    marks = features.describe(markdown.unmarked(lines), _site(article, lines))
    stretch = span.find(marks)
    title = head.title(marks, stretch, article.title)
    if stretch is None or not _is_article(marks, stretch, title):
        return Rejected(article.source, "the page has no article text, only the site's furniture", "check that the page was saved whole")
    if article.title is not None and title is None:
        stretch = body.with_lead(marks, stretch)
    verdicts = body.judge(marks, title, stretch)
    verdicts = verdicts if options.keep_subheadings else _without_subheadings(marks, verdicts)
    if not any(v.kept for v in verdicts.values()):
        return Rejected(article.source, "the page has no article text, only the site's furniture", "check that the page was saved whole")
    edits.extend(_edits(marks, verdicts, printed))
    return _assembled(article, marks, title, verdicts, scraped), tuple(sorted(edits, key=lambda e: e.line))


def _unprefixed(lines: tuple[Line, ...]) -> tuple[tuple[Line, ...], str | None, list[Edit]]:
    """The lines without a scraper's prefix on the first one, the date in it, and the edit."""
    for i, line in enumerate(lines):
        if not line.text.strip():
            continue
        found = _SCRAPE.match(line.text)
        if found is None:
            break
        text = line.text[found.end() :]
        edit = Edit(line.number, line.text, text, "scrape", RULES["scrape"])
        return (*lines[:i], replace(line, text=text), *lines[i + 1 :]), found["date"], [edit]
    return lines, None, []


def _site(article: Article, lines: tuple[Line, ...]) -> features.Site:
    """The rules of the plug-in for the page's domain, empty where none fits. The first address that a page prints stands in for its own."""
    address = article.url or (article.source if "://" in article.source else "")
    address = address or next((t for line in lines if (t := line.text.strip()).startswith(("https://", "http://")) and " " not in t), "")
    domain = facts.host(address).removeprefix("www.")
    for name in plugins.names(SITES) if domain else ():
        module = plugins.load(SITES, name)
        if any(domain == d or domain.endswith("." + d) for d in module.DOMAINS):
            rules: features.Site = module.RULES
            return rules
    return {}


def _is_article(marks: tuple[features.Mark, ...], stretch: span.Span, title: int | None) -> bool:
    inside = [m for m in marks[stretch.first : stretch.last + 1] if neighbours.is_sentence(m)]
    if not any(m.words >= MIN_WORDS for m in inside):
        return False
    headlines = sum(
        1
        for m in marks
        if (not m.kind and m.shape in {"short", "question"} and m.words >= MIN_WORDS) or (m.stamp is not None and m.stamp.iso is None)
    )
    return len(inside) > 1 or title is not None or any(m.role for m in marks) or headlines < LISTING_HEADLINES


def _without_subheadings(marks: tuple[features.Mark, ...], verdicts: Mapping[int, scene.Verdict]) -> dict[int, scene.Verdict]:
    short = {i for i, v in verdicts.items() if v.kept is not None and marks[i].shape == "short"}
    dropped = {i for i in short if neighbours.is_sentence(neighbours.following(marks, i))}
    return {i: scene.Verdict("subheading") if i in dropped else v for i, v in verdicts.items()}


def _edits(marks: tuple[features.Mark, ...], verdicts: Mapping[int, scene.Verdict], printed: Mapping[int, str]) -> list[Edit]:
    """The edits of the lines as printed; a kept line that no rule changed has lost its signs of Markdown."""
    ruled = [(mark, verdicts[i].kept, verdicts[i].rule or "markdown") for i, mark in enumerate(marks)]
    return [Edit(mark.number, printed[mark.number], kept, rule, RULES[rule]) for mark, kept, rule in ruled if kept != printed[mark.number]]


def _assembled(
    article: Article, marks: tuple[features.Mark, ...], title: int | None, verdicts: Mapping[int, scene.Verdict], scraped: str | None
) -> Article:
    paragraphs = tuple(v.kept for _, v in sorted(verdicts.items()) if v.kept is not None)
    captions = tuple(v.caption for _, v in sorted(verdicts.items()) if v.caption)
    found = facts.gather(marks, title, verdicts, paragraphs, article.url)
    return replace(
        article,
        title=article.title or (marks[title].text if title is not None else None),
        published=article.published or found.published or scraped,
        agency=article.agency or found.agency,
        byline=article.byline or found.byline,
        url=article.url or found.url,
        dateline_place=article.dateline_place or found.dateline_place,
        paragraphs=paragraphs,
        captions=captions,
    )
