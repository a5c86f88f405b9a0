"""What holds for every page that is cleaned."""

import re
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vi_brief.clean import clean, sources
from vi_brief.clean.rules import RULES
from vi_brief.records import Article, Edit, Line, Rejected

CASES = Path(__file__).parents[1] / "cases" / "clean"
LABELLED = [
    (raw[:1], raw[2:])
    for folder in ("pages", "held_out", "held_out_2", "held_out_3", "held_out_4")
    for path in sorted((CASES / folder).glob("*.txt"))
    for raw in path.read_text(encoding="utf-8").split("\n")
    if raw[2:].strip() and not raw.startswith("#: ")
]
BODY = sorted(
    {
        text
        for label, text in LABELLED
        if label == "K"
        and len(text.split()) > 12
        and text.endswith(".")
        and not text.startswith((" ", "("))
        and sources.tag(text, {}) is None
    }
)
FURNITURE = sorted({text for label, text in LABELLED if label in "DMC"})

TITLE = "Những điều người dân cả nước quan tâm trong tuần này"

slow = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
pages = st.tuples(
    st.lists(st.sampled_from(FURNITURE), max_size=8),
    st.lists(st.sampled_from(BODY), min_size=1, max_size=12, unique=True),
    st.lists(st.sampled_from(FURNITURE), max_size=12),
)
anything = st.lists(
    st.one_of(st.sampled_from(FURNITURE), st.sampled_from(BODY), st.text(max_size=60).filter(lambda t: "\n" not in t)), max_size=30
)


def page(lines: list[str], title: str | None = None) -> Article:
    return Article("page.txt", "page", tuple(Line(n, text) for n, text in enumerate(lines, 1)), title=title)


def digits(text: str) -> str:
    return "".join(re.findall(r"\d", text))


def check_account(lines: list[str], article: Article, edits: tuple[Edit, ...]) -> None:
    """Every line that is not blank is in the body or has an edit, in order; an edited line keeps its digits.

    A page whose lines a converter broke has its lines put together first: no word is lost in that.
    """
    assert " ".join(line.text for line in article.lines).split() == " ".join(lines).split()
    dropped = {e.line for e in edits if e.after is None}
    changed = {e.line: e for e in edits if e.after is not None}
    numbered = [(line.number, line.text.strip()) for line in article.lines]
    kept = [changed[n].after if n in changed else text for n, text in numbered if text and n not in dropped]
    assert kept == list(article.paragraphs)
    assert all(digits(e.before) == digits(e.after or "") for e in changed.values() if e.rule not in {"scrape", "markdown"})
    assert all(e.rule in RULES and e.reason == RULES[e.rule] for e in edits)
    assert [e.line for e in edits] == sorted(e.line for e in edits)


@slow
@given(pages)
def test_every_line_is_accounted_for(parts: tuple[list[str], list[str], list[str]]) -> None:
    lines = [*parts[0], *parts[1], *parts[2]]
    result = clean(page(lines))
    if isinstance(result, tuple):
        check_account(lines, *result)


@slow
@given(anything)
def test_no_page_is_too_odd(lines: list[str]) -> None:
    result = clean(page(lines))
    if isinstance(result, Rejected):
        assert result.reason
        assert result.advice
    else:
        check_account(lines, *result)


@slow
@given(pages)
def test_cleaning_again_changes_nothing(parts: tuple[list[str], list[str], list[str]]) -> None:
    once = clean(page([*dict.fromkeys(parts[0]), TITLE, "12/03/2024 14:05", *parts[1], *dict.fromkeys(parts[2])]))
    if isinstance(once, tuple) and once[0].title == TITLE:
        twice = clean(page(list(once[0].paragraphs), title=once[0].title))
        assert isinstance(twice, tuple)
        assert twice[0].paragraphs == once[0].paragraphs


@slow
@given(st.lists(st.sampled_from(BODY), min_size=1, max_size=15, unique=True))
def test_paragraphs_alone_all_stay(body: list[str]) -> None:
    result = clean(page(body))
    assert isinstance(result, tuple)
    assert list(result[0].paragraphs) == body
