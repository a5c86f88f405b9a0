"""Every back end of translate and summarize keeps its promise. A new file in a back end folder is tested here without a new test."""

import inspect
import math
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from tests import fake_endpoint
from tests.tiny_checkpoints import SENTENCES, install
from vi_brief import config, plugins
from vi_brief.errors import BadConfig
from vi_brief.models.engine import Decoding

NEEDS_CHECKPOINT = "repository"
"""A back end whose options have this field runs a checkpoint of the Hub: a tiny one stands in."""

NEEDS_ENDPOINT = "base_url"
"""A back end whose options have this field asks a server: one on this machine stands in."""

FAMILY = {"translate": "marian", "summarize": "bart"}

BACKENDS = [(stage, name) for stage in ("translate", "summarize") for name in plugins.names(f"vi_brief.{stage}.backends")]


@pytest.fixture(scope="module")
def endpoint() -> Iterator[dict[str, Any]]:
    with fake_endpoint.serve() as server:
        yield {"base_url": server.url, "model": "tiny"}


@pytest.fixture(scope="module")
def checkpoints(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, dict[str, Any]]]:
    folder = tmp_path_factory.mktemp("hub")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HF_HUB_CACHE", str(folder))
        patch.setenv("VI_BRIEF_CACHE", str(folder / "converted"))
        yield {stage: install(family, folder) for stage, family in FAMILY.items()}


@pytest.fixture(params=BACKENDS, ids=["-".join(pair) for pair in BACKENDS], scope="module")
def built(request: pytest.FixtureRequest, checkpoints: dict[str, dict[str, Any]], endpoint: dict[str, Any]) -> tuple[str, Any]:
    stage, name = request.param
    module = plugins.load(f"vi_brief.{stage}.backends", name)
    table = checkpoints[stage] if NEEDS_CHECKPOINT in module.Options.model_fields else {}
    table = endpoint if NEEDS_ENDPOINT in module.Options.model_fields else table
    system = config.parse({stage: {"backend": name, name: table}}, "test", "test.toml")
    return stage, module.build(system.options(module.Options, stage, name))


def generate(stage: str, engine: Any, texts: tuple[str, ...], decoding: Decoding) -> Any:
    return engine.generate(texts, decoding) if stage == "translate" else engine.write(texts, "summary", decoding)


@pytest.mark.parametrize(("stage", "name"), BACKENDS)
def test_it_exports_strict_options_and_build(stage: str, name: str) -> None:
    module = plugins.load(f"vi_brief.{stage}.backends", name)
    assert issubclass(module.Options, config.Options)
    assert module.Options.__doc__
    assert list(inspect.signature(module.build).parameters) == ["options"]
    needed = {"repository": "tiny/model", "licence": "MIT", "base_url": "http://localhost:8000/v1", "model": "tiny"}
    table = {key: value for key, value in needed.items() if key in module.Options.model_fields}
    system = config.parse({stage: {name: {**table, "no_such_option": 1}}}, "test", "test.toml")
    with pytest.raises(BadConfig, match=rf"\[{stage}\.{name}\] has no option 'no_such_option'"):
        system.options(module.Options, stage, name)


def test_identity_is_made_of_texts(built: tuple[str, Any]) -> None:
    _, engine = built
    assert engine.identity
    assert all(isinstance(key, str) and isinstance(value, str) for key, value in engine.identity.items())


def test_counting_adds_up(built: tuple[str, Any]) -> None:
    _, engine = built
    assert engine.max_source_tokens > 0
    assert engine.count("") == 0
    assert 0 < engine.count(SENTENCES[1]) < engine.count(f"{SENTENCES[1]} {SENTENCES[0]}")


def test_one_list_of_hypotheses_per_text_in_order(built: tuple[str, Any]) -> None:
    stage, engine = built
    decoding = Decoding(beam=2, max_tokens=16)
    together = generate(stage, engine, SENTENCES, decoding)
    assert len(together) == len(SENTENCES)
    for text, found in zip(SENTENCES, together, strict=True):
        assert len(found) == 1
        assert isinstance(found[0].text, str)
        assert isinstance(found[0].finished, bool)
        assert math.isnan(found[0].score) or found[0].score <= 1e-6
        [alone] = generate(stage, engine, (text,), decoding)
        assert alone[0].text == found[0].text


def test_the_same_call_gives_the_same_output(built: tuple[str, Any]) -> None:
    stage, engine = built
    decoding = Decoding(beam=2, n_best=2, max_tokens=16)
    assert repr(generate(stage, engine, SENTENCES, decoding)) == repr(generate(stage, engine, SENTENCES, decoding))


def test_nothing_in_nothing_out(built: tuple[str, Any]) -> None:
    stage, engine = built
    assert list(generate(stage, engine, (), Decoding())) == []


def test_small_batches_are_allowed(built: tuple[str, Any]) -> None:
    stage, engine = built
    assert len(generate(stage, engine, SENTENCES, replace(Decoding(max_tokens=8), batch_tokens=1))) == len(SENTENCES)
