"""The examples of docs/faithfulness.md say what the checks find."""

import math
import re
from pathlib import Path

import pytest

from vi_brief import checks, config
from vi_brief.records import Segment, Translation

PAGE = Path(__file__).parent.parent.parent / "docs" / "faithfulness.md"
ROW = re.compile(r"\| (\w+) \| (.+) \| (.+) \| (error|warning|info) \| (.+) \|")
ROWS = [match.groups() for line in PAGE.read_text(encoding="utf-8").splitlines() if (match := ROW.fullmatch(line))]


def test_every_kind_has_an_example() -> None:
    kinds = {"quantity", "money", "date", "name", "title", "negation", "dropped", "added", "loop", "residue", "language", "quote"}
    assert {row[0] for row in ROWS} == kinds | {"unsupported"}


@pytest.mark.parametrize(("kind", "vi", "en", "severity", "repair"), ROWS)
def test_an_example_is_found_as_the_page_says(kind: str, vi: str, en: str, severity: str, repair: str) -> None:
    audit = checks.Audit(config.parse({}, "test", "test"))
    (finding,) = audit.alone(Translation(Segment("s1", 0, vi), en, math.nan)).findings
    assert (finding.kind, finding.severity, finding.repair or "flagged") == (kind, severity, repair)
