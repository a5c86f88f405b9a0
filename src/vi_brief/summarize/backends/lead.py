"""The first sentences as they stand: no model, for tests of the road and for a laptop that has none."""

from collections.abc import Mapping, Sequence
from typing import Literal

from vi_brief import config
from vi_brief.models.engine import Decoding
from vi_brief.records import Hypothesis
from vi_brief.summarize import english

NO_SCORE = float("nan")


class Options(config.Options):
    """`sentences` is how many sentences a summary takes."""

    sentences: int = 3


class Lead:
    """A summarizer that repeats the beginning."""

    max_source_tokens = 100_000

    def __init__(self, options: Options) -> None:
        self._sentences = options.sentences

    @property
    def identity(self) -> Mapping[str, str]:
        """As `Summarizer` says."""
        return {"backend": "lead", "sentences": str(self._sentences)}

    def count(self, text: str) -> int:
        """Words."""
        return len(text.split())

    def write(self, texts: Sequence[str], task: Literal["summary", "headline"], decoding: Decoding) -> list[list[Hypothesis]]:  # noqa: ARG002 - nothing is searched
        """The first sentences, or nothing for a headline: the lead sentence is shortened elsewhere."""
        if task == "headline":
            return [[] for _ in texts]
        return [[Hypothesis(" ".join(english.sentences(text)[: self._sentences]), NO_SCORE)] for text in texts]


def build(options: Options) -> Lead:
    """The back end."""
    return Lead(options)
