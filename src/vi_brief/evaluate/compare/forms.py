"""Result tables as text that other programs read: CSV, Markdown, LaTeX, JSON."""

import csv
import io
import json
import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from vi_brief.errors import BadInput

FORMS = ("table", "json", "csv", "latex", "md")
_LATEX = re.compile(r"[&%$#_{}~^\\]")
_LATEX_WORDS = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of cells that are text already; `notes` are lines below it."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()


def number(value: float, digits: int) -> str:
    """A score as printed; one that says nothing is a dash.

    >>> number(41.053, 1), number(float("nan"), 1)
    ('41.1', '-')
    """
    return "-" if math.isnan(value) else f"{value:.{digits}f}"


def write(grids: Sequence[Grid], form: str) -> str:
    """The tables in a form of FORMS other than "table" and "json"; raises BadInput for any other."""
    if form not in _WRITERS:
        raise BadInput(f"--format {form}: there is no such format; there are: {', '.join(FORMS)}")
    return "\n".join(_WRITERS[form](grid) for grid in grids)


def as_json(value: Mapping[str, object]) -> str:
    """JSON with full digits; what is not a number is null."""
    return json.dumps(_plain(value), ensure_ascii=False, indent=1) + "\n"


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _csv(grid: Grid) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows((grid.heads, *grid.rows))
    return out.getvalue()


def _md(grid: Grid) -> str:
    def line(cells: Sequence[str]) -> str:
        return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"

    rule = "|" + "".join("---:|" if _numeric(grid, at) else "---|" for at in range(len(grid.heads)))
    table = "\n".join((line(grid.heads), rule, *map(line, grid.rows)))
    title = f"**{grid.title}**\n\n" if grid.title else ""
    return f"{title}{table}\n{''.join(f'{chr(10)}{note}{chr(10)}' for note in grid.notes)}"


def _latex(grid: Grid) -> str:
    columns = "".join("r" if _numeric(grid, at) else "l" for at in range(len(grid.heads)))
    rows = [" & ".join(map(_escaped, row)) + r" \\" for row in (grid.heads, *grid.rows)]
    body = "\n".join((r"\toprule", rows[0], r"\midrule", *rows[1:], r"\bottomrule"))
    notes = "".join(f"% {note}\n" for note in (grid.title, *grid.notes) if note)
    return f"{notes}\\begin{{tabular}}{{{columns}}}\n{body}\n\\end{{tabular}}\n"


_WRITERS: Mapping[str, Callable[[Grid], str]] = {"csv": _csv, "md": _md, "latex": _latex}


def _escaped(text: str) -> str:
    return _LATEX.sub(lambda found: _LATEX_WORDS.get(found[0], f"\\{found[0]}"), text)


def _numeric(grid: Grid, at: int) -> bool:
    return all(re.fullmatch(r"[-+]?[\d.,]+|-|", row[at]) for row in grid.rows)
