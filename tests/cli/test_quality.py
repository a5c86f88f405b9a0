"""The shipped models keep the floors of eval/baseline.json."""

from pathlib import Path

from tests.conftest import ROOT, Command


def test_the_shipped_models_keep_their_floors(vi_brief: Command, tmp_path: Path) -> None:
    done = vi_brief("eval", "gate", "--baseline", ROOT / "eval" / "baseline.json", "--runs", tmp_path)
    assert done.code == 0, done.out + done.err
    assert "kept" in done.out
