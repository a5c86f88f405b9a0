"""[translate] reproducible: an output is a function of its own text, shown with the shipped translator."""

import json
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Literal

import pytest

from tests.conftest import ROOT
from vi_brief import config, load, pipeline, render, translate
from vi_brief.evaluate.runs import perform
from vi_brief.models import embedded
from vi_brief.models.engine import Decoding, token_batches
from vi_brief.records import Brief, Hypothesis, Page, Protected, Rejected, Segment
from vi_brief.summarize import Summarizer


@pytest.fixture(scope="module")
def texts() -> list[str]:
    lines = (ROOT / "eval" / "suites" / "seeds" / "documents.jsonl").read_text(encoding="utf-8").splitlines()
    return [part["source"] for part in json.loads(lines[0])["segments"]][:6]


def outputs(texts: list[str], translator: translate.Translator, options: translate.Options) -> dict[str, tuple[str, float]]:
    parts = [Protected(Segment(str(n), 0, text), text) for n, text in enumerate(texts)]
    return {made.segment.vi: (made.en, made.score) for made in translate.translate(parts, translator, options)}


def test_neighbours_and_order_change_nothing_to_the_last_bit(texts: list[str]) -> None:
    chosen = config.read("embedded")
    translator = translate.build(chosen)
    options = chosen.options(translate.Options, "translate").model_copy(update={"reproducible": True})
    together = outputs(texts, translator, options)
    assert outputs(texts[::-1], translator, options) == together
    assert {text: outputs([text], translator, options)[text] for text in texts} == together


def test_the_number_of_workers_and_of_threads_that_ask_changes_nothing(texts: list[str]) -> None:
    chosen = config.read("embedded")
    options = chosen.options(translate.Options, "translate").model_copy(update={"reproducible": True, "beam": 2})
    one, three = embedded.load("translator", 1, device="cpu"), embedded.load("translator", 3, device="cpu")
    alone = outputs(texts, one, options)
    assert outputs(texts, three, options) == alone
    with ThreadPoolExecutor(3) as pool:
        found = list(pool.map(lambda part: outputs(part, three, options), [texts, texts[::-1], texts[2:]]))
    assert found == [alone, alone, {text: alone[text] for text in texts[2:]}]


def test_every_text_is_asked_for_as_a_batch_of_its_own_in_every_search() -> None:
    class Noting:
        max_source_tokens = 100

        def __init__(self) -> None:
            self.identity: Mapping[str, str] = {"backend": "noting"}
            self.searches: list[Decoding] = []

        def count(self, text: str) -> int:
            return len(text.split())

        def generate(self, texts: Sequence[str], decoding: Decoding) -> list[list[Hypothesis]]:
            self.searches.append(decoding)
            return [[Hypothesis("no no no no no no", -0.1)] for _ in texts]

    engine = Noting()
    parts = [Protected(Segment(str(n), 0, text), text) for n, text in enumerate(["một hai", "ba", "bốn năm"])]
    list(translate.translate(parts, engine, translate.Options(reproducible=True)))
    assert len(engine.searches) > 1
    assert {search.batch_tokens for search in engine.searches} == {1}
    assert len(token_batches([5, 5, 5], 1)) == 3


class Watched:
    """A summarizer that notes how it was asked to search."""

    def __init__(self, summarizer: Summarizer) -> None:
        self._summarizer = summarizer
        self.identity, self.max_source_tokens, self.count = summarizer.identity, summarizer.max_source_tokens, summarizer.count
        self.searches: list[tuple[int, int]] = []

    def write(self, texts: Sequence[str], task: Literal["summary", "headline"], decoding: Decoding) -> list[list[Hypothesis]]:
        self.searches.append((len(texts), decoding.batch_tokens))
        return self._summarizer.write(texts, task, decoding)


def test_pages_that_share_the_models_are_briefed_as_each_alone() -> None:
    chosen = perform.derive(config.read("embedded"), {"translate.reproducible": True, "translate.beam": 1})
    made = pipeline.system(chosen, pipeline.settings(chosen))
    watched = Watched(made.summarizer)
    system = replace(made, summarizer=watched)
    options = system.settings.load
    seeds = [page for item in load.find([str(ROOT / "seeds")], options) for page in load.read(item, options) if isinstance(page, Page)][:2]
    pages = [seeds[0], Page("nothing", "nothing", ""), seeds[1]]
    first, between, last = pipeline.write_briefs(pages, system, translate.Forgetful(), lambda *_: None)
    assert watched.searches[0][0] > 1, "the parts of both articles, and yet each a batch of its own"
    assert {batch for _, batch in watched.searches} == {1}
    assert isinstance(between, Rejected)
    for page, brief in zip(seeds, (first, last), strict=True):
        alone = pipeline.write_brief(page, system, translate.Forgetful(), lambda *_: None)
        assert isinstance(brief, Brief)
        assert isinstance(alone, Brief)
        assert render.render(brief, "json") == render.render(alone, "json")
