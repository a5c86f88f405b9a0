"""Quotations: a stretch in quotation marks that stands unmarked in the English, or marks that the Vietnamese does not have."""

import re
from collections.abc import Iterator

from vi_brief import config
from vi_brief.records import Finding, Segment, Span, Translation

SHORTEST = 6
"""Words of a quotation that must stay one; shorter ones (a title, a nickname, irony) may lose their marks in good English."""
FIRST_PERSON = re.compile(r"\b(?:I|we|my|our|me|us|let's)\b|\b(?:I|we|let)['’]", re.IGNORECASE)

_QUOTED_VI = re.compile(r"[“\"«]([^“”\"«»]+)[”\"»]")
_ANY_MARK = re.compile(r"[“”\"«»‘]|(?<!\w)'|'(?!\w)")

KINDS = frozenset({"quote"})


class Options(config.Options):
    """[checks.quotes]. `shortest`: words of the shortest Vietnamese quotation that is looked for."""

    shortest: int = SHORTEST


def check(segment: Segment, translation: Translation, options: Options) -> Iterator[Finding]:
    """At most one finding of kind quote.

    A lost quotation is a warning where the English then speaks in the first person, as if the paper did, else info; quotation marks that
    only the English has are info, for a quotation may begin in another segment.
    """
    vi, en = segment.vi, translation.en
    if not en.strip():
        return
    quoted = [m.span() for m in _QUOTED_VI.finditer(vi) if len(m[1].split()) >= options.shortest]
    if quoted and not _ANY_MARK.search(en):
        yield _lost(vi, en, quoted[0])
    elif not _ANY_MARK.search(vi) and (mark := re.search(r'[“"]', en)):
        yield Finding("quote", "info", "the Vietnamese has no quotation marks", None, mark.span())


def _lost(vi: str, en: str, span: Span) -> Finding:
    first = vi[span[0] + 1 : span[0] + 40].rstrip()
    if FIRST_PERSON.search(en):
        return Finding("quote", "warning", f"the quotation '{first}…' has lost its marks", span, None)
    return Finding("quote", "info", f"the quotation '{first}…' is not marked as one", span, None)
