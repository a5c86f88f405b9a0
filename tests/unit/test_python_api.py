"""The Python interface: the examples of its page, what counts as a path, models that are loaded once, and an import that costs nothing."""

import doctest
import importlib
import inspect
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, STORY
from vi_brief import api, translate
from vi_brief.errors import BadConfig, BadInput
from vi_brief.records import Brief

public: Any = importlib.import_module("vi_brief")
"""The names as users write them: a type checker takes three of them for packages."""

PAGE = ROOT / "docs" / "python-api.md"


@pytest.fixture(autouse=True)
def _nothing_loaded() -> None:
    api._loaded.cache_clear()
    api._audit.cache_clear()


def test_the_examples_of_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    import matplotlib as mpl

    monkeypatch.chdir(ROOT)
    mpl.use("agg")
    from matplotlib import pyplot as plt

    with plt.rc_context():
        failed, tried = doctest.testfile(str(PAGE), module_relative=False, optionflags=doctest.ELLIPSIS)
        plt.close("all")
    assert failed == 0
    assert tried >= 12


def test_the_page_tells_every_function_with_its_parameters() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for name in api.__all__:
        signature = inspect.signature(getattr(api, name))
        shown = ", ".join(f"{p.name}" + ("" if p.default is p.empty else f'="{p.default}"') for p in signature.parameters.values())
        assert f"`{name}({shown})`" in page
        assert getattr(api, name).__doc__


def test_a_text_a_string_and_a_path_give_the_same_brief(plumbing: Path, story: Path) -> None:
    briefs = [public.brief(given, config=str(plumbing)) for given in (STORY, str(story), story)]
    assert all(isinstance(made, Brief) for made in briefs)
    assert [made.article.stem for made in briefs] == ["text", "story", "story"]
    assert len({made.translations for made in briefs}) == 1
    assert public.render(briefs[0], "md") == api.render(briefs[0])


def test_html_given_as_text_is_read_as_html(plumbing: Path) -> None:
    body = "".join(f"<p>{line}</p>" for line in STORY.splitlines()[4:] if line)
    made = public.brief(f"<html><body><h1>{STORY.splitlines()[0]}</h1>{body}</body></html>", config=str(plumbing))
    assert made.translations
    assert "<p>" not in made.translations[0].segment.vi


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("no/such/page.html", "no/such/page.html: there is no such file"),
        (Path("no such page.html"), "there is no such file"),
        ("https://example.com/a.html", "fetched only with --fetch"),
        ("-", "give a path or the text itself"),
        ("", "the document has no text"),
        ("Hà Nội mưa to.", "^text: "),
    ],
)
def test_what_holds_no_article_is_one_line(given: str | Path, message: str, plumbing: Path) -> None:
    with pytest.raises(BadInput, match=message) as caught:
        public.brief(given, config=str(plumbing))
    assert "\n" not in str(caught.value)


def test_several_articles_are_refused(plumbing: Path, story: Path) -> None:
    (story.parent / "second.txt").write_text(STORY, encoding="utf-8")
    with pytest.raises(BadInput, match="holds more than one article"):
        public.brief(story.parent, config=str(plumbing))


def test_lines_stay_lines(plumbing: Path) -> None:
    assert public.translate(["Một. Hai.", "", "Ba."], config=str(plumbing)) == ["Một. Hai.", "", "Ba."]
    assert public.translate([], config=str(plumbing)) == []
    with pytest.raises(BadInput, match="give a list of lines"):
        public.translate("Một.", config=str(plumbing))


def test_lines_come_out_as_from_the_command_line() -> None:
    from vi_brief import config, pipeline

    lines = ["Thủ tướng đến Huế ngày 9/6.", "", "Giá gạo tăng 5 %. Trời mưa."]
    assert public.translate(lines) == pipeline.translate_lines(lines, config.read("embedded"), None, lambda *_: None)


def test_models_are_loaded_once_and_a_changed_config_is_read_anew(plumbing: Path, story: Path) -> None:
    for _ in range(2):
        public.brief(story, config=str(plumbing))
        public.translate(["Một."], config=str(plumbing))
    assert api._loaded.cache_info().misses == 1
    plumbing.write_text(plumbing.read_text(encoding="utf-8") + "[summarize.lead]\nsentences = 1\n", encoding="utf-8")
    assert len(public.brief(story, config=str(plumbing)).summary) >= 1
    assert api._loaded.cache_info().misses == 2


def test_a_config_that_is_not_there_is_one_line() -> None:
    with pytest.raises(BadConfig, match="there is no such config file"):
        public.check("Một.", "One.", config="no-such")


def test_spans_count_in_normal_form_c() -> None:
    import unicodedata

    vi = "Dự án trị giá 300 triệu đồng."
    [finding] = public.check(unicodedata.normalize("NFD", vi), "The project is worth $300 million.")
    assert finding.vi_span is not None
    assert vi[slice(*finding.vi_span)] == "300 triệu đồng"


def test_packages_of_stages_stay_packages() -> None:
    assert translate.Forgetful().get("x") is None
    assert {"api", "brief", "check", "render", "translate"} <= set(dir(public))
    with pytest.raises(AttributeError, match="no attribute 'breif'"):
        _ = public.breif


FRESH = """
import sys
import vi_brief
loaded = {name.partition(".")[0] for name in sys.modules}
assert not [name for name in sys.modules if name.startswith("vi_brief.")], "a package of ours was loaded"
assert not loaded & {"pydantic", "torch", "httpx", "numpy", "ctranslate2", "lxml"}, loaded
FIRST
loaded = {name.partition(".")[0] for name in sys.modules}
assert not loaded & {"torch", "transformers", "ctranslate2", "httpx", "lxml"}, loaded
"""


@pytest.mark.parametrize(
    "first",
    [
        "assert vi_brief.check('Giá 3 USD.', 'It costs $5.')",
        "assert callable(vi_brief.brief) and callable(vi_brief.render) and callable(vi_brief.translate)",
        "from vi_brief import pipeline; assert callable(vi_brief.brief); assert pipeline.brief.brief",
        "from vi_brief import brief; assert brief.Options and callable(brief)",
        "import vi_brief.render; assert vi_brief.render.extension('md') == 'md' and callable(vi_brief.render)",
    ],
)
def test_the_import_is_cheap_and_the_names_hold_in_any_order(first: str) -> None:
    done = subprocess.run([sys.executable, "-c", FRESH.replace("FIRST", first)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
