"""The report in a real Chromium: it asks nothing of a network, fits a phone, and runs nothing that a system wrote."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Dialog, Page, sync_playwright

from tests.browser.test_html_brief import CHROMIUM, FLAGS
from tests.unit import evaluate_samples as samples
from vi_brief import evaluate
from vi_brief.evaluate import SEGMENT, System, report
from vi_brief.evaluate.compare import scoring
from vi_brief.evaluate.compare.significance import Draws

pytestmark = pytest.mark.browser
HOSTILE = "<script>document.title='taken'</script><img src=http://203.0.113.1/x onerror=alert(1)> & \u202e"


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    if CHROMIUM is None:
        pytest.skip("there is no Chromium on this machine")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser.new_page()
        browser.close()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report with all its parts: speed and calibration too, and a system whose every text is hostile."""
    sources, references = samples.segments()
    hostile = [f"{HOSTILE} {line}" for line in references]
    outputs = {"good": samples.spoilt(references, 0.1, 1), HOSTILE: hostile, "bad": samples.spoilt(references, 0.3, 2)}
    systems = []
    for at, (name, lines) in enumerate(outputs.items(), start=1):
        record = {"seconds": 3.0 * at, "words": 1000.0, "peak_mib": 600.0, "model_mib": 40.0}
        views = {SEGMENT: [*evaluate.pairs(sources, lines, references)] * 3, "run": [evaluate.Pair("", "", "", record=record)]}
        count = len(views[SEGMENT])
        labels = [{"document": "d", "domain": "law", "site": HOSTILE}] * count
        systems.append(System(name, views, labels, [place / count for place in range(count)], "suite seeds"))
    names = scoring.applicable(systems, ["chrf2", "bleu", "length_ratio", "seconds_per_1000_words"])
    found = report.report(systems, scoring.measure(systems, names), report.Settings(HOSTILE, 3, Draws(100, 100)))
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_bytes(report.page(found))
    return path


def test_it_opens_without_a_network_and_without_complaint(page: Page, made: Path) -> None:
    trouble: list[str] = []

    def dismiss(dialog: Dialog) -> None:
        trouble.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    page.on("console", lambda message: trouble.append(f"console: {message.text}"))
    page.on("pageerror", lambda error: trouble.append(f"error: {error}"))
    page.on("dialog", dismiss)
    page.on("request", lambda request: None if request.url.startswith(("file:", "data:")) else trouble.append(request.url))
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(made.as_uri())
    assert trouble == []
    assert page.title().startswith("<script>")
    assert page.locator("script").count() == 0


def test_every_part_is_there_and_every_plot_is_drawn(page: Page, made: Path) -> None:
    page.goto(made.as_uri())
    headings = page.locator("h2").all_inner_texts()
    assert [text.split()[0] for text in headings] == ["Scores", "Is", "Where", "Quality", "Segments", "How"]
    images = page.locator("img")
    assert images.count() >= 8
    for image in images.all():
        assert image.evaluate("image => image.naturalWidth") > 100
        assert image.get_attribute("alt")
    assert page.locator("mark").first.is_visible()


@pytest.mark.parametrize("width", [360, 390, 768, 1280])
def test_nothing_is_wider_than_the_screen(page: Page, made: Path, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(made.as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
