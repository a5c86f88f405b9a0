"""Texts through a translator: in batches, in parts where they are too long, and again where the output cannot be a translation."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from vi_brief.models.engine import Decoding, Engine
from vi_brief.records import Hypothesis
from vi_brief.translate import guard, prepare, split

LADDER: tuple[Mapping[str, float | int], ...] = (
    {"no_repeat_ngram": 4},
    {"beam": 8, "no_repeat_ngram": 3, "repetition_penalty": 1.2},
    {"beam": 1, "no_repeat_ngram": 3},
)
"""How each retry searches, mildest first: what differs from the first search."""

HALVED_WORDS = 8
"""A text of fewer words is not cut in two to be tried again: its halves would have no context."""

GAVE_UP = "gave up: source kept"
"""The note of a text without any usable output; its English is the Vietnamese text itself, so that nothing is lost unseen."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The English of a text, its mean log-probability per token (nan where unknown) and what the guard did."""

    en: str
    score: float
    notes: tuple[str, ...] = ()


def translate(texts: Sequence[str], engine: Engine, decoding: Decoding, retries: int) -> list[Outcome]:
    """The outcome of each text, in order; never empty for a text with words. `retries` bounds the rungs of the ladder."""
    limit = engine.max_source_tokens
    pieces = [split.parts(text, engine.count, limit) for text in texts]
    flat = [piece.strip() for parts in pieces for piece in parts]
    done = iter(_attempt(flat, engine, decoding, retries))
    return [_joined(parts, [next(done) for _ in parts]) for parts in pieces]


def _joined(parts: Sequence[str], outcomes: Sequence[Outcome]) -> Outcome:
    if len(parts) == 1:
        return outcomes[0]
    weights = [max(1, len(part.split())) for part in parts]
    score = sum(w * outcome.score for w, outcome in zip(weights, outcomes, strict=True)) / sum(weights)
    notes = dict.fromkeys(note for outcome in outcomes for note in outcome.notes)
    return Outcome(split.join([outcome.en for outcome in outcomes], parts), score, (f"split into {len(parts)} parts", *notes))


@dataclass(frozen=True, slots=True)
class _Try:
    """The best output of a text so far, what is wrong with it, and why it was tried again, if it was."""

    best: Hypothesis
    faults: tuple[str, ...]
    again: tuple[str, ...] = ()


def _attempt(texts: Sequence[str], engine: Engine, decoding: Decoding, retries: int, *, halve: bool = True) -> list[Outcome]:
    tries = [_Try(found, faults) for found, faults in _search(texts, engine, decoding)]
    for rung in LADDER[:retries]:
        bad = [i for i, tried in enumerate(tries) if tried.faults]
        if not bad:
            break
        harder = replace(decoding, **rung)  # type: ignore[arg-type]
        for i, (found, faults) in zip(bad, _search([texts[i] for i in bad], engine, harder), strict=True):
            tries[i] = replace(tries[i], again=tries[i].again or tries[i].faults)
            if _rank(found, faults) < _rank(tries[i].best, tries[i].faults):
                tries[i] = replace(tries[i], best=found, faults=faults)
    outcomes = [_outcome(text, tried) for text, tried in zip(texts, tries, strict=True)]
    if halve and retries:
        _halved(texts, tries, outcomes, engine, decoding)
    return outcomes


def _rank(found: Hypothesis, faults: tuple[str, ...]) -> tuple[bool, int, float]:
    return ("empty" in faults, len(faults), -found.score)


def _search(texts: Sequence[str], engine: Engine, decoding: Decoding) -> list[tuple[Hypothesis, tuple[str, ...]]]:
    found = []
    for text, hypotheses in zip(texts, engine.generate(texts, decoding) if texts else [], strict=True):
        best = hypotheses[0] if hypotheses else Hypothesis("", -math.inf)
        best = replace(best, text=prepare.output(best.text))
        found.append((best, guard.faults(text, best)))
    return found


def _outcome(text: str, tried: _Try) -> Outcome:
    if "empty" in tried.faults:
        return Outcome(text, math.nan, (GAVE_UP,))
    notes = () if not tried.again else (f"retried: {', '.join(tried.again)}",)
    kept = () if not tried.faults else (f"kept with a fault: {', '.join(tried.faults)}",)
    return Outcome(tried.best.text, tried.best.score, notes + kept)


def _halved(texts: Sequence[str], tries: Sequence[_Try], outcomes: list[Outcome], engine: Engine, decoding: Decoding) -> None:
    """Replace the outcomes of texts that are still at fault by those of their halves, where these are better."""
    bad = [i for i, tried in enumerate(tries) if tried.faults and len(texts[i].split()) >= HALVED_WORDS]
    pieces = {i: split.halves(texts[i]) for i in bad}
    flat = [piece.strip() for i in bad for piece in pieces[i]]
    done = iter(_attempt(flat, engine, decoding, 1, halve=False)) if flat else iter(())
    for i in bad:
        joined = _joined(pieces[i], [next(done) for _ in pieces[i]])
        faults = guard.faults(texts[i], Hypothesis(joined.en, joined.score))
        usable = GAVE_UP not in joined.notes
        if usable and len(faults) < len(tries[i].faults):
            notes = (f"retried: {', '.join(tries[i].again)}", *joined.notes)
            outcomes[i] = replace(joined, notes=notes + ((f"kept with a fault: {', '.join(faults)}",) if faults else ()))
