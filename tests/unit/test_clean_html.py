"""HTML pages from the mark-up to the paragraphs: what stays, and which facts are read."""

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from vi_brief.clean import clean
from vi_brief.extract import extract, metadata
from vi_brief.records import Article, Page
from vi_brief.viet.hygiene import tidy

CASES = Path(__file__).parents[1] / "cases" / "clean"
PAGES = sorted(CASES.glob("held_out_*/*.html"))
FACTS = ("title", "published", "byline", "agency")
KNOWN_WRONG = {("v11_share_page", "agency")}
"""The page credits itself, and neither its address nor its head's address says so."""


@dataclass(frozen=True)
class Case:
    article: Article
    expected: dict[str, str]
    paragraphs: tuple[str, ...]


def read(path: Path) -> Case:
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    article = cleaned(path.read_text(encoding="utf-8"))
    return Case(article, expected, tuple(expected.pop("paragraphs")))


def cleaned(markup: str) -> Article:
    article = extract(Page("x.html", "x", tidy(markup)[0], "html"))
    assert isinstance(article, Article)
    result = clean(article)
    assert isinstance(result, tuple)
    return result[0]


def test_there_are_pages() -> None:
    assert len(PAGES) >= 6


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.stem)
def test_paragraphs_are_exact(path: Path) -> None:
    case = read(path)
    assert case.article.paragraphs == case.paragraphs


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.stem)
def test_facts_are_as_printed(path: Path) -> None:
    case = read(path)
    known = {fact for stem, fact in KNOWN_WRONG if stem == path.stem}
    found = {fact: getattr(case.article, fact) for fact in FACTS if fact not in known}
    assert found == {fact: case.expected.get(fact) for fact in found}


HEAD = "<html><head><title>Khánh thành cầu vượt sông Lam Giang</title>{head}</head><body><h1>Khánh thành cầu vượt sông Lam Giang</h1>"
TEXT = (
    "Sáng 12/3, UBND thành phố Biển Xanh khánh thành cầu vượt sông Lam Giang dài 1.200 m sau 26 tháng thi công.",
    "Chủ tịch UBND thành phố cho biết tổng vốn đầu tư của dự án cầu vượt sông Lam Giang là 845 tỷ đồng.",
    "Người dân hai bờ sông Lam Giang rút ngắn quãng đường đi lại từ 18 km xuống còn 2 km.",
)


def page(*blocks: str, head: str = "", behind: str = "") -> Article:
    body = "".join(b if b.startswith("<") else f"<p>{b}</p>" for b in blocks)
    return cleaned(HEAD.format(head=head) + f'<div class="entry-content">{body}</div>{behind}</body></html>')


def test_a_sentence_with_a_date_is_no_stamp() -> None:
    told = "Lễ thông xe diễn ra ngày 29/4/2025 tại đầu cầu phía nam."
    assert page(*TEXT, told).paragraphs == (*TEXT, told)


def test_a_day_between_paragraphs_is_a_heading() -> None:
    stamp = '<p class="date">12/03/2024 14:05</p>'
    article = page(stamp, TEXT[0], "Ngày 3/9/2014", *TEXT[1:])
    assert article.paragraphs == (TEXT[0], "Ngày 3/9/2014", *TEXT[1:])
    assert article.published == "2024-03-12T14:05"
    assert page(stamp, TEXT[0], "03/09/2014 10:20", *TEXT[1:]).paragraphs == TEXT


def test_the_box_about_the_author_is_no_text() -> None:
    box = '<div class="author-box"><h4>Về tác giả</h4><b>Hà Linh</b><p>Hà Linh viết về giao thông cho trang này từ năm 2019.</p></div>'
    article = page(*TEXT, box)
    assert article.paragraphs == TEXT
    assert article.byline == "Hà Linh"


def test_a_table_of_contents_is_no_text() -> None:
    contents = '<div><p>Nội dung bài viết</p><ul><li><a href="#a">Tổng vốn</a></li></ul></div>'
    assert page(TEXT[0], contents, *TEXT[1:]).paragraphs == TEXT


@pytest.mark.parametrize("markup", ['<p class="x">Hà Linh (TTXVN)</p>', '<p align="right"><b>Hà Linh</b></p>'])
def test_a_signature_behind_the_body(markup: str) -> None:
    assert page(*TEXT, behind=markup).byline == "Hà Linh"


def test_a_name_behind_the_body_alone_is_no_signature() -> None:
    assert page(*TEXT, behind="<p>Biển Xanh</p>").byline is None


@pytest.mark.parametrize(
    ("name", "site", "byline"),
    [("Hà Linh", "Báo Thử", "Hà Linh"), ("Thử Mới", "Thử Mới", None), ("Báo Thử", "Thử", None), ("Thử Online", "Khác", None)],
)
def test_the_author_in_the_head(name: str, site: str, byline: str | None) -> None:
    head = f'<meta name="author" content="{name}"><meta property="og:site_name" content="{site}">'
    assert page(*TEXT, head=head).byline == byline


def test_what_is_printed_wins_over_the_head() -> None:
    article = page(*TEXT, '<p align="right">Mai Tú</p>', head='<meta name="author" content="Hà Linh">')
    assert article.byline == "Mai Tú"


def test_a_site_in_its_own_address_is_no_person() -> None:
    assert not metadata.is_person("Tuổi Trẻ", ["tuoitre.vn"])
    assert metadata.is_person("Hà Linh", [None, "tuoitre.vn"])
