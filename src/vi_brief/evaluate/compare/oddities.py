"""What is odd about a system's output before anything is scored: marks of how it was stored, not of how it translates."""

import re
from collections.abc import Callable, Sequence

from vi_brief.evaluate import SEGMENT, Pair, System

_ESCAPE = re.compile(r"&(?:#\d{1,6}|#x[0-9a-fA-F]{1,5}|quot|amp|lt|gt|nbsp|apos);")
REFERENCE_SHARE = 0.5
"""A system that gives the reference itself for more of the segments than this is the reference, or has seen it."""


def _escaped(pair: Pair) -> bool:
    return bool(_ESCAPE.search(pair.hypothesis)) and not _ESCAPE.search(f"{pair.source}{pair.reference}")


def _empty(pair: Pair) -> bool:
    return not pair.hypothesis.strip() and bool((pair.reference or pair.source).strip())


def _copied(pair: Pair) -> bool:
    return any(c.isalpha() for c in pair.source) and pair.hypothesis.strip() == pair.source.strip() != pair.reference.strip()


def _replaced(pair: Pair) -> bool:
    return "\ufffd" in pair.hypothesis and "\ufffd" not in pair.source


_SEEN: Sequence[tuple[Callable[[Pair], bool], str]] = (
    (_escaped, "have HTML escapes (&#39;), which metrics count as wrong; unescape the file"),
    (_empty, "are empty"),
    (_copied, "are the source, not translated"),
    (_replaced, "have characters lost in decoding (U+FFFD); read the file in its own encoding"),
)


def oddities(systems: Sequence[System]) -> list[str]:
    """One line for each oddity of each system's segments, for the reader to judge; scores are never changed by it."""
    return [line for system in systems for line in _of(system)]


def _of(system: System) -> list[str]:
    pairs = system.views.get(SEGMENT, ())
    counts = [(sum(map(seen, pairs)), told) for seen, told in _SEEN]
    found = [f"{system.name}: {count} of {len(pairs)} segments {told}" for count, told in counts if count]
    same = sum(bool(pair.reference) and pair.hypothesis == pair.reference for pair in pairs)
    if pairs and same > REFERENCE_SHARE * len(pairs):
        found.append(f"{system.name}: {same} of {len(pairs)} segments are the reference itself, word for word")
    return found
