"""The formats: nothing of the article breaks out, everything is there, the same brief gives the same bytes."""

import json
import re
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
from lxml import html as lxml_html
from lxml.html import HtmlElement

import vi_brief.render
from tests.unit.render_sample import HOSTILE, hostile, sample
from vi_brief import plugins, render
from vi_brief.errors import BadConfig
from vi_brief.records import Brief, Repair


def found(page: HtmlElement, path: str) -> list[str]:
    """What an XPath expression selects, as text; elements by their tag."""
    selected = page.xpath(path)
    assert isinstance(selected, list)
    return [str(getattr(item, "tag", item)) for item in selected]


SCHEMA = json.loads((Path(vi_brief.render.__file__).parent / "brief.schema.json").read_text(encoding="utf-8"))
BRIEFS = {"000": sample("000"), "003": sample("003"), "hostile": hostile()}


@pytest.mark.parametrize("name", BRIEFS)
def test_json_keeps_its_schema(name: str) -> None:
    made = json.loads(render.render(BRIEFS[name], "json"))
    jsonschema.Draft202012Validator(SCHEMA).validate(made)
    assert [s["vi"] for s in made["segments"]] == [t.segment.vi.replace("\ud800", "\ufffd") for t in BRIEFS[name].translations]


def test_the_article_part_is_the_documents_article() -> None:
    brief = BRIEFS["003"]
    whole = json.loads(render.render(brief, "json"))["article"]
    alone = json.loads(render.article_json(brief.article, brief.edits))
    assert {key: whole[key] for key in alone} == alone
    assert {"title", "published", "agency", "byline", "url", "dateline", "paragraphs", "captions", "dropped"} <= alone.keys()


@pytest.mark.parametrize("name", BRIEFS)
@pytest.mark.parametrize("form", plugins.names("vi_brief.render.formats"))
def test_the_same_brief_gives_the_same_bytes(name: str, form: str) -> None:
    assert render.render(BRIEFS[name], form) == render.render(BRIEFS[name], form)


@pytest.mark.parametrize("name", BRIEFS)
def test_html_reaches_for_nothing(name: str) -> None:
    page = lxml_html.fromstring(render.render(BRIEFS[name], "html").decode())
    assert not found(page, "//script | //iframe | //object | //embed | //link | //img | //form | //base")
    assert not found(page, "//@src | //@srcset | //@action | //@background | //@*[starts-with(name(), 'on')]")
    for link in found(page, "//a/@href"):
        assert link.startswith("#") or link == BRIEFS[name].article.url
    policy = found(page, "//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy
    assert "default-src 'none'" in policy[0]
    styles = "".join(found(page, "//style/text()"))
    assert "url(" not in styles
    assert "@import" not in styles


def test_html_shows_both_languages_and_every_link_lands() -> None:
    brief = BRIEFS["003"]
    page = lxml_html.fromstring(render.render(brief, "html").decode())
    ids = set(found(page, "//@id"))
    assert all(link[1:] in ids for link in found(page, "//a/@href") if link.startswith("#"))
    text = " ".join("".join(map(str, page.itertext())).split())
    for translation in brief.translations:
        assert " ".join(translation.segment.vi.split()) in text
        assert " ".join(translation.en.split()) in text
    for edit in brief.edits:
        assert " ".join(edit.before.split()) in text
    assert found(page, "//*[@lang='vi']")
    assert "not reviewed" in text


def test_html_marks_what_was_found_on_both_sides() -> None:
    brief = BRIEFS["003"]
    page = lxml_html.fromstring(render.render(brief, "html").decode())
    ids = set(found(page, "//@id"))
    for translation in brief.translations:
        row = f"//article[@id='{translation.segment.id}']"
        for side, spans, text in (
            ("source", [f.vi_span for f in translation.findings], translation.segment.vi),
            ("target", [f.en_span for f in translation.findings], translation.en),
        ):
            marked = "".join(found(page, f"{row}/p[@class='{side}']/mark[not(contains(@class, 'missing'))]/text()"))
            assert set(marked) >= {letter for span in spans if span for letter in text[slice(*span)]}
        missing = [f.message for f in translation.findings if f.vi_span and not f.en_span]
        assert found(page, f"{row}//mark[contains(@class, 'missing')]/@title") == missing
    described = [anchor for ids_ in found(page, "//mark/@aria-describedby") for anchor in ids_.split()]
    assert described
    assert set(described) <= ids


def test_every_format_shows_the_repairs() -> None:
    brief = BRIEFS["003"]
    page = lxml_html.fromstring(render.render(brief, "html").decode())
    assert found(page, "//article[@id='s2']/p[@class='target']/ins[@class='mended']/@title") == ["Mended; before: Those"]
    assert found(page, "//article[@id='s2']//ul[@class='repairs']/li//del/text()") == ["An earlier output.", "Those"]
    made = json.loads(render.render(brief, "json"))["segments"][1]["repairs"]
    assert [repair["kind"] for repair in made] == ["retried", "substituted"]
    text = render.render(brief, "md").decode()
    assert "- **Mended**, translated again: " in text
    assert "Before: An earlier output." in text


def test_a_withheld_translation_is_marked_as_vietnamese() -> None:
    first = BRIEFS["003"].translations[0]
    withheld = replace(
        first, en=first.segment.vi, repairs=(Repair("abstained", first.en, first.segment.vi, "the expected quality is low"),)
    )
    made = render.render(replace(BRIEFS["003"], translations=(withheld,)), "html").decode()
    page = lxml_html.fromstring(made)
    assert found(page, "//p[@class='target']/@lang") == ["vi"]
    assert found(page, "//p[@class='target']/span[@class='tag']/text()") == ["not translated"]
    assert "Withheld" in made


def test_hostile_text_stays_text() -> None:
    page = render.render(BRIEFS["hostile"], "html").decode()
    assert "<script" not in page
    assert "<img" not in page
    assert page.count("<svg") == render.render(BRIEFS["000"], "html").decode().count("<svg")
    assert 'href="javascript' not in page
    assert "\u202e" not in page
    assert "\u2066" not in page
    assert "{{ 7 * 7 }}" in page
    markdown = render.render(BRIEFS["hostile"], "md").decode()
    assert "](javascript:" not in markdown.replace("\\]", "")
    assert not re.search(r"(?<!\\)<(script|img|svg|b)\b", markdown)
    assert not re.search(r"^# not a heading", markdown, re.MULTILINE)
    assert "\u202e" not in markdown


def test_markdown_has_each_part_once() -> None:
    text = render.render(BRIEFS["003"], "md").decode()
    for heading in ("## Summary", "## Key points", "## People", "## Organizations", "## Caveats"):
        assert text.count(f"\n{heading}\n") == 1
    assert text.count("Machine translated, not reviewed") == 2
    assert all(point.text in text for point in BRIEFS["003"].key_points)


def test_an_unknown_format_names_the_known_ones() -> None:
    with pytest.raises(BadConfig, match="html, json, md"):
        render.render(BRIEFS["000"], "docx2")


def test_the_samples_are_hostile_enough() -> None:
    brief: Brief = BRIEFS["hostile"]
    assert len(HOSTILE) > 20
    assert len(brief.translations) == len(HOSTILE)
