"""Text whose lines a converter broke at a fixed width."""

import textwrap
from pathlib import Path

import pytest

from vi_brief.clean import clean, wrapped
from vi_brief.extract import extract
from vi_brief.records import Article, Edit, Line, Page

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))
MOST_LOST = 0.05
"""A title of two lines, or a short line that fills its width by chance, may be read in another way."""


def cleaned(text: str) -> tuple[Article, tuple[Edit, ...]]:
    article = extract(Page("x", "x", text))
    assert isinstance(article, Article)
    result = clean(article)
    assert isinstance(result, tuple)
    return result


@pytest.mark.parametrize("width", [72, 78, 80])
@pytest.mark.parametrize("path", SEEDS, ids=lambda p: p.stem)
def test_a_broken_page_gives_the_same_text(path: Path, width: int) -> None:
    text = path.read_text(encoding="utf-8")
    broken = "\n".join("\n".join(textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False)) for line in text.split("\n"))
    whole, (again, edits) = cleaned(text)[0], cleaned(broken)
    words = " ".join(whole.paragraphs).split()
    kept = " ".join(again.paragraphs).split()
    assert abs(len(kept) - len(words)) <= MOST_LOST * len(words)
    assert len(set(again.paragraphs) & {" ".join(p.split()) for p in whole.paragraphs}) >= 0.8 * len(whole.paragraphs)
    numbers = {line.number for line in again.lines}
    assert {e.line for e in edits} <= numbers
    assert len(again.lines) == len([e for e in edits if e.after is None]) + len(again.paragraphs)


@pytest.mark.parametrize("path", SEEDS, ids=lambda p: p.stem)
def test_an_ordinary_page_keeps_its_lines(path: Path) -> None:
    lines = tuple(Line(n, t) for n, t in enumerate(path.read_text(encoding="utf-8").split("\n"), 1))
    assert wrapped.joined(lines) == lines


def test_lists_and_headlines_stay_apart() -> None:
    headlines = [f"Thành phố Biển Xanh mở thêm tuyến xe buýt thứ {n} qua cầu Lam Giang" for n in range(2, 12)]
    lines = tuple(Line(n, t) for n, t in enumerate(headlines, 1))
    assert wrapped.joined(lines) == lines
