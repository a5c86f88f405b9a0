"""Conformance of every output format."""

import re
from dataclasses import replace

import pytest

from tests.unit.render_sample import hostile, sample
from vi_brief import plugins, render
from vi_brief.records import Brief, Statement

FORMATS = plugins.names("vi_brief.render.formats")


def empty() -> Brief:
    """A brief with as little in it as the road can leave."""
    base = sample("000")
    article = replace(base.article, title=None, published=None, agency=None, byline=None, url=None, dateline_place=None, captions=())
    one = base.translations[:1]
    nothing: tuple[()] = ()
    return replace(
        base, article=article, edits=nothing, repairs=nothing, title_en=None, captions_en=nothing, translations=one, dateline="",
        headline=Statement("One line", ("s1",)), summary=nothing, key_points=nothing, people=nothing, organizations=nothing, places=nothing,
        dates=nothing, quantities=nothing, caveats=nothing, signature={},
    )  # fmt: skip


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_has_an_extension_of_its_own(name: str) -> None:
    assert re.fullmatch(r"[a-z0-9]+", render.extension(name))
    assert sum(render.extension(other) == render.extension(name) for other in FORMATS) == 1


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("brief", [sample("000"), sample("003"), empty(), hostile()], ids=["000", "003", "empty", "hostile"])
def test_a_format_renders_whatever_comes(name: str, brief: Brief) -> None:
    made = render.render(brief, name)
    assert made
    text = made.decode("utf-8")
    assert text.endswith("\n")
    assert "\x00" not in text
