"""A summarizer over a checkpoint of the Hub: it knows summaries, and headlines only where a prefix asks for them."""

from collections.abc import Mapping, Sequence
from typing import Literal

from vi_brief.models.checkpoints import Checkpoint
from vi_brief.models.engine import Decoding, Engine
from vi_brief.records import Hypothesis


class HubOptions(Checkpoint):
    """Which checkpoint. `headline_prefix` goes before the text when a headline is wanted; without one the checkpoint writes none."""

    headline_prefix: str = ""


class Plain:
    """A summarizer over an engine."""

    def __init__(self, engine: Engine, headline_prefix: str = "") -> None:
        self._engine = engine
        self._headline = headline_prefix

    @property
    def identity(self) -> Mapping[str, str]:
        """As `Summarizer` says."""
        return self._engine.identity

    @property
    def max_source_tokens(self) -> int:
        """As `Summarizer` says; the headline's prefix is taken off."""
        return self._engine.max_source_tokens - (self._engine.count(self._headline) + 1 if self._headline else 0)

    def count(self, text: str) -> int:
        """As `Summarizer` says."""
        return self._engine.count(text)

    def write(self, texts: Sequence[str], task: Literal["summary", "headline"], decoding: Decoding) -> list[list[Hypothesis]]:
        """As `Summarizer` says."""
        if task == "headline" and not self._headline:
            return [[] for _ in texts]
        prefix = self._headline if task == "headline" else ""
        return self._engine.generate([prefix + text for text in texts], decoding)
