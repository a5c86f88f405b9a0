"""Whether an English text is too short or too long for its Vietnamese: the last word on pairs whose words say nothing."""

# Vietnamese syllables below -> (lowest, highest) ratio of English to Vietnamese characters, white space apart. The 0.2 % and 99.8 %
# quantiles of 39,000 reference pairs in our style (0.4 to 2.6 for the shortest, 0.79 to 1.8 for the longest), moved outwards by a fifth to
# a quarter because what words can show is found by them: at the quantiles 9 of the 1,011 tight translations of ALT-test were flagged.
LIMITS: tuple[tuple[int, float, float], ...] = ((6, 0.3, 3.2), (12, 0.4, 2.9), (20, 0.5, 2.6), (35, 0.6, 2.3), (10**9, 0.63, 2.2))

SHORTEST = 4
"""Below so many syllables (a byline, a heading) length says nothing."""
REPETITIVE = 0.5
"""An English whose distinct words are less than this share is long because it loops, which is another fault."""


def short(vi: str, en: str, slack: float) -> str | None:
    """Why the English is too short, or None; a positive `slack` widens the limits by that share."""
    low, _ = _limits(vi)
    ratio = _ratio(vi, en)
    return f"the English is short: {ratio:.2f} of the Vietnamese, at least {low} expected" if ratio * (1 + slack) < low else None


def long(vi: str, en: str, slack: float) -> str | None:
    """Why the English is too long, or None; a positive `slack` widens the limits by that share."""
    _, high = _limits(vi)
    ratio = _ratio(vi, en)
    if ratio <= high * (1 + slack) or len(set(en.split())) < REPETITIVE * len(en.split()):
        return None
    return f"the English is long: {ratio:.2f} of the Vietnamese, at most {high} expected"


def _limits(vi: str) -> tuple[float, float]:
    syllables = len(vi.split())
    if syllables < SHORTEST:
        return 0.0, float("inf")
    return next((low, high) for below, low, high in LIMITS if syllables < below)


def _ratio(vi: str, en: str) -> float:
    return len("".join(en.split())) / max(1, len("".join(vi.split())))
