"""The generated reference is in step with the code."""

import runpy

from tests.conftest import ROOT


def test_reference_is_in_step() -> None:
    pages = runpy.run_path(str(ROOT / "docs" / "build_reference.py"))["pages"]()
    for path, text in pages.items():
        assert path.read_text(encoding="utf-8") == text, f"{path.name} is out of step; run python docs/build_reference.py"
