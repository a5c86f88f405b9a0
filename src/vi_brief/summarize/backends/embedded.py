"""The summarizer that vi_brief ships, on CTranslate2. One model writes summaries and headlines; a mark before the text says which."""

from collections.abc import Mapping, Sequence
from typing import Literal

from vi_brief.models import embedded
from vi_brief.models.engine import Decoding, Engine
from vi_brief.models.hardware import Embedded
from vi_brief.records import Hypothesis

MARKS: Mapping[str, str] = {"summary": "* ", "headline": "= "}
"""What the model was trained with before the text."""


class Options(Embedded):
    """`device` "auto" is the CUDA device where there is one. `compute` is the number format: "auto" is int8, with 16-bit sums on a CUDA
    device. `threads` is how many batches a CPU works on at a time, 0 for one per core.
    """


class Marked:
    """A summarizer over an engine that reads task marks."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @property
    def identity(self) -> Mapping[str, str]:
        """As `Summarizer` says."""
        return self._engine.identity

    @property
    def max_source_tokens(self) -> int:
        """As `Summarizer` says; the mark is taken off."""
        return self._engine.max_source_tokens - max(self._engine.count(mark.strip()) + 1 for mark in MARKS.values())

    def count(self, text: str) -> int:
        """As `Summarizer` says."""
        return self._engine.count(text)

    def write(self, texts: Sequence[str], task: Literal["summary", "headline"], decoding: Decoding) -> list[list[Hypothesis]]:
        """As `Summarizer` says."""
        return self._engine.generate([MARKS[task] + text for text in texts], decoding)


def build(options: Options) -> Marked:
    """Load the shipped summarizer; raises BadConfig, and BrokenModel where its files are missing or damaged."""
    return Marked(embedded.load("summarizer", options.threads, device=options.device, compute=options.compute))
