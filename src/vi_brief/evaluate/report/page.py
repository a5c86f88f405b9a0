"""A report as one HTML file."""

import base64
import hashlib
from dataclasses import fields
from pathlib import Path

from vi_brief.evaluate.report.build import Report
from vi_brief.evaluate.report.plots import Plot
from vi_brief.render import reading

_HERE = Path(__file__).parent


def page(report: Report) -> bytes:
    """The page in UTF-8; every text is escaped, hidden characters are written out."""
    import jinja2
    from markupsafe import Markup

    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_HERE),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: reading.visible(value) if type(value) is str else value,
    )
    environment.filters["image"] = _address
    style = (_HERE / "report.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode("ascii")
    parts = {field.name: getattr(report, field.name) for field in fields(report)}
    # The style is ours, a file of the package; its hash is the only one that the page's policy lets through.
    shown = environment.get_template("report.html.j2").render(**parts, style=Markup(style), style_hash=digest)  # noqa: S704
    return shown.encode("utf-8")


def _address(plot: Plot) -> str:
    return f"data:image/svg+xml;base64,{base64.b64encode(plot.svg).decode('ascii')}"
