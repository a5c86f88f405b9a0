"""The training pipeline, every step from corpus to shipped folder, on a tiny corpus made here."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.training import tiny
from training import batches, packed, pieces, recipe, run
from training.job import digest
from training.recipe import HERE, Shape
from training.resplit import Splitter
from vi_brief.errors import BadConfig, BadInput

SETTING = "train.student.{}={}"


@dataclass(frozen=True, slots=True)
class Made:
    """Where the fixture's work is; `step` runs one more step on it."""

    root: Path
    corpus: Path
    suites: Path
    recipe: Path

    @property
    def work(self) -> Path:
        return self.root / "work"

    def step(self, name: str, *options: object) -> int:
        return run.main([str(self.recipe), name, "--work", str(self.work), "--device", "cpu", *map(str, options)])

    def log(self, name: str) -> list[dict[str, Any]]:
        lines = (self.work / "runs" / name / "log.jsonl").read_text(encoding="utf-8").splitlines()
        return [row for row in map(json.loads, lines) if "step" in row]

    def weights(self, name: str) -> str:
        return digest(self.work / "runs" / name / "latest" / "model.safetensors")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    """The whole pipeline, once."""
    root = tmp_path_factory.mktemp("training")
    pipeline = Made(root, *tiny.make(root))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VI_BRIEF_CACHE", str(root / "cache"))
        for name, *options in (
            ("prepare", "--corpus", pipeline.corpus, "--suites", pipeline.suites),
            ("tokenizer",),
            ("pretrain",),
            ("train", "--run", "both"),
            ("backtranslate",),
            ("selftrain",),
            ("distill",),
            ("train", "--run", "student"),
            ("average",),
            ("evaluate", "--suites", pipeline.suites),
            ("export",),
            ("ship", "--out", root / "embedded"),
            ("plot",),
        ):
            assert pipeline.step(str(name), *options) == 0, name
        yield pipeline


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def test_prepare_keeps_no_leak_and_says_what_it_dropped(made: Made) -> None:
    data = made.work / "data"
    everything = "".join(path.read_text(encoding="utf-8") for path in data.iterdir() if path.name not in {"dev.tsv", "manifest.json"})
    assert "con mèo đen" not in everything
    assert "black cats" not in everything
    manifest = json.loads((data / "manifest.json").read_text(encoding="utf-8"))
    files = {entry["file"]: entry for entry in manifest["files"]}
    assert files["parallel/lists.tsv.xz"]["dropped"] == {"copy": 1, "leak": 1, "lopsided": 1, "repeated": 1}
    assert files["parallel/lists.tsv.xz"]["licence"] == "CC0"
    assert files["parallel/secret.tsv.xz"]["kept"] == 0
    assert files["mono_vi_news.jsonl.xz"]["dropped"]["leak"] == 1
    assert files["mono_en.jsonl.xz"]["dropped"]["leak"] == 1
    assert {suite["file"] for suite in manifest["suites"]} == {"cats.tsv", "news-dev.jsonl"}
    for name, facts in manifest["outputs"].items():
        assert facts["sha256"] == digest(data / name)


def test_prepare_marks_styles_and_puts_in_slots(made: Made) -> None:
    rows = [line.split("\t") for line in _lines(made.work / "data" / "train.tsv")]
    other = [row for row in rows if row[0].startswith("# ")]
    assert len(rows) == 3 * 120 + 100
    assert len(other) == 100
    slotted = [row for row in rows if "⟦" in row[0]]
    assert len(slotted) > 100
    assert all(sorted(c for c in row[0] if c in "12345678") == sorted(c for c in row[1] if c in "12345678") for row in slotted)
    assert "⟦" not in (made.work / "data" / "plain.tsv").read_text(encoding="utf-8")


def test_the_tokenizer_has_slots_and_bytes(made: Made) -> None:
    processor = pieces.load(made.work / "tokenizer.model")
    assert (processor.pad_id(), processor.eos_id(), processor.unk_id()) == (0, 1, 2)
    for number in range(1, 9):
        assert processor.encode(f"Ông ⟦{number}⟧ đến", out_type=str).count(f"⟦{number}⟧") == 1
    text = "# * = | < > Nguyễn Ж ẫ 漢"
    assert pieces.decoded(processor, [processor.encode(text)]) == [text]
    for name, task in pieces.TASKS.items():
        mark = pieces.mark_ids(processor, name)
        assert [*mark, *processor.encode("Hà Nội")] == processor.encode(task.mark + "Hà Nội")


def test_training_learns_and_logs(made: Made) -> None:
    rows = made.log("both")
    devs = [row["dev"] for row in rows if "dev" in row]
    assert devs[-1] < 1.0 < made.log("pretrain")[-1]["dev"]
    assert rows[-1]["step"] == 200
    assert (made.work / "losses.png").stat().st_size > 5000


def test_evaluation_runs_the_stages_and_signs_its_scores(made: Made) -> None:
    content = json.loads((made.work / "evaluation" / "averaged.json").read_text(encoding="utf-8"))
    dev = content["suites"]["news-dev"]
    assert dev["bleu"] > 30, "the model of this test learns its toy language"
    assert dev["bleu_signature"].startswith("nrefs:1|case:mixed|eff:no|tok:13a|smooth:exp|version:")
    assert content["suites"].keys() == {"cats", "news-dev"}
    assert not any("⟦" in line for line in dev["hypotheses"])


def test_synthetic_sets(made: Made) -> None:
    processor = pieces.load(made.work / "tokenizer.model")
    back = packed.read(made.work / "packed" / "bt")
    assert back.target is not None
    english = set(_lines(made.work / "data" / "mono.en.txt"))
    assert len(back.source) > 30
    assert set(pieces.decoded(processor, list(back.target.rows()))) <= english
    facts = {name: json.loads((made.work / "packed" / name / "facts.json").read_text(encoding="utf-8")) for name in ("self", "distilled")}
    assert facts["self"]["counts"]["kept"] == facts["self"]["pairs"] > 10
    assert sum(facts["self"]["counts"].values()) == facts["self"]["sources"] == 40
    assert facts["distilled"]["sources"] == 80
    own = packed.read(made.work / "packed" / "self")
    sources = pieces.decoded(processor, list(own.source.rows()))
    assert any("⟦1⟧" in text for text in sources)
    assert any("⟦" not in text for text in sources)


def test_self_training_drops_what_the_checks_doubt() -> None:
    from training.steps import selftrain
    from vi_brief.records import Protected, Segment

    given = Protected(Segment("s1", 0, "Việt Nam xuất khẩu 2.000 tấn gạo."), "Việt Nam xuất khẩu 2.000 tấn gạo.")
    good, bad = "Vietnam exported 2,000 tonnes of rice.", "Vietnam exported 3,000 tonnes of rice."
    said = selftrain.judge([(given, good, ""), (given, bad, ""), (given, good, "short")], checked=True)
    assert said[0] == ""
    assert said[1].startswith("check: ")
    assert said[2] == "short"
    assert selftrain.judge([(given, bad, "")], checked=False) == [""]


def test_an_interrupted_decoding_goes_on(made: Made, capsys: pytest.CaptureFixture[str]) -> None:
    target = made.work / "packed" / "bt" / "source.ids"
    whole = digest(target)
    (made.work / "packed" / "bt.parts" / "00001" / "facts.json").unlink()
    target.unlink()
    assert made.step("backtranslate", "--resume") == 0
    assert digest(target) == whole
    assert '"sources": 60' in capsys.readouterr().out


def test_a_killed_run_goes_on_with_the_same_data(made: Made) -> None:
    settings = [option for name, value in (("steps", 60), ("checkpoint_steps", 10)) for option in ("--set", SETTING.format(name, value))]
    given = ["train", "--run", "student", "--work", str(made.work), "--device", "cpu", *settings]
    home = made.work / "runs" / "student"
    home.rename(home.with_name("before"))
    state = home / "state.pt"
    process = subprocess.Popen([sys.executable, str(HERE / "run.py"), str(made.recipe), *given], stdout=subprocess.DEVNULL)
    limit = time.monotonic() + 120
    while not state.exists() and process.poll() is None and time.monotonic() < limit:
        time.sleep(0.002)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    cut = made.log("student")
    assert 0 < cut[-1]["step"] < 60, "the run was killed in its middle"
    assert run.main([str(made.recipe), *given, "--resume"]) == 0
    resumed, weights = made.log("student")[-1], made.weights("student")
    home.rename(home.with_name("killed"))
    assert run.main([str(made.recipe), *given]) == 0
    straight = made.log("student")[-1]
    assert (resumed["step"], resumed["order"]) == (straight["step"], straight["order"])
    assert resumed["dev"] == straight["dev"]
    assert weights == made.weights("student")
    home.rename(home.with_name("straight"))
    home.with_name("before").rename(home)


def test_a_seed_fixes_a_run_and_another_changes_it(made: Made) -> None:
    first = made.weights("student")
    home = made.work / "runs" / "student"
    seen = []
    for seed in (3, 4):
        home.rename(home.with_name(f"was{seed}"))
        assert made.step("train", "--run", "student", "--set", f"recipe.seed={seed}") == 0
        seen.append(made.weights("student"))
    assert seen[0] == first != seen[1]


def test_the_order_covers_every_row_as_often_as_its_weight_says(made: Made) -> None:
    found = packed.read(made.work / "packed" / "plain")
    assert found.target is not None
    rows = batches.usable(found.source, found.target, (100, 100), 4.0, 0)
    half = batches.Part(found.source, found.target, (), masked=False, weight=1.5, usable=rows)
    epochs = [[int(row) for _, row in batches.order([half], 1, epoch)] for epoch in (0, 1)]
    assert all(set(epoch) == {int(row) for row in rows} for epoch in epochs)
    twice = [{row for row in epoch if epoch.count(row) == 2} for epoch in epochs]
    assert len(twice[0]) == len(twice[1]) == len(rows) // 2
    assert not twice[0] & twice[1], "the second epoch takes the other half"
    straight, skipped = batches.batches([half], 512, 1), batches.batches([half], 512, 1, skip=7)
    later = [batch for _, batch in zip(range(12), straight, strict=False)][7:]
    assert [b.key for b in later] == [next(skipped).key for _ in later]


def test_masking_keeps_what_it_does_not_hide() -> None:
    import numpy as np

    rng = np.random.default_rng(0)
    rows = np.concatenate([rng.integers(3, 500, (200, 50)), np.ones((200, 1), dtype=np.int64), np.zeros((200, 5), dtype=np.int64)], 1)
    masked = batches.mask(rows, np.random.default_rng(1), 0.3, 3.0)
    assert (masked == batches.mask(rows, np.random.default_rng(1), 0.3, 3.0)).all()
    hidden = 1 - (masked > 2).sum() / (rows > 2).sum()
    assert 0.2 < hidden < 0.35
    for before, after in zip(rows[:20], masked[:20], strict=True):
        left = iter(before[before > 2])
        assert all(token in left for token in after[after > 2]), "what is left stands in the old order"
        assert not ((after[1:] == pieces.MASK) & (after[:-1] == pieces.MASK)).any()
        assert (after == pieces.END).sum() == 1


def test_averaging_is_the_mean(made: Made) -> None:
    from safetensors.torch import load_file

    home = made.work / "runs"
    mean = load_file(home / "averaged" / "latest" / "model.safetensors")
    parts = [load_file(home / "both" / "snapshots" / number / "model.safetensors") for number in ("002", "003")]
    for name, tensor in mean.items():
        assert tensor.double().allclose((parts[0][name].double() + parts[1][name].double()) / 2, atol=1e-6)


def test_related_runs_are_averaged_by_their_shares(made: Made) -> None:
    from safetensors.torch import load_file

    settings = ("average.output=soup", "average.model=averaged", "average.others=['both']", "average.shares=[0.25]")
    assert made.step("average", *[option for setting in settings for option in ("--set", setting)]) == 0
    home = made.work / "runs"
    soup, both, own = (load_file(home / name / "latest" / "model.safetensors") for name in ("soup", "both", "averaged"))
    for name, tensor in soup.items():
        assert tensor.double().allclose(0.25 * both[name].double() + 0.75 * own[name].double(), atol=1e-6)
    for others, shares in (("['student']", "[1.0]"), ("['both', 'both']", "[0.2, 0.3]"), ("['student']", "[0.2, 0.3]")):
        assert made.step("average", "--set", f"average.others={others}", "--set", f"average.shares={shares}") == 2


def test_sources_are_split_anew_and_read_the_same(made: Made) -> None:
    processor = pieces.load(made.work / "tokenizer.model")
    rows = processor.encode([line.split("\t")[0] for line in _lines(made.work / "data" / "plain.tsv")[:40]])
    once, other = (Splitter(processor, 0.2).draw(rows, (1, number)) for number in (1, 2))
    code = "import json, sys; from pathlib import Path; from training import pieces; from training.resplit import Splitter; "
    code += "print(json.dumps(Splitter(pieces.load(Path(sys.argv[1])), 0.2).draw(json.loads(sys.argv[2]), (1, 1))))"
    given = [sys.executable, "-c", code, str(made.work / "tokenizer.model"), json.dumps(rows)]
    assert json.loads(subprocess.run(given, cwd=HERE.parent, capture_output=True, check=True).stdout) == once, (
        "another process draws the same"
    )
    assert once != other
    assert processor.decode(once) == processor.decode(rows)
    assert sum(map(len, once)) > sum(map(len, rows))
    assert Splitter(processor, 1.0).draw([rows[0]] * 400, (1,)).count(rows[0]) > 100, "the best split is the most likely one"


def test_a_batch_split_anew_keeps_marks_ends_and_padding(made: Made) -> None:
    import numpy as np

    processor = pieces.load(made.work / "tokenizer.model")
    found = packed.read(made.work / "packed" / "plain")
    target = found.target
    assert target is not None
    mark = tuple(pieces.mark_ids(processor, "vi-en-other"))
    usable = np.arange(8)
    part = batches.Part(found.source, target, mark, masked=False, weight=1.0, usable=usable)
    batch = batches.Batch(3, np.stack([np.zeros(8, dtype=np.int64), usable], 1), (64, 64))
    before, _ = batches.arrays([part], batch, (1, 0.3, 3.0))
    after = batches.resplit([part], batch, before, lambda rows: Splitter(processor, 0.2).draw(rows, (3,)))
    assert after.shape[1] in batches.SHAPES
    for old, new in zip(before, after, strict=True):
        assert tuple(new[: len(mark)]) == mark
        assert (new == pieces.END).sum() == 1
        assert (new[np.flatnonzero(new == pieces.END)[0] + 1 :] == pieces.PAD).all()
        assert processor.decode([int(i) for i in new if i > pieces.UNKNOWN]) == processor.decode(
            [int(i) for i in old if i > pieces.UNKNOWN]
        )


def test_what_is_shipped_translates_in_both_engines(made: Made) -> None:
    import torch
    from transformers import M2M100ForConditionalGeneration

    from vi_brief.models import embedded
    from vi_brief.models.engine import Decoding

    processor = pieces.load(made.work / "tokenizer.model")
    pairs = [line.split("\t") for line in _lines(made.work / "data" / "plain.tsv")[:10]]
    engine = embedded.load("translator", 1, made.root / "embedded")
    english = [found[0].text for found in engine.generate([vi for vi, _ in pairs], Decoding(beam=1))]
    model = M2M100ForConditionalGeneration.from_pretrained(made.work / "export" / "translator" / "hf", use_safetensors=True).float().eval()
    sources = [torch.tensor([[*processor.encode(vi), 1]]) for vi, _ in pairs]
    outputs = [model.generate(source, num_beams=1, do_sample=False, max_new_tokens=40)[0].tolist() for source in sources]
    assert sum(a == b for a, b in zip(english, pieces.decoded(processor, outputs), strict=True)) >= 8, (
        "int8 may differ where it is a near thing"
    )
    assert sum(a == b for a, (_, b) in zip(english, pairs, strict=True)) >= 5
    manifest = json.loads((made.root / "embedded" / "manifest.json").read_text(encoding="utf-8"))["models"]["translator"]
    assert manifest["task"] == "translate"
    assert manifest["max_source_tokens"] == 90


def test_a_pack_comes_back_whole(made: Made, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "pack"
    assert made.step("pack", "--run", "some", "--out", out) == 0
    whole = json.loads(capsys.readouterr().out)
    room = (whole["payload_bytes"] - 0.4 * (whole["sets"]["mono.vi"]["bytes"] + whole["sets"]["mono.en"]["bytes"])) / (1 << 20)
    assert made.step("pack", "--run", "some", "--out", out, "--set", f"pack.some.mebibytes={room}") == 0
    facts = json.loads(capsys.readouterr().out)
    assert facts["payload_bytes"] <= room * (1 << 20) + 1000
    assert 0 < facts["sets"]["mono.en"]["rows"] < facts["sets"]["mono.en"]["of"], "cut to what fits"
    there = tmp_path / "there"
    assert run.main([str(made.recipe), "unpack", str(out), "--work", str(there)]) == 0
    for side in ("source.ids", "source.len", "target.ids", "target.len"):
        assert digest(there / "packed" / "train" / side) == digest(made.work / "packed" / "train" / side)
    assert digest(there / "tokenizer.model") == digest(made.work / "tokenizer.model")
    assert len(packed.read(there / "packed" / "mono.en").source) == facts["sets"]["mono.en"]["rows"]
    assert (there / "runs" / "both" / "latest" / "model.safetensors").stat().st_size > 50_000
    part = out / "pack.tar.part00"
    part.write_bytes(part.read_bytes()[:-1] + b"x")
    assert run.main([str(made.recipe), "unpack", str(out), "--work", str(there)]) == 2
    assert "damaged" in capsys.readouterr().err


def test_large_files_travel_in_parts(tmp_path: Path) -> None:
    from training import parts

    whole = tmp_path / "weights.bin"
    whole.write_bytes(os.urandom(3000))
    made = parts.split(whole, tmp_path / "out", 1000 / parts.MEBIBYTE)
    assert [p.stat().st_size for p in made] == [1000, 1000, 1000]
    assert parts.join(tmp_path / "out" / "weights.bin.parts.json", tmp_path / "back").read_bytes() == whole.read_bytes()
    made[1].unlink()
    with pytest.raises(BadInput, match="part01: this part is missing"):
        parts.join(tmp_path / "out" / "weights.bin.parts.json", tmp_path / "back")


def test_the_summarizer_pairs_come_from_our_own_translation(made: Made) -> None:
    assert made.step("summaries", "--corpus", made.corpus) == 0

    processor = pieces.load(made.work / "tokenizer.model")
    found = packed.read(made.work / "packed" / "summaries")
    sources = pieces.decoded(processor, list(found.source.rows()))
    assert {text[:2] for text in sources} >= {"* ", "= "}
    assert len(packed.read(made.work / "packed" / "summaries.dev").source) == 80


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ("train.both.stepz=3", "did you mean 'steps'"),
        ("train.both.steps=-1", "steps: input should be greater"),
        ("trane.both.steps=1", r"did you mean \[train\]"),
        ("evaluate.beam='4'", "beam: input should be a valid integer"),
        ("train.both.mix={}", "mix: "),
    ],
)
def test_a_recipe_is_strict(made: Made, change: str, message: str) -> None:
    with pytest.raises(BadConfig, match=message):
        recipe.read(str(made.recipe), [change])


@pytest.mark.parametrize(
    ("step", "options", "message"),
    [
        ("train", ["--run", "neither"], "there is no [train.neither]"),
        ("train", [], "which run?"),
        ("train", ["--run", "both", "--set", "train.both.steps=0"], "would never end"),
        ("train", ["--run", "both", "--set", 'train.both.mix={"vi-en:nothing"=1.0}'], "no such set"),
        ("train", ["--run", "both", "--set", 'train.both.mix={"vi-fr:plain"=1.0}'], "there is no task 'vi-fr'"),
        ("train", ["--run", "both", "--set", 'train.both.mix={"vi-en:mono.vi"=1.0}'], "one side only"),
        ("pretrain", ["--set", 'train.pretrain.mix={"vi-en:plain"=1.0}'], "is not denoising"),
        ("prepare", ["--corpus", "/no/such/place"], "no such file or folder"),
        ("average", ["--set", "average.model=student"], "kept no snapshots"),
        ("pack", ["--run", "some", "--out", "OUT", "--set", "pack.some.mebibytes=0.1"], "name fewer sets"),
        ("export", ["--set", "export.megabytes=0.01"], "[export] allows"),
        ("unpack", [], "name the folder"),
    ],
)
def test_bad_input_is_one_line(
    made: Made, tmp_path: Path, capsys: pytest.CaptureFixture[str], step: str, options: list[str], message: str
) -> None:
    assert made.step(step, *[str(tmp_path) if option == "OUT" else option for option in options]) == 2
    said = capsys.readouterr().err
    assert message in said
    assert said.count("\n") == 1


@pytest.mark.parametrize("name", sorted(path.stem for path in (HERE / "recipes").glob("*.toml")))
def test_shipped_recipes_are_sound(name: str) -> None:
    from training import network

    given = recipe.read(name)
    for run_name, options in given.sections["train"].items():
        assert options["model"] in given.sections["model"], run_name
    shipped = given.sections["average"]["model"]
    shape = given.table(Shape, "model", given.sections["train"][shipped]["model"])
    size = given.sections["tokenizer"].get("size", 8000)
    assert network.Network(shape, size).parameters_count <= 25_000_000
    assert 2 * network.Network(shape, size).parameters_count <= 50_000_000


Sources = Callable[[int], list[list[int]]]


@pytest.fixture(scope="module")
def sources(made: Made) -> Sources:
    found = packed.read(made.work / "packed" / "plain")
    return lambda count: [found.source.row(i) for i in range(count)]


def test_our_network_is_m2m100(made: Made, sources: Sources) -> None:
    import torch
    from transformers import M2M100ForConditionalGeneration

    from training import network
    from training.decode import padded

    home = made.work / "runs" / "both" / "latest"
    own, theirs = network.load(home).eval(), M2M100ForConditionalGeneration.from_pretrained(home, use_safetensors=True).eval()
    source = padded(sources(5), torch.device("cpu"))
    target = torch.randint(3, 300, (5, 9), generator=torch.Generator().manual_seed(0))
    given = torch.cat([torch.ones(5, 1, dtype=torch.long), target[:, :-1]], 1)
    with torch.inference_mode():
        expected = theirs(input_ids=source, attention_mask=(source != 0).long(), decoder_input_ids=given).logits
        assert own.logits(own(source, target)).allclose(expected, atol=1e-4)


@pytest.mark.parametrize("name", ["translator", "summarizer"])
def test_the_shipped_weights_fit_our_network_and_its_tokenizer(name: str) -> None:
    import torch

    from training import decode, network
    from vi_brief.models import manifest

    home = manifest.folder() / name
    processor = pieces.load(home / "tokenizer.model")
    model = decode.ready(network.load(home), torch.device("cpu"))
    assert model.vocabulary == processor.get_piece_size()
    text = {"translator": "Thủ tướng đã đến Hà Nội hôm qua.", "summarizer": "| The prime minister arrived in Hanoi yesterday."}[name]
    said = decode.decode(model, [processor.encode(text)], decode.Search(beam=4), 1000)[0]
    assert "Hanoi" in pieces.decoded(processor, [said[0]])[0]


def test_the_fast_decoder_is_right(made: Made, sources: Sources) -> None:
    import torch
    import torch.nn.functional as F  # noqa: N812
    from transformers import M2M100ForConditionalGeneration

    from training import decode, network

    home = made.work / "runs" / "both" / "latest"
    device = torch.device("cpu")
    own = decode.ready(network.load(home), device)
    theirs = M2M100ForConditionalGeneration.from_pretrained(home, use_safetensors=True).eval()
    given = sources(40)
    greedy = decode.decode(own, given, decode.Search(max_tokens=30), 700)
    for source, (ids, score, finished) in zip(given, greedy, strict=True):
        made_there = theirs.generate(torch.tensor([[*source, 1]]), num_beams=1, do_sample=False, max_new_tokens=30)[0].tolist()[1:]
        tokens = [*ids, 1] if finished else ids
        assert tokens == made_there[: len(tokens)]
        target = torch.tensor([tokens])
        with torch.inference_mode():
            scores = own.logits(own(torch.tensor([[*source, 1]]), target))[0]
            scores[:, [0, 2]] = -torch.inf
            mean = F.log_softmax(scores, -1)[range(len(tokens)), target[0]].mean().item()
        assert mean == pytest.approx(score, abs=1e-4)
    searched = decode.decode(own, given, decode.Search(beam=3, max_tokens=30), 900)
    assert sum(b for _, b, _ in searched) >= sum(g for _, g, _ in greedy) - 1e-4
    assert sum(finished for _, _, finished in greedy) >= 25
    same = sum(a[0] == b[0] for a, b in zip(searched, greedy, strict=True))
    assert same > 20, "on a learned toy language both mostly agree"
    sampled = [decode.decode(own, given, decode.Search(temperature=1.5, max_tokens=30, seed=seed), 700) for seed in (1, 1, 2)]
    assert sampled[0] == sampled[1] != sampled[2]


def test_our_engine_serves_the_stages(made: Made) -> None:
    import torch

    from training import decode, network
    from training.engines import OwnEngine
    from training.recipe import Evaluate
    from training.steps import evaluate

    processor = pieces.load(made.work / "tokenizer.model")
    model = decode.ready(network.load(made.work / "runs" / "both" / "latest"), torch.device("cpu"))
    options = recipe.read(str(made.recipe)).options(Evaluate, "evaluate")
    lines = [line.split("\t")[0] for line in _lines(made.work / "data" / "plain.tsv")[:8]]
    translated = evaluate.translated(lines, OwnEngine(model, processor, {"model": "both"}, 90), evaluate.settings(options))
    english = [" ".join(part.en for part in parts) for parts in translated]
    right = sum(a == b.split("\t")[1] for a, b in zip(english, _lines(made.work / "data" / "plain.tsv"), strict=False))
    assert right >= 5
