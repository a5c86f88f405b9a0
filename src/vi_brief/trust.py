"""What a confidence means to a reader, for every stage that shows it or acts on it.

The confidence of a translated sentence is its expected sentence chrF++ / 100 (`checks/confidence.toml`), an estimate of how close it is to
what a translator would write. Its level adds what chrF++ hardly feels: a sentence with an error finding is low whatever its words.
"""

import math
from collections.abc import Sequence
from typing import Literal

from vi_brief.records import Finding, Translation

Level = Literal["high", "medium", "low", "unknown"]

GREEN = 0.6
"""Expected chrF++ from which a sentence is green: near the average sentence of the best public systems (on flores-dev the mean sentence
chrF++ of Google's output is 63.6, of Microsoft's 62.5, of NLLB-600M's 55.8, of OPUS-MT's 51.4)."""

AMBER = 0.45
"""Expected chrF++ below which a sentence is red: nine in ten sentences of those two systems lie above 45. Of the first shipped
translator's red dev sentences one in eight is under 30, which is nonsense; of the green ones one in 400."""


def level(translation: Translation) -> Level:
    """The level of a checked translation.

    >>> from vi_brief.records import Segment
    >>> level(Translation(Segment("s1", 0, "Hà Nội mưa."), "It rains in Hanoi.", -0.2, confidence=0.7))
    'high'
    """
    return level_of(translation.confidence, error=has_error(translation.findings))


def level_of(confidence: float | None, *, error: bool = False) -> Level:
    """The level of a confidence; `error` says whether a check found an error."""
    if error:
        return "low"
    if confidence is None or math.isnan(confidence):
        return "unknown"
    if confidence >= GREEN:
        return "high"
    return "medium" if confidence >= AMBER else "low"


def has_error(findings: Sequence[Finding]) -> bool:
    """Whether one of the findings is an error."""
    return any(finding.severity == "error" for finding in findings)


def abstained(translation: Translation) -> bool:
    """Whether the Vietnamese stands in place of the English: no translation was found, or none that was good enough to show."""
    return any(repair.kind == "abstained" for repair in translation.repairs) or any(note.startswith(GAVE_UP) for note in translation.notes)


GAVE_UP = "gave up"
"""How the note of a segment without any usable output begins (`translate.attempts`)."""
