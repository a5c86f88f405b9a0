"""A span of the English whose right form the checks know is replaced; the sentence, and the article with it, are then checked again."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from vi_brief.checks import Audit
from vi_brief.quantities import find_vi
from vi_brief.records import Finding, Repair, Span, Translation

KINDS = frozenset({"quantity", "money", "date", "name", "title", "term", "loop"})
"""Kinds of findings whose `repair` is certain enough to be set in print."""

MOST = 6
"""Replacements tried in one sentence: one that needs more is not worth mending."""

_VOWELS = (*"aeiouAEIO8", "11", "18")
"""What follows "an" rather than "a"; U is left out, for names in it mostly begin as "you"."""

_Found = Counter[tuple[str, str, Span | str]]


@dataclass(frozen=True, slots=True)
class _Trial:
    """A sentence with one span replaced: its place in the article, what is to go, and the sentence."""

    place: int
    finding: Finding
    made: Translation

    @property
    def mended(self) -> tuple[str, str, Span | str]:
        """The finding, whatever the English around it."""
        return _key(self.made.segment.id, self.finding)


def substituted(translations: Sequence[Translation], audit: Audit) -> list[Translation]:
    """The translations of one article, each checked alone, with certain repairs made where the checks confirm them.

    In each round every sentence has one replacement tried. The article is compared as a whole for all of them at once, so that the cost
    grows with the article and not with its square.
    """
    made = list(translations)
    together = audit.together(made)
    refused: list[set[tuple[str, Span | None]]] = [set() for _ in made]
    for _ in range(MOST):
        trials = [
            _Trial(place, finding, audit.alone(_replaced(made[place], finding)))
            for place, checked in enumerate(together)
            if (finding := next((f for f in _certain(checked) if (f.kind, f.en_span) not in refused[place]), None)) is not None
        ]
        if not trials:
            break
        # What the comparison adds to a sentence it does not take away: one that is no better by itself is no better in the article.
        before = _found(together)
        hopeful = [trial for trial in trials if _better(before, _found([trial.made]), [trial])]
        made, together = _confirmed((made, together), hopeful, audit)
        for trial in trials:
            if made[trial.place] is trial.made:
                refused[trial.place].clear()
            else:
                refused[trial.place].add((trial.finding.kind, trial.finding.en_span))
    return made


_Checked = tuple[list[Translation], tuple[Translation, ...]]
"""The translations of an article as checked alone and as checked together."""


def _confirmed(checked: _Checked, trials: Sequence[_Trial], audit: Audit) -> _Checked:
    """The article with the trials that leave it with less to find fault with: all at once, or else what holds of either half."""
    if not trials:
        return checked
    trial = {one.place: one.made for one in trials}
    changed = [trial.get(place, translation) for place, translation in enumerate(checked[0])]
    after = audit.together(changed)
    if _better(_found(checked[1]), _found(after), trials):
        return changed, after
    if len(trials) == 1:
        return checked
    half = len(trials) // 2
    return _confirmed(_confirmed(checked, trials[:half], audit), trials[half:], audit)


def _certain(translation: Translation) -> Iterator[Finding]:
    """The findings that a replacement mends; none in a sentence that is not English at all."""
    if any(finding.kind == "language" for finding in translation.findings):
        return
    for finding in translation.findings:
        span, wanted = finding.en_span, finding.repair
        if finding.kind not in KINDS or finding.severity == "info" or span is None or not wanted:
            continue
        if not _doubles(translation.en, span, wanted) and not _ambiguous(translation.segment.vi, finding.vi_span):
            yield finding


def _ambiguous(vi: str, span: Span | None) -> bool:
    """Whether the Vietnamese figure has two readings ("73,234 triệu đồng"): neither is then put into print by us."""
    return span is not None and any(len(quantity.values) > 1 for quantity in find_vi(vi) if _overlap(quantity.span, span))


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _doubles(text: str, span: Span, wanted: str) -> bool:
    """Whether the right form stands beside the wrong one already ("in mid-April September"): one word too many is no word to replace."""
    before, after = text[: span[0]].rstrip(" -,"), text[span[1] :].lstrip(" -,")
    return before.lower().endswith(wanted.lower()) or after.lower().startswith(wanted.lower())


def _key(segment: str, finding: Finding) -> tuple[str, str, Span | str]:
    """What stays the same of a finding when the English around it changes."""
    return segment, finding.kind, finding.vi_span if finding.vi_span is not None else finding.message


def _found(translations: Sequence[Translation]) -> _Found:
    return Counter(_key(t.segment.id, f) for t in translations for f in t.findings if f.severity != "info")


def _better(before: _Found, after: _Found, trials: Sequence[_Trial]) -> bool:
    gone = all(after[trial.mended] < before[trial.mended] for trial in trials)
    return gone and all(number <= before[key] for key, number in after.items())


def _replaced(translation: Translation, finding: Finding) -> Translation:
    start, end = finding.en_span or (0, 0)
    text, wanted = translation.en, finding.repair or ""
    head = _article(text[:start], wanted)
    opens = not head.strip() or (head.rstrip().endswith((".", "!", "?", ":")) and text[start : start + 1].isupper())
    wanted = wanted[:1].upper() + wanted[1:] if opens else wanted
    moved = len(head) - start
    record = Repair("substituted", text[start:end], wanted, finding.message, (start + moved, start + moved + len(wanted)))
    shift = moved + len(wanted) - (end - start)
    earlier = (_shifted(repair, (start, end), shift) for repair in translation.repairs)
    return replace(translation, en=head + wanted + text[end:], repairs=(*earlier, record))


def _article(head: str, wanted: str) -> str:
    """The text before a replaced span, with "a" or "an" as the new word asks.

    >>> _article("It is a ", "8 million dong"), _article("worth an ", "9 percent")
    ('It is an ', 'worth a ')
    """
    for article in (" a ", " an ", "A ", "An "):
        if head.endswith(article) and (article[0] == " " or head == article):
            bare = head[: len(head) - len(article)]
            first = article.strip()[0]
            return f"{bare}{' ' if article[0] == ' ' else ''}{first}{'n' if wanted.startswith(_VOWELS) else ''} "
    return head


def _shifted(repair: Repair, replaced: Span, shift: int) -> Repair:
    """An earlier repair after a later one: its span moves along, and is lost where the later one replaced it."""
    if repair.en_span is None:
        return repair
    start, end = repair.en_span
    if end <= replaced[0]:
        return repair
    return replace(repair, en_span=(start + shift, end + shift) if start >= replaced[1] else None)
