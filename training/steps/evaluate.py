"""evaluate: BLEU and chrF2++ on the dev suites, through vi_brief's own stages (segment, protect, translate, restore, check). [evaluate]

Writes WORK/evaluation/<model>.json and prints a table. On a CPU the model runs as it ships, CTranslate2 in int8.
"""

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from training import suites
from training.corpus import Pair
from training.job import Job, write_json
from training.recipe import Evaluate
from vi_brief.config import Config
from vi_brief.models.engine import Engine
from vi_brief.records import Translation


def run(job: Job) -> None:
    """Do the step. --run replaces the recipe's model."""
    import sacrebleu  # noqa: F401 - missing, it should be missed before the work

    from training import engines

    options = job.recipe.options(Evaluate, "evaluate")
    name = job.run or options.model
    found = suites.read(job.suites, options.suites)
    engine = engines.engine(job, name, options.max_source_tokens)
    rows: dict[str, Any] = {}
    for suite, pairs in found.items():
        rows[suite] = _scored(pairs[: options.lines or None], engine, options)
        print(_line(suite, rows[suite]), flush=True)
    content = {"model": name, "engine": dict(engine.identity), "options": options.model_dump(mode="json"), "suites": rows}
    write_json(job.work / "evaluation" / f"{name.replace('/', '-')}.json", content)
    print("\n| suite | segments | BLEU | chrF2++ | findings per 100 | source words/s |\n|---|---|---|---|---|---|")
    for suite, row in rows.items():
        cells = (suite, row["segments"], row["bleu"], row["chrf2pp"], row["findings_per_100"], row["words_per_second"])
        print("| " + " | ".join(map(str, cells)) + " |")
    for row in list(rows.values())[:1]:
        print(f"signatures: {row['bleu_signature']}, {row['chrf2pp_signature']}")


def _line(suite: str, row: dict[str, Any]) -> str:
    return f"{suite}: BLEU {row['bleu']}, chrF2++ {row['chrf2pp']}, {row['seconds']} s"


def settings(options: Evaluate) -> Config:
    """The system's config with this recipe's search in its [translate]."""
    from vi_brief import config

    read = config.read(options.config)
    search = {**read.sections.get("translate", {}), "beam": options.beam, "batch_tokens": options.batch_tokens}
    return replace(read, sections={**read.sections, "translate": search})


def translated(lines: Sequence[str], engine: Engine, chosen: Config) -> list[list[Translation]]:
    """The translations of each line's segments."""
    from vi_brief import pipeline, segment

    segments = [
        replace(part, id=f"l{number}.{part.id}", paragraph=number) for number, line in enumerate(lines) for part in segment.segment([line])
    ]
    out: list[list[Translation]] = [[] for _ in lines]
    for made in pipeline.translate_segments(segments, engine, pipeline.settings(chosen), None, lambda done, total: None):  # noqa: ARG005
        out[made.segment.paragraph].append(made)
    return out


def _scored(pairs: Sequence[Pair], engine: Engine, options: Evaluate) -> dict[str, Any]:
    from sacrebleu.metrics import BLEU, CHRF

    from vi_brief import checks

    chosen = settings(options)
    begun = time.perf_counter()
    made = translated([vi for vi, _ in pairs], engine, chosen)
    seconds = time.perf_counter() - begun
    hypotheses = [" ".join(" ".join(part.en.split()) for part in parts) for parts in made]
    references = [[en for _, en in pairs]]
    row: dict[str, Any] = {"segments": len(pairs), "seconds": round(seconds, 1)}
    row["words_per_second"] = round(sum(len(vi.split()) for vi, _ in pairs) / max(seconds, 1e-9))
    for key, metric in (("bleu", BLEU()), ("chrf2pp", CHRF(word_order=2))):
        row[key] = round(metric.corpus_score(hypotheses, references).score, 2)
        row[f"{key}_signature"] = str(metric.get_signature())
    audit = checks.Audit(chosen) if options.checks else None
    kinds = Counter(
        f.kind for parts in made for part in parts for f in (audit.alone(part).findings if audit else ()) if f.severity != "info"
    )
    row["findings"] = dict(sorted(kinds.items()))
    row["findings_per_100"] = round(100 * kinds.total() / max(1, len(pairs)), 1)
    row["without_slots"] = sum("translated without slots" in part.notes for parts in made for part in parts)
    row["hypotheses"] = hypotheses
    return row
