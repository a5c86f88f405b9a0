"""The shipped translator keeps the floors of eval/baseline.json."""

import json
from pathlib import Path

from tests.conftest import ROOT, Command
from vi_brief import evaluate


def test_the_shipped_translator_keeps_its_floor(vi_brief: Command, tmp_path: Path) -> None:
    floors = json.loads((ROOT / "eval" / "baseline.json").read_text(encoding="utf-8"))
    documents = (ROOT / "eval" / "suites" / "seeds" / "documents.jsonl").read_text(encoding="utf-8").splitlines()
    segments = [segment for line in documents for segment in json.loads(line)["segments"]]
    (tmp_path / "source").write_text("".join(s["source"] + "\n" for s in segments), encoding="utf-8")
    assert vi_brief("translate", "--lines", tmp_path / "source", "-o", tmp_path / "out").code == 0
    hypotheses = (tmp_path / "out").read_text(encoding="utf-8").splitlines()
    pairs = evaluate.pairs(None, hypotheses, [s["reference"] for s in segments])
    for metric, floor in floors["seeds"].items():
        assert evaluate.score(metric, pairs).value >= floor, metric
