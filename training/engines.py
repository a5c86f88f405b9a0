"""Engines (`vi_brief.models.engine.Engine`) over a run's weights: CTranslate2 int8 on a CPU, our own decoder on an accelerator."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from training import pieces
from training.job import Job, digest
from vi_brief.models.engine import Decoding, Engine
from vi_brief.records import Hypothesis


def convert(model: Path, tokenizer: Path, out: Path) -> None:
    """Convert a model folder to CTranslate2 int8, by the package's own converter."""
    from vi_brief.models import embedded, seq2seq

    network = seq2seq.load_weights(model, "train it again")
    del network  # it fits its config: a clear message here, not in the converter
    out.mkdir(parents=True, exist_ok=True)
    embedded._convert(model, pieces.load(tokenizer), out)  # noqa: SLF001 - the one conversion that the shipped models go through


def converted(job: Job, name: str) -> Path:
    """The CTranslate2 folder of a run's newest weights, converted when they changed."""
    model = job.model(name)
    key = f"{digest(model / 'model.safetensors')[:16]}-{digest(job.tokenizer)[:16]}"
    out = job.work / "ct2" / key
    if not (out / "model.bin").is_file():
        part = out.with_name(out.name + ".tmp")
        convert(model, job.tokenizer, part)
        part.replace(out)
    return out


class OwnEngine:
    """An `Engine` over our own network and decoder."""

    def __init__(self, network: Any, processor: Any, identity: Mapping[str, str], longest: int) -> None:
        self.identity = identity
        self._network, self._processor = network, processor
        self.max_source_tokens = longest

    def count(self, text: str) -> int:
        """As `Engine` says."""
        return len(self._processor.encode(text))

    def generate(self, texts: Sequence[str], decoding: Decoding) -> list[list[Hypothesis]]:
        """As `Engine` says, with one hypothesis for each text."""
        from training.decode import Search, decode

        limit = self._network.shape.positions - 1
        sources = [self._processor.encode(text)[:limit] for text in texts]
        most = min(decoding.longest(max(map(len, sources), default=0)), limit)
        search = Search(decoding.beam, 0.0, most, decoding.length_penalty)
        outputs = decode(self._network, sources, search, 2 * decoding.batch_tokens)
        return [[Hypothesis(pieces.decoded(self._processor, [ids])[0], score, finished)] for ids, score, finished in outputs]


def engine(job: Job, name: str, longest: int) -> Engine:
    """The engine of a run, for the job's device. Segments of more than `longest` tokens are for the translate stage to split."""
    from training import network

    processor = pieces.load(job.tokenizer)
    model = job.model(name)
    identity = {"model": name, "weights": digest(model / "model.safetensors")}
    device = network.device_of(job.device)
    if device.type == "cpu":
        from vi_brief.models.ct2 import Ct2Engine
        from vi_brief.models.embedded import PieceCodec

        positions = network.load(model).shape.positions
        limits = min(longest + 1, positions), positions
        return Ct2Engine(
            converted(job, name),
            PieceCodec(processor),
            {**identity, "device": "cpu", "compute": "int8"},
            limits,
            job.recipe.general.threads,
        )
    from training.decode import ready

    return OwnEngine(ready(network.load(model), device), processor, {**identity, "compute": "bf16"}, longest)
