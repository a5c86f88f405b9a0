"""Added content: a stretch of the English that nothing in the Vietnamese supports, seen from its words and from the lengths."""

from collections.abc import Iterator

from vi_brief import config
from vi_brief.checks import _coverage, _length
from vi_brief.records import Finding, Segment, Translation

SENTENCE, SENTENCE_ERROR = 7.0, 13.0
"""From where it is a warning and an error when the English has more sentences than the Vietnamese. Of 690 references of the news dev suite,
1,011 of ALT-test, 602 of vi-news-mini and 997 of FLORES dev none gets there, while 98 % to 99 % of planted foreign sentences do."""
WITHIN, WITHIN_ERROR = 13.5, 17.0
"""The same when it has not: a free rendering or an abbreviation spelled out has up to 13 nats. 11 of those references have more than 9.5;
nine of them say no more than the Vietnamese."""
_SHOWN = 60

KINDS = frozenset({"added"})


class Options(config.Options):
    """[checks.added]. `slack` is added to the evidence that a stretch needs to be reported, and widens the accepted lengths."""

    slack: float = 0.0


def check(segment: Segment, translation: Translation, options: Options) -> Iterator[Finding]:
    """At most one finding: the stretch that most likely was added, else an English that is too long."""
    vi, en = segment.vi, translation.en
    if not en.strip():
        return
    stretch = _coverage.added(vi, en)
    sure = stretch.score - options.slack if stretch else _coverage.NOTE - 1
    more = sure >= min(_coverage.NOTE, SENTENCE) and len(_coverage.sentence_ends(en)) > len(_coverage.sentence_ends(vi))
    warning, error = (SENTENCE, SENTENCE_ERROR) if more else (WITHIN, WITHIN_ERROR)
    if stretch and sure >= warning:
        yield Finding("added", "error" if sure >= error else "warning", _message(en[slice(*stretch.span)]), None, stretch.span)
    elif (long := _length.long(vi, en, options.slack)) is not None:
        yield Finding("added", "warning", long, None, (0, len(en)))
    elif stretch and sure >= _coverage.NOTE:
        yield Finding("added", "info", _message(en[slice(*stretch.span)]), None, stretch.span)


def _message(text: str) -> str:
    return f"nothing in the Vietnamese seems to say '{text if len(text) <= _SHOWN else text[: _SHOWN - 1].rstrip() + '…'}'"
