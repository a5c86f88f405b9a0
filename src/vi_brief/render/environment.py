"""The one way from a template to a page: what makes an HTML file of ours safe to open.

Article text is untrusted: every value is escaped, hidden characters are written out, and the page's own policy lets nothing but its one
style sheet (by hash) take effect.
"""

import base64
import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from vi_brief.render import reading

if TYPE_CHECKING:
    import jinja2


def environment(folder: Path, style: str) -> "jinja2.Environment":
    """The environment of the templates in a folder. Templates find the style sheet of that name as `style`, its hash as `style_hash`."""
    import jinja2
    from markupsafe import Markup

    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(folder),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: reading.visible(value) if type(value) is str else value,
    )
    sheet = (folder / style).read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode("ascii")
    made.globals |= {"style": Markup(sheet), "style_hash": digest}  # noqa: S704 - our own file
    return made
