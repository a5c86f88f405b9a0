"""[translate] reproducible: an output is a function of its own text, shown with the shipped translator."""

import json
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.conftest import ROOT
from vi_brief import config, translate
from vi_brief.models import embedded
from vi_brief.models.engine import Decoding, token_batches
from vi_brief.records import Hypothesis, Protected, Segment


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
