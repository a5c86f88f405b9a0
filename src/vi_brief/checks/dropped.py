"""Dropped content: a sentence or clause of the Vietnamese that the English does not have, seen from its words and from the lengths."""

from collections.abc import Iterator

from vi_brief import config
from vi_brief.checks import _coverage, _length
from vi_brief.records import Finding, Segment, Translation

ERROR, INFO = 3.5, 0.5
"""Log-odds from which a stretch is an error, and from which it is worth a note; between them and `_coverage.DROPPED` is a warning."""
_SHOWN = 60

KINDS = frozenset({"dropped"})


class Options(config.Options):
    """[checks.dropped]. `slack` is added to the log-odds that a stretch needs to be reported, and widens the accepted lengths."""

    slack: float = 0.0


def check(segment: Segment, translation: Translation, options: Options) -> Iterator[Finding]:
    """At most one finding: the stretch that most likely is missing, else an English that is too short."""
    vi, en = segment.vi, translation.en
    if not en.strip():
        if vi.strip():
            yield Finding("dropped", "error", "the English is empty", (0, len(vi)))
        return
    stretch = _coverage.dropped(vi, en)
    sure = stretch.score - options.slack if stretch else INFO - 1
    if stretch and sure >= _coverage.DROPPED:
        yield Finding("dropped", "error" if sure >= ERROR else "warning", _message(vi[slice(*stretch.span)]), stretch.span)
    elif (short := _length.short(vi, en, options.slack)) is not None:
        yield Finding("dropped", "warning", short, (0, len(vi)))
    elif stretch and sure >= INFO:
        yield Finding("dropped", "info", _message(vi[slice(*stretch.span)]), stretch.span)


def _message(text: str) -> str:
    return f"the English seems to leave out '{text if len(text) <= _SHOWN else text[: _SHOWN - 1].rstrip() + '…'}'"
