"""One JSON value -> Page: which of its fields are text, and which are facts about it."""

import json
import textwrap
from collections.abc import Mapping, Sequence

from vi_brief.errors import BadInput
from vi_brief.load.pages import from_text
from vi_brief.records import Page, Rejected
from vi_brief.viet import encodings
from vi_brief.viet.timestamps import stamp

TEXT_FIELDS = ("text", "body", "content", "maintext", "article_body", "articlebody", "paragraphs", "article", "html", "raw_text")
"""Where crawlers and data sets keep the article, the surest name first. Names are compared in lower case."""
LEAD_FIELDS = ("lead", "sapo", "description", "summary", "abstract")
"""Only read as the first paragraph where the text does not begin with it."""
FACT_FIELDS = {
    "title": ("title", "headline", "title_vi"),
    "published": ("published", "date", "date_publish", "publish_date", "published_at", "datepublished", "pubdate", "time", "timestamp"),
    "url": ("url", "link", "canonical_url", "source_url"),
    "agency": ("agency", "publisher", "source_name", "sitename"),
    "byline": ("byline", "author", "authors"),
}
_TOLD = 300
"""Characters of field names in a message: a line that is no article may have any number of them."""
_SAME = 60
"""Two texts that share this many first characters are the same paragraph."""


def parsed(data: bytes) -> object:
    """The JSON value in the bytes; raises json.JSONDecodeError, and BadInput for what is wrong in another way."""
    try:
        return json.loads(encodings.decode(data)[0])
    except json.JSONDecodeError:
        raise
    except RecursionError:
        raise BadInput("JSON nested too deeply") from None
    except ValueError:
        raise BadInput("a number in the JSON has thousands of digits") from None


def document(value: object, source: str) -> Page | Rejected:
    """The page in a JSON object, or in a bare string; Rejected where no field holds text."""
    if isinstance(value, str):
        return from_text(value, source)
    if not isinstance(value, Mapping):
        return Rejected(
            source, f"the JSON value is {_kind(value)}, not an article", f"give objects with one of the fields {', '.join(TEXT_FIELDS)}"
        )
    fields = {str(k).lower(): v for k, v in value.items()}
    text = next((t for name in TEXT_FIELDS if (t := _text(fields.get(name)))), "")
    if not text and isinstance(nested := fields.get("article"), Mapping):
        return document(nested, source)
    if not text:
        known = textwrap.shorten(", ".join(sorted(fields)), _TOLD, placeholder=" ...") or "none"
        return Rejected(source, f"no text field (the fields are: {known})", f"name the text field one of {', '.join(TEXT_FIELDS)}")
    lead = next((t for name in LEAD_FIELDS if (t := _text(fields.get(name)))), "")
    if lead and "<" not in text[:1] and lead[:_SAME] not in text:
        text = f"{lead}\n{text}"
    return from_text(text, source, facts=_facts(fields))


def _facts(fields: Mapping[str, object]) -> dict[str, str]:
    facts = {}
    for fact, names in FACT_FIELDS.items():
        found = next((t for name in names if (t := _text(fields.get(name), ", "))), "")
        if fact == "published":
            found = stamp(found) or ""
        if found:
            facts[fact] = found
    return facts


def _text(value: object, joint: str = "\n") -> str:
    """A string, the joined strings of a list, or the name in an object such as schema.org's author."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, Mapping):
        return _text(value.get("name"), joint) if "name" in value else ""
    if isinstance(value, Sequence):
        return joint.join(t for part in value if (t := _text(part, joint)))
    return ""


def _kind(value: object) -> str:
    names = {bool: "true or false", int: "a number", float: "a number", list: "a list", type(None): "null"}
    return names.get(type(value), "no object")
