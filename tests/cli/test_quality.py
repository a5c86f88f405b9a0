"""The shipped models keep the floors of eval/baseline.json; `make gate` holds them to those of the larger suites too."""

from pathlib import Path

from tests.conftest import ROOT, Command


def test_the_shipped_models_keep_their_floors(vi_brief: Command, tmp_path: Path) -> None:
    done = vi_brief("eval", "gate", "--suite", "seeds", "--baseline", ROOT / "eval" / "baseline.json", "--runs", tmp_path)
    assert done.code == 0, done.out + done.err
    assert "kept" in done.out
