"""A model that CTranslate2 runs: tokens in, hypotheses out. How text becomes tokens is the codec's affair."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from vi_brief.errors import BrokenModel
from vi_brief.models.engine import Decoding, in_batches
from vi_brief.records import Hypothesis


class Codec(Protocol):
    """Text to the tokens of one model and back."""

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

    def decode(self, tokens: Sequence[str]) -> str:
        """The text of target tokens, prefix and end mark left out."""
        ...


class Ct2Engine:
    """An `Engine` over a converted model in a folder.

    `identity["compute"]` is the number format it was converted to. `limits` are the most source and target tokens that the model can
    take, special tokens included. `threads` 0 is one per core.
    """

    def __init__(self, folder: Path, codec: Codec, identity: Mapping[str, str], limits: tuple[int, int], threads: int = 0) -> None:
        self.identity = identity
        self._codec = codec
        self._special = len(codec.encode(""))
        self._limits = limits
        self._translator = _open(folder, identity["compute"], threads)

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
        return in_batches(sources, [len(source) for source in sources], decoding.batch_tokens, lambda batch: self._run(batch, decoding))

    def _run(self, sources: list[list[str]], decoding: Decoding) -> list[list[Hypothesis]]:
        prefix = list(self._codec.prefix)
        most = min(decoding.max_tokens, self._limits[1] - len(prefix))
        results = self._translator.translate_batch(
            sources,
            target_prefix=[prefix] * len(sources) if prefix else None,
            beam_size=max(decoding.beam, decoding.n_best),
            num_hypotheses=decoding.n_best,
            length_penalty=decoding.length_penalty,
            repetition_penalty=decoding.repetition_penalty,
            no_repeat_ngram_size=decoding.no_repeat_ngram,
            min_decoding_length=decoding.min_tokens,
            max_decoding_length=most,
            max_input_length=self._limits[0],
            return_scores=True,
            return_end_token=True,
        )
        return [
            [self._hypothesis(tokens, score, decoding) for tokens, score in zip(result.hypotheses, result.scores, strict=True)]
            for result in results
        ]

    def _hypothesis(self, tokens: list[str], score: float, decoding: Decoding) -> Hypothesis:
        finished = bool(tokens) and tokens[-1] == self._codec.end
        # The prefix is part of the output unless the model starts from it.
        prefix = list(self._codec.prefix)
        given = len(prefix) if tokens[: len(prefix)] == prefix else 0
        body = tokens[given : len(tokens) - finished]
        length = max(1, len(body) + finished)
        # The score is divided by length ** penalty; ours is the mean.
        mean = score * length ** (decoding.length_penalty - 1.0)
        return Hypothesis(text=self._codec.decode(body), score=mean, finished=finished)


def _open(folder: Path, compute: str, threads: int) -> Any:
    import ctranslate2

    try:
        return ctranslate2.Translator(str(folder), device="cpu", compute_type=compute, intra_threads=threads or os.cpu_count() or 1)
    except (RuntimeError, ValueError) as error:
        reason = " ".join(str(error).split())
        raise BrokenModel(f"{folder}: the converted model cannot be loaded: {reason}; delete this folder and run again") from None
