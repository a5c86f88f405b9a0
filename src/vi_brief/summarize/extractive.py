"""Which sentences of the translation make the summary and the key points where the model's own cannot."""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from vi_brief import trust
from vi_brief.records import Statement, Translation
from vi_brief.summarize import compress, english
from vi_brief.summarize.source import Passage, Source, Vector, cosine, values

LEAD_FADES = 4.0
"""The lead's advantage falls to a third within this many sentences: news tells the most important things first."""
WEIGHTS = {"lead": 0.9, "central": 0.7, "facts": 0.25, "title": 0.3}
"""Chosen on the five seeds so that the summary opens with the news and covers the gold key points; see tests/unit/test_summarize.py."""
SAME = 0.55
"""Two sentences with a higher cosine say the same thing."""
REPEATED = 0.8
"""Price of a pair of sentences per cosine above NEAR."""
NEAR = 0.15
LONGEST = 140
"""A sentence of more words is not one."""
IDEAL_LENGTH = 40
"""A sentence longer than this many words costs more with each word."""
IDEAL_POINT = 32
"""A key point longer than this many words is trimmed where that leaves a whole sentence."""
MUCH_WORSE = 0.5
"""A first sentence that scores this much below the second is broken or doubtful: news opens with its first sentence otherwise."""
LONG_POINT, LEANING_POINT = 0.02, 0.3
"""What a key point loses per word above IDEAL_POINT, and for opening with a pronoun."""
POOL = 12
"""Sentences that the best combination is searched in: 12 give 781 combinations of two to four."""
_DANGLING = re.compile(
    r"(?:He|She|It|They|This|That|These|Those|His|Her|Their|The latter|Also|However|But|And|In addition|Meanwhile|At the same time)\b"
)
_QUOTED = re.compile(r'["“][^"“”]{20,}["”]')
_ATTRIBUTED = re.compile(r"\b(?:said|says|told|added|stressed|affirmed|according|noted|wrote|asked|announced|stated|explained|quoted)\b")
_VIETNAMESE = re.compile("[ăâđêôơưĂÂĐÊÔƠƯạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A statement that may be printed: its score, its place in the article, its vector, and whether the checks doubt its translation."""

    statement: Statement
    score: float
    order: float
    vector: Vector
    doubtful: bool = False

    @property
    def words(self) -> int:
        """Its length as an editor counts."""
        return english.count(self.statement.text)


def candidates(source: Source, title: str | None) -> list[Candidate]:
    """Every sentence of the article with its score, in article order, but for those that are broken or that say what their Vietnamese
    does not; these are taken only where there is nothing else.
    """
    scores = _scores(source, title)
    made = [
        Candidate(Statement(passage.text, (passage.segment,), "extractive"), score, passage.order, vector, is_doubtful(passage.translation))
        for passage, score, vector in zip(source.passages, scores, source.vectors, strict=True)
    ]
    whole = [c for c in made if english.is_whole(c.statement.text, longest=LONGEST) and not english.loops(c.statement.text)]
    return [c for c in whole if not source.invents(c.statement.text, c.statement.evidence)] or whole or made


def is_doubtful(translation: Translation) -> bool:
    """Whether the checks found an error in a translation or have little confidence in it; printed only where too few others are left."""
    return trust.level(translation) == "low"


def _scores(source: Source, title: str | None) -> list[float]:
    centre: dict[str, float] = {}
    for vector in source.vectors:
        for stem, value in vector.items():
            centre[stem] = centre.get(stem, 0.0) + value
    norm = math.sqrt(sum(v * v for v in centre.values())) or 1.0
    centre = {stem: value / norm for stem, value in centre.items()}
    top = max((cosine(vector, centre) for vector in source.vectors), default=1.0) or 1.0
    about = source.vector(title) if title else {}
    return [
        WEIGHTS["lead"] * math.exp(-passage.order / LEAD_FADES)
        + WEIGHTS["central"] * cosine(vector, centre) / top
        + WEIGHTS["facts"] * _facts(passage.text)
        + WEIGHTS["title"] * cosine(vector, about)
        - penalty(passage)
        for passage, vector in zip(source.passages, source.vectors, strict=True)
    ]


def _facts(text: str) -> float:
    """How many names and figures a sentence holds, 0..1."""
    return min(1.0, (len(english.capitalised(text)) + 2 * len(values(text))) / 8)


def penalty(passage: Passage) -> float:
    """What speaks against printing a sentence of the translation as it stands."""
    text, translation = passage.text, passage.translation
    length = english.count(text)
    cost = 0.5 * max(0, length - IDEAL_LENGTH) / IDEAL_LENGTH + (0.4 if length < 7 else 0.0)
    cost += 0.6 * (1 - translation.confidence) if translation.confidence is not None else 0.0
    cost += min(0.6, sum({"error": 0.3, "warning": 0.08, "info": 0.0}[f.severity] for f in translation.findings))
    cost += 1.0 if english.loops(text) else 0.0
    cost += 0.6 if _VIETNAMESE.search(text) or any("gave up" in note for note in translation.notes) else 0.0
    cost += 0.5 if not english.is_whole(text, longest=LONGEST) else 0.0
    cost += 0.3 if _DANGLING.match(text) else 0.0
    cost += 0.3 if _QUOTED.search(text) and not _ATTRIBUTED.search(text) else 0.0
    return cost + (0.3 if text.endswith("?") else 0.0)


@dataclass(frozen=True, slots=True)
class Band:
    """How long a summary is, in words and sentences."""

    min_words: int
    max_words: int
    min_sentences: int
    max_sentences: int

    def cost(self, words: int) -> float:
        """The price of a length: nothing inside the band, more above it than below it."""
        if words > self.max_words:
            return 4.0 * (words - self.max_words) / self.max_words + 3.0
        return 2.0 * max(0, self.min_words - words) / self.min_words


def summary(fixed: Sequence[Candidate], pool: Sequence[Candidate], band: Band) -> list[Candidate]:
    """The best sentences in article order: `fixed` ones and as many of the pool as the band asks for.

    Without fixed ones the summary opens with the article's first sentence, or the second where the first is much worse.
    """
    opening = [] if fixed else _opening(sorted(pool, key=lambda c: c.order)[:2])
    sure = [c for c in pool if not c.doubtful]
    pool = sure if len(sure) >= band.max_sentences else pool
    chosen = sorted((c for c in pool if not _repeats(c, fixed)), key=lambda c: -c.score)[:POOL]
    chosen += [c for c in opening if c not in chosen]
    options = [
        [*fixed, *extra]
        for number in range(max(0, band.min_sentences - len(fixed)), max(0, band.max_sentences - len(fixed)) + 1)
        for extra in combinations(chosen, min(number, len(chosen)))
        if not opening or any(c in opening for c in extra)
    ]
    alike = {(id(a), id(b)): cosine(a.vector, b.vector) for a, b in combinations([*fixed, *chosen], 2)}
    best = max(options, key=lambda option: _value(option, band, alike), default=list(fixed))
    return sorted(best, key=lambda c: c.order)


def _opening(first: Sequence[Candidate]) -> list[Candidate]:
    if len(first) < 2:
        return list(first)
    worse = (first[0].doubtful and not first[1].doubtful) or first[0].score < first[1].score - MUCH_WORSE
    return list(first[1:] if worse else first[:1])


def _value(option: Sequence[Candidate], band: Band, alike: Mapping[tuple[int, int], float]) -> float:
    """A score per word, because the room is words: a long lead must not lose to two short sentences of less weight.

    `alike` has the cosine of every pair of candidates, by their identities.
    """
    near = [alike[id(a), id(b)] for a, b in combinations(option, 2)]
    shared = sum(max(0.0, value - NEAR) for value in near)
    doubled = sum(1 for value in near if value > SAME)
    words = [c.words for c in option]
    worth = sum(c.score * number for c, number in zip(option, words, strict=True)) / (band.max_words / band.max_sentences)
    return worth - REPEATED * shared - doubled - band.cost(sum(words))


def key_points(pool: Sequence[Candidate], taken: Sequence[Candidate], least: int, most: int) -> list[Candidate]:
    """Up to `most` sentences that repeat neither one another nor the summary (`taken`), in article order.

    Where the article has too few other sentences, those of the summary fill up to `least`.
    """
    rest = [_as_point(c) for c in pool if c.statement.text not in {t.statement.text for t in taken}]
    chosen: list[Candidate] = []
    nearest = {id(c): max((cosine(c.vector, other.vector) for other in taken), default=0.0) for c in rest}
    for limit in (SAME, 1.0):
        ranked = sorted(rest, key=lambda c: -_marginal(c, nearest))
        while ranked and len(chosen) < (most if limit == SAME else least):
            best = max(ranked, key=lambda c: _marginal(c, nearest))
            ranked = [c for c in ranked if c is not best]
            if best.doubtful and len(chosen) >= least:
                continue
            if best not in chosen and nearest[id(best)] <= limit:
                chosen.append(best)
                nearest.update({id(c): max(nearest[id(c)], cosine(c.vector, best.vector)) for c in rest})
    fill = [c for c in taken if c not in chosen][: max(0, least - len(chosen))]
    return sorted([*chosen, *fill], key=lambda c: c.order)


def _as_point(candidate: Candidate) -> Candidate:
    """A sentence as a key point: trimmed; one that stays long or leans on the sentence before it is worth less."""
    text = compress.trim(candidate.statement.text, IDEAL_POINT)
    cost = LONG_POINT * max(0, english.count(text) - IDEAL_POINT) + (LEANING_POINT if _DANGLING.match(text) else 0.0)
    return replace(candidate, statement=replace(candidate.statement, text=text), score=candidate.score - cost)


def _marginal(candidate: Candidate, nearest: Mapping[int, float]) -> float:
    """What a candidate is worth beside those that are printed already, from its cosine with the nearest of them."""
    return candidate.score - REPEATED * nearest[id(candidate)]


def _repeats(candidate: Candidate, others: Iterable[Candidate]) -> bool:
    return any(cosine(candidate.vector, other.vector) > SAME for other in others)
