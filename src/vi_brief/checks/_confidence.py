"""How good a translation is likely to be: its expected sentence chrF++ / 100, from what is known without a reference.

A logistic curve over a few features, fitted on dev suites by benchmarks/calibrate_confidence.py. The weights are in confidence.toml, one
set for translators that give a score and one for those that give none.
"""

import functools
import math
import tomllib
from collections.abc import Mapping
from pathlib import Path

from vi_brief.records import Translation

FEATURES: Mapping[str, tuple[str, ...]] = {
    "scored": ("one", "score", "length", "odd_length", "errors", "warnings"),
    "unscored": ("one", "length", "odd_length", "errors", "warnings"),
}
LOWEST_SCORE = -3.0
"""A mean log-probability below this says no more: that is 5 % a token."""
USUAL_RATIO = 1.14
"""English characters to one Vietnamese character, white space apart: the median of 39,000 reference pairs in our style."""
ODDEST = 1.5
"""Length ratios further off than e to this power are equally bad."""
MOST = {"error": 2, "warning": 2}
"""Findings that count: one fault can raise several."""

AT_MOST_WITH_ERROR = 0.44
"""A sentence with an error is never shown better than red (`trust.AMBER`): chrF++ hardly feels one wrong figure, a reader does."""
AT_MOST_FOREIGN = 0.12
"""Of a sentence that is not English: Vietnamese held against its English reference has a mean sentence chrF++ of 12 (news-dev)."""

_WEIGHTS = Path(__file__).parent / "confidence.toml"


def features(translation: Translation) -> dict[str, float]:
    """The features by name; `score` is nan where the translator gives none."""
    vi, en = translation.segment.vi, translation.en
    ratio = max(1, len("".join(en.split()))) / max(1, len("".join(vi.split())))
    found = [finding.severity for finding in translation.findings]
    return {
        "one": 1.0,
        "score": translation.score if math.isnan(translation.score) else max(LOWEST_SCORE, min(0.0, translation.score)),
        "length": math.log(max(1, len(vi.split()))),
        "odd_length": min(ODDEST, abs(math.log(ratio / USUAL_RATIO))),
        "errors": float(min(MOST["error"], found.count("error"))),
        "warnings": float(min(MOST["warning"], found.count("warning"))),
    }


def expected(translation: Translation) -> float:
    """The confidence of a checked translation, 0..1."""
    known = features(translation)
    weights = _weights()["unscored" if math.isnan(known["score"]) else "scored"]
    fitted = 1 / (1 + math.exp(-sum(weight * known[name] for name, weight in weights.items())))
    return min(fitted, most(translation))


def most(translation: Translation) -> float:
    """What the findings leave at most."""
    errors = {finding.kind for finding in translation.findings if finding.severity == "error"}
    if "language" in errors or not translation.en.strip():
        return AT_MOST_FOREIGN
    return AT_MOST_WITH_ERROR if errors else 1.0


@functools.cache
def _weights() -> Mapping[str, Mapping[str, float]]:
    return tomllib.loads(_WEIGHTS.read_text(encoding="utf-8"))
