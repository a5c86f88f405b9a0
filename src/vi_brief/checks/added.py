"""Added content: a stretch of the English that nothing in the Vietnamese supports, seen from its words and from the lengths."""

from collections.abc import Iterator

from vi_brief import config
from vi_brief.checks import _coverage, _length
from vi_brief.records import Finding, Segment, Translation

ERROR, WARNING, INFO = 13.0, 9.5, 7.0
"""Nats of evidence from which a stretch is reported. At WARNING 1 of the 690 references of the news dev suite is flagged and 2 of the
1,011 of ALT-test, while 98 % of planted foreign sentences are caught."""
_SHOWN = 60


class Options(config.Options):
    """[checks.added]. `slack` is added to the evidence that a stretch needs to be reported, and widens the accepted lengths."""

    slack: float = 0.0


def check(segment: Segment, translation: Translation, options: Options) -> Iterator[Finding]:
    """At most one finding: the stretch that most likely was added, else an English that is too long."""
    vi, en = segment.vi, translation.en
    if not en.strip():
        return
    stretch = _coverage.added(vi, en)
    sure = stretch.score - options.slack if stretch else INFO - 1
    if stretch and sure >= WARNING:
        yield Finding("added", "error" if sure >= ERROR else "warning", _message(en[slice(*stretch.span)]), None, stretch.span)
    elif (long := _length.long(vi, en, options.slack)) is not None:
        yield Finding("added", "warning", long, None, (0, len(en)))
    elif stretch and sure >= INFO:
        yield Finding("added", "info", _message(en[slice(*stretch.span)]), None, stretch.span)


def _message(text: str) -> str:
    return f"nothing in the Vietnamese seems to say '{text if len(text) <= _SHOWN else text[: _SHOWN - 1].rstrip() + '…'}'"
