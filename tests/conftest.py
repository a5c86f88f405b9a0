"""Fixtures for every kind of test."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("fixed", derandomize=True)
settings.register_profile("explore", max_examples=2000)
settings.load_profile("fixed")  # the same examples each time; search for new ones with --hypothesis-profile=explore

ROOT = Path(__file__).parent.parent

PLUMBING = """
[translate]
backend = "echo"
[summarize]
backend = "lead"
"""

STORY = """Thành phố Biển Xanh khánh thành cầu vượt sông dài 1.200 m

Minh Anh 14:05 12/03/2024

Sáng 12/3, UBND thành phố Biển Xanh khánh thành cầu vượt sông Lam Giang dài 1.200 m sau 26 tháng thi công.

Chủ tịch UBND thành phố Trần Quốc Hưng cho biết tổng vốn đầu tư của dự án là 845 tỷ đồng, thấp hơn 3,5% so với dự toán ban đầu.

"Cây cầu giúp người dân hai bờ rút ngắn quãng đường đi lại từ 18 km xuống còn 2 km", ông Hưng nói tại buổi lễ.

Dự án do Công ty Cổ phần Xây dựng Lam Giang thi công, bắt đầu từ tháng 1/2022 và có lúc phải dừng vì mưa lũ.

Tin cùng chuyên mục
"""


@dataclass(frozen=True, slots=True)
class Result:
    """What a command left: exit code, standard output, standard error."""

    code: int
    out: str
    err: str


Command = Callable[..., Result]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the golden files anew")


@pytest.fixture(autouse=True)
def _plain_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setenv("NO_COLOR", "1")


@pytest.fixture
def vi_brief(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """Run the command line in this process, through the same entry point as the installed command."""
    from vi_brief.cli import main

    def call(*arguments: object) -> Result:
        monkeypatch.setattr(sys, "argv", ["vi-brief", *map(str, arguments)])
        with pytest.raises(SystemExit) as stop:
            main.main()
        said = capsys.readouterr()
        return Result(int(stop.value.code or 0), said.out, said.err)

    return call


@pytest.fixture
def plumbing(tmp_path: Path) -> Path:
    """A config without models: echo and lead."""
    path = tmp_path / "plumbing.toml"
    path.write_text(PLUMBING, encoding="utf-8")
    return path


@pytest.fixture
def story(tmp_path: Path) -> Path:
    """A short scraped page."""
    path = tmp_path / "in" / "story.txt"
    path.parent.mkdir()
    path.write_text(STORY, encoding="utf-8")
    return path
