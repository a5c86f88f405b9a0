"""Text hygiene: what it repairs, and what it must leave alone."""

import json
import unicodedata
from pathlib import Path

import pytest

from vi_brief.viet import hygiene
from vi_brief.viet.hygiene import tidy

SEEDS = Path(__file__).parent.parent.parent / "seeds"
CASES = json.loads((Path(__file__).parent.parent / "cases" / "viet" / "hygiene.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES["changed"], ids=lambda c: c["name"])
def test_repaired(case: dict[str, str]) -> None:
    text, steps = tidy(case["before"])
    assert text == case["after"]
    assert case["step"] in steps
    assert tidy(text) == (text, ())


@pytest.mark.parametrize("text", CASES["kept"])
def test_kept(text: str) -> None:
    assert tidy(text) == (text, ())


@pytest.mark.parametrize("path", sorted(SEEDS.glob("*.txt")), ids=lambda p: p.stem)
def test_seeds_keep_everything_but_odd_spaces(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    clean, steps = tidy(text)
    assert clean == text.replace("\u00a0", " ")
    assert set(steps) <= {"spaces"}


@pytest.mark.parametrize("path", sorted(SEEDS.glob("*.txt")), ids=lambda p: p.stem)
@pytest.mark.parametrize("wrong", ["cp1252", "latin-1", "twice"])
def test_seeds_survive_mojibake(path: Path, wrong: str) -> None:
    from vi_brief.viet.encodings import western

    text = path.read_text(encoding="utf-8")
    broken = text.encode().decode("latin-1") if wrong == "latin-1" else western(text.encode())
    if wrong == "twice":
        broken = western(broken.encode())
    assert tidy(broken)[0] == tidy(text)[0]


@pytest.mark.parametrize("path", sorted(SEEDS.glob("*.txt")), ids=lambda p: p.stem)
def test_decomposed_seeds_are_the_same_seeds(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert tidy(unicodedata.normalize("NFD", text))[0] == tidy(text)[0]


def test_lines_stay_lines() -> None:
    assert tidy("một\r\nhai\rba\u2028bốn\n\nnăm")[0] == "một\nhai\nba\nbốn\n\nnăm"


MOVED = {"tòan": "toàn", "qúy": "quý", "gìa": "già", "ngừơi": "người"}


def test_only_certain_tones_move() -> None:
    assert {word: hygiene.tidy_word(word) for word in MOVED} == MOVED
    for word in ("Raí", "caó", "hoà", "hòa", "gì", "quý"):
        assert hygiene.tidy_word(word) == word
