"""Party bodies and offices whose words are all in the English, in an order or a form that names something else.

`titles` compares words whatever their order, for English moves them freely. Two names have one certain English form each: a committee
with its place ("Thành ủy Hà Nội": the Hanoi Party Committee) and the one permanent member of the Secretariat, who is a person.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from vi_brief.glossaries.match import Match
from vi_brief.glossaries.packs import Entry
from vi_brief.glossaries.words import vietnamese
from vi_brief.records import Finding, Severity, Span
from vi_brief.viet.letters import plain
from vi_brief.viet.names import person_names

LEVELS = {
    "thành": ("", "municipal", "city"),
    "tỉnh": ("provincial", "province"),
    "huyện": ("district",),
    "quận": ("district",),
    "thị": ("town", "municipal", "city"),
}
"""What may stand between a place and "Party Committee", by the Vietnamese head; ours first."""
_LEVEL = "municipal|city|provincial|province|district|town"
_PLACES = frozenset({"place", "province", "district", "capital"})
_COMMITTEE = ("ủy", "uỷ")
_GAP = re.compile(r" (?:(?:tỉnh|thành phố|tp\.?|huyện|quận|thị xã) )?", re.IGNORECASE)

_OURS = "permanent member of the Secretariat"
_BOARD = r"(?:permanent|standing) (?:board|bureau|body|committee)"
_OF = r"(?:party central committee's |central committee's |party )?secretariat"
_BODY = re.compile(rf"\b(?:{_BOARD}(?: of the {_OF}| secretar(?:y|iat))|(?:permanent|standing) {_OF})\b(?!'|-| members?\b)", re.IGNORECASE)
_SEVERAL = re.compile(r"\b(?:các|những)(?: đồng chí)?\s*$", re.IGNORECASE)
_MEMBERS = re.compile(rf"\b(?:permanent|standing) member(s?) of the {_OF}\b", re.IGNORECASE)

_Wrong = tuple[Severity, Span, Span, str]
"""How bad, where in the Vietnamese, what of the English, and what should stand there."""


@dataclass(frozen=True, slots=True)
class _Committee:
    """A Party committee of the Vietnamese: its head word, the place's English, the spellings to look for, and where it stands."""

    head: str
    place: str
    spellings: tuple[str, ...]
    foreign: bool
    span: Span

    @property
    def names(self) -> str:
        """What finds the place in an English text."""
        return "|".join(re.escape(form) for form in sorted(self.spellings, key=len, reverse=True))

    def spelled(self, printed: str) -> str:
        """The place as it should be printed: a capital by its English name, another as it is."""
        return self.place if self.foreign else printed

    def right(self, printed: str) -> str:
        """Our name of the committee."""
        return " ".join(filter(None, (self.spelled(printed), LEVELS[self.head][0], "Party Committee")))


def misnamed(vi: str, en: str, found: Sequence[Match[Entry]]) -> Iterator[Finding]:
    """One finding, with its repair, for each committee or member that the English has in a wrong form: an error where it names another
    body, a warning where only order, number or spelling are wrong.

    `found` are the entries of the packs in the Vietnamese. Of 776 committees with a place in 46,000 in-house pairs none is flagged.
    """
    for severity, at, wrong, right in (*_person(vi, en, found), *_member(vi, en, found), *_named(vi, en, found)):
        message = f"'{vi[slice(*at)]}' ({right}) is '{en[slice(*wrong)]}' in the English"
        yield Finding("title", severity, message, at, wrong, right)


def _named(vi: str, en: str, found: Sequence[Match[Entry]]) -> Iterator[_Wrong]:
    committees = list(_committees(vi, found))
    heads = {head for head in LEVELS if committees and re.search(rf"\b{head} (?:ủy|uỷ)\b", vi, re.IGNORECASE)}
    for place in dict.fromkeys(committee.place for committee in committees):
        body = next(committee for committee in committees if committee.place == place)
        yield from _reversed(en, body)
        yield from _misplaced(en, body, heads, {c.place for c in committees if c.head == "thành"} - {place})


def _committees(vi: str, found: Sequence[Match[Entry]]) -> Iterator[_Committee]:
    for body, place in pairwise(found):
        if place.value.kind not in _PLACES or vi[body.end - 2 : body.end].lower() not in _COMMITTEE:
            continue
        words = vietnamese(vi[body.start : body.end])
        if words.keys[-2:-1] and words.keys[-2] in LEVELS and _GAP.fullmatch(vi, body.end, place.start):
            span = (body.start + words.spans[-2][0], place.end)
            spellings = _spellings(place.value, vi[place.start : place.end])
            yield _Committee(words.keys[-2], place.value.en, spellings, place.value.kind == "capital", span)


def _spellings(place: Entry, printed: str) -> tuple[str, ...]:
    """How an English text may spell a place: a foreign capital as the Vietnamese does too, in full or by its last word ("Habana")."""
    copied = [plain(form) for form in (printed, *(place.vi if place.kind == "capital" else ()))]
    last = [form.rsplit(" ", 1)[-1] for form in copied if place.kind == "capital" and " " in form]
    return tuple(dict.fromkeys([place.en, *copied, *last]))


def _reversed(en: str, body: _Committee) -> Iterator[_Wrong]:
    """A committee that the place follows without a word between: "the municipal Party Committee Hanoi"."""
    for match in re.finditer(rf"\b(?:(?:{_LEVEL}) )?Party Committee ({body.names})\b(?![-\w])", en, re.IGNORECASE):
        if match[1][0].isupper() and not _after_name(en, match.start()):
            yield "warning", body.span, match.span(), body.right(match[1])


def _misplaced(en: str, body: _Committee, heads: set[str], other_cities: set[str]) -> Iterator[_Wrong]:
    """A committee of a level that no head word of the Vietnamese has, one of several cities named unlike the others, another spelling."""
    allowed = {level for head in heads for level in LEVELS[head]}
    for match in re.finditer(rf"\b({body.names})((?: (?:{_LEVEL}))?) Party Committee\b", en, re.IGNORECASE):
        level = match[2].strip().lower()
        if level and level not in allowed:
            yield "error", body.span, match.span(), body.right(match[1])
        elif level == "municipal" and heads == {"thành"} and any(f"{city} Party Committee" in en for city in other_cities):
            yield "warning", body.span, match.span(), body.right(match[1])
        elif body.spelled(match[1]) != match[1]:
            yield "warning", body.span, match.span(1), body.place


def _after_name(en: str, start: int) -> bool:
    """Whether a capitalised word stands right before: then the committee is that one's ("the Hanoi Party Committee Havana ...")."""
    before = en[:start].rstrip(" ").rsplit(" ", 1)[-1]
    return before[:1].isupper() and before[-1].isalpha() and before not in {"The", "Secretary"}


def _person(vi: str, en: str, found: Sequence[Match[Entry]]) -> Iterator[_Wrong]:
    """A body, or several people, where the Vietnamese has the permanent member of the Secretariat."""
    there = [match for match in found if match.value.en == _OURS]
    if not there:
        return
    span = there[0].span
    boards = "thường vụ" in vi.lower()
    for match in _BODY.finditer(en):
        if not (boards and match[0].lower().endswith("secretary")):
            yield "error", span, match.span(), _OURS
    members = list(_MEMBERS.finditer(en))
    if len(members) == len(there) and not _SEVERAL.search(vi, 0, span[0]):
        yield from (("warning", span, match.span(), _OURS) for match in members if match[1])


def _member(vi: str, en: str, found: Sequence[Match[Entry]]) -> Iterator[_Wrong]:
    """Several members of a body where the Vietnamese has one, whose name follows ("Ủy viên Trung ương Đảng, Bí thư Tỉnh ủy Lê Văn A")."""
    for match in found if "embers" in en else ():
        one = match.value.en
        if "member" not in one or match.value.kind != "title" or one == _OURS:
            continue
        several = re.escape(one).replace("member", "members")
        printed = list(re.finditer(rf"\b{several}\b", en, re.IGNORECASE))
        times = sum(other.value is match.value for other in found)
        if len(printed) == times == 1 and not _SEVERAL.search(vi, 0, match.start) and _one_person(vi, match, found):
            yield "warning", match.span, printed[0].span(), one


def _one_person(vi: str, match: Match[Entry], found: Sequence[Match[Entry]]) -> bool:
    """Whether nothing but other titles, bodies and places stands between a title and a person's name."""
    name = next((start for start, _ in person_names(vi) if start >= match.end), None)
    between = list(vi[match.end : name]) if name is not None else ["?"]
    for other in found:
        if name is not None and match.end <= other.start and other.end <= name:
            between[other.start - match.end : other.end - match.end] = " " * (other.end - other.start)
    return not "".join(between).strip(" ,-–")
