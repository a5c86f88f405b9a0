"""Speed of translation, as ratios in one run: python benchmarks/translate_speed.py [--source FILE --reference FILE] [--quick] [--out NAME]

Without --source the segments of eval/suites/vi-news-mini; a FILE has one segment a line. Contestants take turns, ROUNDS times; a figure is
the median of its rounds. Writes benchmarks/results/NAME.json and docs/images/NAME.png (NAME is translate_speed) with, in source words
(between white space) a second on the clock and of processor time:

- bare: CTranslate2 called directly with our settings, texts prepared and cut to fit, pieces made and joined, nothing else; beams 1, 2, 4
- road: `pipeline.lines_translated` on the raw lines, with checks and repair; and with both switched off; `added` is its time over bare
- loop, batched: transformers `generate`, float32, same weights, one text at a time and 16, longest first, on every STRIDE-th segment
- opus: Marian of the shape of opus-mt-vi-en with random weights, every output FIXED tokens: our ct2 back end, transformers as above
- argos: the pipeline of Argos Translate over the same converted model: a call for each paragraph with beam 4, batches of 32 sentences,
  length penalty 0.2, unknown pieces replaced; sentences given, which it would have to find; one thread, and its default number of threads
"""

import argparse
import json
import os
import platform
import tempfile
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from speed_peers import Suite, Work, against_transformers, argos, folder_of, opus, race, words

from vi_brief import config, pipeline, translate
from vi_brief.evaluate.runs import perform
from vi_brief.models import embedded, hardware, manifest
from vi_brief.models.engine import Decoding, shared_batches
from vi_brief.translate import guard, prepare, split

ROOT = Path(__file__).parent.parent
SUITE = ROOT / "eval" / "suites" / "vi-news-mini" / "documents.jsonl"
ROUNDS, BEAMS = 5, (1, 2, 4)
STRIDE = 6
"""transformers in a loop needs about an hour of processor time for the whole suite five times over."""


def read(source: Path | None, reference: Path | None) -> Suite:
    """The suite of a run; without a reference there is no BLEU."""
    if source is not None:
        lines = source.read_text(encoding="utf-8").splitlines()
        english = reference.read_text(encoding="utf-8").splitlines() if reference else []
        return Suite(tuple(lines), tuple(english), tuple(range(len(lines))))
    rows = [
        (part["source"], part["reference"], (number, part["paragraph"]))
        for number, line in enumerate(SUITE.read_text(encoding="utf-8").splitlines())
        for part in json.loads(line)["segments"]
    ]
    places = {place: n for n, place in enumerate(dict.fromkeys(row[2] for row in rows))}
    return Suite(tuple(r[0] for r in rows), tuple(r[1] for r in rows), tuple(places[r[2]] for r in rows))


def bare(sources: Sequence[str], beam: int, workers: int) -> Work:
    """CTranslate2 and SentencePiece called directly."""
    import ctranslate2
    import sentencepiece

    shipped = embedded.load("translator", 1, device="cpu")
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(manifest.folder() / "translator" / "tokenizer.model"))
    translator = ctranslate2.Translator(str(folder_of(shipped)), compute_type="int8", inter_threads=workers, intra_threads=1)
    prepared = [prepare.source(text, "new") for text in sources]
    texts = [part.strip() for text in prepared for part in split.parts(text, shipped.count, shipped.max_source_tokens)]

    def work() -> list[str]:
        tokens = [[*pieces.encode(text, out_type=str), embedded.END] for text in texts]
        english: dict[int, str] = {}
        running = []
        for group in shared_batches([len(one) for one in tokens], Decoding().batch_tokens, workers):
            most = guard.TOKENS[0] * len(tokens[group[0]]) + guard.TOKENS[1]
            asked = [tokens[i] for i in group]
            started = translator.translate_batch(asked, asynchronous=True, beam_size=beam, max_decoding_length=most, return_scores=True)
            running.append((group, started))
        for group, started in running:
            english.update((i, pieces.decode_pieces(one.result().hypotheses[0])) for i, one in zip(group, started, strict=True))
        return [english[i] for i in range(len(texts))]

    return work


def road(sources: Sequence[str], beam: int, *, checked: bool) -> Work:
    """Our own road from lines to lines."""
    changes: dict[str, Any] = {"translate.beam": beam}
    if not checked:
        changes |= {"checks.enabled": [], "repair.enabled": False}
    chosen = perform.derive(config.read("embedded"), changes)
    settings, translator = pipeline.settings(chosen), translate.build(chosen)
    return lambda: pipeline.lines_translated(sources, translator, settings, translate.Forgetful(), lambda _done, _total: None)


def added(rates: dict[str, Any], time: str) -> dict[str, float]:
    """The share of `time` ("clock_s", "processor_s") that the road adds to the bare engine, for each road."""
    shares = {}
    for name, facts in rates.items():
        kind, _, beam = name.partition(" beam ")
        if kind != "bare":
            shares[name] = round(facts[time] / rates[f"bare beam {beam}"][time] - 1, 3)
    return shares


def machine() -> dict[str, Any]:
    libraries = {name: version(name) for name in ("ctranslate2", "torch", "transformers", "sentencepiece")}
    facts = {
        "cpu": hardware.processor(),
        "cores": hardware.cores(),
        "load": round(os.getloadavg()[0], 1),
        "python": platform.python_version(),
    }
    return {**facts, **libraries}


def plot(report: dict[str, Any], path: Path) -> None:
    """Words a second of every contestant."""
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib import pyplot as plt

    parts = {
        "bare engine and road": "road",
        "same weights in transformers": "transformers",
        "opus-mt shape": "opus",
        "Argos shape": "argos",
    }
    figure, axes = plt.subplots(len(parts), 1, figsize=(9, 10), height_ratios=[9, 3, 3, 2], layout="constrained")
    for place, (title, key) in zip(axes, parts.items(), strict=True):
        rates = {name: facts["words_per_s"] for name, facts in report[key].items() if isinstance(facts, dict) and "words_per_s" in facts}
        colours = ["#1f6f8b" if name.startswith(("ours", "road", "bare")) else "#b0b7bd" for name in rates]
        bars = place.barh(list(rates), list(rates.values()), color=colours)
        place.bar_label(bars, fmt="{:,.0f}", padding=3)
        place.invert_yaxis()
        place.set_title(title, loc="left")
        place.spines[["top", "right"]].set_visible(False)
        place.margins(x=0.12)
    axes[-1].set_xlabel(f"source words a second ({report['machine']['cpu']}, {report['machine']['cores']} cores)")
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, dpi=120)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--source", type=Path)
    parser.add_argument("--reference", type=Path)
    parser.add_argument("--quick", action="store_true", help="every tenth segment, two rounds")
    parser.add_argument("--out", default="translate_speed")
    wanted = parser.parse_args()
    whole = read(wanted.source, wanted.reference)
    suite, rounds = (whole.every(10), 2) if wanted.quick else (whole, ROUNDS)
    few, workers, size = suite if wanted.quick else suite.every(STRIDE), hardware.cores(), words(suite.sources)
    roads: dict[str, tuple[Work, int]] = {}
    for beam in BEAMS:
        roads[f"bare beam {beam}"] = bare(suite.sources, beam, workers), size
        roads[f"road without checks beam {beam}"] = road(suite.sources, beam, checked=False), size
        roads[f"road beam {beam}"] = road(suite.sources, beam, checked=True), size
    rates = race(roads, rounds)
    # Before transformers: once torch is in the process, its OpenMP threads and those of CTranslate2 stand in each other's way.
    peers = {"argos": argos(suite, rounds)}
    report: dict[str, Any] = {
        "machine": machine(),
        "suite": {"name": wanted.source.name if wanted.source else SUITE.parent.name, "segments": len(suite.sources), "words": size},
        "rounds": rounds,
        "road": {**rates, "added": added(rates, "clock_s"), "added_processor": added(rates, "processor_s")},
        "transformers": {**against_transformers(few, rounds), "segments": len(few.sources)},
        **peers,
    }
    with tempfile.TemporaryDirectory() as folder:
        report["opus"] = opus(suite, rounds, Path(folder))
    (ROOT / "benchmarks" / "results" / f"{wanted.out}.json").write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    plot(report, ROOT / "docs" / "images" / f"{wanted.out}.png")
    ratios = {key: report[key]["times"] for key in ("transformers", "opus", "argos")}
    told = {"machine": report["machine"], "added": report["road"]["added"], "times": ratios, "bleu": report["transformers"].get("bleu")}
    print(json.dumps(told, indent=1))


if __name__ == "__main__":
    main()
