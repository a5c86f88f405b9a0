"""The summarizer that vi_brief ships, on CTranslate2. One model writes summaries and headlines; a mark before the text says which."""

from collections.abc import Mapping, Sequence
from typing import Literal

from pydantic import Field

from vi_brief.config import Options as _Options
from vi_brief.models import embedded
from vi_brief.models.engine import Decoding, Engine
from vi_brief.records import Hypothesis

MARKS: Mapping[str, str] = {"summary": "* ", "headline": "= "}
"""What the model was trained with before the text."""


class Options(_Options):
    """`threads` 0 is one per core."""

    threads: int = Field(default=0, ge=0)


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
    """Load the shipped summarizer; raises BrokenModel where its files are missing or damaged."""
    return Marked(embedded.load("summarizer", options.threads))
