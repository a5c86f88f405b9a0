"""Titles and bodies: what a person is called, and which committee it was.

The Vietnamese side is read with the glossary packs, the English side with the table of roles. A title of the source that no accepted
English form renders is missing; a role of the English that no title of the source may stand for was added; one of each is a confusion.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from vi_brief import config
from vi_brief.checks import _party
from vi_brief.glossaries.match import Match, shipped
from vi_brief.glossaries.packs import Entry
from vi_brief.glossaries.roles import Role, bare, evidence, forms, roles
from vi_brief.glossaries.words import english, vietnamese
from vi_brief.records import Finding, Segment, Severity, Span, Translation

DEMANDED = frozenset(["title", "rank", "body"])


_GENERALS = "general, lieutenant general, senior lieutenant general, major general, brigadier general"
HINTS = {
    word: frozenset(name.strip() for name in names.split(","))
    for word, names in {
        "tt": "president, prime minister",
        "chủ tịch": "chairman, president",
        "tướng": _GENERALS,
        "tổng": "general",
        "chỉ huy": "commander",
        "mặt trận": "fatherland front",
        "vua": "king",
        "loa": "speaker",
        "diễn giả": "speaker",
        "đa khoa": "general",
        "quản lý": "director, general director",
        "chủ trì": "chairman",
        "chủ tọa": "chairman",
        "ghế": "chairman",
        "đứng đầu": "chairman, president, governor, director",
        "đoàn viên": "youth union, trade union",
    }.items()
}
"""Words outside the titles of the packs that are enough for a role."""


CAPITALISED = frozenset(["speaker", "king", "queen", "prince", "dean", "commander"])
"""Roles that are ordinary words as often: reported only where the English capitalises them."""


class Options(config.Options):
    """[checks.titles]. `missing`: whether a title that the English leaves out is reported too, not only one that it changes."""

    missing: bool = True


def check(segment: Segment, translation: Translation, options: Options) -> Iterator[Finding]:
    """One finding for each title or body that was changed (error, with the right one), added (error) or left out.

    A body that was left out is a warning; a person's title is information only, for English drops it at a second mention.
    """
    found = [match for match in shipped(segment.vi) if not _is_part(segment.vi, match)]
    named = roles(translation.en)
    if not found and not named:
        return
    misnamed = list(_party.misnamed(segment.vi, translation.en, found))
    yield from misnamed
    lost = [match for match in _lost(segment.vi, found, translation.en, named) if not any(f.vi_span == match.span for f in misnamed)]
    unread = [role for role in _wrong(found, named, translation.en) if not any(_within(role, f.en_span) for f in misnamed)]
    added, surplus = _added(unread, segment.vi, found, translation.en), _surplus(found, named)
    opening = [role for role in unread if _opens(role, translation.en)]
    for match in lost:
        partner = _partner(match.value, unread, [*added, *surplus, *opening]) or _without_permanent(match.value, named)
        if partner is not None:
            for roles_left in (unread, added, surplus, opening):
                roles_left[:] = [role for role in roles_left if role is not partner]
            yield _changed(segment.vi, match, translation.en, partner)
        elif options.missing:
            yield _missing(segment.vi, match)
    for role in added:
        same = next((match for match in found if match.value.kind in DEMANDED and _is_same(match.value, role)), None)
        yield _changed(segment.vi, same, translation.en, role) if same else _extra(translation.en, role)


def _lost(vi: str, found: Sequence[Match[Entry]], en: str, named: Sequence[Role]) -> Iterator[Match[Entry]]:
    """The titles and bodies of the Vietnamese that no accepted form in the English renders."""
    for match in found:
        if match.value.kind in DEMANDED and not _is_deputized(vi, match, named) and not _said(match.value, en, named):
            yield match


def _wrong(found: Sequence[Match[Entry]], named: Sequence[Role], en: str) -> list[Role]:
    """The roles that no title may stand for, without ordinary words that only look like one."""
    return [role for role in _unread(found, named) if role.name not in CAPITALISED or _is_title(role, en)]


def _within(role: Role, span: Span | None) -> bool:
    return span is not None and span[0] <= role.start < span[1]


def _is_part(vi: str, match: Match[Entry]) -> bool:
    """Whether a match is a part of something else: a document's number, an institution's name, a word ("tiến bộ y tế")."""
    return _in_code(vi, match) or _is_central(vi, match) or (vi.startswith("bộ ", match.start) and vi[: match.start].endswith(COMPOUNDS))


COMPOUNDS = tuple(f"{word} " for word in ("tiến", "cán", "toàn", "nội", "cục", "đồng", "liên"))
"""First syllables of words whose second is "bộ" and which are no ministry."""


def _in_code(vi: str, match: Match[Entry]) -> bool:
    """Whether a body is a part of a document's number: "2881/QĐ-UBND"."""
    return vi[: match.start].endswith(("/", "-")) and vi[: match.start][-2:-1].isalnum()


def _is_central(vi: str, match: Match[Entry]) -> bool:
    """Whether "Trung ương" is a part of an institution's name, the central one of its kind, and no committee."""
    if match.value.en != "Central Committee":
        return False
    return _INSTITUTION.search(vi, max(0, match.start - _NAME_LENGTH), match.start) is not None


_INSTITUTION = re.compile(r"\b(?:bệnh viện|viện|trường|bảo tàng|nhà hát|ngân hàng|kho bạc|trung tâm)\b[^,;.:]*$", re.IGNORECASE)
_NAME_LENGTH = 45


def _said(entry: Entry, en: str, named: Sequence[Role]) -> bool:
    """Whether one of the accepted English forms of an entry is in the English: all its roles and all its words, in any order."""
    names, words = {role.name for role in named}, set(english(en).keys)
    if any(form.roles <= names and form.words <= words for form in forms()[entry.number]):
        return True
    return any(_BARE[word].search(en) for word in bare(entry))


_BARE = {
    "ministry": re.compile(r"\bministr(?:y|ies)\b(?! of)", re.IGNORECASE),
    "minister": re.compile(r"(?<!prime )\bministers?\b(?! of)", re.IGNORECASE),
    "deputy minister": re.compile(r"\b(?:deputy|vice) ministers?\b(?! of)", re.IGNORECASE),
}
"""The bare words of the packs: they stand for an entry only where the English does not go on to say which one."""


def _unread(found: Sequence[Match[Entry]], named: Sequence[Role]) -> list[Role]:
    """The roles of the English that no title found in the Vietnamese may stand for."""
    if not named:
        return []
    there = frozenset().union(*(evidence()[match.value.number] for match in found))
    return [role for role in named if role.group and not _explained(role, there)]


def _added(unread: Sequence[Role], vi: str, found: Sequence[Match[Entry]], en: str) -> list[Role]:
    """Of the roles that no title explains, those that nothing else in the Vietnamese explains either."""
    certain = [role for role in unread if _is_title(role, en) and not _copied(role, vi, en)]
    hinted = _hinted(vi, found) if certain else frozenset()
    return [role for role in certain if role.name not in hinted and not _is_deputy(role, vi, found, en)]


def _is_deputy(role: Role, vi: str, found: Sequence[Match[Entry]], en: str) -> bool:
    """Whether the Vietnamese has a deputy, or an assistant, of something outside the titles that were found."""
    if "deputy " not in role.name:
        return False
    assistant = en[role.start : role.end].lower().startswith("assistant")
    return ("trợ" in vietnamese(vi).keys) if assistant else ("phó" in _outside(vi, found))


def _surplus(found: Sequence[Match[Entry]], named: Sequence[Role]) -> list[Role]:
    """The offices that the English names oftener than the Vietnamese has titles for, the last mentions of each."""
    extra: list[Role] = []
    for name in {role.name for role in named if role.group == "office"}:
        mentions = [role for role in named if role.name == name]
        titles = sum(1 for match in found if match.value.kind in DEMANDED and name in evidence()[match.value.number])
        extra += mentions[titles:] if titles else []
    return extra


def _outside(vi: str, found: Sequence[Match[Entry]]) -> Iterator[str]:
    """The words of the Vietnamese that are in no title that was found."""
    titles = [(match.start, match.end) for match in found if match.value.kind in DEMANDED]
    words = vietnamese(vi)
    for key, span in zip(words.keys, words.spans, strict=True):
        if not any(start <= span[0] < end for start, end in titles):
            yield key


def _is_title(role: Role, en: str) -> bool:
    """A rank is a rank only where it is capitalised ("major" is oftener an adjective), and a speaker may be a loudspeaker."""
    return (role.group != "rank" and role.name not in CAPITALISED) or (en[role.start].isupper() and role.start > 0)


def _opens(role: Role, en: str) -> bool:
    """Whether a rank begins the text before a capital: it may stand for a lost one ("Major Hale"), or be none ("Major Asian banks")."""
    return role.group == "rank" and role.start == 0 and en[role.end + 1 : role.end + 2].isupper()


def _copied(role: Role, vi: str, en: str) -> bool:
    """Whether the Vietnamese has the same English words: a company or a title that it did not translate."""
    return en[role.start : role.end].lower() in vi.lower()


def _explained(role: Role, there: frozenset[str]) -> bool:
    """Whether a title of the Vietnamese may stand for a role, or for the shorter one that it begins with ("secretary of state")."""
    return role.name in there or role.name.partition(" of ")[0] in there


def _hinted(vi: str, found: Sequence[Match[Entry]]) -> frozenset[str]:
    """Roles that ordinary words of the Vietnamese may stand for, outside the titles of the packs too."""
    keys = list(_outside(vi, found))
    return frozenset().union(*(HINTS[key] for key in [*keys, *map(" ".join, pairwise(keys))] if key in HINTS))


def _partner(entry: Entry, unread: Sequence[Role], added: Sequence[Role]) -> Role | None:
    """The role that most likely stands for a lost title: the same but for "deputy", else an added one of the same kind."""
    same = (role for role in unread if _is_same(entry, role))
    return next(same, None) or next((role for role in added if role.group == _group(entry)), None)


def _is_deputized(vi: str, match: Match[Entry], named: Sequence[Role]) -> bool:
    """Whether a "phó" stands before a title that the packs have without one, and the English has the deputy."""
    before = vi[: match.start].rstrip().lower().endswith("phó")
    return before and any(role.name.startswith("deputy ") and _is_same(match.value, role) for role in named)


def _without_permanent(entry: Entry, named: Sequence[Role]) -> Role | None:
    """The role that a title has in the English but for its "permanent"."""
    wanted = forms()[entry.number][0].roles
    return next((role for role in named if f"permanent {role.name}" in wanted), None)


def _is_same(entry: Entry, role: Role) -> bool:
    """Whether a role is one that an entry may stand for, "deputy" and "permanent" apart."""
    return _base(role.name) in {_base(name) for name in evidence()[entry.number]}


def _base(name: str) -> str:
    return name.removeprefix("permanent ").removeprefix("deputy ")


def _group(entry: Entry) -> str:
    if entry.kind != "body":
        return "rank" if entry.kind == "rank" else "office"
    return "ministry" if entry.en.startswith("Ministry") else "body"


def _changed(vi: str, match: Match[Entry], en: str, role: Role) -> Finding:
    printed = en[role.start : role.end]
    message = f"'{vi[match.start : match.end]}' ({match.value.en}) is '{printed}' in the English"
    return Finding("title", "error", message, (match.start, match.end), (role.start, role.end), _repair(match.value, role, printed))


def _repair(entry: Entry, role: Role, printed: str) -> str | None:
    """The English that should stand where `printed` does; None where the right title is more than one role.

    A title is certain where the English differs in "deputy" or "permanent", or where the first form of the entry is a role and no more.
    """
    accepted = forms()[entry.number]
    same = next((form for form in accepted if form.whole and any(_base(name) == _base(role.name) for name in form.roles)), None)
    right = same or (accepted[0] if accepted[0].whole else None)
    if right is None:
        return None
    return right.text if printed[:1].isupper() or right.text.isupper() else right.text.lower()


def _missing(vi: str, match: Match[Entry]) -> Finding:
    severity: Severity = "warning" if match.value.kind == "body" and evidence()[match.value.number] else "info"
    return Finding("title", severity, f"'{vi[match.start : match.end]}' ({match.value.en}) is not in the English", (match.start, match.end))


def _extra(en: str, role: Role) -> Finding:
    return Finding("title", "error", f"'{en[role.start : role.end]}' is no title of the Vietnamese", None, (role.start, role.end))
