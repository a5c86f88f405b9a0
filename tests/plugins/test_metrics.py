"""Every metric keeps the protocol, and each says what it should on cases made for it."""

import math
import stat
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from vi_brief import config, evaluate, plugins
from vi_brief.errors import BadConfig, BadInput, BrokenModel
from vi_brief.evaluate import VIEWS, Pair
from vi_brief.evaluate.metrics import _outside

OUTSIDE = ("bertscore", "comet22", "cometkiwi", "metricx")
INSIDE = tuple(name for name in plugins.names(evaluate.METRICS) if name not in OUTSIDE)
NEEDS = {"source", "hypothesis", "reference", "facts", "record"}
RECORD = {"seconds": 2.0, "words": 1000.0, "peak_mib": 700.0, "model_mib": 40.0}
PAIRS = [
    Pair(
        "Ông Nguyễn Văn Bình cho biết giá tăng 5% lên 2 triệu đồng ngày 9/6/2023.",
        "Nguyen Van Binh said the price rose 5 percent to 2 million dong on June 9, 2023.",
        "Nguyen Van Binh said the price went up 5% to 2 million dong on June 9, 2023.",
        ("Nguyen Van Binh", "2023-06-09"),
        RECORD,
    ),
    Pair("Hai bên ký thỏa thuận.", "The two sides signed", "The two sides signed an agreement.", ("agreement",), RECORD),
]


@pytest.mark.parametrize("name", INSIDE)
def test_a_metric_keeps_the_protocol(name: str) -> None:
    metric = evaluate.metric(name)
    assert metric.needs <= NEEDS
    assert metric.needs
    assert metric.higher_is_better in {True, False, None}
    assert getattr(metric, "view", "segment") in VIEWS
    rows = evaluate.statistics(metric, PAIRS)
    assert rows.shape[0] == 2
    assert np.isfinite(rows).all()
    together = float(evaluate.scores(metric, rows.sum(axis=0)[None])[0])
    assert metric.score(evaluate.add(rows)) == pytest.approx(together, nan_ok=True)
    assert metric.signature
    assert "\n" not in metric.signature


@pytest.mark.parametrize("name", INSIDE)
def test_nothing_to_score_is_no_crash(name: str) -> None:
    metric = evaluate.metric(name)
    row = metric.stats(Pair("", "", "", ("x",), RECORD))
    assert isinstance(metric.score(row), float)


def value(name: str, *pairs: Pair, **options: object) -> float:
    return evaluate.score(name, pairs, options).value


def test_faithfulness_counts_segments_that_state_something() -> None:
    vietnamese = "Giá tăng lên 300 triệu đồng ngày 9/6."
    right, wrong = "The price rose to 300 million dong on June 9.", "The price rose to 300 billion dong on September 6."
    idle = Pair("Hai bên ký thỏa thuận.", "The two sides signed an agreement.", "")
    for name in ("money_fidelity", "date_fidelity"):
        assert value(name, Pair(vietnamese, right, ""), idle) == 100.0
        assert value(name, Pair(vietnamese, right, ""), Pair(vietnamese, wrong, ""), idle) == 50.0
        assert math.isnan(value(name, idle))
    assert value("hallucination", idle, Pair(idle.source, "The two sides signed 45 agreements in France.", "")) == 50.0
    named = "Ông Nguyễn Văn Bình nói."
    assert value("name_fidelity", Pair(named, "Nguyen Van Binh said.", ""), Pair(named, "Nguyen Van Minh said.", "")) == 50.0
    assert value("quantity_fidelity", Pair("Có 45 người.", "There were 45 people.", ""), Pair("Có 45 người.", "There were 54.", "")) == 50.0


def test_copying_is_measured_as_grusky_does() -> None:
    """The article and summary share fragments of 4 and 2 words of a summary of 8: coverage 6/8, density (16 + 4)/8."""
    article = "Police arrested two men in Hanoi on Monday after a long chase."
    summary = "Police arrested two men, officials said; long chase."
    assert value("coverage", Pair(article, summary, "")) == pytest.approx(75.0)
    assert value("density", Pair(article, summary, "")) == pytest.approx(2.5)
    assert value("compression", Pair(article, summary, "")) == pytest.approx(12 / 8)
    assert value("novelty", Pair(article, summary, "")) == pytest.approx(100 * 3 / 7)
    assert value("novelty", Pair(article, summary, ""), n=1) == pytest.approx(100 * 2 / 8)
    for name in ("coverage", "density", "compression", "novelty"):
        metric = evaluate.metric(name)
        both = evaluate.add([metric.stats(Pair(article, summary, "")), metric.stats(Pair(article, "", ""))])
        assert metric.score(both) == value(name, Pair(article, summary, "")), "a page that was rejected has no summary to describe"


def test_key_points_are_found_by_value_and_by_name() -> None:
    brief = "Đinh Tiến Dũng handed over 2,000 tonnes of rice on June 9."
    facts = ("Dinh Tien Dung", "2,000 tonnes of rice", "2023-06-09", "Havana", "3,000 tonnes of rice", "2023-06-10")
    assert value("keypoint_recall", Pair("", brief, "", facts)) == 50.0
    assert value("keypoint_recall", Pair("", "The plan runs from 2023 to 2028.", "", ("2023/2028",))) == 100.0


def test_headlines_keep_the_house_style() -> None:
    good = "Hanoi, Havana Party committees sign 2023-2028 cooperation agreement"
    bad = ["Hanoi And Havana Sign Cooperation Agreement", f"{good}.", "", " ".join(["word"] * 15)]
    assert value("headline_form", Pair("", good, "")) == 100.0
    assert [value("headline_form", Pair("", headline, "")) for headline in bad] == [0.0] * 4
    assert value("headline_words", Pair("", good, "")) == 8.0


def test_support_is_what_the_named_evidence_carries() -> None:
    evidence = "Dinh Tien Dung signed a cooperation agreement with the Havana delegation in Hanoi on June 9."
    said = "Dinh Tien Dung signed a cooperation agreement with the Havana delegation."
    assert value("support", Pair(evidence, said, "")) == 100.0
    assert value("support", Pair(evidence, said.replace("Havana", "Moscow"), "")) == 0.0
    assert value("support", Pair(evidence, "The delegation from Havana gave 2,000 tonnes of rice.", "")) == 0.0
    assert value("support", Pair(evidence, said, ""), Pair("", said, "")) == 50.0, "no evidence is no support"


def test_cleaning_loses_precision_by_keeping_and_recall_by_dropping() -> None:
    body, chrome = "Sáng nay hai bên đã ký thỏa thuận hợp tác mới.", "Tin cùng chuyên mục xem thêm tại đây nhé bạn"
    assert value("cleaning_precision", Pair("", body, body)) == value("cleaning_recall", Pair("", body, body)) == 100.0
    kept_too_much = Pair("", f"{body}\n{chrome}", body)
    assert value("cleaning_precision", kept_too_much) == pytest.approx(800 / 15)
    assert value("cleaning_recall", kept_too_much) == 100.0
    dropped = Pair("", body, f"{body}\n{chrome}")
    assert value("cleaning_precision", dropped) == 100.0
    assert value("cleaning_recall", dropped) == pytest.approx(800 / 15)


def test_segmentation_compares_boundaries() -> None:
    right = "Một hai ba.\nBốn năm.\nSáu."
    assert value("segmentation_f1", Pair("", right, right)) == 100.0
    assert value("segmentation_f1", Pair("", "Một hai ba. Bốn năm.\nSáu.", right)) == pytest.approx(200 / 3)
    assert value("segmentation_f1", Pair("", "Một hai\nba. Bốn năm. Sáu.", right)) == 0.0


def test_cost_comes_from_the_record() -> None:
    pair = Pair("", "", "", record=RECORD)
    names = ("seconds_per_1000_words", "words_per_second", "peak_memory", "model_size")
    assert [value(name, pair) for name in names] == [2.0, 500.0, 700.0, 40.0]
    with pytest.raises(BadInput, match="has no 'peak_mib', only: seconds"):
        value("peak_memory", Pair("", "", "", record={"seconds": 1.0}))


SPEAKER = """#!{python}
import json, sys
worker, engine, model, size = sys.argv[1:5]
assert worker.endswith("_worker.py") and size == "8"
{body}
"""
LENGTHS = """
print(json.dumps({"signature": f"model:{model}|{engine}"}), flush=True)
batch = []
for line in sys.stdin:
    if line.strip():
        batch.append(json.loads(line))
    else:
        for item in batch:
            print(json.dumps({"score": len(item["hypothesis"]) / 10}), flush=True)
        batch = []
"""


def environment(folder: Path, body: str) -> str:
    """A script that stands where the Python of a metric's environment would, and speaks what its worker speaks."""
    path = folder / "python"
    path.write_text(SPEAKER.replace("{python}", sys.executable).replace("{body}", body), encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


def hypotheses(*texts: str) -> Sequence[Pair]:
    return [Pair("s", text, "r") for text in texts]


@pytest.mark.parametrize("name", OUTSIDE)
def test_a_learned_metric_speaks_with_its_environment(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_outside, "BATCH", 2)
    result = evaluate.score(name, hypotheses("a" * 10, "", "a" * 5), {"python": environment(tmp_path, LENGTHS)})
    assert result.value == pytest.approx(0.5)
    assert result.segments[:, 0].tolist() == [1.0, 0.0, 0.5]
    assert result.signature.startswith("model:")
    assert evaluate.metric(name, {"python": environment(tmp_path, LENGTHS)}).higher_is_better is (name != "metricx")


def test_a_learned_metric_without_its_environment_says_how_to_make_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(config, "cache_folder", lambda: tmp_path)
    home = tmp_path / "environments" / "comet22"
    with pytest.raises(BadConfig) as caught:
        evaluate.metric("comet22")
    assert f"python3 -m venv {home} && {home}/bin/pip install unbabel-comet" in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("raise SystemExit('no such checkpoint')", "no such checkpoint"),
        ("print('not json', flush=True)", "not json"),
        ("print(json.dumps({'signature': 'x'}), flush=True); sys.stdin.readline(); raise SystemExit('out of memory')", "out of memory"),
    ],
)
def test_a_worker_that_stops_is_a_line_not_a_hang(body: str, reason: str, tmp_path: Path) -> None:
    with pytest.raises(BrokenModel, match=reason):
        evaluate.score("bertscore", hypotheses("a", "b"), {"python": environment(tmp_path, body)})


def test_the_worker_itself_speaks_the_protocol(tmp_path: Path) -> None:
    """The real worker in this Python, with a library that stands for COMET: what it prints does not disturb the protocol."""
    for name in ("comet", "torch"):
        (tmp_path / f"{name}.py").write_text(FAKE[name], encoding="utf-8")
    metadata = {"unbabel-comet": "unbabel_comet", "torch": "torch"}
    for package, folder in metadata.items():
        home = tmp_path / f"{folder}-2.0.dist-info"
        home.mkdir()
        (home / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: 2.0\n", encoding="utf-8")
    python = tmp_path / "python"
    python.write_text(f'#!/bin/sh\nPYTHONPATH={tmp_path} exec {sys.executable} "$@"\n', encoding="utf-8")
    python.chmod(0o755)
    result = evaluate.score("comet22", hypotheses("aa", "a"), {"python": str(python), "model": "m"})
    assert result.segments[:, 0].tolist() == [2.0, 1.0]
    assert result.signature == "model:m|unbabel-comet:2.0|torch:2.0"


FAKE = {
    "torch": "class cuda:\n    is_available = staticmethod(lambda: False)\n",
    "comet": """
print("a library that talks")
class Model:
    def predict(self, data, batch_size, gpus, progress_bar):
        print("progress")
        return type("Out", (), {"scores": [float(len(item["mt"])) for item in data]})
def download_model(name): return name
def load_from_checkpoint(path): return Model()
""",
}
