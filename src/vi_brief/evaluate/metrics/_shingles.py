"""Text kept by cleaning, compared as runs of words: robust to how lines are cut.

Source: the article extraction benchmark of Scrapinghub (2020) counts runs of four words so.
"""

from collections import Counter

from vi_brief.evaluate.metrics._ratio import words

SHINGLE = 4


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """The runs of SHINGLE words of each line, with counts; a shorter line is one run."""
    found: Counter[tuple[str, ...]] = Counter()
    for line in text.split("\n"):
        row = words(line)
        if row:
            found.update(tuple(row[at : at + SHINGLE]) for at in range(max(1, len(row) - SHINGLE + 1)))
    return found
