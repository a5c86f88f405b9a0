"""Names that did not come through: missing, misspelt, swapped for another, or spelled in two ways in one article.

The Vietnamese side says what must be in the English: full names of persons, foreign words and acronyms as they are printed, and the
people, places and international bodies of the glossary packs in their English form. What is missing is then looked for among the
capitalised words of the English that have no source.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vi_brief import config
from vi_brief.checks._lexicon import explained
from vi_brief.checks._spellings import unusual
from vi_brief.checks._words import stem
from vi_brief.glossaries.match import shipped
from vi_brief.glossaries.roles import forms, vocabulary
from vi_brief.glossaries.words import Words, bare, english, vietnamese
from vi_brief.quantities.units import CURRENCIES
from vi_brief.records import Finding, Segment, Severity, Span, Translation
from vi_brief.viet.names import copied, english_words, person_names
from vi_brief.viet.names_runs import is_foreign, is_foreign_acronym, is_vietnamese_name, may_be_name, runs
from vi_brief.viet.names_spelling import close, derived, misspelt, romanized
from vi_brief.viet.syllables import parse

DEMANDED = frozenset(["person", "place", "province", "international"])
READ_ELSEWHERE = frozenset(["country", "capital", "title", "rank", "body", "honorific", "degree"])


ONLY_VIETNAMESE = frozenset("ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉĩịọỏốồổỗộớờởỡợụủũứừửữựỳỵỷỹ")
"""Letters of no other language of the news: a foreign name with one is a transcription, which English spells in its own way."""
_CURRENCY_WORDS = frozenset(form for currency in CURRENCIES.values() for form in (*currency.vi, *currency.en) if " " not in form)
_CITY = frozenset(["ho", "chi", "minh", "city"])
CHINESE = frozenset("china chinese taiwan taiwanese taipei beijing shanghai hong korea korean singapore".split())
"""English words beside which a Vietnamese-looking name may be a Sino-Vietnamese one that the packs do not have."""

NEIGHBORS = re.compile(r"\b(?:Lào|Campuchia|Thái Lan|Myanmar|Khmer)\b")
"""Countries from whose scripts Vietnamese and English romanize names each in its own way."""
_HYPHENS = re.compile(r"[A-ZĐ]\w*-[a-zđ]\w*-\w")


class Options(config.Options):
    """[checks.names]. `article`: whether two spellings of one name in an article are reported."""

    article: bool = True


@dataclass(frozen=True, slots=True)
class Name:
    """A name of the source: where, its words without marks, its English, and how bad it is when it is missing."""

    span: Span
    words: tuple[str, ...]
    en: str
    severity: Severity
    person: bool = False


@dataclass(frozen=True, slots=True)
class Sides:
    """Both texts read: their words, the bare words of each, and the places of capitalised English words without a source."""

    vi: Words
    en: Words
    vi_bare: frozenset[str]
    en_bare: frozenset[str]
    strange: tuple[int, ...]


def check(segment: Segment, translation: Translation, options: Options) -> Iterator[Finding]:
    """One finding for each name that is missing or changed, and for each Vietnamese name of the English that has no source."""
    del options
    sides = _read(segment.vi, translation.en)
    free = list(sides.strange)
    lost = [name for name in _names(sides) if _missing(name, sides)]
    for name in lost:
        yield _lost(name, sides, free, alone=len(lost) == 1)
    taken = [name.span for name in lost]
    yield from _misspelt(sides, free, taken)
    yield from _sourceless(sides, free)


def _read(vi_text: str, en_text: str) -> Sides:
    vi, en = vietnamese(vi_text), english(en_text)
    vi_bare, en_bare = frozenset(map(bare, vi.printed)), frozenset(map(bare, en.printed))
    known = frozenset().union(*(vocabulary()[match.value.number] for match in shipped(vi_text)))
    if "TP" in vi.printed or "HCM" in vi.printed:
        known |= _CITY
    strange = (at for at in en.capital if bare(en.printed[at]) not in vi_bare and en.keys[at] not in known and len(en.printed[at]) > 1)
    return Sides(vi, en, vi_bare, en_bare, tuple(strange))


def _names(sides: Sides) -> Iterator[Name]:
    """The names that must be in the English; those of the packs only where none of their forms is there."""
    persons = person_names(sides.vi.text)
    for start, end in persons:
        name = sides.vi.text[start:end]
        yield Name((start, end), tuple(bare(word) for word in vietnamese(name).printed), copied(name), "error", person=True)
    found = shipped(sides.vi.text)
    for match in found:
        if match.value.kind in DEMANDED and not any(form.words.issubset(sides.en.keys) for form in forms()[match.value.number]):
            words = tuple(bare(word) for word in english(match.value.en).printed)
            yield Name((match.start, match.end), words, match.value.en, "warning")
    spoken_for = [*persons, *((match.start, match.end) for match in found if match.value.kind != "company")]
    yield from _foreign(sides, spoken_for)


def _missing(name: Name, sides: Sides) -> list[str]:
    """The words of a name that the English has neither as they are, nor with an ending, nor rightly where the source misspells English."""
    lost = [word for word in name.words if word not in sides.en_bare and not any(derived(word, other) for other in sides.en_bare)]
    if not lost:
        return lost
    ordinary = [bare(sides.en.printed[at]) for at in sides.strange if not may_be_name([sides.en.printed[at]])]
    return [word for word in lost if not any(misspelt(word, other) for other in ordinary)]


def _foreign(sides: Sides, spoken_for: Sequence[Span]) -> Iterator[Name]:
    """Foreign words and acronyms of the Vietnamese, which English copies."""
    for at in sides.vi.capital:
        word, span = sides.vi.printed[at], sides.vi.spans[at]
        if bare(word) in sides.en_bare or word.lower() in _CURRENCY_WORDS or any(start <= span[0] < end for start, end in spoken_for):
            continue
        if (is_foreign(word) and _copied_word(word, sides, span)) or (is_foreign_acronym(word) and not _spelled_out(word, sides.en)):
            yield Name(span, (bare(word),), copied(word), "warning")


def _copied_word(word: str, sides: Sides, span: Span) -> bool:
    """Whether a foreign word is neither at a sentence's start nor a transcription."""
    before = sides.vi.text[: span[0]].rstrip(" \"“‘'(-–")
    around = sides.vi.text[max(0, span[0] - 1) : span[0]] + sides.vi.text[span[1] : span[1] + 1]
    if not before or before[-1] in ".!?:…" or "-" in around:
        return False
    return ONLY_VIETNAMESE.isdisjoint(word.lower())


def _spelled_out(acronym: str, en: Words) -> bool:
    initials = "".join(key[:1] for key in en.keys if key not in ("the", "of", "for", "and", "on", "in"))
    return acronym.lower() in initials


def _lost(name: Name, sides: Sides, free: list[int], *, alone: bool) -> Finding:
    """The finding for a missing name: with the English words that stand in its place where they can be told."""
    missing = _missing(name, sides)
    run = _mangled(name, missing, sides, free)
    if run is not None:
        return _whole_run(name, sides, free, run)
    place = _beside(name, sides, free) if len(missing) < len(name.words) else None
    if place is None:
        names = [at for at in free if may_be_name([sides.en.printed[at]])]
        place = next((at for at in names for word in missing if misspelt(word, bare(sides.en.printed[at]))), None)
    if place is not None:
        free.remove(place)
        return _one_word(name, missing, sides, place)
    run = _only_run(sides, free) if alone and name.person and not _may_be_chinese(name, sides) else None
    if run is not None:
        return _whole_run(name, sides, free, run)
    printed = sides.vi.text[slice(*name.span)]
    slight = name.person and (name.words[-1] in sides.en_bare or _may_be_chinese(name, sides))
    severity: Severity = "info" if slight else name.severity
    return Finding("name", severity, f"'{printed}' ({name.en}) is not in the English", name.span, None, name.en)


def _mangled(name: Name, missing: Sequence[str], sides: Sides, free: Sequence[int]) -> range | None:
    """The English words that stand for a name of which two or more words are wrong: a run of as many, some right, the others strange."""
    if not 1 < len(missing) < len(name.words):
        return None
    for run in runs(sides.en.printed, sides.en.spans):
        keys = [bare(sides.en.printed[at]) for at in run]
        if len(run) == len(name.words) and all(at in free or key in name.words for at, key in zip(run, keys, strict=True)):
            return run
    return None


def _may_be_chinese(name: Name, sides: Sides) -> bool:
    return bool(sides.strange) and not CHINESE.isdisjoint(sides.en_bare) and not sides.vi.text[slice(*name.span)].isascii()


def _one_word(name: Name, missing: Sequence[str], sides: Sides, place: int) -> Finding:
    printed, span = sides.en.printed[place], sides.en.spans[place]
    near = next((word for word in missing if misspelt(word, bare(printed))), missing[0])
    right = next((word for word in copied(name.en).replace("-", " ").split() if bare(word) == near), name.en)
    message = f"'{sides.vi.text[slice(*name.span)]}' ({name.en}) is spelled '{printed}' in the English"
    return Finding("name", "error", message, name.span, span, right if len(missing) == 1 else None)


def _beside(name: Name, sides: Sides, free: Sequence[int]) -> int | None:
    """A strange English word next to a word of the name."""
    anchors = {at for at, word in enumerate(sides.en.printed) if bare(word) in name.words and word[0].isupper()}
    return next((at for at in free if at and _touches(sides.en, at, anchors) and may_be_name([sides.en.printed[at]])), None)


def _touches(en: Words, at: int, anchors: set[int]) -> bool:
    return any(other in anchors and en.spans[max(at, other)][0] - en.spans[min(at, other)][1] == 1 for other in (at - 1, at + 1))


def _only_run(sides: Sides, free: Sequence[int]) -> range | None:
    """The one run of two or more strange words in the English that may be a person, where there is one and not more."""
    every = (run for run in _english_runs(sides) if len(run) > 1 and all(at in free for at in run))
    found = [run for run in every if may_be_name([sides.en.printed[at] for at in run])]
    return found[0] if len(found) == 1 else None


def _english_runs(sides: Sides) -> Iterator[range]:
    """The runs of capitalised words of the English, without the ordinary word that a sentence begins with."""
    for run in runs(sides.en.printed, sides.en.spans):
        ordinary = run.start == 0 and sides.en.printed[0] in english_words()
        yield run[1:] if ordinary else run


def _whole_run(name: Name, sides: Sides, free: list[int], run: range) -> Finding:
    free[:] = [at for at in free if at not in run]
    span = (sides.en.spans[run.start][0], sides.en.spans[run.stop - 1][1])
    message = f"'{sides.vi.text[slice(*name.span)]}' ({name.en}) is '{sides.en.text[slice(*span)]}' in the English"
    certain = len(name.words) == len(run) or not is_foreign(sides.vi.text[slice(*name.span)].split()[0])
    return Finding("name", "error", message, name.span, span, name.en if certain else None)


def _misspelt(sides: Sides, free: list[int], taken: Sequence[Span]) -> Iterator[Finding]:
    """Other capitalised words of the Vietnamese that the English has a letter or two apart."""
    if not free:
        return
    out = [*taken, *((m.start, m.end) for m in shipped(sides.vi.text) if m.value.kind in READ_ELSEWHERE)]
    for at in sides.vi.capital:
        word, span = sides.vi.printed[at], sides.vi.spans[at]
        if word.isupper() or any(start <= span[0] < end for start, end in out):
            continue
        place = next((place for place in free if _is_changed(sides, at, place)), None)
        if place is not None:
            free.remove(place)
            message = f"'{word}' is spelled '{sides.en.printed[place]}' in the English"
            other = _is_romanized(word, sides.en.printed[place], sides.vi.text)
            yield Finding("name", "info" if other else "error", message, span, sides.en.spans[place], None if other else copied(word))


def _is_changed(sides: Sides, at: int, place: int) -> bool:
    """Whether a strange English word is a Vietnamese word misspelt: alike and long, or beside the same neighbor."""
    word, other = bare(sides.vi.printed[at]), bare(sides.en.printed[place])
    if not close(word, other) and word[:1] != other[:1]:
        return False
    if not may_be_name([sides.en.printed[place]]):
        return False
    lost = word not in sides.en_bare
    if _same_neighbor(sides, at, place):
        return (close(word, other) or lost) and not derived(word, other)
    certain = is_foreign(sides.vi.printed[at]) or (lost and at > 0)
    return certain and misspelt(word, other)


def _is_romanized(word: str, printed: str, vi: str) -> bool:
    """Whether two spellings are two romanizations of a name that is not Vietnamese: no syllable of it, or beside a neighboring country."""
    syllable = parse(word)
    abroad = syllable is None or syllable.rhyme.startswith("oo") or NEIGHBORS.search(vi) is not None
    return abroad and romanized(bare(word), bare(printed))


def _same_neighbor(sides: Sides, at: int, place: int) -> bool:
    for step in (-1, 1):
        near, there = at + step, place + step
        if 0 <= near < len(sides.vi.printed) and 0 <= there < len(sides.en.printed):
            one, other = sides.vi.printed[near], sides.en.printed[there]
            if one[0].isupper() and other[0].isupper() and len(one) > 1 and bare(one) == bare(other):
                return True
    return False


def _sourceless(sides: Sides, free: Sequence[int]) -> Iterator[Finding]:
    """Runs of two or more capitalised words of the English that look like a person's name and have no source at all."""
    for run in _english_runs(sides) if len(free) > 1 else ():
        words = [sides.en.printed[at] for at in run]
        if len(run) < 2 or not all(at in free for at in run) or not (is_vietnamese_name(words) or _is_person(run, words, sides)):
            continue
        if not is_vietnamese_name(words) and _translates(words, sides):
            continue
        span = (sides.en.spans[run.start][0], sides.en.spans[run.stop - 1][1])
        yield Finding("name", "error", f"'{sides.en.text[slice(*span)]}' is no name of the Vietnamese", None, span)


def _translates(words: Sequence[str], sides: Sides) -> bool:
    """Whether one of the English words is what Vietnamese words mean, or another form of a name ("Napoleonic Wars"): no person's name."""
    said = explained(sides.vi.text)
    return any(stem(word) in said or any(derived(bare(word), other) for other in sides.vi_bare) for word in words)


def _is_person(run: range, words: Sequence[str], sides: Sides) -> bool:
    """Whether a run of English words is a person's name, and no English spelling of one that the Vietnamese transcribes."""
    transcribed = not CHINESE.isdisjoint(sides.en_bare) or _HYPHENS.search(sides.vi.text) is not None
    return not transcribed and run.start > 0 and may_be_name(words)


def check_article(translations: Sequence[Translation], options: Options) -> Iterator[tuple[str, Finding]]:
    """A warning for each name that an article spells in another way than most of its sentences do, with the usual spelling."""
    if options.article:
        yield from unusual(translations)
