"""Sentences with an error, or without a name of the source, translated again in other ways; the checks choose.

The sentences of all articles go into one search: what is left out goes back in as a slot, or more figures do; a sentence for which there
is no such way is searched wider, without slots and in two parts. A second search is for those that are still wrong.
"""

import hashlib
import json
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace

from vi_brief import protect, translate
from vi_brief.models.engine import Decoding
from vi_brief.records import Finding, Hypothesis, Protected, Repair, Slot, Translation
from vi_brief.translate import guard, prepare, split

WEIGHT = {"error": 1.0, "warning": 0.3, "info": 0.0}
"""What a finding weighs when outputs of one sentence are compared."""

SHORTEST_SPLIT = 12
"""A sentence of fewer syllables is not cut in two: a half of it would be no clause."""

FIGURES = frozenset({"quantity", "money", "date"})
"""Kinds of findings that a slot for every figure may prevent."""

MORE_SLOTS: tuple[protect.SlotKind, ...] = ("quantity", "date", "code", "url", "email")


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


Finish = Callable[[Translation], Translation]
"""Checks an output, and mends of it what can be mended."""


def retried(translations: Sequence[Translation], finish: Finish, again: Again, search: tuple[int, int]) -> list[Translation]:
    """The checked translations, of one article or more, each replaced by its best other output where that has less to find fault with and
    no more errors, once `finish` has mended it.

    `search` is the beam's width and how many outputs of it are checked.
    """
    made = list(translations)
    beam, most = search
    decoding = replace(translate.decoding(again.search), beam=max(beam, most), n_best=most)
    found: dict[int, Translation] = {}
    left = {index: ways for index, t in enumerate(made) if (ways := _ways(index, t, again))}
    while left:
        _search_in(found, [way for index, ways in left.items() for way in ways[0]], made, (finish, again, decoding))
        best = {index: _better_of(found.get(index), made[index]) for index in left}
        left = {index: ways[1:] for index, ways in left.items() if ways[1:] and _errors(best[index].findings)}
    for index, candidate in found.items():
        if _better_of(candidate, made[index]) is candidate:
            made[index] = _recorded(candidate, made[index])
    return made


def _search_in(
    found: dict[int, Translation], ways: Sequence[_Way], made: Sequence[Translation], how: tuple[Finish, Again, Decoding]
) -> None:
    """Search these ways, and put the best finished output of each sentence, by its number, into `found`."""
    finish, again, decoding = how
    results = iter(_search([piece for way in ways for piece in way.pieces], again, decoding))
    for way in ways:
        hypotheses = [next(results) for _ in way.pieces]
        for candidate in _candidates(way, hypotheses, made[way.index]):
            finished = finish(candidate)
            if way.index not in found or _rank(finished) < _rank(found[way.index]):
                found[way.index] = finished


def _better_of(candidate: Translation | None, before: Translation) -> Translation:
    """The candidate where it has no more errors and less weight of findings, else what was there."""
    if candidate is None or _errors(candidate.findings) > _errors(before.findings):
        return before
    return candidate if _rank(candidate)[0] < _rank(before)[0] else before


def _errors(findings: Sequence[Finding]) -> int:
    return sum(finding.severity == "error" for finding in findings)


def _rank(translation: Translation) -> tuple[float, float]:
    """Fewest weighted findings first, then the model's own choice."""
    weighed = sum(WEIGHT[finding.severity] for finding in translation.findings)
    return round(weighed, 6), math.inf if math.isnan(translation.score) else -translation.score


def _ways(index: int, translation: Translation, again: Again) -> list[list[_Way]]:
    """The ways for one sentence, those of a search together; the ways of the second are for a sentence that the first leaves wrong.

    Slots go first: on 2,343 sentences of three dev suites they mend 134 of 217 sentences, the other ways 41 of the rest.
    """
    lost, wrong = _lost(translation) if again.slots.kinds else [], _errors(translation.findings) > 0
    if not (lost or wrong):
        return []
    (usual,) = protect.protect([translation.segment], again.slots)
    slotted = list(_slotted(index, translation, usual, (lost, again)))
    return [ways for ways in (slotted, list(_wider(index, translation, usual, again)) if wrong else []) if ways]


def _slotted(index: int, translation: Translation, usual: Protected, how: tuple[Sequence[Slot], Again]) -> Iterator[_Way]:
    """With what was lost as slots; with every figure and date as a slot where one is wrong."""
    (lost, again), segment = how, translation.segment
    if lost and (named := protect.protect_also(segment, lost, again.slots)).text != usual.text:
        yield _way(index, "what was lost as slots", named, again)
    if again.slots.kinds and any(f.kind in FIGURES and f.severity == "error" for f in translation.findings):
        more = again.slots.model_copy(update={"kinds": (*again.slots.kinds, *MORE_SLOTS)})
        (slotted,) = protect.protect([segment], more)
        if slotted.text != usual.text:
            yield _way(index, "more slots", slotted, again)


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
    """Another output of the same text; without slots; in two parts."""
    segment = translation.segment
    yield _way(index, "other output", usual, again)
    if usual.slots:
        yield _way(index, "without slots", protect.unslotted(segment), again)
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
    """The outputs for each piece, each remembered under its own text: a resumed search asks for what is missing only."""
    texts = list(dict.fromkeys(piece.strip() for piece in pieces))
    keys = {text: _key(text, again, decoding) for text in texts}
    found = {text: known for text, key in keys.items() if (known := _recalled(again.memory.get(key))) is not None}
    new = [text for text in texts if text not in found]
    for text, made in zip(new, again.translator.generate(new, decoding) if new else [], strict=True):
        found[text] = made
        again.memory.put(keys[text], json.dumps([_written(h) for h in made], ensure_ascii=False))
    return [found[piece.strip()] for piece in pieces]


def _key(text: str, again: Again, decoding: Decoding) -> str:
    """What the outputs of a text depend on; how batches are cut is left out, as `translate.memory_key` does."""
    search = asdict(replace(decoding, batch_tokens=0)) | {"reproducible": again.search.reproducible}
    asked = json.dumps(["again", sorted(again.translator.identity.items()), search, text], sort_keys=True)
    return hashlib.sha256(asked.encode()).hexdigest()


def _written(hypothesis: Hypothesis) -> list[object]:
    return [hypothesis.text, None if math.isnan(hypothesis.score) else hypothesis.score, hypothesis.finished]


def _recalled(value: str | None) -> list[Hypothesis] | None:
    try:
        content = json.loads(value) if value is not None else None
        if content is None:
            return None
        return [Hypothesis(str(t), math.nan if s is None else float(s), bool(f)) for t, s, f in content]
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
    return replace(candidate, repairs=(*(replace(earlier, en_span=None) for earlier in before.repairs), record, *candidate.repairs))
