"""Checkpoints of every supported family through both engines: they load from safetensors alone and agree."""

import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from tests.tiny_checkpoints import COMMIT, FAMILIES, SENTENCES, install
from vi_brief.errors import BadConfig, BrokenModel
from vi_brief.models import hub_ct2, hub_transformers
from vi_brief.models.checkpoints import Checkpoint
from vi_brief.models.engine import Decoding, Engine

BACKENDS: dict[str, Callable[[Checkpoint], Engine]] = {"ct2": hub_ct2.load, "transformers": hub_transformers.load}


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("hub")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HF_HUB_CACHE", str(folder))
        patch.setenv("VI_BRIEF_CACHE", str(folder / "converted"))
        yield folder


@pytest.fixture(scope="module")
def installed(hub: Path) -> dict[str, dict[str, Any]]:
    return {family: install(family, hub) for family in FAMILIES}


def both(options: dict[str, Any]) -> tuple[Engine, Engine]:
    checkpoint = Checkpoint(**options, compute="float32")
    return hub_ct2.load(checkpoint), hub_transformers.load(checkpoint)


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("decoding", [Decoding(beam=1, max_tokens=12), Decoding(beam=4, max_tokens=12)], ids=["greedy", "beam"])
def test_the_engines_agree(installed: dict[str, dict[str, Any]], family: str, decoding: Decoding) -> None:
    ct2, torch = both(installed[family])
    assert ct2.max_source_tokens == torch.max_source_tokens
    for text, ours, theirs in zip(SENTENCES, ct2.generate(SENTENCES, decoding), torch.generate(SENTENCES, decoding), strict=True):
        assert ct2.count(text) == torch.count(text) > 0
        assert ours[0].text == theirs[0].text != ""
        assert ours[0].score == pytest.approx(theirs[0].score, abs=0.01)
        assert ours[0].finished == theirs[0].finished


@pytest.mark.parametrize("backend", BACKENDS)
@pytest.mark.parametrize("family", FAMILIES)
def test_batches_do_not_change_the_output(installed: dict[str, dict[str, Any]], family: str, backend: str) -> None:
    engine = BACKENDS[backend](Checkpoint(**installed[family], compute="float32"))
    together = engine.generate(SENTENCES, Decoding(beam=1, max_tokens=8))
    alone = engine.generate(SENTENCES, Decoding(beam=1, max_tokens=8, batch_tokens=1))
    assert [found[0].text for found in together] == [found[0].text for found in alone]


@pytest.mark.parametrize("backend", BACKENDS)
@pytest.mark.parametrize("family", FAMILIES)
def test_threads_that_ask_at_once_get_what_one_alone_gets(installed: dict[str, dict[str, Any]], family: str, backend: str) -> None:
    engine = BACKENDS[backend](Checkpoint(**{**installed[family], "threads": 2}, compute="float32"))
    search = Decoding(beam=2, max_tokens=8, batch_tokens=1)
    alone = engine.generate(SENTENCES, search)
    with ThreadPoolExecutor(4) as pool:
        assert all(found == alone for found in pool.map(lambda _: engine.generate(SENTENCES, search), range(8)))


@pytest.mark.parametrize("family", FAMILIES)
def test_transformers_computes_in_bfloat16_where_a_config_says_so(installed: dict[str, dict[str, Any]], family: str) -> None:
    engine = hub_transformers.load(Checkpoint(**installed[family], device="cpu", compute="bfloat16"))
    assert (engine.identity["device"], engine.identity["compute"]) == ("cpu", "bfloat16")
    whole = hub_transformers.load(Checkpoint(**installed[family], device="cpu"))
    one, other = (made.generate(SENTENCES[:1], Decoding(beam=1, max_tokens=1))[0][0] for made in (engine, whole))
    assert one.score == pytest.approx(other.score, abs=0.3)


@pytest.mark.parametrize("family", FAMILIES)
def test_every_family_runs_in_int8(installed: dict[str, dict[str, Any]], family: str) -> None:
    engine = hub_ct2.load(Checkpoint(**installed[family], device="cpu"))
    assert engine.identity["compute"] == "int8"
    found = engine.generate(SENTENCES, Decoding(max_tokens=20, growth=(1, 2)))
    assert all(made[0].text for made in found)


@pytest.mark.parametrize("backend", BACKENDS)
def test_identity_names_the_commit_and_the_languages(installed: dict[str, dict[str, Any]], backend: str) -> None:
    identity = BACKENDS[backend](Checkpoint(**installed["nllb"])).identity
    assert identity["revision"] == COMMIT
    assert identity["target_language"] == "eng_Latn"
    assert identity["backend"] == backend


def test_a_source_prefix_is_counted_out_and_changes_the_output(installed: dict[str, dict[str, Any]]) -> None:
    plain = hub_ct2.load(Checkpoint(repository="tiny/t5", licence="MIT"))
    marked = hub_ct2.load(Checkpoint(**installed["t5"]))
    assert abs(marked.count(SENTENCES[0]) - plain.count(SENTENCES[0])) <= 1
    assert marked.max_source_tokens < plain.max_source_tokens
    assert marked.generate(SENTENCES[:1], Decoding(max_tokens=9)) != plain.generate(SENTENCES[:1], Decoding(max_tokens=9))


@pytest.mark.parametrize("backend", BACKENDS)
def test_an_unknown_language_code_is_a_config_error(installed: dict[str, dict[str, Any]], backend: str) -> None:
    with pytest.raises(BadConfig, match="no language 'english'"):
        BACKENDS[backend](Checkpoint(**{**installed["nllb"], "target_language": "english"}))


def _spoiled(hub: Path, name: str) -> Path:
    home = hub / f"models--tiny--{name}"
    shutil.copytree(hub / "models--tiny--bart", home)
    return home / "snapshots" / COMMIT


@pytest.mark.parametrize("backend", BACKENDS)
def test_damaged_weights_are_one_line(installed: dict[str, dict[str, Any]], hub: Path, backend: str) -> None:
    path = _spoiled(hub, f"damaged-{backend}") / "model.safetensors"
    path.write_bytes(path.read_bytes()[:-500])
    with pytest.raises(BrokenModel, match="the weights cannot be loaded") as caught:
        BACKENDS[backend](Checkpoint(repository=f"tiny/damaged-{backend}", licence="MIT"))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("backend", BACKENDS)
def test_another_architecture_is_refused(installed: dict[str, dict[str, Any]], hub: Path, backend: str) -> None:
    folder = _spoiled(hub, f"other-{backend}")
    (folder / "config.json").write_text('{"model_type": "bert"}')
    with pytest.raises(BrokenModel, match="model type 'bert' is not supported"):
        BACKENDS[backend](Checkpoint(repository=f"tiny/other-{backend}", licence="MIT"))


@pytest.mark.parametrize("backend", BACKENDS)
def test_code_of_a_checkpoint_is_never_run(installed: dict[str, dict[str, Any]], hub: Path, tmp_path: Path, backend: str) -> None:
    folder = _spoiled(hub, f"code-{backend}")
    (folder / "evil.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'w').close()\nclass Config: pass\n")
    settings = (folder / "config.json").read_text().rstrip().rstrip("}")
    (folder / "config.json").write_text(settings + ', "auto_map": {"AutoConfig": "evil.Config", "AutoModelForSeq2SeqLM": "evil.Model"}}')
    engine = BACKENDS[backend](Checkpoint(repository=f"tiny/code-{backend}", licence="MIT"))
    assert engine.generate(SENTENCES[:1], Decoding(max_tokens=4))
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize("family", FAMILIES)
def test_every_family_scores_what_it_writes_above_what_it_does_not(installed: dict[str, dict[str, Any]], family: str) -> None:
    engine = hub_ct2.load(Checkpoint(**installed[family], compute="float32"))
    for text in SENTENCES:
        [[found]] = engine.generate([text], Decoding(beam=4, max_tokens=12))
        backwards = " ".join(reversed(found.text.split()))
        scored = engine.score(text, found.text)
        assert scored < 0
        assert backwards == found.text or scored != engine.score(text, backwards)
