"""A report as one HTML file."""

import base64
from dataclasses import fields
from pathlib import Path

from vi_brief.evaluate.report.build import Report
from vi_brief.evaluate.report.plots import Plot
from vi_brief.render.environment import environment

_HERE = Path(__file__).parent


def page(report: Report) -> bytes:
    """The page in UTF-8; every text is escaped, hidden characters are written out."""
    made = environment(_HERE, "report.css")
    made.filters["image"] = _address
    parts = {field.name: getattr(report, field.name) for field in fields(report)}
    return made.get_template("report.html.j2").render(**parts).encode("utf-8")


def _address(plot: Plot) -> str:
    return f"data:image/svg+xml;base64,{base64.b64encode(plot.svg).decode('ascii')}"
