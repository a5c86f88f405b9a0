"""HTML pages built in the manner of Vietnamese sites, and text pages: every line's role is compared."""

import json
from pathlib import Path

import pytest

from vi_brief.extract import extract
from vi_brief.records import Article, Page, Rejected
from vi_brief.viet import hygiene

CASES = Path(__file__).parent.parent / "cases" / "html"
NAMES = sorted(p.stem for p in CASES.glob("*.json"))


def page(name: str) -> Page:
    return Page(name, name, hygiene.tidy((CASES / f"{name}.html").read_text(encoding="utf-8"))[0], "html")


def by_role(article: Article, role: str) -> list[str]:
    return [line.text for line in article.lines if line.role == role]


def test_there_are_enough_pages() -> None:
    assert len(NAMES) >= 16


@pytest.mark.parametrize("name", NAMES)
def test_page(name: str) -> None:
    expected = json.loads((CASES / f"{name}.json").read_text(encoding="utf-8"))
    result = extract(page(name))
    if "rejected" in expected:
        assert isinstance(result, Rejected)
        assert expected["rejected"] in result.reason
        assert result.advice
        return
    assert isinstance(result, Article), result
    found = {role: by_role(result, role) for role in ("lead", "body", "caption")}
    found |= {fact: getattr(result, fact) for fact in ("title", "published", "byline", "url")}
    assert found == {key: expected[key] for key in found}
    chrome = by_role(result, "chrome")
    assert [text for text in expected["chrome"] if not any(text in line for line in chrome)] == []
    texts = " ".join(line.text for line in result.lines)
    assert [text for text in expected.get("never", []) if text in texts] == []
    assert [line.number for line in result.lines] == list(range(1, len(result.lines) + 1))


def test_text_lines_have_numbers_and_no_roles() -> None:
    text = "\n  Hà Nội họp báo\n\n\nSáng nay, thành phố công bố kế hoạch mới. \n"
    result = extract(Page("a.txt", "a", text, facts={"title": "Họp báo", "url": "https://x.example/1"}))
    assert isinstance(result, Article)
    assert [(line.number, line.text, line.role) for line in result.lines] == [
        (2, "Hà Nội họp báo", None),
        (5, "Sáng nay, thành phố công bố kế hoạch mới.", None),
    ]
    assert (result.source, result.stem, result.title, result.url, result.published) == (
        "a.txt",
        "a",
        "Họp báo",
        "https://x.example/1",
        None,
    )


def test_an_article_of_one_line() -> None:
    result = extract(Page("a.txt", "a", "Sáng nay, thành phố Hà Nội công bố kế hoạch phát triển giao thông công cộng."))
    assert isinstance(result, Article)
    assert len(result.lines) == 1


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "no article text"),
        ("\n \n", "no article text"),
        ("Trang chủ", "no article text"),
        ("The city of Hanoi opened its first line of electric buses on Tuesday morning, officials said.", "not Vietnamese"),
        ("Sang nay thanh pho Ha Noi cong bo ke hoach phat trien giao thong cong cong moi.", "not Vietnamese"),
        ("12.345 67.890 " * 30, "no article text"),
    ],
)
def test_text_that_is_no_article(text: str, reason: str) -> None:
    result = extract(Page("a.txt", "a", text))
    assert isinstance(result, Rejected)
    assert reason in result.reason


@pytest.mark.parametrize(
    "text",
    [
        "",
        "<",
        "<html></html>",
        "<html><body></body></html>",
        "<!DOCTYPE html>",
        "<p>",
        "<?xml version='1.0' encoding='utf-8'?><html/>",
        "<div>" * 5000,
        "<html><body>" + "<a href=x>Tin tức</a> " * 2000,
        "<script>" + "x" * 10_000,
        "<table><tr><td>" * 300,
        "\x00<html>\x00",
        "&#0;&#xffff;&bogus;",
        "<!--" + "-" * 1000,
    ],
)
def test_broken_html_is_rejected_in_one_line(text: str) -> None:
    result = extract(Page("a.html", "a", text, "html"))
    assert isinstance(result, Rejected)
    assert "\n" not in result.reason
    assert "\n" not in result.advice


@pytest.mark.parametrize("cut", [0.35, 0.5, 0.65, 0.8])
@pytest.mark.parametrize("name", NAMES)
def test_a_page_cut_anywhere_is_an_article_or_rejected(name: str, cut: float) -> None:
    whole = page(name)
    result = extract(Page(name, name, whole.text[: int(len(whole.text) * cut)], "html"))
    assert isinstance(result, Article | Rejected)


def test_deep_nesting_keeps_its_text() -> None:
    sentence = "Sáng nay, thành phố Hà Nội công bố kế hoạch phát triển giao thông công cộng."
    result = extract(Page("a.html", "a", "<div>" * 150 + f"<p>{sentence}</p>" * 5 + "</div>" * 150, "html"))
    assert isinstance(result, Article)
    assert sentence in by_role(result, "body")


def test_entities_are_tidied() -> None:
    sentence = (
        "Sáng 5/3,&nbsp;H&#224; N&#7897;i &#273;&#432;a m&#432;&#7901;i hai xe bu&yacute;t &#273;i&#7879;n&#8203; v&#224;o khai th&#225;c."
    )
    result = extract(
        Page("a.html", "a", f"<html><body><article><h1>Xe buýt điện chạy thử</h1><p>{sentence}</p></article></body></html>", "html")
    )
    assert isinstance(result, Article)
    assert by_role(result, "body") == ["Sáng 5/3, Hà Nội đưa mười hai xe buýt điện vào khai thác."]


def test_a_description_is_the_lead_only_when_it_is_new() -> None:
    body = "<p>Sáng 5/3, Sở Giao thông vận tải Hà Nội đưa mười hai xe buýt điện vào khai thác trên tuyến Cát Linh.</p>"
    body += "<p>Giá vé một lượt là 7.000 đồng, vé tháng 200.000 đồng.</p>"

    def lead(description: str) -> list[str]:
        head = f'<head><title>Hà Nội có xe buýt điện</title><meta name="description" content="{description}"></head>'
        result = extract(Page("a.html", "a", f"<html>{head}<body><h1>Hà Nội có xe buýt điện</h1><div>{body}</div></body></html>", "html"))
        assert isinstance(result, Article)
        assert [line.number for line in result.lines] == list(range(1, len(result.lines) + 1))
        return by_role(result, "lead")

    new = "Mười hai xe buýt điện đầu tiên của Hà Nội chạy trên tuyến Cát Linh, giá vé 7.000 đồng một lượt."
    assert lead(new) == [new]
    assert lead("Sáng 5/3, Sở Giao thông vận tải Hà Nội đưa mười hai xe buýt điện vào khai thác trên tuyến Cát Linh.") == []
    assert lead("Hà Nội có xe buýt điện") == []
    assert lead("Báo điện tử cập nhật tin tức xe buýt Hà Nội nhanh nhất, mới nhất trong ngày hôm nay.") == []
    assert lead("Mười hai xe buýt điện đầu tiên của Hà Nội chạy trên tuyến Cát Linh, giá...") == []


def test_facts_of_the_page_win_over_those_of_its_container() -> None:
    whole = page("vnexpress_like")
    facts = {"title": "Khác", "published": "1999-01-01", "agency": "TTM", "url": "https://other.example/"}
    result = extract(Page("x", "x", whole.text, "html", facts=facts))
    assert isinstance(result, Article)
    assert (result.published, result.agency, result.url) == (
        "2024-03-12T06:45+07:00",
        "TTM",
        "https://ngaymoi.example/can-tho-thu-nghiem-pha-dien-4711.html",
    )
    assert result.title == "Cần Thơ thử nghiệm phà điện trên sông Hậu"
