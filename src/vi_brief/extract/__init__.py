"""Page -> Article: the lines of a page, in page order, with the roles that the page's own structure gives them.

A text page has no structure: its lines have no role and `clean` tells body from the rest. An HTML page gives every block of text a role;
what is not article has the role "chrome", so that a report can show what was left out.
"""

import dataclasses
from collections.abc import Mapping

from vi_brief.records import Article, Line, Page, Rejected
from vi_brief.viet import letters

MIN_WORDS = 8
"""A page with fewer words has no news in it."""


def extract(page: Page) -> Article | Rejected:
    """The article in a page, lines numbered from 1 in page order; Rejected says why there is none."""
    if page.media == "html":
        from vi_brief.extract import html

        article = html.extract(page)
    else:
        lines = tuple(Line(n, text.strip()) for n, text in enumerate(page.text.split("\n"), 1) if text.strip())
        article = Article(source=page.source, stem=page.stem, lines=lines)
    if isinstance(article, Rejected):
        return article
    return _refusal(article) or _completed(article, page.facts)


def _completed(article: Article, facts: Mapping[str, str]) -> Article:
    """The article with what its container knew (a JSON field, the address it was fetched from) where the page itself does not say."""
    return dataclasses.replace(
        article,
        title=article.title or facts.get("title"),
        published=article.published or facts.get("published"),
        agency=article.agency or facts.get("agency"),
        byline=article.byline or facts.get("byline"),
        url=article.url or facts.get("url"),
    )


def _refusal(article: Article) -> Rejected | None:
    """Why there is nothing to brief, judged on the body where the structure tells which lines are body."""
    body = "\n".join(line.text for line in article.lines if line.role in {None, "body", "lead"})
    words = letters.WORD.findall(letters.nfc(body))
    if len(words) < MIN_WORDS:
        return Rejected(article.source, "there is no article text on the page", "check that the page was saved with its text")
    if not letters.is_vietnamese(body):
        return Rejected(article.source, "the text is not Vietnamese", "give articles in Vietnamese, written with its marks")
    return None
