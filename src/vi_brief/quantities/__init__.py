"""Vietnamese and English numbers, money, units, dates and times -> canonical values with their places in the text."""

from vi_brief.quantities.english import find_en
from vi_brief.quantities.record import Kind, Quantity
from vi_brief.quantities.render import english as render
from vi_brief.quantities.render_vi import vietnamese as render_vi
from vi_brief.quantities.vietnamese import find_vi

__all__ = ["Kind", "Quantity", "find_en", "find_vi", "render", "render_vi"]
