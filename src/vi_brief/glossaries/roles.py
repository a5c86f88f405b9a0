"""Titles and bodies as English names them, so that two texts can be compared: roles.tsv, with "deputy" and "permanent" before a role.

A role is a name such as "prime minister", "deputy chairman" or "permanent deputy secretary". What an entry of the packs may be called in
English becomes `Form`s: the roles that the form names and all its content words.
"""

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from vi_brief.glossaries.match import Trie
from vi_brief.glossaries.packs import Entry, entries
from vi_brief.glossaries.words import FUNCTION_WORDS, Words, english

_CACHED = 1024
_PERMANENT = frozenset(["permanent", "first"])
_PORTFOLIOS = frozenset(
    "foreign finance health defense interior justice construction transport trade labor culture education environment agriculture industry "
    "security planning information science technology home public affair energy".split()
)
_BETWEEN = _PORTFOLIOS | frozenset(["state", "general", "permanent", "municipal", "provincial", "district", "party", "government"])
"""Words that may stand between "deputy" and the role: "deputy provincial governor", "Deputy Construction Minister"."""
_FURTHEST = 3


@dataclass(frozen=True, slots=True)
class Role:
    """A role that an English text names, and where."""

    name: str
    group: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Form:
    """One accepted English form: its text, the roles it names, its content words; `whole` where the form is one role and no more."""

    text: str
    roles: frozenset[str]
    words: frozenset[str]
    whole: bool


@functools.cache
def _trie() -> Trie[tuple[str, str]]:
    made: Trie[tuple[str, str]] = Trie()
    for line in Path(__file__).with_suffix(".tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            forms, _, group = line.partition("\t")
            names = [english(form) for form in forms.split("|")]
            for words in names:
                made.add(words, (" ".join(names[0].keys), group))
    return made


@functools.lru_cache(maxsize=_CACHED)
def roles(text: str) -> tuple[Role, ...]:
    """The roles in an English text, in order.

    >>> [role.name for role in roles("the Deputy Prime Minister and the Standing Vice Chairwoman")]
    ['deputy prime minister', 'permanent deputy chairman']
    """
    words = english(text)
    found = list(_trie().find(words))
    if not found:
        return ()
    place = {span[0]: at for at, span in enumerate(words.spans)}
    return tuple(_with_prefix(words, place[m.start], m.end, *m.value) for m in found)


def _with_prefix(words: Words, at: int, end: int, name: str, group: str) -> Role:
    """The role with the "deputy" before it and the "permanent" before or after that."""
    deputy = next((n for n in _before(words, at) if words.keys[n] == "deputy" and _is_deputy(words, n)), None)
    if deputy is None:
        return Role(name, group, words.spans[at][0], end)
    first = deputy - 1 if deputy and words.keys[deputy - 1] in _PERMANENT else deputy
    permanent = first < deputy or "permanent" in words.keys[deputy:at]
    return Role(f"permanent deputy {name}" if permanent else f"deputy {name}", group or "office", words.spans[first][0], end)


def _is_deputy(words: Words, at: int) -> bool:
    """An under secretary is a deputy; "under Prime Minister Conte" is under him."""
    return words.printed[at].lower() != "under" or words.keys[at + 1] == "secretary"


def _before(words: Words, at: int) -> Iterator[int]:
    for back in range(1, min(at, _FURTHEST) + 1):
        gap = words.text[words.spans[at - back][1] : words.spans[at - back + 1][0]]
        if gap.strip("- \xa0"):
            return
        yield at - back
        if words.keys[at - back] not in _BETWEEN:
            return


@functools.cache
def forms() -> tuple[tuple[Form, ...], ...]:
    """The accepted forms of every entry, by its number."""
    return tuple(tuple(_form(form) for form in entry.forms) for entry in entries())


def _form(text: str) -> Form:
    words = english(text)
    named = roles(text)
    whole = len(named) == 1 and (named[0].start, named[0].end) == (words.spans[0][0], words.spans[-1][1])
    whole = whole and not (_PORTFOLIOS & set(words.keys)).difference(named[0].name.split())
    return Form(text, frozenset(role.name for role in named), frozenset(words.keys) - FUNCTION_WORDS, whole)


@functools.cache
def evidence() -> tuple[frozenset[str], ...]:
    """The roles that each entry may stand for, by its number."""
    return tuple(frozenset(name for form in found for name in form.roles) for found in forms())


@functools.cache
def vocabulary() -> tuple[frozenset[str], ...]:
    """All content words of each entry's forms, by its number."""
    return tuple(frozenset(word for form in found for word in form.words) for found in forms())


def bare(entry: Entry) -> tuple[str, ...]:
    """The bare words that may stand for an entry."""
    return tuple(form[1:] for form in entry.also if form.startswith("="))
