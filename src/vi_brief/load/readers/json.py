"""JSON: one article, a list of articles, or an object with such a list."""

import json
from collections.abc import Iterator

from vi_brief.errors import BadInput
from vi_brief.load.documents import document, parsed
from vi_brief.load.options import Options
from vi_brief.load.pages import named
from vi_brief.records import Page, Rejected

SUFFIXES = (".json",)
CONTAINER = True
LISTS = ("articles", "items", "documents", "docs", "data", "results", "rows")
"""Where data sets keep their list of articles."""


def read(data: bytes, source: str, options: Options) -> Iterator[Page | Rejected]:  # noqa: ARG001 - the interface of every reader
    """The articles in a JSON file, in order."""
    try:
        value = parsed(data)
    except json.JSONDecodeError as error:
        yield Rejected(source, f"not valid JSON, line {error.lineno}, column {error.colno}: {error.msg}", "repair the file")
        return
    except BadInput as error:
        yield Rejected(source, str(error), "give an article, or a list of articles")
        return
    articles = _articles(value)
    if articles is None:
        yield document(value, source)
        return
    if not articles:
        yield Rejected(source, "the list of articles is empty", "check the file")
    for n, article in enumerate(articles, 1):
        yield named(document(article, f"{source}#{n}"), str(n))


def _articles(value: object) -> list[object] | None:
    if isinstance(value, list):
        return value
    if isinstance(value, dict):
        return next((value[k] for k in LISTS if isinstance(value.get(k), list) and any(isinstance(a, dict) for a in value[k])), None)
    return None
