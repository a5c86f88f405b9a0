"""One HTML file about a comparison: scores with intervals, tests, where the difference lies, cost, calibration, the segments to look at.

Nothing in it asks a network, nothing runs: plots are images in the page, and the page's own policy forbids all else. Texts of systems are
untrusted and escaped.
"""

from vi_brief.evaluate.report.build import Settings, report
from vi_brief.evaluate.report.page import page

__all__ = ["Settings", "page", "report"]
