"""Systems from files: outputs that exist already, of whatever made them."""

import json
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from vi_brief.errors import BadInput
from vi_brief.evaluate import SEGMENT, System, named_output, pairs

Read = Callable[[str], list[str]]


@dataclass(frozen=True, slots=True)
class Files:
    """Paths as asked for. `systems` are NAME=FILE; a file ending in .jsonl has one JSON string a line, so a unit may have many lines."""

    systems: Sequence[str]
    source: str | None = None
    reference: str | None = None
    labels: str | None = None


def systems(files: Files, read: Read) -> list[System]:
    """The systems, all over the same source and reference; raises BadInput where files do not line up."""
    if not files.systems:
        raise BadInput("eval: there is no system to score; give --system NAME=FILE")
    if not files.source and not files.reference:
        raise BadInput("eval: there is nothing to score against; give --reference FILE, --source FILE or both")

    def units(path: str) -> list[str]:
        return _units(path, read)

    sources = units(files.source) if files.source else None
    references = units(files.reference) if files.reference else None
    leading = references if references is not None else sources or []
    if not leading:
        raise BadInput(f"{files.reference or files.source}: is empty; give a file with at least one line")
    if sources is not None and len(sources) != len(leading):
        raise BadInput(f"{files.source}: {len(sources)} lines, but the reference has {len(leading)}; the files must line up")
    labels = _labels(files.labels, read, len(leading)) if files.labels else ()
    named = [named_output(given, units, len(leading)) for given in files.systems]
    measured_on = files.reference or files.source or ""
    return [System(name, {SEGMENT: pairs(sources, lines, references)}, labels, measured_on=measured_on) for name, lines in named]


def beside(found: System, files: Files, read: Read) -> list[System]:
    """The systems of files that line up with the segments of a system that is there already, on its data."""
    if not files.systems:
        return []
    if SEGMENT not in found.views:
        raise BadInput(f"--system {files.systems[0]}: '{found.name}' has no segments that a file could line up with")
    pairs_there = found.views[SEGMENT]
    sources, references = [pair.source for pair in pairs_there], [pair.reference for pair in pairs_there]
    named = [named_output(given, lambda path: _units(path, read), len(references)) for given in files.systems]
    return [
        System(name, {SEGMENT: pairs(sources, lines, references)}, found.labels, measured_on=found.measured_on) for name, lines in named
    ]


def options(given: Sequence[str]) -> dict[str, dict[str, object]]:
    """Options of metrics from METRIC.KEY=VALUE; a value is read as TOML where it is TOML, else as text.

    >>> options(["comet22.python=/opt/comet/bin/python", "rouge1.stemmer=false"])
    {'comet22': {'python': '/opt/comet/bin/python'}, 'rouge1': {'stemmer': False}}
    """
    found: dict[str, dict[str, object]] = {}
    for item in given:
        path, equals, value = item.partition("=")
        named, dot, key = path.partition(".")
        metric = metric_name(named)
        if not (equals and dot and key):
            raise BadInput(f"--option {item}: give it as METRIC.KEY=VALUE, for example rouge1.stemmer=false")
        found.setdefault(metric, {})[key] = _value(value)
    return found


def metric_names(given: str) -> list[str]:
    """The names in a list with commas, as `metric_name` reads them.

    >>> metric_names("bleu, chrf2++")
    ['bleu', 'chrf2pp']
    """
    names = [metric_name(name) for name in given.split(",") if name.strip()]
    if not names:
        raise BadInput("--metric: there is no metric; give names with commas, as bleu,chrf2")
    return list(dict.fromkeys(names))


def metric_name(given: str) -> str:
    """A metric's name as its file has it: capitals are no matter, and "++" may be written for "pp".

    >>> metric_name("chrF2++")
    'chrf2pp'
    """
    return given.strip().lower().replace("++", "pp")


def _units(path: str, read: Read) -> list[str]:
    lines = read(path)
    if not path.endswith(".jsonl"):
        return lines
    found = []
    for number, line in enumerate(lines, start=1):
        try:
            value = json.loads(line)
        except json.JSONDecodeError as error:
            raise BadInput(f"{path}:{number}: not JSON: {error.msg}; give one JSON string a line") from None
        if not isinstance(value, str):
            raise BadInput(f"{path}:{number}: not a string; give one JSON string a line")
        found.append(value)
    return found


def _labels(path: str, read: Read, expected: int) -> list[Mapping[str, str]]:
    rows = [line.split("\t") for line in read(path)]
    heads = rows[0] if rows else []
    if len(rows) - 1 != expected:
        raise BadInput(f"{path}: {max(len(rows) - 1, 0)} rows below its heading, but there are {expected} segments; give one row for each")
    for number, row in enumerate(rows[1:], start=2):
        if len(row) != len(heads):
            raise BadInput(f"{path}:{number}: {len(row)} columns, but the heading has {len(heads)}; separate columns with tabs")
    return [dict(zip(heads, row, strict=True)) for row in rows[1:]]


def _value(text: str) -> object:
    try:
        return tomllib.loads(f"value = {text}")["value"]
    except tomllib.TOMLDecodeError:
        return text
