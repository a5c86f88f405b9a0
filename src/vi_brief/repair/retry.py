"""Sentences with an error, or without a name of the source, translated again in other ways; the checks choose.

All sentences of an article go into one search.
"""

import hashlib
import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace

from vi_brief import protect, translate
from vi_brief.checks import Audit
from vi_brief.models.engine import Decoding
from vi_brief.records import Finding, Hypothesis, Protected, Repair, Slot, Translation
from vi_brief.translate import guard, prepare, split

WEIGHT = {"error": 1.0, "warning": 0.3, "info": 0.0}
"""What a finding weighs when outputs of one sentence are compared."""

SHORTEST_SPLIT = 12
"""A sentence of fewer syllables is not cut in two: a half of it would be no clause."""

FIGURES = frozenset({"quantity", "money", "date"})
"""Kinds of findings that a slot for every figure may prevent."""

MORE_SLOTS: tuple[protect.SlotKind, ...] = ("quantity", "date")


@dataclass(frozen=True, slots=True)
class Again:
    """What a further search needs: the translator, what becomes a slot, how texts are searched, and where results are remembered."""

    translator: translate.Translator
    slots: protect.Options
    search: translate.Options
    memory: translate.Memory


@dataclass(frozen=True, slots=True)
class _Way:
    """One way to translate a sentence again: what is searched, in one piece or several, and how a note names it."""

    index: int
    name: str
    protected: Protected
    pieces: tuple[str, ...]


def retried(translations: Sequence[Translation], audit: Audit, again: Again, search: tuple[int, int]) -> list[Translation]:
    """The checked translations, each replaced by its best other output where that has less to find fault with and no more errors.

    `search` is the beam's width and how many outputs of it are checked.
    """
    made = list(translations)
    ways = [way for index, t in enumerate(made) for way in _ways(index, t, again)]
    if not ways:
        return made
    beam, most = search
    decoding = replace(translate.decoding(again.search), beam=max(beam, most), n_best=most)
    results = iter(_search([piece for way in ways for piece in way.pieces], again, decoding))
    best: dict[int, Translation] = {}
    for way in ways:
        hypotheses = [next(results) for _ in way.pieces]
        for candidate in _candidates(way, hypotheses, made[way.index]):
            checked = audit.alone(candidate)
            if way.index not in best or _rank(checked) < _rank(best[way.index]):
                best[way.index] = checked
    for index, candidate in best.items():
        if _errors(candidate.findings) <= _errors(made[index].findings) and _rank(candidate)[0] < _rank(made[index])[0]:
            made[index] = _recorded(candidate, made[index])
    return made


def _errors(findings: Sequence[Finding]) -> int:
    return sum(finding.severity == "error" for finding in findings)


def _rank(translation: Translation) -> tuple[float, float]:
    """Fewest weighted findings first, then the model's own choice."""
    weighed = sum(WEIGHT[finding.severity] for finding in translation.findings)
    return round(weighed, 6), math.inf if math.isnan(translation.score) else -translation.score


def _ways(index: int, translation: Translation, again: Again) -> Iterator[_Way]:
    """The ways for one sentence: with what it lost as slots, and for an error those of `_wider`."""
    lost, wrong = _lost(translation) if again.slots.kinds else [], _errors(translation.findings) > 0
    if not (lost or wrong):
        return
    segment = translation.segment
    (usual,) = protect.protect([segment], again.slots)
    if lost and (named := protect.protect_also(segment, lost, again.slots)).text != usual.text:
        yield _way(index, "what was lost as slots", named, again)
    if wrong:
        yield from _wider(index, translation, usual, again)


def _lost(translation: Translation) -> list[Slot]:
    """The names and figures that the English lacks and whose English is known, as slots."""
    vi = translation.segment.vi
    kinds = {"name": "person"} | dict.fromkeys(FIGURES, "quantity")
    return [
        Slot(f.vi_span, vi[slice(*f.vi_span)], f.repair, kinds[f.kind])
        for f in translation.findings
        if f.kind in kinds and f.vi_span and f.repair and (f.kind == "name" or f.en_span is None)
    ]


def _wider(index: int, translation: Translation, usual: Protected, again: Again) -> Iterator[_Way]:
    """A wider search; without slots; with more slots where a figure is wrong; in two parts."""
    segment = translation.segment
    yield _way(index, "other output", usual, again)
    if usual.slots:
        yield _way(index, "without slots", Protected(segment, segment.vi), again)
    if again.slots.kinds and any(f.kind in FIGURES and f.severity == "error" for f in translation.findings):
        more = again.slots.model_copy(update={"kinds": (*again.slots.kinds, *MORE_SLOTS)})
        (slotted,) = protect.protect([segment], more)
        if slotted.text != usual.text:
            yield _way(index, "more slots", slotted, again)
    if len(segment.vi.split()) >= SHORTEST_SPLIT:
        text = prepare.source(usual.text, again.search.tone_marks)
        halves = split.halves(text)
        if len(halves) > 1:
            yield _Way(index, "in two parts", usual, tuple(_fitting(halves, again)))


def _way(index: int, name: str, protected: Protected, again: Again) -> _Way:
    text = prepare.source(protected.text, again.search.tone_marks)
    return _Way(index, name, protected, tuple(_fitting([text], again)))


def _fitting(texts: Sequence[str], again: Again) -> Iterator[str]:
    for text in texts:
        yield from split.parts(text, again.translator.count, again.translator.max_source_tokens)


def _search(pieces: Sequence[str], again: Again, decoding: Decoding) -> list[list[Hypothesis]]:
    """The outputs for each piece. They are remembered as a whole: a batch can change an output, so a resumed run must not make others."""
    texts = list(dict.fromkeys(piece.strip() for piece in pieces))
    longest = max(again.translator.count(text) for text in texts)
    decoding = replace(decoding, max_tokens=min(decoding.max_tokens, guard.TOKENS[0] * longest + guard.TOKENS[1]))
    asked = json.dumps([sorted(again.translator.identity.items()), asdict(decoding), texts], sort_keys=True)
    key = hashlib.sha256(asked.encode()).hexdigest()
    found = _recalled(again.memory.get(key), len(texts))
    if found is None:
        found = again.translator.generate(texts, decoding)
        again.memory.put(key, json.dumps([[_written(h) for h in made] for made in found], ensure_ascii=False))
    by_text = dict(zip(texts, found, strict=True))
    return [by_text[piece.strip()] for piece in pieces]


def _written(hypothesis: Hypothesis) -> list[object]:
    return [hypothesis.text, None if math.isnan(hypothesis.score) else hypothesis.score, hypothesis.finished]


def _recalled(value: str | None, number: int) -> list[list[Hypothesis]] | None:
    try:
        content = json.loads(value) if value is not None else None
        if content is None or len(content) != number:
            return None
        return [[Hypothesis(str(t), math.nan if s is None else float(s), bool(f)) for t, s, f in made] for made in content]
    except (ValueError, TypeError):
        return None


def _candidates(way: _Way, hypotheses: Sequence[Sequence[Hypothesis]], before: Translation) -> Iterator[Translation]:
    """What the outputs of one way make of the sentence: one each for one piece, the best of each joined for several."""
    if not all(hypotheses):
        return
    if len(way.pieces) == 1:
        joined = list(hypotheses[0])
    else:
        weights = [max(1, len(piece.split())) for piece in way.pieces]
        score = sum(w * made[0].score for w, made in zip(weights, hypotheses, strict=True)) / sum(weights)
        text = split.join([prepare.output(made[0].text) for made in hypotheses], way.pieces)
        joined = [Hypothesis(text, score, all(made[0].finished for made in hypotheses))]
    source = " ".join(piece.strip() for piece in way.pieces)
    for hypothesis in joined:
        output = replace(hypothesis, text=prepare.output(hypothesis.text))
        english = None if guard.faults(source, output) else protect.restore(way.protected, output.text)
        if english is not None and english != before.en:
            yield Translation(before.segment, english, output.score, notes=(*before.notes, f"translated again: {way.name}"))


def _recorded(candidate: Translation, before: Translation) -> Translation:
    worst = "error" if _errors(before.findings) else "warning"
    reason = "; ".join(dict.fromkeys(f.message for f in before.findings if f.severity == worst))
    record = Repair("retried", before.en, candidate.en, reason)
    return replace(candidate, repairs=(*(replace(earlier, en_span=None) for earlier in before.repairs), record))
