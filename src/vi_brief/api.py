"""The Python interface: one function for each thing that the command line does to a text.

`config` is a config file or the name of a shipped one. Its models are loaded at the first call that needs them and kept; a config file
that was changed is read anew. No function writes a file. Errors are those of `vi_brief.errors`, one clear line each.
"""

import functools
import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from vi_brief import checks, load, pipeline
from vi_brief import config as configs
from vi_brief import render as rendering
from vi_brief import translate as translating
from vi_brief.checks import Audit
from vi_brief.errors import BadInput
from vi_brief.load import pages
from vi_brief.records import Brief, Finding, Page, Rejected, Segment, Translation
from vi_brief.viet import letters

__all__ = ["brief", "check", "render", "translate"]

DEFAULT = "embedded"

KEPT = 2
"""Configs whose models stay loaded, the last used ones: enough to compare two."""

TEXT = "text"
"""The source and the file stem of an article that was given as text."""


def brief(text_or_path: str | os.PathLike[str], config: str = DEFAULT) -> Brief:
    """The brief of one article, given as its text or as the path of a file.

    A string is a path where it has no white space or names a file that exists; anything else is text: a scrape or HTML.
    Raises BadInput where there is no such file, or the input holds no article or several.
    """
    page = _page(text_or_path, config)
    made = pipeline.write_brief(page, _system(config), translating.Forgetful(), _silent)
    if isinstance(made, Rejected):
        raise _refusal(made)
    return made


def translate(lines: Sequence[str], config: str = DEFAULT) -> list[str]:
    """The English of each line, checked and mended; as many lines out as in, blank where the Vietnamese is blank."""
    if isinstance(lines, str):
        raise BadInput("translate: give a list of lines, not one string")
    system = _system(config)
    return pipeline.lines_translated(lines, system.translator, system.settings, translating.Forgetful(), _silent)


def check(vi: str, en: str, config: str = DEFAULT) -> tuple[Finding, ...]:
    """What the checks find in the translation of one segment, whoever made it. Spans count characters in Unicode normal form C.

    >>> [finding] = check("Dự án trị giá 300 triệu đồng.", "The project is worth $300 million.")
    >>> finding.kind, finding.severity, finding.repair
    ('money', 'error', '300 million dong')
    """
    segment = Segment("s1", 0, letters.nfc(vi))
    return _audit(_frozen(config)).alone(Translation(segment, letters.nfc(en), float("nan"))).findings


def render(brief: Brief, name: str = "md") -> bytes:
    """A brief in a format: "md", "json" or "html", as a file of that kind holds it."""
    return rendering.render(brief, name)


def _page(given: str | os.PathLike[str], config: str) -> Page:
    text = os.fspath(given)
    if not isinstance(given, str) or _is_path(text):
        return _only(_read(text, configs.read(config)), text)
    return _only(iter([pages.from_text(text, TEXT)]), TEXT)


def _is_path(given: str) -> bool:
    if not given or given.split() == [given]:
        return bool(given)
    try:
        return "\n" not in given and Path(given).exists()
    except (OSError, ValueError):
        return False


def _read(path: str, config: configs.Config) -> Iterator[Page | Rejected]:
    if path == "-":
        raise BadInput("-: give a path or the text itself")
    options = config.options(load.Options, "load")
    return load.load([path], options)


def _only(found: Iterator[Page | Rejected], source: str) -> Page:
    page = next(found, None)
    if page is None:
        raise BadInput(f"{source}: holds no article")
    if isinstance(page, Rejected):
        raise _refusal(page)
    if next(found, None) is not None:
        raise BadInput(f"{source}: holds more than one article; brief them one by one, or use: vi-brief run")
    return replace(page, stem=page.stem or TEXT)


def _refusal(rejected: Rejected) -> BadInput:
    return BadInput(f"{rejected.source}: {rejected.reason}; {rejected.advice}")


def _silent(done: int, total: int) -> None:
    """No progress is shown."""


def _frozen(config: str) -> tuple[str, str, str]:
    """A config as a key: its name, where it is, and its content, so that a changed file is another config."""
    read = configs.read(config)
    return read.name, read.where, json.dumps(read.sections, sort_keys=True, default=str)


def _config(key: tuple[str, str, str]) -> configs.Config:
    name, where, sections = key
    return configs.parse(json.loads(sections), name, where)


def _system(config: str) -> pipeline.System:
    return _loaded(_frozen(config))


@functools.lru_cache(maxsize=KEPT)
def _loaded(key: tuple[str, str, str]) -> pipeline.System:
    config = _config(key)
    return pipeline.system(config, pipeline.settings(config))


@functools.lru_cache(maxsize=KEPT)
def _audit(key: tuple[str, str, str]) -> Audit:
    return checks.Audit(_config(key))
