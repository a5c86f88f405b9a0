"""People in Vietnamese text: family names, titles and courtesy words before a name, given names of the world; one entry per person."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from vi_brief.brief import places, runs, tables, titles
from vi_brief.viet.letters import plain

MOST_SYLLABLES = 5
"""The longest Vietnamese names have five syllables (Nguyễn Thị Quỳnh Hoa Mai)."""
NOT_PEOPLE = frozenset(
    "thành phố tp tư tưởng đường phố trường quảng trường lăng bảo tàng giải đoàn tncs học viện công viên phường xã".split()
)
"""A notable's name after one of these names a thing."""
_SAYING = re.compile(
    r" (?:cho biết|nói|khẳng định|nhấn mạnh|phát biểu|cho rằng|tuyên bố|chia sẻ|bày tỏ|trả lời|thông báo|đề nghị|viết|kể)\b"
)
_LED = re.compile(r"[^.;!?]{0,160}?\b(?:làm trưởng đoàn|làm trưởng|dẫn đầu)\b", re.IGNORECASE)
_BY = re.compile(r"\bdo\b[^.;!?]{0,120}$")
WOMEN = frozenset(["bà", "chị", "cô"])
HEAD_OF_DELEGATION = "head of the delegation"


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a text, with its English and the titles around it; `triggered` where a title or courtesy word stands before it."""

    start: int
    end: int
    text: str
    en: str
    roles: tuple[str, ...] = ()
    triggered: bool = False
    role: str = ""


@dataclass(slots=True)
class Person:
    """What an article says of one person: the fullest form of the name, the roles in the order met, the segments."""

    vi: str
    en: str
    roles: list[str] = field(default_factory=list)
    segments: list[str] = field(default_factory=list)
    fallback: str = ""


def find(text: str, found_titles: list[titles.Found], taken: Sequence[tuple[int, int]]) -> list[Name]:
    """The names of people in `text` (`tables.normal`) with its titles, outside the spans `taken` by organizations and places."""
    names: list[Name] = []
    limit = 0
    for match in runs.WORD.finditer(text):
        start = match.start()
        if start < limit or not text[start].isupper() or any(a <= start < b for a, b in taken):
            continue
        name = _name(text, start, titles.before(text, found_titles, start))
        if name:
            limit = name.end
            names += [name] if name.text.lower() not in tables.agencies() else []
    starts = frozenset(name.start for name in names)
    return [_with_roles(text, name, found_titles, starts) for name in names]


def _name(text: str, start: int, before: Sequence[titles.Found]) -> Name | None:
    known = tables.notable().match(text, start)
    if known and not _names_a_thing(text, start):
        return Name(start, known[0], text[start : known[0]], known[1].en, triggered=bool(before), role=known[1].role)
    if (title := titles.find(text, start)) and (title.en or tables.family_names().get(text[start : title.end]) is None):
        return None
    words = runs.capitalised(text, start, MOST_SYLLABLES + 2)
    kept = _vietnamese(text, words, triggered=bool(before)) or _foreign(text, words, before)
    if not kept:
        return None
    end = kept[-1].end
    return Name(start, end, text[start:end], plain(text[start:end]), triggered=bool(before))


def _names_a_thing(text: str, start: int) -> bool:
    return (text[:start].rstrip().split(" ") or [""])[-1].lower() in NOT_PEOPLE


def _vietnamese(text: str, words: Sequence[runs.Word], *, triggered: bool) -> list[runs.Word]:
    """The words of a Vietnamese name: a family name and what follows; empty where it is none."""
    kept: list[runs.Word] = []
    for word in words[:MOST_SYLLABLES]:
        ends = len(kept) > 1 and _something_else(text, word.start)
        if not word.capital or not word.vietnamese or (word.text.isupper() and len(word.text) > 1) or ends:
            break
        kept.append(word)
    if not kept:
        return []
    strength = tables.family_names().get(kept[0].text)
    needed = {"strong": 2, "weak": 2 if triggered else 3}.get(strength or "", MOST_SYLLABLES + 1)
    if len(kept) < needed or _names_a_thing(text, kept[0].start) or (places.find(text, kept[0].start) and not triggered):
        return []
    return kept


def _something_else(text: str, start: int) -> bool:
    """Whether a title, an organization or a place of several words starts here, so that a name ends before it."""
    if tables.titles().match(text, start) or tables.heads().match(text, start):
        return True
    hit = tables.places().match(text, start)
    return hit is not None and " " in text[start : hit[0]]


def _foreign(text: str, words: Sequence[runs.Word], before: Sequence[titles.Found]) -> list[runs.Word]:
    """The words of a foreign name, or of a second mention after a courtesy word ("ông Phúc"); empty where it is none."""
    kept: list[runs.Word] = []
    for word in words:
        if kept and (tables.heads().match(text, word.start) or _known_place(text, word.start) or _real_title(text, word.start)):
            break
        kept.append(word)
    while kept and kept[-1].text in runs.PARTICLES:
        kept.pop()
    if not kept or (_known_place(text, kept[0].start) and kept[0].text not in tables.given_names()):
        return []
    return kept if _is_person(text, kept, before) else []


def _real_title(text: str, start: int) -> bool:
    title = titles.find(text, start)
    return title is not None and bool(title.en)


def _known_place(text: str, start: int) -> bool:
    found = places.find(text, start)
    return found is not None and found.kind != "landmark"


def _is_person(text: str, kept: Sequence[runs.Word], before: Sequence[titles.Found]) -> bool:
    foreign = [word for word in kept if not word.vietnamese]
    if before and not before[-1].en:
        return not kept[0].text.isupper() or len(kept[0].text) == 1
    if len(kept) < 2 or all(word.text.isupper() for word in kept):
        return False
    if kept[0].text in tables.given_names() or ("-" in kept[-1].text and before):
        return True
    return bool(foreign) and (bool(before) or _SAYING.match(text, kept[-1].end) is not None)


def _with_roles(text: str, name: Name, found: list[titles.Found], starts: frozenset[int]) -> Name:
    before, after = titles.before(text, found, name.start), titles.after(text, found, name.end, starts)
    roles = [_gendered(title.en, text, name, before) for title in (*before, *after) if title.en and not (title.bare and name.role)]
    begin = before[0].start if before else name.start
    end = after[-1].end if after else name.end
    if _BY.search(text, 0, begin) and _LED.match(text, end):
        roles.append(HEAD_OF_DELEGATION)
    return Name(name.start, name.end, name.text, name.en, tuple(roles), name.triggered, name.role)


def _gendered(role: str, text: str, name: Name, before: Sequence[titles.Found]) -> str:
    """Chairwoman for a woman, as far as the text shows it: the middle name Thị or the courtesy word bà."""
    woman = " Thị " in name.text or any(not t.en and text[t.start : t.end].lower() in WOMEN for t in before)
    return role.replace("Chairman", "Chairwoman").replace("Spokesperson", "Spokeswoman") if woman else role


def gather(found: Iterable[tuple[str, str, Name]]) -> list[Person]:
    """One entry per person from (segment id or "", the article's own spelling, name) in article order.

    A short second mention ("ông Phúc") joins the full name.
    """
    mentions = list(found)
    people: list[Person] = []
    for whole in (True, False):
        for segment, vi, name in mentions:
            words = name.en.lower().split()
            if (len(words) > 1) is not whole:
                continue
            person = _known(people, words, exact=whole)
            if person is None:
                person = Person(vi, name.en, fallback=name.role)
                people.append(person)
            _add(person, segment, name)
    order = {name.en: at for at, (_, _, name) in reversed(list(enumerate(mentions)))}
    return sorted(people, key=lambda person: order.get(person.en, len(order)))


def _known(people: Sequence[Person], words: Sequence[str], *, exact: bool) -> Person | None:
    for person in reversed(people):
        full = person.en.lower().split()
        if full == list(words):
            return person
    for person in reversed(people):
        full = person.en.lower().split()
        first = not exact and full[0] == words[0] and full[0] not in _FAMILY
        if len(words) < len(full) and (full[-len(words) :] == list(words) or first):
            return person
    return None


_FAMILY = frozenset("nguyen tran le pham huynh vu vo dang bui do ngo dinh phan truong hoang".split())


def _add(person: Person, segment: str, name: Name) -> None:
    if segment and segment not in person.segments:
        person.segments.append(segment)
    for role in name.roles:
        if not any(_says_less(role, known) for known in person.roles):
            person.roles[:] = [known for known in person.roles if not _says_less(known, role)]
            person.roles.append(role)


def _says_less(role: str, other: str) -> bool:
    return set(role.lower().split()) <= set(other.lower().split())
