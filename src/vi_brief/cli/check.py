"""vi-brief check: audit a translation, whoever made it, line by line."""

import html
import json
import os
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from vi_brief.cli.common import ConfigName, table
from vi_brief.errors import AskedWrongly, BadInput

if TYPE_CHECKING:
    from vi_brief.checks import Audit
    from vi_brief.config import Config
    from vi_brief.glossaries.compliance import Row
    from vi_brief.glossaries.files import Term
    from vi_brief.records import Translation

STDIN = "-"
LONGEST_LINE = 1 << 20
"""Bytes of the longest line that is read: a longer one is no line of text."""
REFERENCE = re.compile(r"&(?:#\d+|#x[0-9a-fA-F]+|quot|apos|amp|lt|gt|nbsp);")
"""What web translators leave in their output; unread, every apostrophe (&#39;) would be a figure."""
SHOWN = 8
"""Line numbers that are printed of the lines that missed a term."""


def check(
    source: Annotated[str, typer.Argument(help="The Vietnamese, one segment per line (- for standard input).", show_default=False)],
    english: Annotated[str, typer.Argument(help="Its English, line by line (- for standard input).", show_default=False)],
    format: Annotated[  # noqa: A002
        Literal["jsonl", "table"], typer.Option("--format", help="One JSON object per line, or a table of findings per kind.")
    ] = "jsonl",
    glossary: Annotated[
        list[str] | None,
        typer.Option("--glossary", help="A glossary to hold the English to: TSV or CSV in DeepL's layout, or TBX. May be given again."),
    ] = None,
    one_article: Annotated[
        bool, typer.Option("--one-article", help="The lines are one article: also compare them with each other (held in memory).")
    ] = False,
    config: ConfigName = "embedded",
) -> None:
    """Check the translation in one file against its source in another: numbers, dates, names, negation, left out and added content.

    Prints {"line", "findings": [{"kind", "severity", "vi_span", "en_span", "message", "repair"}]} for every line. Spans count characters
    of the line in Unicode normal form C, with HTML character references (&quot;) read as what they stand for. No model is loaded; the
    config says which checks run.

    A glossary (rows of Vietnamese TAB English) turns on the check of terms: a term whose English is not in the line is a finding of kind
    "term". With a table there is a second one then, of the glossary's terms that the Vietnamese has: in how many lines the expected
    English was used, in how many it was missed, and which those are.
    """
    from vi_brief import checks
    from vi_brief import config as configs
    from vi_brief.glossaries import files

    chosen = _with_glossaries(configs.read(config), glossary or ())
    audit, terms = checks.Audit(chosen), files.read(_glossaries(chosen))
    translations = _checked(_pairs(source, english), audit, together=one_article)
    try:
        _print_table(translations, terms) if format == "table" else _print_lines(translations)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _glossaries(chosen: "Config") -> Sequence[str]:
    files: Sequence[str] = chosen.sections.get("checks", {}).get("terms", {}).get("files", ())
    return files


def _with_glossaries(chosen: "Config", given: Sequence[str]) -> "Config":
    """The config with the check of terms turned on for these glossaries, and for its own."""
    from vi_brief import checks

    for path in given:
        if not Path(path).exists():
            raise BadInput(f"--glossary {path}: there is no such file; check the path")
    checks.Audit(chosen)  # Before its tables are taken apart: it says what is wrong with them.
    if not given:
        return chosen
    own = chosen.sections.get("checks", {})
    made = {**own, "terms": {**own.get("terms", {}), "files": [*_glossaries(chosen), *given]}}
    if own.get("enabled") is not None:
        made["enabled"] = [*own["enabled"], *({"terms"} - set(own["enabled"]))]
    return replace(chosen, sections={**chosen.sections, "checks": made})


def _checked(pairs: Iterable[tuple[str, str]], audit: "Audit", *, together: bool) -> "Iterable[Translation]":
    """The lines as translations with findings; the number of a line is its `paragraph`."""
    from vi_brief.records import Segment, Translation

    made = (audit.alone(Translation(Segment(str(n), n, vi), en, float("nan"))) for n, (vi, en) in enumerate(pairs, 1))
    return audit.together(list(made)) if together else made


def _print_lines(translations: "Iterable[Translation]") -> None:
    for translation in translations:
        facts = [
            {
                "kind": f.kind,
                "severity": f.severity,
                "vi_span": f.vi_span,
                "en_span": f.en_span,
                "message": f.message,
                "repair": f.repair,
            }
            for f in translation.findings
        ]
        sys.stdout.write(json.dumps({"line": translation.segment.paragraph, "findings": facts}, ensure_ascii=False) + "\n")
    sys.stdout.flush()


@dataclass(slots=True)
class _Tally:
    """What is counted while the lines go by: findings by kind and severity, flagged lines by kind (and "any"), lines."""

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    flagged: Counter[str] = field(default_factory=Counter)
    lines: int = 0

    def over(self, translations: "Iterable[Translation]") -> "Iterator[Translation]":
        for translation in translations:
            self.lines += 1
            self.counts.update((f.kind, f.severity) for f in translation.findings)
            reported = {f.kind for f in translation.findings if f.severity != "info"}
            self.flagged.update(reported | ({"any"} if reported else set()))
            yield translation


def _print_table(translations: "Iterable[Translation]", terms: "Sequence[Term]") -> None:
    from vi_brief.glossaries.compliance import compliance

    tally = _Tally()
    kept = compliance(tally.over(translations), terms)
    counts, flagged = tally.counts, tally.flagged
    severities = ("error", "warning", "info")
    body = [(kind, *(counts[kind, s] for s in severities), flagged[kind]) for kind in sorted({kind for kind, _ in counts})]
    total = ("all", *(sum(n for (_, s), n in counts.items() if s == severity) for severity in severities), flagged["any"])
    table(("kind", "errors", "warnings", "infos", "lines with an error or warning"), [*body, total])
    typer.echo(f"{tally.lines} lines")
    if terms:
        _print_terms(kept, len(terms))


def _print_terms(kept: "Sequence[Row]", terms: int) -> None:
    """How the glossary was kept, the most missed terms first."""
    rows = [(row.term, row.expected, row.used, len(row.missed), _numbers(row.missed)) for row in kept]
    typer.echo()
    table(("term", "expected", "used", "missed", "missed in lines"), rows)
    used, missed = sum(row.used for row in kept), sum(len(row.missed) for row in kept)
    typer.echo(f"{len(kept)} of the glossary's {terms} terms are in the Vietnamese; {used} of {used + missed} times the English was used")


def _numbers(lines: Sequence[str]) -> str:
    """The first few of the lines' numbers, and how many there are besides.

    >>> _numbers(["3", "7"]), _numbers([str(n) for n in range(1, 12)])
    ('3, 7', '1, 2, 3, 4, 5, 6, 7, 8 and 3 more')
    """
    more = f" and {len(lines) - SHOWN} more" if len(lines) > SHOWN else ""
    return f"{', '.join(lines[:SHOWN])}{more}"


def _pairs(source: str, english: str) -> Iterator[tuple[str, str]]:
    """The line pairs; raises BadInput as soon as it shows that the files do not line up, before any work where both can be counted."""
    if source == english == STDIN:
        raise AskedWrongly("check: only one of the two can be standard input")
    counts = [None if path == STDIN else _count(path) for path in (source, english)]
    if None not in counts and counts[0] != counts[1]:
        raise BadInput(f"{english}: {counts[1]} lines, but {source} has {counts[0]}; the files must line up")
    for number, (vi, en) in enumerate(zip_longest(_lines(source), _lines(english)), 1):
        if vi is None or en is None:
            shorter, longer = (source, english) if vi is None else (english, source)
            raise BadInput(f"{shorter}: ends before line {number}, but {longer} goes on; the files must line up")
        yield vi, en


def _count(path: str) -> int:
    """The number of lines, the last one with or without its line feed."""
    if not Path(path).is_file():
        raise BadInput(f"{path}: is a folder; give a file" if Path(path).is_dir() else f"{path}: there is no such file; check the path")
    lines, last = 0, b"\n"
    try:
        with Path(path).open("rb") as file:
            while block := file.read(LONGEST_LINE):
                if b"\0" in block:
                    raise BadInput(f"{path}: is not text; give plain text files, one segment per line")
                lines, last = lines + block.count(b"\n"), block[-1:]
    except OSError as error:
        raise BadInput(f"{path}: may not be read: {error.strerror}") from None
    return lines + (last != b"\n")


def _lines(path: str) -> Iterator[str]:
    """The lines of a UTF-8 text file, in Unicode normal form C, without HTML character references; raises BadInput where it is no text."""
    from vi_brief.viet.letters import nfc

    with sys.stdin.buffer if path == STDIN else Path(path).open("rb") as file:
        number = 0
        while line := file.readline(LONGEST_LINE + 1):
            number += 1
            if b"\0" in line or len(line) > LONGEST_LINE:
                raise BadInput(f"{path}: line {number} is not text; give plain text files, one segment per line")
            try:
                text = line.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n")
            except UnicodeDecodeError:
                raise BadInput(f"{path}: line {number} is not UTF-8; convert the file first") from None
            yield nfc(html.unescape(text) if REFERENCE.search(text) else text)
