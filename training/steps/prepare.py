"""prepare: clean, dedupe and decontaminate the corpora, mark styles, put in slots. Needs --corpus and --suites.

Writes into WORK/data: `train.tsv` (house-style pairs several times, all others marked `# `; names and figures as slots in part),
`plain.tsv` (every pair once, unmarked), `mono.vi.txt`, `mono.en.txt`, `dev.tsv`, and `manifest.json`, which says for every file what it
is, how much of it was kept and why the rest was not.
"""

import random
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from training import corpus
from training.corpus import Pair, Runs
from training.job import Job, digest, write_json, write_text
from training.recipe import HERE, Prepare
from vi_brief.errors import BadInput


def run(job: Job) -> None:
    """Do the step; nothing if --resume is given and it is done."""
    if job.resume and (job.data / "manifest.json").is_file():
        print(job.data, "is done")
        return
    root = job.needed(job.corpus, "--corpus")
    options = job.recipe.options(Prepare, "prepare")
    if not job.suites:
        raise BadInput("prepare needs --suites: without them nothing can be decontaminated")
    banned, suites = corpus.leaks(job.suites, options.run)
    ledger: list[dict[str, Any]] = []
    house, other = _pairs(root, options, banned, ledger)
    rng = random.Random(job.recipe.general.seed)
    train = [(corpus.OTHER_STYLE + vi, en) for vi, en in other] + house * options.house_weight
    plain = house + other
    rng.shuffle(train)
    rng.shuffle(plain)
    _write(job.data / "train.tsv", train)
    _write(job.data / "plain.tsv", plain)
    if options.slots:
        _slots(job.data / "train.tsv")
    _mono(job, root, options, banned, ledger)
    dev = _dev(job.suites, options)
    _write(job.data / "dev.tsv", dev)
    outputs = {
        p.name: {"rows": p.read_bytes().count(b"\n"), "sha256": digest(p)} for p in sorted(job.data.iterdir()) if p.suffix != ".json"
    }
    content = {
        "recipe": job.recipe.name,
        "seed": job.recipe.general.seed,
        "options": options.model_dump(mode="json"),
        "files": ledger,
        "suites": [{"file": Path(path).name, "sha256": sha} for path, sha in suites.items()],
        "outputs": outputs,
    }
    write_json(job.data / "manifest.json", content)
    for name, facts in outputs.items():
        print(f"{name}: {facts['rows']} rows")


def _pairs(root: Path, options: Prepare, banned: Runs, ledger: list[dict[str, Any]]) -> tuple[list[Pair], list[Pair]]:
    house: list[Pair] = []
    other: list[Pair] = []
    seen: set[Pair] = set()
    for row in corpus.manifest(root):
        path = root / row["file"]
        name = path.name.partition(".")[0]
        documents = name in options.house_documents
        if not documents and path.parent.name != "parallel":
            continue
        if name in options.leave_out or row["use"] not in options.uses:
            ledger.append(_entry(row, path, Counter({"left out": 1})))
            continue
        kept, counts = _clean(corpus.document_pairs(path) if documents else corpus.list_pairs(path), options, banned, seen)
        (house if documents or name in options.house_lists else other).extend(kept)
        ledger.append(_entry(row, path, counts))
    return house, other


def _clean(pairs: Iterable[Pair], options: Prepare, banned: Runs, seen: set[Pair]) -> tuple[list[Pair], Counter[str]]:
    kept: list[Pair] = []
    counts: Counter[str] = Counter()
    spell = _speller(options)
    for raw in pairs:
        pair = spell(corpus.tidy(raw[0])), corpus.tidy(raw[1])
        key = pair[0].lower(), pair[1].lower()
        why = corpus.fault(pair, options.longest, options.most_lopsided)
        if not why:
            why = "repeated" if key in seen else "leak" if corpus.leaks_into(pair, banned, options.run) else ""
        counts[why or "kept"] += 1
        if not why:
            seen.add(key)
            kept.append(pair)
    return kept, counts


def _speller(options: Prepare) -> Callable[[str], str]:
    """How a Vietnamese text is spelled for the model: as the translate stage does it, or as it is."""
    if options.tone_marks == "keep":
        return lambda text: text
    from vi_brief.translate import prepare

    return lambda text: prepare.source(text, options.tone_marks)


def _entry(row: dict[str, str], path: Path, counts: Counter[str]) -> dict[str, Any]:
    facts = {key: row.get(key, "") for key in ("file", "items", "use", "licence", "domain")}
    dropped = {why: number for why, number in sorted(counts.items()) if why != "kept"}
    return {**facts, "sha256": digest(path), "kept": counts["kept"], "dropped": dropped}


def _slots(path: Path) -> None:
    """Put slots into part of the pairs, by the script that made the shipped model's."""
    part = path.with_suffix(".slots")
    subprocess.run([sys.executable, str(HERE / "add_slots.py"), str(path), str(part)], check=True, stdout=subprocess.DEVNULL)
    part.replace(path)


def _mono(job: Job, root: Path, options: Prepare, banned: Runs, ledger: list[dict[str, Any]]) -> None:
    spell = _speller(options)
    sides: tuple[tuple[str, str, Callable[[Path, int], Iterator[str]]], ...] = (
        ("vi", options.mono_vi, corpus.vietnamese_sentences),
        ("en", options.mono_en, corpus.english_sentences),
    )
    for language, name, read in sides:
        row = next((r for r in corpus.manifest(root) if name and Path(r["file"]).name.partition(".")[0] == name), None)
        if row is None or row["use"] not in options.uses:
            continue
        counts: Counter[str] = Counter()
        kept: dict[str, None] = {}
        for raw in read(root / row["file"], options.mono_article_sentences):
            text = spell(corpus.tidy(raw)) if language == "vi" else corpus.tidy(raw)
            why = corpus.sentence_fault(text, options.mono_shortest, options.longest)
            if not why:
                why = "repeated" if text in kept else "leak" if corpus.leaks_into((text,), banned, options.run) else ""
            counts[why or "kept"] += 1
            if not why:
                kept[text] = None
        write_text(job.data / f"mono.{language}.txt", "".join(f"{text}\n" for text in kept))
        ledger.append(_entry(row, root / row["file"], counts))


def _dev(suites: Iterable[Path], options: Prepare) -> list[Pair]:
    for folder in suites:
        path = folder / options.dev
        if path.is_file():
            spell = _speller(options)
            read = corpus.document_pairs(path) if path.suffix == ".jsonl" else corpus.list_pairs(path)
            return [(spell(corpus.tidy(vi)), corpus.tidy(en)) for vi, en in read]
    raise BadInput(f"prepare: none of the --suites has {options.dev} (option `dev` of [prepare]): the dev loss needs it")


def _write(path: Path, rows: Iterable[Pair]) -> None:
    write_text(path, "".join(f"{source}\t{target}\n" for source, target in rows))
