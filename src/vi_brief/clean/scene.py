"""What the decisions about the lines share."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from vi_brief.clean import captions, phrases, sources
from vi_brief.clean.features import Mark, entries

CUE_WORDS = 12
"""A line that begins as captions do is one up to so many words."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of a line: `kept` is its text in the body, or None with the rule that dropped it. `caption` is its text as a caption."""

    rule: str = ""
    kept: str | None = None
    caption: str | None = None


@dataclass(slots=True)
class Scene:
    """What the decisions share: the marks, the title's index, the article's span, and the verdicts so far."""

    marks: Sequence[Mark]
    title: int | None
    first: int
    last: int
    verdicts: dict[int, Verdict] = field(default_factory=dict)
    tag: sources.Tag | None = None

    def kept(self, i: int) -> bool:
        """Whether line i is still undecided and inside the article."""
        return self.first <= i <= self.last and i not in self.verdicts


def cue(mark: Mark) -> bool:
    """Whether a line begins as captions do, or stands in brackets as a whole."""
    return captions.bracketed(mark.text) or mark.key.startswith(entries(phrases.CAPTION_CUES))


def acts(mark: Mark) -> bool:
    """Whether a line without an end shows what photos of meetings show."""
    return not mark.text.endswith((".", ":", ";", "?", "!", "…")) and shows_meeting(mark)


def shows_meeting(mark: Mark) -> bool:
    """Whether a line shows what photos of meetings show."""
    return mark.words >= 5 and any(a in mark.key for a in entries(phrases.CAPTION_ACTS))
