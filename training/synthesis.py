"""Synthetic pairs: the sources of sets, decoded in chunks with a run's model, filtered, and joined into a new set.

Each finished chunk is kept under WORK/packed/OUTPUT.parts, so a decoding that was stopped goes on with the next one.
"""

import json
import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import numpy as np

from training import decode, network, packed, pieces
from training.decode import Ids, Output, Search
from training.job import Job, write_json
from training.packed import Texts
from training.recipe import Decode
from vi_brief.errors import BadInput

Kept = tuple[Ids, Ids]
"""Source and target of a synthetic pair."""
Make = Callable[["Speaker", list[Ids], int], tuple[list[Kept], Counter[str]]]
"""(speaker, sources, number of the first) -> pairs that passed the filters, and what became of the rest."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Decodes sources with a run's model: CTranslate2 int8 on a CPU, our own decoder on a GPU."""

    say: Callable[[Sequence[Ids]], list[Output]]
    mark: tuple[int, ...]

    def __call__(self, sources: Sequence[Ids]) -> list[Output]:
        """The output of each source, to which the task's mark is added here."""
        return self.say([[*self.mark, *source] for source in sources])


def speaker(job: Job, options: Decode) -> Speaker:
    """The model of [section] ready to decode on the job's device."""
    processor = pieces.load(job.tokenizer)
    search = Search(options.beam, options.temperature, options.max_tokens, seed=job.recipe.general.seed)
    mark = tuple(pieces.mark_ids(processor, options.task))
    device = network.device_of(job.device)
    if device.type == "cpu":
        return Speaker(_ct2(job, options, search), mark)
    model = decode.ready(network.load(job.model(options.model)), device)
    return Speaker(lambda sources: decode.decode(model, sources, search, options.batch_tokens), mark)


def _ct2(job: Job, options: Decode, search: Search) -> Callable[[Sequence[Ids]], list[Output]]:
    import ctranslate2

    from training import engines

    processor = pieces.load(job.tokenizer)
    names = [processor.id_to_piece(i) for i in range(processor.get_piece_size())]
    numbers = {name: number for number, name in enumerate(names)}
    ctranslate2.set_random_seed(search.seed)
    threads = job.recipe.general.threads
    translator = ctranslate2.Translator(str(engines.converted(job, options.model)), compute_type="int8", intra_threads=threads)
    sampling = {"sampling_topk": 0, "sampling_temperature": search.temperature} if search.temperature else {}

    def say(sources: Sequence[Ids]) -> list[Output]:
        results = translator.translate_batch(
            [[*(names[i] for i in source), names[pieces.END]] for source in sources],
            beam_size=search.beam, max_decoding_length=search.max_tokens, return_scores=True, return_end_token=True,
            max_batch_size=options.batch_tokens, batch_type="tokens", **sampling,
        )  # fmt: skip
        out = []
        for result in results:
            ids = [numbers[name] for name in result.hypotheses[0]]
            finished = bool(ids) and ids[-1] == pieces.END
            out.append((ids[:-1] if finished else ids, float(result.scores[0]), finished))
        return out

    return say


def sources(job: Job, options: Decode) -> Texts:
    """The distinct sources of the input sets, in order, the longest ones left out; at most `rows`."""
    kept: dict[bytes, None] = {}
    for row in chain.from_iterable(packed.read(job.packed(name)).source.rows() for name in options.inputs):
        if options.rows and len(kept) >= options.rows:
            break
        if options.shortest <= len(row) <= options.max_tokens:
            kept[np.asarray(row, dtype="<u2").tobytes()] = None
    rows = [np.frombuffer(text, dtype="<u2") for text in kept]
    if not rows:
        raise BadInput(f"{', '.join(options.inputs)}: there is no source to decode")
    return Texts(np.concatenate(rows), np.concatenate([[0], np.cumsum([len(row) for row in rows])]).astype(np.int64))


def make(job: Job, options: Decode, produce: Make) -> None:
    """Decode everything, chunk by chunk, until it is done or the time is over; then write the set."""
    begun = time.monotonic()
    texts, parts = sources(job, options), job.packed(f"{options.output}.parts")
    if not job.resume:
        shutil.rmtree(parts, ignore_errors=True)
    minutes = job.minutes if job.minutes is not None else options.minutes
    ready: Speaker | None = None
    done = 0
    for number, first in enumerate(range(0, len(texts), options.chunk)):
        folder = parts / f"{number:05d}"
        if not (folder / "facts.json").is_file():
            if minutes and time.monotonic() - begun > 60 * minutes:
                break
            ready = ready or speaker(job, options)
            _chunk(folder, list(texts.rows(first, first + options.chunk)), ready, produce, first)
        done = min(first + options.chunk, len(texts))
        print(f"{options.output}: {done} of {len(texts)} sources, {time.monotonic() - begun:.0f} s", flush=True)
    _join(job, options, parts, {"sources": done, "of": len(texts), "seconds": round(time.monotonic() - begun, 1)})


def _chunk(folder: Path, rows: list[Ids], ready: Speaker, produce: Make, first: int) -> None:
    kept, counts = produce(ready, rows, first)
    packed.write(folder, "source", (source for source, _ in kept))
    packed.write(folder, "target", (target for _, target in kept))
    write_json(folder / "facts.json", {"counts": dict(counts)})


def _join(job: Job, options: Decode, parts: Path, facts: Mapping[str, float]) -> None:
    folders = sorted(p.parent for p in parts.glob("*/facts.json"))
    sets = [packed.read(folder) for folder in folders]
    out = job.packed(options.output)
    packed.write(out, "source", chain.from_iterable(s.source.rows() for s in sets))
    rows = packed.write(out, "target", chain.from_iterable(s.target.rows() for s in sets if s.target is not None))
    counts: Counter[str] = Counter()
    for folder in folders:
        counts.update(json.loads((folder / "facts.json").read_text(encoding="utf-8"))["counts"])
    result = {**facts, "pairs": rows, "counts": dict(sorted(counts.items()))}
    write_json(out / "facts.json", {**result, "options": options.model_dump(mode="json")})
    print(json.dumps(result))


def verdicts(outputs: Sequence[Output], inputs: Sequence[Ids], options: Decode) -> Iterator[str]:
    """Why each output is no good by itself ("" if it may be): unfinished, doubtful, short, or of another length than its source."""
    for (ids, score, finished), source in zip(outputs, inputs, strict=True):
        if not finished:
            yield "unfinished"
        elif score < options.least_score:
            yield "doubtful"
        elif len(ids) < options.shortest:
            yield "short"
        elif len(ids) > 3 * len(source) + 8 or len(source) > 3 * len(ids) + 8:
            yield "lopsided"
        else:
            yield ""
