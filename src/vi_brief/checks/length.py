"""Dropped and added content, seen from the length of the English against that of the Vietnamese."""

import re
from collections.abc import Iterator

from vi_brief import config
from vi_brief.records import Finding, Segment, Translation

# Vietnamese syllables below -> (lowest, highest) ratio of English to Vietnamese characters, white space apart.
# Each limit is the 0.2 % (99.8 %) quantile, rounded outwards, of 39,000 reference pairs in our style (training corpus); the median is 1.14
# in every band. Together the limits flag 1 of the 690 clean pairs of the news dev suite.
LIMITS: tuple[tuple[int, float, float], ...] = ((6, 0.4, 2.6), (12, 0.5, 2.4), (20, 0.62, 2.2), (35, 0.74, 1.9), (10**9, 0.79, 1.8))

EXTRA_SENTENCE = 1.5
"""Above this ratio an English text with more sentences than the Vietnamese has something added (see LIMITS for the calibration)."""

SHORTEST = 4
"""Below so many syllables (a byline, a heading) length says nothing."""

_SENTENCE_END = re.compile(r"(?<![A-Z])(?<!Mr)(?<!Mrs)(?<!Ms)(?<!Dr)(?<!St)(?<!No)(?<!Gen)(?<!Col)[.!?…]+[\"”')]*(?=\s+[\"“'(]?[A-ZÀ-ỸĐ])")


class Options(config.Options):
    """[checks.length]. `slack` widens (above 1) or narrows the band of accepted ratios."""

    slack: float = 1.0


def check(segment: Segment, translation: Translation, options: Options) -> Iterator[Finding]:
    """At most one finding, of kind dropped or added."""
    syllables, ratio = len(segment.vi.split()), _ratio(segment.vi, translation.en)
    if not translation.en.strip() and segment.vi.strip():
        yield Finding("dropped", "error", "the English is empty", (0, len(segment.vi)))
        return
    if syllables < SHORTEST:
        return
    low, high = next((low, high) for below, low, high in LIMITS if syllables < below)
    if ratio * options.slack < low:
        yield Finding(
            "dropped", "warning", f"the English is short: {ratio:.2f} of the Vietnamese, at least {low} expected", (0, len(segment.vi))
        )
    elif ratio > high * options.slack:
        yield Finding(
            "added",
            "warning",
            f"the English is long: {ratio:.2f} of the Vietnamese, at most {high} expected",
            None,
            (0, len(translation.en)),
        )
    elif ratio > EXTRA_SENTENCE * options.slack and _sentences(translation.en) > _sentences(segment.vi):
        last = list(_SENTENCE_END.finditer(translation.en))[-1].end()
        yield Finding("added", "warning", f"the English has a sentence more and is long: {ratio:.2f}", None, (last, len(translation.en)))


def _ratio(vi: str, en: str) -> float:
    return len("".join(en.split())) / max(1, len("".join(vi.split())))


def _sentences(text: str) -> int:
    return 1 + sum(1 for _ in _SENTENCE_END.finditer(text))
