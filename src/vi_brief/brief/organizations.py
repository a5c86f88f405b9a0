"""Organizations in Vietnamese text: fixed names, and heads (Bộ, Sở, Thành ủy, Tập đoàn ...) with what follows them.

The English is composed: a head's template with its field of work, its place or country, or the words of its name in reverse order,
because Vietnamese names its head first ("Tập đoàn Viễn thông Quân đội Viettel": Viettel Military Telecommunications Group).
"""

import re
from dataclasses import dataclass

from vi_brief.brief import places, runs, tables
from vi_brief.viet import syllables
from vi_brief.viet.letters import plain

_SPACES = re.compile(r" {2,}")
_AT = "tại "
_ABBREVIATION = re.compile(r" ?\(([A-ZĐ][A-ZĐa-z&.-]{1,11})\)")
FUNCTION_WORDS = frozenset(
    """
    và của tại ở đã là cho với từ do có trong về để được sẽ đang vừa gửi tặng thăm cùng theo nói khi đến sang như vào ra bị trên dưới sau
    trước thì mà hay hoặc gồm
    """.split()
)
"""Lower-case syllables that end a name."""
COMMON_NOUNS = frozenset(
    ["trung tâm", "thương vụ", "phái đoàn", "văn phòng", "nhà máy", "thư viện", "bảo tàng", "nhà hát", "liên minh", "liên hiệp", "tổ chức"]
)
"""Heads that are common words in lower case: "trung tâm TP HCM" is the middle of the city."""
COMMON_LAST = ("Association", "Center", "Institute", "Museum", "Federation", "Bank", "Group")
"""A name that ends in one of these takes the article even where it starts with a proper name."""
DEEPEST = 2
"""A body of a body of a body is as deep as names go."""
MOST_GROUPS = 6
"""A name of more parts than this is two names."""


@dataclass(frozen=True, slots=True)
class Found:
    """An organization in a text; `article` is "the" or empty; `acronym` is the short form printed after it in brackets."""

    start: int
    end: int
    en: str
    article: str
    acronym: str = ""


@dataclass(frozen=True, slots=True)
class _Part:
    end: int
    en: str
    adjective: str = ""
    of: str = ""
    after: str = ""


def find(text: str, start: int, depth: int = 0) -> Found | None:
    """The longest organization that starts at `start` of `text` (`tables.normal`)."""
    choices = [made for made in (_body(text, start), _headed(text, start, depth)) if made]
    best = max(choices, key=lambda found: found.end, default=None)
    if best is None:
        return None
    short = _ABBREVIATION.match(text, best.end)
    if short and not tables.places().match(text, short.start(1)):
        return Found(best.start, best.end, best.en, best.article, short[1])
    return best


def _body(text: str, start: int) -> Found | None:
    hit = tables.bodies().match(text, start)
    if not hit:
        return None
    end, body = hit
    return Found(start, end, body.en, body.article)


def _headed(text: str, start: int, depth: int) -> Found | None:
    made = []
    for end, kinds in tables.heads().matches(text, start) if depth <= DEEPEST else ():
        if not (text[start].islower() and text[start:end].lower() in COMMON_NOUNS):
            made += [found for head in kinds if (found := _COMPLEMENTS[head.follows](text, (start, end), head.template, depth))]
    return max(made, key=lambda found: found.end, default=None)


def _with_scope(text: str, where: tuple[int, int], template: str, depth: int) -> Found | None:
    scope = _scope(text, where[1], depth)
    if scope is None and not text[where[0]].isupper():
        return None
    return _made(text, where, template, scope or _Part(where[1], ""))


def _with_place(text: str, where: tuple[int, int], template: str, depth: int) -> Found | None:
    scope = _scope(text, where[1], depth)
    return _made(text, where, template, scope) if scope and (scope.en or scope.adjective) else None


def _with_country(text: str, where: tuple[int, int], template: str, _depth: int) -> Found | None:
    place = places.find(text, where[1] + 1) if text[where[1] : where[1] + 1] == " " else None
    return _made(text, where, template, _part(place)) if place and place.kind == "country" else None


def _with_field(text: str, where: tuple[int, int], template: str, depth: int) -> Found | None:
    if text[where[1] : where[1] + 1] != " ":
        return None
    hit = tables.fields().match(text, where[1] + 1)
    if not hit or text[where[1] + 1 : hit[0]].islower():
        return None
    scope = _scope(text, hit[0], depth) or _Part(hit[0], "")
    return _made(text, where, template.replace("{field}", hit[1]), scope)


def _with_name(text: str, where: tuple[int, int], template: str, _depth: int) -> Found | None:
    groups, end = _groups(text, where[1])
    one_syllable = len(groups) == 1 and " " not in groups[0][0] and groups[0][1] and " " not in text[where[0] : where[1]]
    if not groups or (one_syllable and syllables.parse(groups[0][0])):
        return None
    return _made(text, where, template.replace("{name}", " ".join(en for en, _ in reversed(groups))), _Part(end, ""))


_COMPLEMENTS = {"scope": _with_scope, "place": _with_place, "country": _with_country, "field": _with_field, "name": _with_name}


def _made(text: str, where: tuple[int, int], template: str, scope: _Part) -> Found:
    end, at = scope.end, ""
    if "{at}" in template and text[end : end + 1] == " " and text.startswith(_AT, end + 1):
        post = places.find(text, end + 1 + len(_AT))
        end, at = (post.end, f"in {post.en}") if post else (end, "")
    before = scope.adjective or scope.en
    en = template.replace("{scope}", before).replace("{of}", scope.of or scope.en).replace("{at}", at)
    en = _SPACES.sub(" ", f"{en}{scope.after}").strip()
    proper = template.startswith("{name}") or en.split(" ")[0].isupper()
    return Found(
        where[0], end, en, "" if proper and not en.endswith(("Association", "Center", "Institute", "Museum", "Federation")) else "the"
    )


def _scope(text: str, end: int, depth: int) -> _Part | None:
    """The place, country or body after a head: "Hà Nội", "tỉnh Quảng Nam", "Trung ương", "Thành phố" alone."""
    if text[end : end + 1] != " ":
        return None
    at = end + 1
    place = places.find(text, at)
    body = find(text, at, depth + 1)
    if body and (place is None or body.end > place.end):
        return _Part(body.end, "", after=f" of {body.article} {body.en}".replace("  ", " "))
    if place and place.kind not in {"landmark", "sea", "river"}:
        return _part(place)
    for word, en in (("Trung ương", "Central"), ("các cấp", "")):
        if text.startswith(word, at):
            return _Part(at + len(word), en)
    hit = tables.admin().match(text, at)
    return _Part(hit[0], "") if hit and text[at].isupper() else None


def _part(place: places.Found) -> _Part:
    return _Part(place.end, place.scope, place.adjective if place.kind == "country" else "", of=place.en)


def _groups(text: str, end: int) -> tuple[list[tuple[str, bool]], int]:
    """The parts of a proper name after a head, as (English, whether it is a word kept as it is), and where they end."""
    groups: list[tuple[str, bool]] = []
    while len(groups) < MOST_GROUPS and text[end : end + 1] == " ":
        group = _group(text, end + 1, first=not groups)
        if group is None or (groups and _opens_a_name(text, end + 1)):
            break
        if groups and groups[-1][1] and group.of == "kept":
            groups[-1] = (f"{groups[-1][0]} {group.en}", True)
        else:
            groups.append((group.en, group.of == "kept"))
        end = group.end
    return _paired(groups, text, end)


def _opens_a_name(text: str, at: int) -> bool:
    """Whether a person's name starts here: "Văn phòng Quốc hội Nguyễn Hạnh Phúc" is a body and its head."""
    word = runs.word_at(text, at)
    after = runs.next_word(text, word.end) if word else None
    return bool(word and after and after.capital and tables.family_names().get(word.text) == "strong")


def _paired(groups: list[tuple[str, bool]], text: str, end: int) -> tuple[list[tuple[str, bool]], int]:
    """Two countries joined by a dash are one part: "hữu nghị Việt Nam - Cuba" is Vietnam-Cuba."""
    if groups and text.startswith(" - ", end):
        other = places.find(text, end + 3)
        if other and other.kind == "country":
            scope = runs.next_word(text, other.end)
            hit = tables.admin().match(text, scope.start) if scope and scope.capital else None
            return [*groups[:-1], (f"{groups[-1][0]}-{other.en}", False)], hit[0] if hit else other.end
    return groups, end


def _group(text: str, at: int, *, first: bool) -> _Part | None:
    place = places.find(text, at)
    hits = [h for h in (tables.words().match(text, at), tables.fields().match(text, at)) if h]
    hit = max(hits, key=lambda h: h[0], default=None)
    if place and not (hit and hit[0] > place.end):
        return _Part(place.end, place.scope if place.kind != "landmark" else place.en)
    if hit and hit[1] == "and":
        return _Part(hit[0], "and") if not first and _goes_on(text, hit[0]) else None
    if hit and text[at].isupper():
        return _Part(hit[0], hit[1])
    return _word(text, at)


def _word(text: str, at: int) -> _Part | None:
    """A word of a name that no table knows, with a lower-case second syllable where the name goes on after it."""
    word = runs.word_at(text, at)
    if word is None or not (word.capital or word.text[0].isdigit()) or tables.titles().match(text, at):
        return None
    second = runs.next_word(text, word.end)
    third = runs.next_word(text, second.end) if second else None
    if (
        second
        and third
        and third.capital
        and word.vietnamese
        and second.text.islower()
        and second.vietnamese
        and second.text not in FUNCTION_WORDS
    ):
        return _Part(second.end, plain(f"{word.text} {second.text}"), of="kept")
    return _Part(word.end, plain(word.text), of="kept")


def _goes_on(text: str, end: int) -> bool:
    after = runs.next_word(text, end)
    return after is not None and after.capital and tables.words().match(text, after.start) is not None
