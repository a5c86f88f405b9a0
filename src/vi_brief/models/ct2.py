"""A model that CTranslate2 runs: tokens in, hypotheses out. How text becomes tokens is the codec's affair."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from vi_brief.errors import BrokenModel
from vi_brief.models import hardware
from vi_brief.models.engine import Decoding, shared_batches
from vi_brief.records import Hypothesis


class Codec(Protocol):
    """Text to the tokens of one model and back; several threads may ask at once."""

    @property
    def end(self) -> str:
        """The token that ends an output."""
        ...

    @property
    def prefix(self) -> tuple[str, ...]:
        """The target tokens that every output starts with (a language code), not part of the text."""
        ...

    def encode(self, text: str) -> list[str]:
        """The source tokens of a text, special tokens included."""
        ...

    def pieces(self, output: str) -> list[str]:
        """The target tokens of a text, without prefix and end mark."""
        ...

    def decode(self, tokens: Sequence[str]) -> str:
        """The text of target tokens, prefix and end mark left out."""
        ...


class Ct2Engine:
    """An `Engine` over a converted model in a folder.

    `identity["device"]` and `identity["compute"]` say where it runs and in which number format. `limits` are the most source and target
    tokens that the model can take, special tokens included. On a CPU every worker has one thread and its own batch, which for models of
    this size is faster than all threads on one batch; `threads` is the number of workers, 0 for one per core.
    """

    def __init__(self, folder: Path, codec: Codec, identity: Mapping[str, str], limits: tuple[int, int], threads: int = 0) -> None:
        self.identity = identity
        self._codec = codec
        self._special = len(codec.encode(""))
        self._limits = limits
        self._workers = 1 if identity["device"] == "cuda" else threads or hardware.cores()
        self._translator = _open(folder, identity["device"], identity["compute"], self._workers)

    @property
    def max_source_tokens(self) -> int:
        """As `Engine` says."""
        return self._limits[0] - self._special

    def count(self, text: str) -> int:
        """As `Engine` says."""
        return len(self._codec.encode(text)) - self._special

    def generate(self, texts: Sequence[str], decoding: Decoding) -> list[list[Hypothesis]]:
        """As `Engine` says."""
        sources = [self._codec.encode(text) for text in texts]
        groups = shared_batches([len(source) for source in sources], decoding.batch_tokens, self._workers)
        # All batches wait in one queue, so that no worker is idle while there is a batch left.
        running = [self._start([sources[i] for i in group], decoding) for group in groups]
        found: dict[int, list[Hypothesis]] = {}
        for group, waiting in zip(groups, running, strict=True):
            for i, one in zip(group, waiting, strict=True):
                made = one.result()
                found[i] = [self._hypothesis(*pair, decoding) for pair in zip(made.hypotheses, made.scores, strict=True)]
        return [found[i] for i in range(len(texts))]

    def score(self, text: str, output: str) -> float:
        """As `ScoringEngine` says."""
        target = [*self._codec.prefix, *self._codec.pieces(output)]
        [found] = self._translator.score_batch([self._codec.encode(text)], [target], max_input_length=self._limits[0])
        own = found.log_probs[self._given(found.tokens) :]
        return float(sum(own) / len(own))

    def _given(self, tokens: Sequence[str]) -> int:
        """How many tokens of an output are its prefix: it is a part of the output unless the model starts from it."""
        prefix = list(self._codec.prefix)
        return len(prefix) if list(tokens[: len(prefix)]) == prefix else 0

    def _start(self, sources: list[list[str]], decoding: Decoding) -> list[Any]:
        prefix = list(self._codec.prefix)
        most = decoding.longest(max(map(len, sources)) - self._special)
        started: list[Any] = self._translator.translate_batch(
            sources,
            target_prefix=[prefix] * len(sources) if prefix else None,
            asynchronous=True,
            beam_size=max(decoding.beam, decoding.n_best),
            num_hypotheses=decoding.n_best,
            length_penalty=decoding.length_penalty,
            repetition_penalty=decoding.repetition_penalty,
            no_repeat_ngram_size=decoding.no_repeat_ngram,
            min_decoding_length=decoding.min_tokens,
            max_decoding_length=min(most, self._limits[1] - len(prefix)),
            max_input_length=self._limits[0],
            return_scores=True,
            return_end_token=True,
        )
        return started

    def _hypothesis(self, tokens: list[str], score: float, decoding: Decoding) -> Hypothesis:
        finished = bool(tokens) and tokens[-1] == self._codec.end
        body = tokens[self._given(tokens) : len(tokens) - finished]
        length = max(1, len(body) + finished)
        # The score is divided by length ** penalty; ours is the mean.
        mean = score * length ** (decoding.length_penalty - 1.0)
        return Hypothesis(text=self._codec.decode(body), score=mean, finished=finished)


def _open(folder: Path, device: str, compute: str, workers: int) -> Any:
    import ctranslate2

    try:
        return ctranslate2.Translator(str(folder), device=device, compute_type=compute, inter_threads=workers, intra_threads=1)
    except (RuntimeError, ValueError) as error:
        reason = " ".join(str(error).split())
        raise BrokenModel(f"{folder}: the converted model cannot be loaded: {reason}; delete this folder and run again") from None
