"""The five seeds, against what was made of them by hand."""

import json
from pathlib import Path

import pytest

from vi_brief.clean import clean
from vi_brief.extract import extract
from vi_brief.records import Article, Edit, Line, Page
from vi_brief.viet.hygiene import tidy

ROOT = Path(__file__).parents[2]
GOLD = json.loads((ROOT / "tests/cases/clean/seeds.json").read_text(encoding="utf-8"))
FACTS = ("title", "published", "agency", "byline", "url", "dateline_place")


def cleaned(name: str) -> tuple[Article, tuple[Edit, ...]]:
    text, _ = tidy((ROOT / "seeds" / name).read_text(encoding="utf-8"))
    article = extract(Page(name, name, text))
    assert isinstance(article, Article)
    result = clean(article)
    assert isinstance(result, tuple)
    return result


@pytest.mark.parametrize("name", sorted(GOLD))
def test_paragraphs_and_captions_are_exact(name: str) -> None:
    article, _ = cleaned(name)
    assert list(article.paragraphs) == GOLD[name]["paragraphs"]
    assert list(article.captions) == GOLD[name]["captions"]


@pytest.mark.parametrize("fact", FACTS)
@pytest.mark.parametrize("name", sorted(GOLD))
def test_facts_are_as_printed(name: str, fact: str) -> None:
    article, _ = cleaned(name)
    assert getattr(article, fact) == GOLD[name][fact]


@pytest.mark.parametrize("name", sorted(GOLD))
def test_cleaning_again_changes_nothing(name: str) -> None:
    once, _ = cleaned(name)
    twice = clean(Article(name, name, tuple(Line(n, text) for n, text in enumerate(once.paragraphs, 1)), title=once.title))
    assert isinstance(twice, tuple)
    assert twice[0].paragraphs == once.paragraphs


def test_the_scrapers_prefix_is_an_edit_and_the_date() -> None:
    article, edits = cleaned("000_52df49546bd71614.txt")
    assert [e.rule for e in edits] == ["scrape"]
    assert edits[0].after == article.paragraphs[0]
    assert article.published == "2023-06"


def test_the_source_tag_is_cut_and_said() -> None:
    article, edits = cleaned("003_a53700233bd05fe5.txt")
    cut = next(e for e in edits if e.rule == "tag")
    assert cut.before.startswith("HNP - ")
    assert cut.after == article.paragraphs[0]


def test_nothing_behind_the_article_comes_through() -> None:
    _, edits = cleaned("003_a53700233bd05fe5.txt")
    dropped = {e.line for e in edits if e.after is None}
    behind = {
        n
        for n, line in enumerate((ROOT / "seeds/003_a53700233bd05fe5.txt").read_text(encoding="utf-8").split("\n"), 1)
        if n >= 33 and line.strip()
    }
    assert behind <= dropped
