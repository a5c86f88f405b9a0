"""Gives every text back as it is: for tests of the plumbing around a translator."""

from collections.abc import Mapping, Sequence

from pydantic import Field

from vi_brief.config import Options as _Options
from vi_brief.models.engine import Decoding, Engine
from vi_brief.records import Hypothesis


class Options(_Options):
    """`max_source_tokens`: longer texts are split, as for a real model."""

    max_source_tokens: int = Field(default=250, ge=8)


class Echo:
    """An `Engine` that repeats its input; a token is a word."""

    def __init__(self, options: Options) -> None:
        self.identity: Mapping[str, str] = {"backend": "echo"}
        self.max_source_tokens = options.max_source_tokens

    def count(self, text: str) -> int:
        """As `Engine` says."""
        return len(text.split())

    def generate(self, texts: Sequence[str], decoding: Decoding) -> list[list[Hypothesis]]:
        """As `Engine` says."""
        return [[Hypothesis(text, 0.0)] * decoding.n_best for text in texts]


def build(options: Options) -> Engine:
    """An echo."""
    return Echo(options)
