"""Vietnamese names in a brief: without marks as the wire services print them, with marks, or with both at the first mention."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Literal

from vi_brief.records import Mention, Statement, Summary
from vi_brief.viet.letters import plain

Names = Literal["plain", "accented", "both"]


def spelled(summary: Summary, mentions: Sequence[Mention], names: Names) -> Summary:
    """The summary with the names of persons and places as asked. Only what differs by its marks alone has two spellings.

    With "both" a name is followed by its Vietnamese spelling once, in the summary or, if it is not there, in the key points; a headline
    has no brackets.
    """
    known = {m.en: m.vi for m in sorted(mentions, key=lambda m: -len(m.en)) if m.vi != m.en and plain(m.vi) == m.en}
    if names == "plain" or not known:
        return summary
    if names == "accented":
        known |= _given(known)
        change = _changer(known, lambda found: known[found])
        return _mapped(summary, change, change)
    met: set[str] = set()

    def once(found: str) -> str:
        first = found not in met
        met.add(found)
        return f"{found} ({known[found]})" if first else found

    return _mapped(summary, lambda text: text, _changer(known, once))


def _given(known: Mapping[str, str]) -> dict[str, str]:
    """The last syllable of each personal name, by which Vietnamese are called at later mentions, where it is that of one name only."""
    last: dict[str, set[str]] = {}
    for en, vi in known.items():
        if len(en.split()) > 2:
            last.setdefault(en.split()[-1], set()).add(vi.split()[-1])
    return {en: next(iter(vi)) for en, vi in last.items() if len(vi) == 1 and en not in known}


def _changer(known: Mapping[str, str], change: Callable[[str], str]) -> Callable[[str], str]:
    whole = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, sorted(known, key=len, reverse=True)))})(?![\w-])")
    return lambda text: whole.sub(lambda found: change(found[0]), text)


def _mapped(summary: Summary, head: Callable[[str], str], body: Callable[[str], str]) -> Summary:
    def changed(statements: Sequence[Statement]) -> tuple[Statement, ...]:
        return tuple(replace(statement, text=body(statement.text)) for statement in statements)

    headline = replace(summary.headline, text=head(summary.headline.text))
    return replace(summary, headline=headline, sentences=changed(summary.sentences), key_points=changed(summary.key_points))
