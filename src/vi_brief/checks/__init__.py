"""Checks over (Vietnamese segment, English translation): what an editor must know before trusting a sentence.

A check is a file in this folder with `Options` and `check(segment, translation, options) -> Findings`. It compares facts, never models,
so it works on any translator's output. What only the whole article shows (a name spelled in two ways) is found by a check that also has
`check_article(translations, options)`, which gives (segment id, Finding).
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from types import ModuleType
from typing import Annotated

from pydantic import Field

from vi_brief import config, plugins
from vi_brief.checks import _confidence, _grounds
from vi_brief.errors import BadConfig
from vi_brief.records import Finding, Segment, Span, Translation

KINDS = "KINDS"
"""The name under which a check may state the kinds of its findings; one that states none of FACTS is not asked what a text invents."""
FACTS = frozenset({"quantity", "money", "date", "name", "title"})
"""Kinds of findings about what a summary must not get wrong."""


class Options(config.Options):
    """[checks]: which checks run; None means every check in the folder. A check's own options are in [checks.<name>]."""

    enabled: Annotated[tuple[str, ...] | None, Field(strict=False)] = None


class Audit:
    """The checks of a config, ready to run. Raises BadConfig for a check that does not exist or an option that a check does not know."""

    def __init__(self, settings: config.Config) -> None:
        self._checks = _enabled(settings)
        self._of_facts = [(module, options) for module, options in self._checks if not FACTS.isdisjoint(getattr(module, KINDS, FACTS))]

    @property
    def fingerprints(self) -> tuple[str, ...]:
        """The hashes of the files that options name, from each check whose options have a `fingerprint`: part of what made an output."""
        return tuple(options.fingerprint for _, options in self._checks if hasattr(options, "fingerprint"))

    def alone(self, translation: Translation) -> Translation:
        """The translation with what the checks find in it, in the order of the checks' names, instead of its earlier findings."""
        found = tuple(_found(translation, self._checks))
        checked = replace(translation, findings=found)
        return replace(checked, confidence=_confidence.expected(checked))

    def together(self, translations: Sequence[Translation]) -> tuple[Translation, ...]:
        """Translations of one article, checked alone, with what only their comparison shows added to each."""
        found: dict[str, list[Finding]] = {}
        for module, options in self._checks:
            if across := getattr(module, "check_article", None):
                for segment, finding in across(translations, options):
                    found.setdefault(segment, []).append(finding)
        return tuple(_with(translation, found.get(translation.segment.id, ())) for translation in translations)

    def invented(self, vi: str, en: str) -> tuple[Finding, ...]:
        """The figures, dates and names of English prose that the Vietnamese it rests on does not have; leaving out is no fault here."""
        found = _found(Translation(Segment("", 0, vi), en, math.nan), self._of_facts)
        said = [f for f in found if f.kind in FACTS and f.severity != "info" and f.en_span is not None]
        names = [span for span in _grounds.ungrounded(vi, en) if not any(_overlap(span, f.en_span) for f in said)]
        message = "'{}' has no ground in the Vietnamese"
        return (*said, *(Finding("name", "error", message.format(en[a:b]), None, (a, b)) for a, b in names))


def run(translations: Sequence[Translation], config: config.Config) -> tuple[Translation, ...]:
    """The translations of one article with findings and with confidence: expected sentence chrF++ / 100.

    Raises BadConfig for a check that does not exist or an option that a check does not know.
    """
    audit = Audit(config)
    return audit.together([audit.alone(translation) for translation in translations])


def _overlap(span: Span, other: Span | None) -> bool:
    return other is not None and span[0] < other[1] and other[0] < span[1]


def _with(translation: Translation, found: Sequence[Finding]) -> Translation:
    if not found:
        return translation
    checked = replace(translation, findings=(*translation.findings, *found))
    return replace(checked, confidence=_confidence.expected(checked))


def _enabled(settings: config.Config) -> list[tuple[ModuleType, config.Options]]:
    options = settings.options(Options, "checks")
    known = plugins.names(__name__)
    for table in settings.tables("checks"):
        if table not in known:
            raise BadConfig(f"{settings.where}: [checks.{table}]: there is no such check; there are: {', '.join(known)}")
    modules = [(name, plugins.load(__name__, name)) for name in (known if options.enabled is None else options.enabled)]
    return [(module, settings.options(module.Options, "checks", name)) for name, module in modules]


def _found(translation: Translation, checks: Sequence[tuple[ModuleType, config.Options]]) -> Iterator[Finding]:
    for module, options in checks:
        yield from module.check(translation.segment, translation, options)
