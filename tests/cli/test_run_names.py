"""vi-brief run --names: the option reaches the brief and its signature, and a wrong value is one clear line."""

import json
from pathlib import Path

from tests.conftest import PLUMBING, Command

PAGE = "Đoàn Hà Nội thăm Cuba\n\nNgày 9-6, bà Nguyễn Lan Hương dẫn đầu đoàn đại biểu thành phố Hà Nội thăm và làm việc tại Cuba.\n"


def _digest(vi_brief: Command, folder: Path, *options: str) -> str:
    done = vi_brief("run", folder / "page.txt", "-o", folder / "out", "-c", folder / "plumbing.toml", "--format", "json", *options)
    assert done.code == 0, done.err
    return str(json.loads((folder / "out" / "page.json").read_text(encoding="utf-8"))["signature"]["config"]["digest"])


def test_names_are_part_of_the_config_and_checked_like_it(vi_brief: Command, tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")
    (tmp_path / "plumbing.toml").write_text(PLUMBING, encoding="utf-8")
    plain, both = _digest(vi_brief, tmp_path), _digest(vi_brief, tmp_path, "--names", "both")
    assert plain != both
    wrong = vi_brief("run", tmp_path / "page.txt", "-o", tmp_path / "out", "-c", tmp_path / "plumbing.toml", "--names", "fancy")
    assert wrong.code == 2
    assert "[brief] names" in wrong.err
    assert "'fancy'" in wrong.err
