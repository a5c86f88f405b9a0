"""The shipped translator: right English for plain sentences, the same every time; damaged files give one clear line."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from vi_brief.errors import BrokenModel
from vi_brief.models import embedded, manifest
from vi_brief.models.ct2 import Ct2Engine
from vi_brief.models.engine import Decoding

PLAIN = (
    "Thủ tướng đã đến Hà Nội hôm qua.",
    "Trung Quốc và Mỹ sẽ tiếp tục đàm phán thương mại tại Bắc Kinh.",
    "Công an thành phố đang điều tra vụ án.",
)


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VI_BRIEF_CACHE", str(folder))
        yield folder


@pytest.fixture(scope="module")
def engine(cache: Path) -> Ct2Engine:
    return embedded.load("translator")


@pytest.fixture(scope="module")
def uncut(cache: Path, tmp_path_factory: pytest.TempPathFactory) -> Ct2Engine:
    """The shipped translator with every piece in its outputs' vocabulary."""
    root = tmp_path_factory.mktemp("uncut")
    shutil.copytree(manifest.folder() / "translator", root / "translator")
    (root / "translator" / manifest.TARGET_PIECES).unlink()
    (root / "manifest.json").write_text('{"models": {"translator": {}}}')
    return embedded.load("translator", root=root)


@pytest.fixture
def copy(cache: Path, tmp_path: Path) -> Path:
    """A copy of the shipped translator, without its recorded hashes, to be damaged."""
    root = tmp_path / "embedded"
    shutil.copytree(manifest.folder() / "translator", root / "translator")
    (root / "manifest.json").write_text('{"models": {"translator": {}}}')
    return root


def test_plain_sentences_come_out_right(engine: Ct2Engine) -> None:
    english = [found[0].text for found in engine.generate(PLAIN, Decoding())]
    for text, words in zip(
        english, [("rime", "Hanoi", "yesterday"), ("China", "United States", "Beijing"), ("olice", "investigat")], strict=True
    ):
        assert all(word in text for word in words), text


def test_scores_are_mean_log_probabilities_whatever_the_length_penalty(engine: Ct2Engine) -> None:
    plain, longer = (engine.generate(PLAIN[:1], Decoding(length_penalty=penalty))[0][0] for penalty in (1.0, 0.5))
    assert plain.text == longer.text
    assert -3.0 < plain.score < 0.0
    assert plain.score == pytest.approx(longer.score, abs=1e-4)


def test_n_best_is_sorted_and_an_output_at_the_limit_is_unfinished(engine: Ct2Engine) -> None:
    [found] = engine.generate(PLAIN[1:2], Decoding(n_best=3))
    assert [h.score for h in found] == sorted((h.score for h in found), reverse=True)
    assert len({h.text for h in found}) == 3
    assert found[0].finished
    assert not engine.generate(PLAIN[1:2], Decoding(max_tokens=4))[0][0].finished


def test_the_same_text_gives_the_same_output_every_time(engine: Ct2Engine) -> None:
    assert engine.generate(PLAIN, Decoding()) == engine.generate(PLAIN, Decoding())


def test_texts_of_any_length_are_taken_up_to_the_limit(engine: Ct2Engine) -> None:
    word = "và"
    text = word
    while engine.count(f"{text} {word}") <= engine.max_source_tokens:
        text = f"{text} {word}"
    assert engine.count(text) <= engine.max_source_tokens
    assert len(engine.generate([text, text * 3, ""], Decoding(beam=1, max_tokens=8))) == 3


def test_positions_agree_with_transformers(uncut: Ct2Engine) -> None:
    """In int8 a few words may differ; with positions off by one (as CTranslate2's own loader sets them for padding id 0) nearly all do."""
    import sentencepiece
    import torch

    from vi_brief.models import seq2seq

    home = manifest.folder() / "translator"
    model = seq2seq.load_weights(home, "")
    processor = sentencepiece.SentencePieceProcessor(model_file=str(home / "tokenizer.model"))
    found = uncut.generate(PLAIN, Decoding(beam=1))
    for text, hypotheses in zip(PLAIN, found, strict=True):
        ids = torch.tensor([[*processor.encode(text), 1]])
        out = model.generate(ids, num_beams=1, do_sample=False, max_new_tokens=60, return_dict_in_generate=True, output_scores=True)
        scores = model.compute_transition_scores(out.sequences, out.scores, normalize_logits=True)
        if processor.decode([i for i in out.sequences[0].tolist() if i > 2]) == hypotheses[0].text:
            assert scores.mean().item() == pytest.approx(hypotheses[0].score, abs=0.03)
        else:
            assert abs(scores.mean().item() - hypotheses[0].score) < 0.06


def test_the_recorded_hashes_are_those_of_the_shipped_files() -> None:
    for name, facts in manifest.read(manifest.folder()).items():
        assert {file: fact["sha256"] for file, fact in facts["files"].items()} == manifest.hashes(manifest.folder() / name)
        assert facts["licence"]
        assert (manifest.folder() / name / "CARD.md").is_file()


def test_refresh_renews_hashes_and_keeps_what_was_written_by_hand(copy: Path) -> None:
    (copy / "manifest.json").write_text('{"models": {"translator": {"licence": "MIT", "max_source_tokens": 99}, "gone": {}}}')
    manifest.refresh(copy)
    [(name, facts)] = manifest.read(copy).items()
    assert (name, facts["licence"], facts["max_source_tokens"]) == ("translator", "MIT", 99)
    assert facts["files"]["config.json"]["size"] == (copy / "translator" / "config.json").stat().st_size


def _truncate(home: Path) -> None:
    path = home / "model.safetensors"
    path.write_bytes(path.read_bytes()[:-1000])


def _reshape(home: Path) -> None:
    settings = json.loads((home / "config.json").read_text())
    (home / "config.json").write_text(json.dumps({**settings, "encoder_ffn_dim": 512}))


def _deepen(home: Path) -> None:
    settings = json.loads((home / "config.json").read_text())
    (home / "config.json").write_text(json.dumps({**settings, "encoder_layers": 7}))


def _poison(home: Path) -> None:
    from safetensors.torch import load_file, save_file

    tensors = load_file(home / "model.safetensors")
    name = next(name for name in tensors if name.endswith("fc1.weight"))
    tensors[name][0, 0] = float("nan")
    save_file(tensors, home / "model.safetensors", metadata={"format": "pt"})


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (_truncate, "the weights cannot be loaded"),
        (_reshape, "the weights"),
        (_deepen, "the weights do not fit their config"),
        (_poison, "the weights do not fit their config"),
        (lambda home: (home / "model.safetensors").write_bytes(b""), "the weights cannot be loaded"),
        (lambda home: (home / "model.safetensors").unlink(), "a file of a shipped model cannot be read"),
        (lambda home: (home / "config.json").write_text("{"), "not a model config"),
        (lambda home: (home / "config.json").write_text("[]"), "not the config of an M2M100 model"),
        (lambda home: (home / "tokenizer.model").write_bytes(b"junk"), "not a SentencePiece model"),
    ],
    ids=[
        "truncated",
        "wrong shape",
        "missing layer",
        "not a number",
        "empty",
        "missing",
        "broken config",
        "other config",
        "broken tokenizer",
    ],
)
def test_damaged_files_are_one_clear_line(copy: Path, damage: object, said: str) -> None:
    damage(copy / "translator")  # type: ignore[operator]
    with pytest.raises(BrokenModel, match=said) as caught:
        embedded.load("translator", root=copy)
    assert "\n" not in str(caught.value)
    assert str(caught.value).endswith("install vi_brief again")


def test_a_file_that_differs_from_the_recorded_one_is_refused(copy: Path) -> None:
    manifest.refresh(copy)
    path = copy / "translator" / "model.safetensors"
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)
    with pytest.raises(BrokenModel, match=r"model\.safetensors: not the file that was shipped"):
        embedded.load("translator", root=copy)


def test_a_cache_that_cannot_be_written_gives_the_same_english(engine: Ct2Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("VI_BRIEF_CACHE", str(tmp_path / "file"))
    assert embedded.load("translator").generate(PLAIN, Decoding()) == engine.generate(PLAIN, Decoding())


def test_a_missing_list_of_models_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(BrokenModel, match="list of shipped models cannot be read"):
        embedded.load("translator", root=tmp_path)


def test_outputs_use_only_the_pieces_that_english_needs(cache: Path, engine: Ct2Engine, uncut: Ct2Engine) -> None:
    for made, cut in ((engine, True), (uncut, False)):
        [folder] = (cache / "ct2").glob(f"translator-{made.identity['key']}")
        target = folder / "target_vocabulary.json"
        assert target.is_file() is cut
        if cut:
            listed = (manifest.folder() / "translator" / manifest.TARGET_PIECES).read_text(encoding="utf-8").split("\n")[:-1]
            assert json.loads(target.read_text(encoding="utf-8")) == listed


def test_the_cut_changes_no_greedy_output_that_it_can_spell(engine: Ct2Engine, uncut: Ct2Engine) -> None:
    for ours, whole in zip(engine.generate(PLAIN, Decoding(beam=1)), uncut.generate(PLAIN, Decoding(beam=1)), strict=True):
        assert ours[0].text == whole[0].text
        assert whole[0].score - 1e-4 <= ours[0].score <= whole[0].score + 0.05


def test_every_slot_and_every_byte_can_be_written() -> None:
    for name in manifest.read(manifest.folder()):
        listed = set((manifest.folder() / name / manifest.TARGET_PIECES).read_text(encoding="utf-8").split("\n"))
        assert {f"<0x{byte:02X}>" for byte in range(256)} <= listed
        assert {f"⟦{number}⟧" for number in range(1, 9)} <= listed
        assert {*"0123456789", *"abcdefghijklmnopqrstuvwxyz"} <= listed


@pytest.mark.parametrize(
    ("content", "said"), [("</s>\nnever a piece\n", "never a piece"), ("a\n", "</s> is missing"), ("", "</s> is missing")]
)
def test_a_list_of_another_tokenizer_is_refused(copy: Path, content: str, said: str) -> None:
    (copy / "translator" / manifest.TARGET_PIECES).write_text(content, encoding="utf-8")
    with pytest.raises(BrokenModel, match=said):
        embedded.load("translator", root=copy)


def test_a_list_that_differs_from_the_recorded_one_is_refused(copy: Path) -> None:
    manifest.refresh(copy)
    path = copy / "translator" / manifest.TARGET_PIECES
    path.write_text(path.read_text(encoding="utf-8").replace("▁the\n", "", 1), encoding="utf-8")
    with pytest.raises(BrokenModel, match=r"target_pieces\.txt: not the file that was shipped"):
        embedded.load("translator", root=copy)
    path.unlink()
    with pytest.raises(BrokenModel, match=r"target_pieces\.txt: not the file that was shipped"):
        embedded.load("translator", root=copy)
