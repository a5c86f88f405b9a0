"""[translate] reproducible: an output is a function of its own text, shown with the shipped translator."""

import json

import pytest

from tests.conftest import ROOT
from vi_brief import config, translate
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


def test_every_call_has_one_text_and_is_remembered_at_once() -> None:
    class Counting:
        max_source_tokens = 100

        def __init__(self) -> None:
            self.identity = {"backend": "counting"}
            self.calls: list[tuple[list[str], int]] = []

        def count(self, text: str) -> int:
            return len(text.split())

        def generate(self, texts: list[str], _decoding: object) -> list[list[Hypothesis]]:
            self.calls.append((texts, len(memory)))
            return [[Hypothesis(text, -0.1)] for text in texts]

    memory: dict[str, str] = {}

    class Remembering:
        def get(self, key: str, /) -> str | None:
            return memory.get(key)

        def put(self, key: str, value: str, /) -> None:
            memory[key] = value

    engine = Counting()
    parts = [Protected(Segment(str(n), 0, text), text) for n, text in enumerate(["một hai", "ba", "bốn năm"])]
    list(translate.translate(parts, engine, translate.Options(reproducible=True), Remembering()))  # type: ignore[arg-type]
    assert engine.calls == [(["một hai"], 0), (["ba"], 1), (["bốn năm"], 2)]
