"""The other commands."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, Command

SEED = ROOT / "seeds" / "001_89dcfd51890481dc.txt"


def test_version(vi_brief: Command) -> None:
    assert vi_brief("--version").out.startswith("vi-brief 0.")


def test_an_unknown_option_is_asked_wrongly(vi_brief: Command) -> None:
    assert vi_brief("run", "--nonsense").code == 2


def test_plugins_lists_every_folder(vi_brief: Command) -> None:
    out = vi_brief("plugins").out
    for name in ("html", "vietnamplus", "embedded", "echo", "lead", "quantities", "bleu"):
        assert name in out


def test_clean_gives_text_json_and_explanation(vi_brief: Command) -> None:
    text = vi_brief("clean", SEED).out
    assert "Copy Link" not in text
    article = json.loads(vi_brief("clean", SEED, "--format", "json").out)
    assert article["published"] == "2023-06-09T18:17"
    assert len(article["paragraphs"]) == 12
    assert {"line", "rule", "reason"} <= article["dropped"][0].keys()
    explained = vi_brief("clean", SEED, "--explain").out
    assert explained.count("keep") >= 12
    assert "drop" in explained


def test_lines_stay_aligned(vi_brief: Command, tmp_path: Path) -> None:
    source = tmp_path / "in.vi"
    source.write_text(
        'Thủ tướng thăm Nhật Bản.\n\n  \nÔng nói: "Chúng tôi sẵn sàng. Chúng tôi sẽ đến." Sau đó ông rời đi.\n', encoding="utf-8"
    )
    done = vi_brief("translate", "--lines", source, "-o", tmp_path / "out.en")
    assert done.code == 0, done.err
    lines = (tmp_path / "out.en").read_text(encoding="utf-8").split("\n")
    assert len(lines) == 5
    assert lines[0]
    assert lines[1] == lines[2] == ""
    assert lines[3]
    assert lines[4] == ""
    assert sorted(p.name for p in tmp_path.iterdir()) == ["in.vi", "out.en"]
    assert vi_brief("translate", "--lines", source).out == (tmp_path / "out.en").read_text(encoding="utf-8")


def test_translate_needs_text_or_lines(vi_brief: Command) -> None:
    assert vi_brief("translate").code == 2
    assert vi_brief("translate", "--lines", "no-such-file").code == 2


def test_translate_text(vi_brief: Command) -> None:
    assert "Vietnam" in vi_brief("translate", "Việt Nam và Cuba là bạn.").out


def test_summarize_english(vi_brief: Command, tmp_path: Path) -> None:
    text = tmp_path / "text.txt"
    text.write_text(
        "The city of Hanoi opened a bridge over the Red River on Monday after two years of work.\n"
        "Mayor Tran Sy Thanh said the bridge cost 845 billion dong, less than planned. It is 1,200 meters long.\n"
        "Residents said the trip to the market now takes 10 minutes instead of an hour.\n",
        encoding="utf-8",
    )
    done = vi_brief("summarize", text)
    assert done.code == 0, done.err
    assert "bridge" in done.out


@pytest.mark.parametrize("command", [("models", "list"), ("models", "doctor")])
def test_models(vi_brief: Command, command: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "hub"))
    done = vi_brief(*command)
    assert done.code == 0, done.err
    assert "translator" in done.out
    if command[1] == "list":
        assert "CC-BY-NC-4.0" in done.out


def test_a_checkpoint_that_is_not_there_says_how_to_get_it(vi_brief: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "hub"))
    done = vi_brief("run", SEED, "-o", tmp_path / "out", "-c", "opus-mt")
    assert done.code == 2
    assert "vi-brief models pull" in done.err
    assert len(done.err.strip().splitlines()) == 1


def test_score_agrees_with_sacrebleu(vi_brief: Command, tmp_path: Path) -> None:
    import sacrebleu

    references = ["The cat sat on the mat today.", "Prime Minister visits Japan on May 17.", "It costs 300 million dong."]
    hypotheses = ["A cat sat on the mat.", "The Prime Minister visited Japan on May 17.", "It costs $300 million."]
    (tmp_path / "ref").write_text("\n".join(references) + "\n", encoding="utf-8")
    (tmp_path / "hyp").write_text("\n".join(hypotheses) + "\n", encoding="utf-8")
    done = vi_brief(
        "eval", "score", "--reference", tmp_path / "ref", "--system", f"mine={tmp_path / 'hyp'}", "--metric", "bleu,chrf2,chrf2pp"
    )
    assert done.code == 0, done.err
    assert f"{sacrebleu.corpus_bleu(hypotheses, [references]).score:.1f}" in done.out
    assert f"{sacrebleu.corpus_chrf(hypotheses, [references]).score:.1f}" in done.out
    assert f"{sacrebleu.corpus_chrf(hypotheses, [references], word_order=2).score:.1f}" in done.out
    assert f"version:{sacrebleu.__version__}" in done.out
    (tmp_path / "short").write_text("one line\n", encoding="utf-8")
    assert vi_brief("eval", "score", "--reference", tmp_path / "ref", "--system", f"x={tmp_path / 'short'}").code == 2


def test_pull_without_a_network_is_one_line(tmp_path: Path) -> None:
    code = "import socket\ndef cut(*a, **k): raise OSError('no network')\nsocket.socket.connect = socket.getaddrinfo = cut\n"
    code += "from vi_brief.cli.main import main\nmain()"
    environment = {"HOME": str(tmp_path), "HF_HUB_CACHE": str(tmp_path / "hub")}
    done = subprocess.run(
        [sys.executable, "-c", code, "models", "pull", "opus-mt"], capture_output=True, text=True, check=False, env=environment
    )
    assert done.returncode == 2
    assert "cannot be reached" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
