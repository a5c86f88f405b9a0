"""The tables of names, read once from `data/*.tsv`, and longest-match lookup in Vietnamese text."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Generic, Literal, TypeVar

from vi_brief.viet.countries import countries
from vi_brief.viet.letters import fold

T = TypeVar("T")

_DASHES = str.maketrans({"–": "-", "—": "-", "‑": "-", "\u00a0": " ", "’": "'", "‘": "'"})
PAPER = "Báo "
"""What a newspaper's name starts with where the text speaks of the paper."""
_HEAD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the gazetteer. `adjective` is empty where English has none in common use."""

    en: str
    kind: str
    adjective: str = ""


@dataclass(frozen=True, slots=True)
class Body:
    """An organization with a fixed English name; `article` is "the" or empty."""

    en: str
    article: str


@dataclass(frozen=True, slots=True)
class Head:
    """How an organization's name starts, what must follow it and how the English is built."""

    follows: str
    template: str


@dataclass(frozen=True, slots=True)
class Person:
    """A person with a fixed English name; `role` is filled in where the article gives none."""

    en: str
    role: str


@dataclass(frozen=True, slots=True)
class Title:
    """A person's title and what may follow it."""

    en: str
    follows: str


def normal(text: str) -> str:
    """Text for matching, of the same length: one tone-mark placement, one kind of dash, space and apostrophe."""
    return fold(text).translate(_DASHES)


class Lexicon(Generic[T]):
    """Phrases to values, with the longest match at a place.

    A phrase of several words matches in any case as long as the match holds a capital where the phrase does; a single word must
    match exactly. With case "exact" every phrase must; with "any" a phrase of several words may also be all in lower case.
    """

    def __init__(self, entries: Iterable[tuple[str, T]], case: Literal["exact", "capital", "any"] = "capital") -> None:
        self._case = case
        self._by_head: dict[str, list[tuple[str, T]]] = {}
        for phrase, value in entries:
            key = normal(phrase)
            head = _HEAD.search(key)
            if head:
                self._by_head.setdefault(head[0].lower(), []).append((key, value))
        for group in self._by_head.values():
            group.sort(key=lambda entry: -len(entry[0]))

    def match(self, text: str, start: int) -> tuple[int, T] | None:
        """The end and the value of the longest phrase at `start` of `text` (already `normal`); None where there is none."""
        return next(self.matches(text, start), None)

    def matches(self, text: str, start: int) -> Iterator[tuple[int, T]]:
        """As `match`, for every phrase that matches, longest first."""
        head = _HEAD.match(text, start)
        for phrase, value in self._by_head.get(head[0].lower(), ()) if head else ():
            end = start + len(phrase)
            if self._same(phrase, text[start:end]) and not _continues(text, end):
                yield end, value

    def _same(self, phrase: str, found: str) -> bool:
        if found == phrase:
            return True
        if self._case == "exact" or " " not in phrase or found.lower() != phrase.lower():
            return False
        return self._case == "any" or phrase.islower() or not found.islower()


def _continues(text: str, end: int) -> bool:
    return end < len(text) and text[end].isalnum() and text[end - 1].isalnum()


def rows(name: str) -> Iterator[list[str]]:
    """The rows of a table, comment lines left out, without their empty last columns' line end."""
    text = (resources.files("vi_brief.brief") / "data" / f"{name}.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.strip() and not line.startswith("# "):
            yield [cell.strip() for cell in line.split("\t")] + [""] * 4


def _variants(cell: str) -> list[str]:
    return [variant.strip() for variant in cell.split("|")]


def _place_entries() -> Iterator[tuple[str, Place]]:
    from vi_brief.viet.letters import plain

    for country in countries():
        for name in country.names:
            yield name, Place(country.en, "country", country.adjective)
        for name in country.capital_names:
            yield name, Place(country.capital, "town")
    for vi, en, kind, *_ in rows("places"):
        for name in _variants(vi):
            yield name, Place(en or plain(_variants(vi)[0]), kind)


@cache
def places() -> Lexicon[Place]:
    """Countries, capitals, Vietnamese units, regions and seas."""
    return Lexicon(_place_entries(), "exact")


@cache
def bodies() -> Lexicon[Body]:
    """Organizations with a fixed English name."""
    fixed = ((name, Body(en, article)) for vi, en, article, *_ in rows("bodies") for name in _variants(vi))
    papers = ((name, Body(en, "")) for vi, en, *_ in rows("agencies") for name in _variants(vi) if name.startswith(PAPER))
    return Lexicon((*fixed, *papers))


@cache
def heads() -> Lexicon[list[Head]]:
    """What organizations' names start with."""
    known: dict[str, list[Head]] = {}
    for vi, follows, template, *_ in rows("heads"):
        for name in _variants(vi):
            known.setdefault(name, []).append(Head(follows, template))
    return Lexicon(known.items(), "any")


@cache
def fields() -> Lexicon[str]:
    """Fields of work of ministries, departments and commissions."""
    return Lexicon((name, en) for vi, en, *_ in rows("portfolios") for name in _variants(vi))


@cache
def words() -> Lexicon[str]:
    """Common words inside the names of organizations."""
    return Lexicon((name, en) for vi, en, *_ in rows("words") for name in _variants(vi))


@cache
def titles() -> Lexicon[Title]:
    """Titles before and after names."""
    return Lexicon(((name, Title(en, follows)) for vi, en, follows, *_ in rows("titles") for name in _variants(vi)), "any")


@cache
def title_prefixes() -> Lexicon[str]:
    """Words that change a title: former, acting, late."""
    return Lexicon((vi, en) for vi, en, *_ in rows("title_prefixes"))


@cache
def admin() -> Lexicon[tuple[str, str]]:
    """Administrative words before a place: the English of the place, and of the place inside an organization's name."""
    return Lexicon((name, (en, scope)) for vi, en, scope, *_ in rows("admin") for name in _variants(vi))


@cache
def landmarks() -> Lexicon[str]:
    """Words before the names of built and natural places."""
    return Lexicon((name, en) for vi, en, *_ in rows("landmarks") for name in _variants(vi))


@cache
def notable() -> Lexicon[Person]:
    """Historical figures, and people whose English name is not their Vietnamese name without its marks."""
    return Lexicon(((name, Person(en, role)) for vi, en, role, *_ in rows("notable_people") for name in _variants(vi)), "exact")


@cache
def family_names() -> Mapping[str, str]:
    """Vietnamese family names, "strong" or "weak" evidence of a person."""
    return {normal(row[0]): row[1] for row in rows("family_names")}


@cache
def given_names() -> frozenset[str]:
    """Given names of the world."""
    return frozenset(name for row in rows("given_names") for name in row[0].split())


@cache
def agencies() -> Mapping[str, str]:
    """News agencies and papers by their printed name, lower case."""
    return {name.lower(): en for vi, en, *_ in rows("agencies") for name in _variants(vi)}
