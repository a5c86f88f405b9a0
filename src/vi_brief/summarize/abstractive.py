"""What a model wrote, sentence by sentence: what the article supports is kept, the rest is not printed."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from vi_brief.records import Hypothesis, Statement
from vi_brief.summarize import english, support
from vi_brief.summarize.extractive import Candidate, is_doubtful
from vi_brief.summarize.source import Source, cosine

BASE_SCORE = 0.4
"""With its share of support added, what a sentence of the model's is worth beside the translation's own, whose best are near 1.5. On 50
dev articles with the shipped summarizer, 0.4 gave ROUGE-1 46.5 and 1.0 gave 46.1."""
MOST_REASONS = 2
"""Reasons that the caveats name."""
INVENTS = "has a name or figure that the Vietnamese lacks"
"""Why a sentence is refused that its English sources support but their Vietnamese does not."""
UNLIKELY = "is hardly what its Vietnamese says"
"""Why a sentence is refused that the translator would not write."""
SAME = 0.75
"""Two sentences of one summary with a higher cosine repeat each other."""


@dataclass(frozen=True, slots=True)
class Draft:
    """One summary of the model's: its supported sentences in its own order, and why the others were refused."""

    accepted: tuple[Candidate, ...] = ()
    refused: tuple[str, ...] = ()

    @property
    def share(self) -> float:
        """The share of its sentences that is supported."""
        return len(self.accepted) / (len(self.accepted) + len(self.refused)) if self.accepted else 0.0


def best(hypotheses: Sequence[Hypothesis], source: Source, *, strict: bool = False) -> Draft:
    """The draft with the most support among a model's outputs; with equal support the model's own order decides."""
    drafts = [(draft(hypothesis, source, strict=strict), hypothesis) for hypothesis in hypotheses]
    return max(drafts, key=lambda pair: _rank(*pair), default=(Draft(), None))[0]


def _rank(made: Draft, hypothesis: Hypothesis | None) -> tuple[float, float, float]:
    score = hypothesis.score if hypothesis and math.isfinite(hypothesis.score) else 0.0
    return (made.share, min(3, len(made.accepted)), score)


def draft(hypothesis: Hypothesis, source: Source, *, strict: bool = False) -> Draft:
    """The sentences of an output with the verdict on each; one that repeats an earlier one is refused too.

    A sentence that the model copied whole is the translation's, not its own.
    """
    accepted: list[Candidate] = []
    refused: list[str] = []
    for at, sentence in enumerate(english.sentences(hypothesis.text)):
        verdict = support.check(sentence, source, strict=strict)
        if not verdict.supported or _doubles(sentence, accepted, source):
            refused.append(verdict.reason or "repeats another sentence")
            continue
        if source.invents(sentence, verdict.evidence):
            refused.append(INVENTS)
            continue
        candidate = _candidate(sentence, verdict, source, at)
        if candidate.statement.origin == "abstractive" and (reason := _reason(candidate, source)):
            refused.append(reason)
            continue
        accepted.append(candidate)
    return Draft(tuple(accepted), tuple(refused))


def _reason(candidate: Candidate, source: Source) -> str:
    """Why a supported sentence of the model's own is refused all the same; empty where it is not."""
    if candidate.doubtful:
        return "rests on a doubtful translation"
    said = candidate.statement
    return UNLIKELY if source.unlikely(said.text, said.evidence) else ""


def _doubles(sentence: str, accepted: Sequence[Candidate], source: Source) -> bool:
    vector = source.vector(sentence)
    return any(cosine(vector, other.vector) > SAME for other in accepted)


def _candidate(sentence: str, verdict: support.Verdict, source: Source, at: int) -> Candidate:
    vector, score = source.vector(sentence), BASE_SCORE + verdict.share
    for passage in source.passages:
        if passage.text == sentence:
            statement = Statement(sentence, (passage.segment,), "extractive")
            return Candidate(statement, score, passage.order + at / 100, vector, is_doubtful(passage.translation))
    rests_on = (p.translation for p in source.passages if p.segment in verdict.evidence)
    doubtful = any(is_doubtful(translation) for translation in rests_on)
    return Candidate(Statement(sentence, verdict.evidence, "abstractive"), score, _order(verdict, source) + at / 100, vector, doubtful)


def _order(verdict: support.Verdict, source: Source) -> float:
    places = [passage.order for passage in source.passages if passage.segment == verdict.evidence[0]]
    return float(min(places))


def caveats(drafts: Sequence[Draft], chosen: Sequence[Statement]) -> list[str]:
    """How much of the summary the model wrote, and what was refused and mostly why; nothing where the whole is its own."""
    refused = [reason for made in drafts for reason in made.refused]
    standing = sum(1 for statement in chosen if statement.origin == "extractive")
    lines = []
    if refused:
        reasons = ", or ".join(reason for reason, _ in Counter(refused).most_common(MOST_REASONS))
        if len(refused) == 1:
            lines.append(f"A sentence of the model's summary was refused: it {reasons}.")
        else:
            lines.append(f"{len(refused)} sentences of the model's summary were refused; most often such a sentence {reasons}.")
    if standing:
        whole = "The summary is" if standing == len(chosen) else f"{standing} of {len(chosen)} summary sentences are"
        lines.append(f"{whole} taken from the translation as it stands.")
    return lines
