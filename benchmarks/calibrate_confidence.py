"""Fit the confidence of a translated sentence to its expected chrF++ on dev suites.

    python benchmarks/calibrate_confidence.py SUITE... --cache FOLDER [--limit 350] [--config embedded] [--write]

A SUITE is a .tsv of Vietnamese TAB English, a .jsonl of articles (title, lead, body as [vi, en] pairs), or a folder with source.vi and
reference.en. Every suite gives up to LIMIT segments, evenly spaced. They are translated and checked as `vi-brief run` does it; FOLDER keeps
the translations, so that a second run only fits. Prints Spearman's rho and the expected calibration error, in the sample and with each
suite left out in turn, and draws docs/images/confidence.png. --write puts the constants into src/vi_brief/checks/confidence.toml.
"""

import argparse
import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
CONSTANTS = ROOT / "src" / "vi_brief" / "checks" / "confidence.toml"
RIDGE = 0.5
"""Prior of each weight but the first, in squared logits: a feature that few segments have stays near 0."""


@dataclass(frozen=True)
class Row:
    """One translated segment: the suite it is of, its features, its sentence chrF++ in 0..1, and the most that its findings leave."""

    suite: str
    features: dict[str, float]
    quality: float
    most: float


def rows(path: Path, system: tuple[Any, Any, Any], limit: int) -> list[Row]:
    from sacrebleu.metrics import CHRF

    from vi_brief import checks, pipeline
    from vi_brief.checks import _confidence
    from vi_brief.evaluate import suites
    from vi_brief.records import Segment
    from vi_brief.viet.hygiene import tidy

    config, translator, memory = system
    pairs = [(vi, en) for document in suites.read(str(path)).documents for _, vi, en in document.pairs]
    everything = [(tidy(vi)[0], en) for vi, en in pairs if vi.strip() and en.strip()]
    step = max(1, math.ceil(len(everything) / limit))
    chosen = everything[::step]
    segments = [Segment(f"s{n}", n, vi) for n, (vi, _) in enumerate(chosen, 1)]
    translated = pipeline.translate_segments(segments, translator, pipeline.settings(config), memory, lambda *_: None)
    metric = CHRF(word_order=2)
    return [
        Row(
            path.stem,
            _confidence.features(t),
            metric.sentence_score(t.en, [reference]).score / 100,
            _confidence.most(t),
        )
        for t, (_, reference) in zip(checks.run(translated, config), chosen, strict=True)
    ]


def fit(sample: Sequence[Row], names: Sequence[str]) -> dict[str, float]:
    """Weights of a logistic curve through the qualities: ridge least squares by Gauss-Newton. Penalties keep their sign."""
    import numpy as np

    names = list(names)
    while True:
        x = np.array([[row.features[name] for name in names] for row in sample])
        y = np.array([row.quality for row in sample])
        w = np.zeros(len(names))
        for _ in range(60):
            p = 1 / (1 + np.exp(-x @ w))
            slope = x * (p * (1 - p))[:, None]
            prior = np.diag([0.0] + [RIDGE] * (len(names) - 1)) * float(np.var(y))
            w = w + np.linalg.solve(slope.T @ slope + prior, slope.T @ (y - p) - prior @ w)
        wrong = [n for n, value in zip(names, w, strict=True) if n in {"errors", "warnings", "odd_length"} and value > 0]
        if not wrong:
            return {name: round(float(value), 4) for name, value in zip(names, w, strict=True)}
        names = [name for name in names if name not in wrong]


def predicted(sample: Sequence[Row], weights: dict[str, float]) -> list[float]:
    return [min(row.most, 1 / (1 + math.exp(-sum(w * row.features[name] for name, w in weights.items())))) for row in sample]


def spearman(a: Sequence[float], b: Sequence[float]) -> float:
    import numpy as np

    def ranks(values: Sequence[float]) -> Any:
        _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
        return (np.cumsum(counts) - (counts - 1) / 2)[inverse]

    return float(np.corrcoef(ranks(a), ranks(b))[0, 1])


def bins(said: Sequence[float], true: Sequence[float], number: int = 10) -> list[tuple[float, float, int]]:
    """Equally full bins: (mean confidence, mean quality, segments)."""
    order = sorted(range(len(said)), key=lambda i: said[i])
    cuts = [order[len(order) * k // number : len(order) * (k + 1) // number] for k in range(number)]
    return [(sum(said[i] for i in c) / len(c), sum(true[i] for i in c) / len(c), len(c)) for c in cuts if c]


def calibration_error(said: Sequence[float], true: Sequence[float]) -> float:
    return sum(abs(a - b) * n for a, b, n in bins(said, true)) / len(said)


def left_out(sample: Sequence[Row], names: Sequence[str]) -> list[float]:
    """The confidence of each row from weights that its suite had no part in."""
    said: dict[int, float] = {}
    for suite in dict.fromkeys(row.suite for row in sample):
        weights = fit([row for row in sample if row.suite != suite] or sample, names)
        said |= {i: predicted([row], weights)[0] for i, row in enumerate(sample) if row.suite == suite}
    return [said[i] for i in range(len(sample))]


def report(sample: Sequence[Row], weights: dict[str, float], names: Sequence[str]) -> dict[str, float]:
    true = [row.quality for row in sample]
    said, unseen = predicted(sample, weights), left_out(sample, names)
    return {
        "segments": len(sample),
        "spearman": round(spearman(said, true), 3),
        "calibration_error": round(calibration_error(said, true), 4),
        "spearman_left_out": round(spearman(unseen, true), 3),
        "calibration_error_left_out": round(calibration_error(unseen, true), 4),
    }


def levels(sample: Sequence[Row], said: Sequence[float]) -> None:
    """What the colours mean: share of segments, mean chrF++, and the share under 30 and over 60."""
    from vi_brief import trust

    named = [trust.level_of(c) for c in said]
    for level in ("high", "medium", "low"):
        these = [row.quality for row, own in zip(sample, named, strict=True) if own == level]
        if these:
            bad, good = sum(q < 0.3 for q in these) / len(these), sum(q >= 0.6 for q in these) / len(these)
            mean = sum(these) / len(these)
            share = len(these) / len(sample)
            print(f"{level:7} {share:6.1%} of segments, mean chrF++ {100 * mean:4.1f}, under 30: {bad:5.1%}, from 60: {good:5.1%}")


def plot(sample: Sequence[Row], said: Sequence[float], out: Path) -> None:
    import matplotlib as mpl

    mpl.use("Agg")
    import matplotlib.pyplot as plt

    from vi_brief import trust

    figure, axes = plt.subplots(figsize=(6.4, 5.2), layout="constrained")
    axes.plot([0, 1], [0, 1], color="#888", linewidth=1, linestyle="--", label="as promised")
    for suite in dict.fromkeys(row.suite for row in sample):
        own = [(c, row.quality) for c, row in zip(said, sample, strict=True) if row.suite == suite]
        drawn = bins([c for c, _ in own], [q for _, q in own], 8)
        axes.plot([b[0] for b in drawn], [b[1] for b in drawn], marker="o", markersize=4, linewidth=1, alpha=0.75, label=suite)
    drawn = bins(said, [row.quality for row in sample], 12)
    axes.plot([b[0] for b in drawn], [b[1] for b in drawn], marker="s", color="black", label="all suites")
    axes.axvspan(0, trust.AMBER, color="#b3261e", alpha=0.07)
    axes.axvspan(trust.AMBER, trust.GREEN, color="#e0a100", alpha=0.07)
    axes.axvspan(trust.GREEN, 1, color="#1b7a46", alpha=0.07)
    axes.set(xlim=(0.1, 0.9), ylim=(0.1, 0.9), xlabel="confidence: expected chrF++ / 100", ylabel="mean sentence chrF++ / 100")
    axes.set_title(f"Confidence against quality, {len(sample):,} segments of dev suites")
    axes.legend(frameon=False, fontsize=8)
    out.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(out, dpi=110, metadata={"Software": None})


def write(weights: dict[str, dict[str, float]], told: dict[str, dict[str, float]], suites: Sequence[str], model: str) -> None:
    lines = [
        "# Weights of the confidence of a translated sentence; written by benchmarks/calibrate_confidence.py --write.",
        f"# Fitted to sentence chrF++ on {told['scored']['segments']} segments of {', '.join(suites)}, translated by {model}.",
    ]
    for kind, story in (("scored", "with the model's score"), ("unscored", "for a translator that gives no score")):
        t = told[kind]
        lines += [
            "",
            f"# {story}: Spearman's rho {t['spearman']}, expected calibration error {t['calibration_error']}",
            f"# (each suite left out of the fit in turn: {t['spearman_left_out']} and {t['calibration_error_left_out']})",
            f"[{kind}]",
            *(f"{name} = {value}" for name, value in weights[kind].items()),
        ]
    CONSTANTS.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    from vi_brief import config as configs
    from vi_brief import store, translate
    from vi_brief.checks import _confidence

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("suites", nargs="+", type=Path)
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--limit", type=int, default=350)
    parser.add_argument("--config", default="embedded")
    parser.add_argument("--plot", type=Path, default=ROOT / "docs" / "images" / "confidence.png")
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    config = configs.read(given.config)
    translator = translate.build(config)
    with store.Store(given.cache) as memory:
        sample = [row for path in given.suites for row in rows(path, (config, translator, memory), given.limit)]
    weights, told = {}, {}
    for kind, names in _confidence.FEATURES.items():
        usable = [row for row in sample if all(math.isfinite(row.features[name]) for name in names)]
        weights[kind] = fit(usable, names)
        told[kind] = report(usable, weights[kind], names)
        print(kind, json.dumps(weights[kind]), json.dumps(told[kind]))
    scored = [row for row in sample if math.isfinite(row.features["score"])]
    said = predicted(scored, weights["scored"])
    levels(scored, said)
    plot(scored, said, given.plot)
    if given.write:
        model = " ".join(str(translator.identity[key])[:12] for key in ("model", "repository", "weights") if key in translator.identity)
        write(weights, told, [path.stem for path in given.suites], model)


if __name__ == "__main__":
    main()
