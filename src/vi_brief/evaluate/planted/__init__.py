"""Planted errors: what the checks catch of faults put into clean references on purpose, and how often they alarm on the clean ones.

A file in this folder is a set of corruptors: `FAMILIES`, the names of its kinds of error, and `corrupt(family, source, reference, rng)`,
one corrupted pair or None where this pair cannot carry that error. A corruptor looks at the English text and plain rules, never at what a
check can parse. It may also export `GIVEN`, family -> "neighbour" or "stranger": its source and reference are then two lines with a line
feed between them, the segment and the one after it, or the segment and a far one; all other families get the segment alone.
"""

import math
import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from types import ModuleType
from typing import Literal

from vi_brief import checks, plugins
from vi_brief.errors import BadConfig, BadInput
from vi_brief.records import Finding, Segment, Translation

PACKAGE = __name__
Given = Literal["neighbour", "stranger"]
Find = Callable[[str, str], Sequence[Finding]]
"""The findings of all checks for (Vietnamese, English)."""
REPORTED = frozenset(("error", "warning"))
"""The severities that count, as a catch and as a false alarm; info is for the curious."""


@dataclass(frozen=True, slots=True)
class Planted:
    """A corrupted translation. `reference` is the clean text it was made from, `kinds` the finding kinds that count as caught."""

    family: str
    source: str
    reference: str
    corrupted: str
    kinds: frozenset[str]


@dataclass(frozen=True, slots=True)
class Recall:
    """How many planted errors of a family were caught, and the ones that were missed."""

    planted: int
    missed: tuple[Planted, ...]

    @property
    def caught(self) -> int:
        """The number of planted errors that a check reported."""
        return self.planted - len(self.missed)

    @property
    def recall(self) -> float | None:
        """The share caught, 0..1; None where nothing could be planted."""
        return self.caught / self.planted if self.planted else None


@dataclass(frozen=True, slots=True)
class Alarm:
    """A finding on a clean reference: line counts from 1."""

    line: int
    source: str
    reference: str
    finding: Finding


def families() -> dict[str, ModuleType]:
    """Every family of planted errors with the module that makes it, in the order of the files' names."""
    modules = [plugins.load(PACKAGE, name) for name in plugins.names(PACKAGE)]
    return {family: module for module in modules for family in module.FAMILIES}


def plant(sources: Sequence[str], references: Sequence[str], family: str, count: int, seed: int) -> list[Planted]:
    """At most `count` corruptions of one family, at most one of each segment, drawn in an order that the seed fixes.

    Raises BadConfig for a family that no file makes, BadInput where the lists do not line up.
    """
    known = families()
    if family not in known:
        raise BadConfig(f"planted: there is no family '{family}'; there are: {', '.join(known)}")
    if len(sources) != len(references):
        raise BadInput(f"planted: {len(sources)} source lines, but {len(references)} reference lines; the files must line up")
    module = known[family]
    rng = random.Random(f"{seed} {family}")  # noqa: S311
    order = [n for n in range(len(sources)) if sources[n].strip() and references[n].strip()]
    rng.shuffle(order)
    made: list[Planted] = []
    for number in order:
        if len(made) >= count:
            break
        given = _given(sources, references, number, getattr(module, "GIVEN", {}).get(family), rng)
        planted: Planted | None = module.corrupt(family, *given, rng) if given else None
        if planted is not None and planted.corrupted != planted.reference:
            made.append(planted)
    return made


def _given(
    sources: Sequence[str], references: Sequence[str], number: int, given: Given | None, rng: random.Random
) -> tuple[str, str] | None:
    if given is None:
        return sources[number], references[number]
    other = number + 1 if given == "neighbour" else rng.randrange(len(sources))
    far = given == "neighbour" or abs(other - number) > FAR
    if other >= len(sources) or not far or not (sources[other].strip() and references[other].strip()):
        return None
    return f"{sources[number]}\n{sources[other]}", f"{references[number]}\n{references[other]}"


FAR = 12
"""A stranger is at least so many lines away, to be about something else: most articles of the dev suites have fewer lines."""


def finder(audit: checks.Audit) -> Find:
    """The findings of an audit for (Vietnamese, English), each pair alone."""

    def find(vi: str, en: str) -> tuple[Finding, ...]:
        return audit.alone(Translation(Segment("s1", 0, vi), en, math.nan)).findings

    return find


def measure(planted: Sequence[Planted], find: Find) -> Recall:
    """The recall of one family's planted errors."""
    missed = tuple(one for one in planted if not is_caught(one, find))
    return Recall(len(planted), missed)


def is_caught(planted: Planted, find: Find) -> bool:
    """Whether the corrupted text has a reported finding, of a kind that counts, that the clean reference does not have."""
    before = Counter(_identity(f, planted.reference) for f in find(planted.source, planted.reference))
    after = Counter(
        _identity(f, planted.corrupted)
        for f in find(planted.source, planted.corrupted)
        if f.kind in planted.kinds and f.severity in REPORTED
    )
    return bool(after - before)


def _identity(finding: Finding, en: str) -> tuple[object, ...]:
    """What stays of a finding when the text around it moves."""
    return finding.kind, finding.severity, finding.vi_span, en[slice(*finding.en_span)] if finding.en_span else None


def alarms(sources: Sequence[str], references: Sequence[str], find: Find) -> Iterator[Alarm]:
    """The reported findings on clean references."""
    for line, (vi, en) in enumerate(zip(sources, references, strict=True), 1):
        yield from (Alarm(line, vi, en, finding) for finding in find(vi, en) if finding.severity in REPORTED)
