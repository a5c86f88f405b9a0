"""The HTML brief in a real browser: self-contained, readable on a phone, links land, details fold, print shows all."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Dialog, Page, sync_playwright

from tests.unit.render_sample import hostile, sample
from vi_brief import render

pytestmark = pytest.mark.browser

CHROMIUM = next((path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None)
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    if CHROMIUM is None:
        pytest.skip("there is no Chromium on this machine")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser.new_page()
        browser.close()


def _open(page: Page, tmp_path: Path, content: bytes) -> list[str]:
    """Open a page; the list fills with what went wrong and what was asked of a network."""
    trouble: list[str] = []
    page.on("console", lambda message: trouble.append(f"console: {message.text}"))
    page.on("pageerror", lambda error: trouble.append(f"error: {error}"))
    page.on("request", lambda request: None if request.url.startswith("file:") else trouble.append(f"request: {request.url}"))
    path = tmp_path / "brief.html"
    path.write_bytes(content)
    page.goto(path.as_uri())
    return trouble


def test_a_brief_opens_without_a_network_and_without_complaint(page: Page, tmp_path: Path) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    assert _open(page, tmp_path, render.render(sample("003"), "html")) == []
    assert page.locator("h1").is_visible()
    assert page.locator("[lang=vi]").first.is_visible()


@pytest.mark.parametrize("width", [360, 390, 768, 1280])
def test_nothing_is_wider_than_the_screen(page: Page, tmp_path: Path, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    _open(page, tmp_path, render.render(sample("003"), "html"))
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_an_evidence_link_leads_to_its_segment(page: Page, tmp_path: Path) -> None:
    page.set_viewport_size({"width": 1280, "height": 700})
    _open(page, tmp_path, render.render(sample("003"), "html"))
    link = page.locator("a[href^='#s']").first
    target = str(link.get_attribute("href"))
    link.click()
    page.wait_for_function("target => location.hash === target", arg=target)
    box = page.locator(target).bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 700


def test_findings_and_repairs_are_seen_on_their_side(page: Page, tmp_path: Path) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    _open(page, tmp_path, render.render(sample("003"), "html"))
    for selector in ("p.source mark.error", "p.target mark.error", "p.target mark.missing", "p.target ins.mended", "ul.repairs del"):
        assert page.locator(selector).first.is_visible(), selector
    mark = page.locator("p.target mark.error").first
    note = page.locator(f"#{str(mark.get_attribute('aria-describedby')).split()[0]}")
    assert str(mark.get_attribute("title")).split(" / ")[0] in note.inner_text()
    colours = "element => getComputedStyle(element).backgroundColor"
    assert mark.evaluate(colours) != page.locator("p.target ins.mended").first.evaluate(colours)


def test_lines_left_out_unfold(page: Page, tmp_path: Path) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    _open(page, tmp_path, render.render(sample("003"), "html"))
    folded = page.locator("details:not([open])")
    assert folded.count() >= 1
    last = page.locator("details").last
    before = last.evaluate("element => element.getBoundingClientRect().height")
    last.locator("summary").first.click()
    assert last.evaluate("element => element.getBoundingClientRect().height") > before


def test_print_keeps_the_brief_and_both_languages(page: Page, tmp_path: Path) -> None:
    _open(page, tmp_path, render.render(sample("003"), "html"))
    page.emulate_media(media="print")
    for selector in ("h1", "[lang=vi]", "[lang=en]"):
        assert page.locator(selector).first.is_visible()
    assert len(page.pdf()) > 20_000
    page.emulate_media(media="screen")


def test_hostile_text_runs_nothing(page: Page, tmp_path: Path) -> None:
    dialogs: list[str] = []

    def dismiss(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", dismiss)
    trouble = _open(page, tmp_path, render.render(hostile(), "html"))
    assert dialogs == []
    assert trouble == []
