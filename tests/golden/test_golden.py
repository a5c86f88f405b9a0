"""Article in, brief out, with the echo and lead back ends. `pytest tests/golden --update-golden` writes the expected files anew."""

import json
import shutil
from pathlib import Path

import pytest

from tests.conftest import PLUMBING, Command

HERE = Path(__file__).parent
CASES = sorted(path.parent.name for path in HERE.glob("*/page.*"))


@pytest.mark.parametrize("case", CASES)
def test_golden(vi_brief: Command, case: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    config = tmp_path / "plumbing.toml"
    config.write_text(PLUMBING, encoding="utf-8")
    (page,) = (HERE / case).glob("page.*")
    (tmp_path / "in").mkdir()
    shutil.copy(page, tmp_path / "in")
    done = vi_brief("run", tmp_path / "in", "-o", tmp_path / "out", "-c", config, "--format", "md,json")
    assert done.code == 0, done.err
    made = {
        "page.md": (tmp_path / "out" / "page.md").read_text(encoding="utf-8").replace(str(tmp_path), ""),
        "page.json": _without_versions((tmp_path / "out" / "page.json").read_text(encoding="utf-8").replace(str(tmp_path), "")),
    }
    for name, text in made.items():
        expected = HERE / case / f"expected.{name}"
        if request.config.getoption("--update-golden"):
            expected.write_text(text, encoding="utf-8")
        assert text == expected.read_text(encoding="utf-8"), f"{expected} differs; if the change is right, run with --update-golden"


def _without_versions(text: str) -> str:
    brief = json.loads(text)
    del brief["signature"]
    return json.dumps(brief, ensure_ascii=False, indent=1) + "\n"
