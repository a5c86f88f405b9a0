"""Sweeps: a config with options replaced by every combination of values, and which of them are worth having."""

import itertools
import math
import tomllib
from collections.abc import Mapping, Sequence
from typing import Any

from vi_brief.config import Config
from vi_brief.errors import BadInput
from vi_brief.evaluate.runs import perform

Choice = Mapping[str, Any]
"""Option path ("translate.beam") -> value."""
MOST = 200
"""A grid of more configs than this is a mistake in the command."""


def grid(given: Sequence[str]) -> list[Choice]:
    """Every combination of SECTION.OPTION=VALUE,VALUE,...; values are read as TOML where they are TOML, else as text.

    Raises BadInput for an option without values, named twice, or a grid of more than MOST.

    >>> grid(["translate.beam=1,2", "clean.site=a"])
    [{'translate.beam': 1, 'clean.site': 'a'}, {'translate.beam': 2, 'clean.site': 'a'}]
    """
    axes: dict[str, list[Any]] = {}
    for item in given:
        path, _, values = item.partition("=")
        if "." not in path or not values.strip():
            raise BadInput(f"--set {item}: give it as SECTION.OPTION=VALUE,VALUE, for example translate.beam=1,2,4")
        if path.strip() in axes:
            raise BadInput(f"--set {item}: {path.strip()} is set twice; give all its values at once")
        axes[path.strip()] = _values(values)
        if not axes[path.strip()]:
            raise BadInput(f"--set {item}: there is no value; give them with commas, for example translate.beam=1,2,4")
    if not axes:
        raise BadInput("sweep: there is nothing to vary; give --set translate.beam=1,2,4")
    found: list[Choice] = [dict(zip(axes, values, strict=True)) for values in itertools.product(*axes.values())]
    if len(found) > MOST:
        raise BadInput(f"sweep: {len(found)} configs are more than {MOST}; vary less at a time")
    return found


def derive(base: Config, choice: Choice) -> Config:
    """The config of one combination, named after it: "embedded[translate.beam=2]"."""
    told = ",".join(f"{path}={value}" for path, value in choice.items())
    return perform.derive(base, choice, f"{base.name}[{told}]")


def front(points: Sequence[tuple[float, float]]) -> list[bool]:
    """Which points (quality, cost) no other point beats: none has at least the quality for at most the cost, and more of one.

    A point without a quality (nan) is never among them.

    >>> front([(40.0, 2.0), (41.0, 3.0), (39.0, 2.5)])
    [True, True, False]
    """

    def beaten(point: tuple[float, float]) -> bool:
        return any(q >= point[0] and c <= point[1] and (q, c) != point for q, c in points)

    return [not math.isnan(point[0]) and not beaten(point) for point in points]


def _values(text: str) -> list[Any]:
    try:
        found: list[Any] = tomllib.loads(f"values = [{text}]")["values"]
    except tomllib.TOMLDecodeError:
        return [part.strip() for part in text.split(",") if part.strip()]
    return found
