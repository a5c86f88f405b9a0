"""The named people, organizations and places of an article, as mentions with the segments where they occur."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from vi_brief.brief import organizations, people, places, runs, tables, titles
from vi_brief.records import Mention
from vi_brief.viet.letters import nfc, plain

Text = tuple[str, str]
"""(segment id, Vietnamese); the id is "" for a caption or the title, which are no segments."""
INNER_KINDS = frozenset(["province", "country", "town", "district"])
"""Kinds of places that count where they stand inside an organization's name."""
MOST_ROLES = 4
"""A person's later roles repeat the earlier ones in other words."""


@dataclass(frozen=True, slots=True)
class Names:
    """The mentions of an article by kind, each in the order of first occurrence."""

    people: tuple[Mention, ...]
    organizations: tuple[Mention, ...]
    places: tuple[Mention, ...]


@dataclass(slots=True)
class _Entry:
    vi: str
    en: str
    segments: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Register:
    entries: dict[str, _Entry] = field(default_factory=dict)

    def add(self, segment: str, vi: str, en: str) -> None:
        entry = self.entries.setdefault(plain(en).lower(), _Entry(vi, en))
        if segment and segment not in entry.segments:
            entry.segments.append(segment)

    def merge_bare(self) -> None:
        """Drop a body without its place ("the Party Committee") where the article names one with it; one only is the same body."""
        for key in list(self.entries):
            fuller = [other for other in self.entries if other.endswith(f" {key}") and " of " not in other.removesuffix(key)]
            if not fuller:
                continue
            bare = self.entries.pop(key)
            if len(fuller) == 1:
                kept = self.entries[fuller[0]]
                kept.segments = sorted({*kept.segments, *bare.segments}, key=_number)

    def mentions(self) -> tuple[Mention, ...]:
        return tuple(Mention(vi=e.vi, en=e.en, segments=tuple(e.segments)) for e in self.entries.values())


def _number(segment: str) -> tuple[int, str]:
    digits = "".join(c for c in segment if c.isdigit())
    return (int(digits or 0), segment)


def names(texts: Iterable[Text]) -> Names:
    """The names in the texts of one article."""
    bodies, where = _Register(), _Register()
    found_people: list[tuple[str, str, people.Name]] = []
    for segment, vi in texts:
        text, own = tables.normal(vi), nfc(vi)
        found_titles = titles.all_in(text)
        spans, taken = _entities(text, found_titles)
        named = people.find(text, found_titles, taken)
        for kind, start, end, en in spans:
            if not any(name.start <= start < name.end for name in named):
                (bodies if kind == "organization" else where).add(segment, own[start:end], en)
        found_people += [(segment, own[name.start : name.end], name) for name in named]
    bodies.merge_bare()
    gathered = people.gather(found_people)
    return Names(tuple(_person(person) for person in gathered), bodies.mentions(), where.mentions())


def _person(person: people.Person) -> Mention:
    roles = person.roles[:MOST_ROLES] or ([person.fallback] if person.fallback else [])
    role = ", ".join(roles)
    return Mention(vi=person.vi, en=person.en, role=role[:1].upper() + role[1:], segments=tuple(person.segments))


Span = tuple[str, int, int, str]


def _entities(text: str, found_titles: list[titles.Found]) -> tuple[list[Span], list[tuple[int, int]]]:
    """(kind, start, end, English) of organizations and places, and the spans where no person is looked for."""
    spans: list[Span] = []
    taken: list[tuple[int, int]] = []
    limit = 0
    for match in runs.WORD.finditer(text):
        start = match.start()
        if start < limit:
            continue
        body, place = organizations.find(text, start), places.find(text, start)
        if place and (body is None or (place.end >= body.end and place.kind != "country")):
            if _starts_a_person(text, place, found_titles):
                continue
            spans += _places_in(text, place)
            taken.append((place.start, place.end))
            limit = place.end
        elif body:
            spans.append(("organization", body.start, body.end, body.en))
            spans += _inner(text, body.start, body.end, body.en)
            taken.append((body.start, body.end))
            limit = body.end
    return spans, taken


def _starts_a_person(text: str, place: places.Found, found_titles: list[titles.Found]) -> bool:
    """Whether a place's name is the start of a person's: "Victoria Beckham"; "Bộ trưởng Hồ Đức Phớc", where Hồ is also a lake."""
    words = runs.capitalised(text, place.start)
    if not words or words[-1].end < place.end:
        return False
    if place.kind == "landmark":
        return words[0].text in tables.family_names() and bool(titles.before(text, found_titles, place.start))
    return words[0].text in tables.given_names() and words[-1].end > place.end


def _places_in(text: str, place: places.Found) -> list[Span]:
    """A place, written without the administrative word where its English has none."""
    start = place.start
    admin = tables.admin().match(text, start)
    if admin and place.kind in {"province", "country", "town"}:
        bare = places.find(text, admin[0] + (text[admin[0] : admin[0] + 1] == " "))
        start = bare.start if bare and bare.en == place.en else start
    inner = _inner(text, place.start, place.end, place.en) if place.kind == "landmark" else []
    return [("place", start, place.end, place.en), *inner]


def _part_of(inner: str, outer: str) -> bool:
    """Whether an inner name only says what the outer one says; "the X Commission of the Y Committee" names Y too."""
    return set(inner.split()) <= set(outer.split()) and f" of the {inner}" not in outer


def _inner(text: str, start: int, end: int, en: str) -> list[Span]:
    """The places and organizations inside the name of an organization or a landmark whose English is `en`."""
    found: list[Span] = []
    limit = start + 1
    for match in runs.WORD.finditer(text, start + 1, end):
        at = match.start()
        if at < limit:
            continue
        body, place = organizations.find(text, at), places.find(text, at)
        if place and place.end <= end:
            found += _places_in(text, place) if place.kind in INNER_KINDS else []
            limit = place.end
        elif body and body.end <= end and text[at].isupper() and text[start:at].count(" ") != 1 and not _part_of(body.en, en):
            found.append(("organization", body.start, body.end, body.en))
    return found
