"""The catalog, licences, checkpoints that are not there, and pull with a Hub that is not there or has pickled weights only."""

import pickle
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.fake_hub import serve
from tests.tiny_checkpoints import COMMIT, SENTENCES, install, marian
from vi_brief import config, translate
from vi_brief.errors import BadConfig, BrokenModel, MissingModel
from vi_brief.models import checkpoints, doctor, hub, hub_ct2, manifest
from vi_brief.models.checkpoints import Checkpoint
from vi_brief.models.engine import Decoding

SHIPPED = sorted(path.stem for path in config.folder().glob("*.toml"))

CHECKPOINTS = [name for name in SHIPPED if "repository" in str(config.read(name).sections["translate"])]
"""The shipped configs that name a checkpoint of the Hub."""


@pytest.fixture(autouse=True)
def caches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "hub"))
    monkeypatch.setenv("VI_BRIEF_CACHE", str(tmp_path / "cache"))
    return tmp_path


def test_every_shipped_config_names_its_models_with_licence_revision_and_languages() -> None:
    entries = hub.catalog()
    assert {"opus-mt", "envit5", "vinai-v2", "nllb-600m", "embedded"} <= {entry.name for entry in entries}
    for entry in entries:
        assert entry.licence
        assert entry.revision
        assert entry.revision != "main"
        assert entry.task in {"translate", "summarize", "headline"}
        assert entry.languages[-1] == "en"
        assert entry.cached == (entry.name == "embedded")


@pytest.mark.parametrize("name", CHECKPOINTS)
def test_a_checkpoint_that_is_not_there_is_one_line_with_the_command(name: str) -> None:
    system = config.read(name)
    table = dict(system.sections["translate"][system.sections["translate"]["backend"]])
    options = Checkpoint(**{**table, "languages": tuple(table["languages"]), "accept_licence": True})
    with pytest.raises(MissingModel, match=f"run: vi-brief models pull {options.repository}") as caught:
        hub_ct2.load(options)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(("name", "licence"), [("vinai-v2", "AGPL-3.0"), ("nllb-600m", "CC-BY-NC-4.0")])
def test_a_licence_with_demands_must_be_accepted(name: str, licence: str) -> None:
    with pytest.raises(BadConfig, match=rf"licence is {licence} .*set accept_licence = true") as caught:
        translate.build(config.read(name))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("licence", ["MIT", "Apache-2.0", "CC-BY-4.0", "OpenRAIL", "CC-BY-SA-4.0"])
def test_a_licence_without_such_demands_passes(licence: str) -> None:
    checkpoints.check_licence(Checkpoint(repository="a/b", licence=licence))


@pytest.mark.parametrize("repository", ["../../etc", "a/../b", "a", "a/b/c", "/a/b", "a/b\n"])
def test_a_repository_is_an_owner_and_a_name(repository: str) -> None:
    system = config.parse({"translate": {"backend": "ct2", "ct2": {"repository": repository, "licence": "MIT"}}}, "x", "x.toml")
    with pytest.raises(BadConfig, match="repository"):
        translate.build(system)


def test_an_incomplete_checkpoint_is_not_there(caches: Path) -> None:
    options = install("bart", caches / "hub")
    folder = caches / "hub" / "models--tiny--bart" / "snapshots" / COMMIT
    assert checkpoints.find(Checkpoint(**options)) == folder
    (folder / "model.safetensors").rename(folder / "model-00001-of-00002.safetensors")
    (folder / "model.safetensors.index.json").write_text(
        '{"weight_map": {"a": "model-00001-of-00002.safetensors", "b": "model-00002-of-00002.safetensors"}}'
    )
    with pytest.raises(MissingModel):
        checkpoints.locate(Checkpoint(**options))


def test_a_pinned_commit_must_be_the_one_in_the_cache(caches: Path) -> None:
    options = install("bart", caches / "hub")
    assert checkpoints.find(Checkpoint(**options, revision=COMMIT)) is not None
    assert checkpoints.find(Checkpoint(**options, revision="f" * 40)) is None


MINE = '[translate]\nbackend = "ct2"\n[translate.ct2]\nrepository = "tiny/marian"\nlicence = "MIT"\n'


@pytest.fixture
def published(caches: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Path, list[str]]]:
    """(the files of tiny/marian on a Hub of our own, what that Hub was asked); `mine.toml` in `caches` names it."""
    folder = caches / "published"
    folder.mkdir()
    marian(folder)
    (folder / "modeling_evil.py").write_text("raise SystemExit('ran')")
    (caches / "mine.toml").write_text(MINE)
    with serve("tiny/marian", COMMIT, folder) as (address, asked):
        monkeypatch.setattr("huggingface_hub.constants.ENDPOINT", address)
        monkeypatch.setattr("huggingface_hub.constants.HUGGINGFACE_CO_URL_TEMPLATE", address + "/{repo_id}/resolve/{revision}/{filename}")
        yield folder, asked


def _pickle(folder: Path) -> None:
    """Leave only pickled weights, as older checkpoints of the Hub have."""
    import torch
    from safetensors.torch import load_file

    torch.save(load_file(folder / "model.safetensors"), folder / "pytorch_model.bin")
    (folder / "model.safetensors").unlink()


def test_pull_fetches_weights_and_text_files_and_no_code(published: tuple[Path, list[str]], caches: Path) -> None:
    [fetched] = hub.pull(str(caches / "mine.toml"))
    assert (fetched.repository, fetched.commit, fetched.licence, fetched.rewritten) == ("tiny/marian", COMMIT, "MIT", False)
    assert not any(".py" in asked for asked in published[1])
    engine = hub_ct2.load(Checkpoint(repository="tiny/marian", licence="MIT"))
    assert engine.generate(SENTENCES, Decoding(max_tokens=6))


def test_pickled_weights_are_refused_with_the_way_out(caches: Path) -> None:
    options = install("marian", caches / "hub")
    _pickle(caches / "hub" / "models--tiny--marian" / "snapshots" / COMMIT)
    with pytest.raises(MissingModel, match=r"only pickled weights .* never loaded; to rewrite them, run: vi-brief models pull tiny/marian"):
        hub_ct2.load(Checkpoint(**options))


def test_pull_rewrites_pickled_weights_once_and_they_load(published: tuple[Path, list[str]], caches: Path) -> None:
    _pickle(published[0])
    [fetched] = hub.pull(str(caches / "mine.toml"))
    assert (fetched.commit, fetched.rewritten) == (COMMIT, True)
    assert not list(fetched.folder.glob("*.bin"))
    engine = hub_ct2.load(Checkpoint(repository="tiny/marian", licence="MIT"))
    assert engine.generate(SENTENCES, Decoding(max_tokens=6))
    made = (fetched.folder / "model.safetensors").stat().st_mtime_ns
    assert hub.pull(str(caches / "mine.toml")) == (fetched,)
    assert (fetched.folder / "model.safetensors").stat().st_mtime_ns == made


class _Evil:
    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[Any, ...]:
        return (Path.touch, (self.path,))


def test_pull_runs_nothing_that_a_pickle_asks_for(published: tuple[Path, list[str]], caches: Path) -> None:
    _pickle(published[0])
    (published[0] / "pytorch_model.bin").write_bytes(pickle.dumps({"weight": _Evil(caches / "ran")}))
    with pytest.raises(BrokenModel, match="cannot be read safely") as caught:
        hub.pull(str(caches / "mine.toml"))
    assert "\n" not in str(caught.value)
    assert not (caches / "ran").exists()
    assert not list((caches / "cache").rglob("config.json"))


def test_pull_of_a_repository_that_the_hub_does_not_have_is_one_line(published: tuple[Path, list[str]], caches: Path) -> None:
    (caches / "other.toml").write_text(MINE.replace("tiny/marian", "tiny/gone"))
    with pytest.raises(MissingModel, match="tiny/gone@main: the Hub refused") as caught:
        hub.pull(str(caches / "other.toml"))
    assert "\n" not in str(caught.value)


def test_pull_without_a_network_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    monkeypatch.setattr("huggingface_hub.constants.ENDPOINT", f"http://127.0.0.1:{port}")
    with pytest.raises(MissingModel, match="the Hub cannot be reached; connect to the network") as caught:
        hub.pull("opus-mt")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", ["nothing", "someone/else", "embedded"])
def test_pull_of_what_no_config_names_says_what_there_is(name: str) -> None:
    with pytest.raises(BadConfig, match="models pull"):
        hub.pull(name)


def test_doctor_finds_a_sound_installation() -> None:
    checks = doctor.doctor()
    assert all(check.ok for check in checks), checks
    assert any("Hanoi" in check.detail for check in checks if check.name == "translator: works")


def test_doctor_names_what_is_wrong(caches: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (caches / "file").write_text("")
    monkeypatch.setenv("VI_BRIEF_CACHE", str(caches / "file"))
    root = caches / "embedded"
    (root / "translator").mkdir(parents=True)
    (root / "manifest.json").write_text('{"models": {"translator": {"task": "translate"}}}')
    monkeypatch.setattr(manifest, "folder", lambda: root)
    wrong = {check.name: check.detail for check in doctor.doctor() if not check.ok}
    assert set(wrong) == {"cache", "translator: weights", "translator: works"}
    assert "set VI_BRIEF_CACHE" in wrong["cache"]
