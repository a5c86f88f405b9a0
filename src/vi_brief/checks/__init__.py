"""Checks over (Vietnamese segment, English translation): what an editor must know before trusting a sentence.

A check is a file in this folder with `Options` and `check(segment, translation, options) -> Findings`. It compares facts, never models,
so it works on any translator's output.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from types import ModuleType
from typing import Annotated

from pydantic import Field

from vi_brief import config, plugins
from vi_brief.errors import BadConfig
from vi_brief.records import Finding, Severity, Translation

UNKNOWN_SCORE = -0.5
"""The mean log-probability that stands in where a model gives none."""

PENALTY: dict[Severity, float] = {"error": 0.4, "warning": 0.75, "info": 0.95}
"""What one finding leaves of a segment's confidence. Set by hand: an error alone turns the best score red (< 0.5), two warnings amber."""


class Options(config.Options):
    """[checks]: which checks run; None means every check in the folder. A check's own options are in [checks.<name>]."""

    enabled: Annotated[tuple[str, ...] | None, Field(strict=False)] = None


def run(translations: Sequence[Translation], config: config.Config) -> tuple[Translation, ...]:
    """The translations with findings, in the order of the checks' names, and with confidence.

    Raises BadConfig for a check that does not exist or an option that a check does not know.
    """
    checks = _enabled(config)
    return tuple(_checked(translation, checks) for translation in translations)


def confidence(score: float, findings: Sequence[Finding]) -> float:
    """How far to trust a segment, 0..1: exp(score), the model's mean probability per token, times PENALTY for each finding.

    The product ranks segments, it is no probability of being right. With the first embedded translator on 200 segments of the news dev
    suite, Spearman's rho of exp(score) with sentence chrF is 0.68, and mean chrF rises from 40 in the lowest eighth of the segments by
    confidence to 70 in the highest. Another model's scores have another scale.

    >>> confidence(0.0, ()), round(confidence(-0.1, (Finding("date", "error", ""),)), 2)
    (1.0, 0.36)
    """
    likely = math.exp(min(0.0, UNKNOWN_SCORE if math.isnan(score) else score))
    return math.prod((likely, *(PENALTY[finding.severity] for finding in findings)))


def _enabled(settings: config.Config) -> list[tuple[ModuleType, config.Options]]:
    options = settings.options(Options, "checks")
    known = plugins.names(__name__)
    for table in settings.tables("checks"):
        if table not in known:
            raise BadConfig(f"{settings.where}: [checks.{table}]: there is no such check; there are: {', '.join(known)}")
    modules = [(name, plugins.load(__name__, name)) for name in (known if options.enabled is None else options.enabled)]
    return [(module, settings.options(module.Options, "checks", name)) for name, module in modules]


def _checked(translation: Translation, checks: Sequence[tuple[ModuleType, config.Options]]) -> Translation:
    found = tuple(_found(translation, checks))
    return replace(translation, findings=(*translation.findings, *found), confidence=confidence(translation.score, found))


def _found(translation: Translation, checks: Sequence[tuple[ModuleType, config.Options]]) -> Iterator[Finding]:
    for module, options in checks:
        yield from module.check(translation.segment, translation, options)
