"""Extraction takes any HTML: it never raises, numbers its lines without gaps, and invents no text."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from vi_brief.extract import extract
from vi_brief.records import Article, Page, Rejected
from vi_brief.viet.hygiene import tidy

SENTENCES = [
    "Sáng nay, thành phố Hà Nội công bố kế hoạch phát triển giao thông công cộng.",
    "Theo ông Nguyễn Văn An, dự án có tổng vốn 1.200 tỷ đồng, làm trong ba năm.",
    "Người dân hai bên đường mong sớm có vỉa hè để đi bộ an toàn hơn.",
    "Ảnh: Minh Khôi",
    "09/06/2023 18:17",
    "Trang chủ",
]
TAGS = [
    "p",
    "div",
    "span",
    "td",
    "table",
    "tr",
    "figure",
    "figcaption",
    "a",
    "h1",
    "h2",
    "ul",
    "li",
    "article",
    "nav",
    "footer",
    "b",
    "time",
    "br",
    "img",
    "script",
]
CLASSES = ["", "caption", "author", "date", "related", "article-body", "sapo", "title", "menu"]
MARKS = ["&nbsp;", "&#7879;", "<!--", "-->", "<", "&"]
opening = st.tuples(st.sampled_from(TAGS), st.sampled_from(CLASSES)).map(lambda t: f'<{t[0]} class="{t[1]}">')
closing = st.sampled_from(TAGS).map(lambda t: f"</{t}>")
pieces = st.one_of(
    opening, closing, st.sampled_from(SENTENCES), st.text(max_size=20), st.sampled_from(["&nbsp;", "&#7879;", "<!--", "-->", "<", "&"])
)


@given(st.lists(pieces, max_size=60).map("".join))
@settings(max_examples=200, deadline=None)
def test_any_html(html: str) -> None:
    result = extract(Page("x.html", "x", tidy(html)[0], "html"))
    assert isinstance(result, Article | Rejected)
    if isinstance(result, Rejected):
        assert result.reason
        assert "\n" not in result.reason
        return
    assert [line.number for line in result.lines] == list(range(1, len(result.lines) + 1))
    for line in result.lines:
        assert line.text == line.text.strip()
        assert line.text
        assert tidy(line.text)[0] == line.text


@given(st.lists(st.sampled_from(SENTENCES[:3]), min_size=3, max_size=8))
@settings(max_examples=30, deadline=None)
def test_paragraphs_of_an_article_are_all_there(paragraphs: list[str]) -> None:
    numbered = [f"{n}. {text}" for n, text in enumerate(paragraphs, 1)]
    body = "".join(f"<p>{text}</p>" for text in numbered)
    html = f"<html><body><nav><a href=/>Trang chủ</a></nav><article><h1>Hà Nội công bố kế hoạch</h1>{body}</article></body></html>"
    result = extract(Page("x.html", "x", html, "html"))
    assert isinstance(result, Article)
    assert [line.text for line in result.lines if line.role in {"lead", "body"}] == numbered
    assert not [line for line in result.lines if re.search("Trang chủ", line.text) and line.role != "chrome"]
