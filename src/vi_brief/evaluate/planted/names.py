"""Names and titles planted wrong: a name misspelt, a name swapped for another person's, a title or body exchanged, another country.

What is corrupted is chosen from the English text: a run of two to four capitalised words that is not at the start of a sentence and has
no word that English capitalises in bodies and events; a phrase of TITLES or a country's name anywhere.
"""

import random
import re
from collections.abc import Sequence

from vi_brief.evaluate.planted import Planted
from vi_brief.viet.countries import countries
from vi_brief.viet.letters import plain
from vi_brief.viet.names import english_words

FAMILIES: tuple[str, ...] = ("name-misspelt", "name-swapped", "title-wrong", "country-wrong")
KINDS = {"title-wrong": frozenset(["title"])}

PERSONS = (
    "Nguyen Thi Hanh|Tran Quoc Bao|Le Van Khoi|Pham Duc Loc|Vu Thi Ngoan|Dang Huu Phat|Bui Xuan Truc|Do Thi Quyen|Ngo Ba Luc|"
    "Dinh Gia Khiem|Robert Keller|Maria Fernandez|Ahmed Rashid|Elena Sokolova|Jan Novak|Oliver Bennett|Sofia Rossi|"
    "Pierre Lambert|Kenji Watanabe|Carlos Mendoza"
).split("|")
"""Names of nobody, to swap in."""
TITLES: tuple[tuple[str, ...], ...] = (
    ("Prime Minister", "Deputy Prime Minister", "President"),
    ("President", "Prime Minister", "Vice President"),
    ("Deputy Minister", "Minister"),
    ("Minister", "Deputy Minister", "Ambassador"),
    ("General Secretary", "Chairman", "Prime Minister"),
    ("Secretary", "Chairman", "Deputy Secretary"),
    ("Chairman", "Secretary", "Vice Chairman"),
    ("Vice Chairman", "Chairman"),
    ("Deputy Director", "Director"),
    ("Director", "Deputy Director"),
    ("People's Committee", "People's Council", "Party Committee"),
    ("People's Council", "People's Committee"),
    ("Party Committee", "People's Committee"),
    ("Ministry of Health", "Ministry of Finance"),
    ("Ministry of Finance", "Ministry of Transport"),
    ("Ministry of Transport", "Ministry of Health"),
    ("Ministry of Education and Training", "Ministry of Health"),
    ("Foreign Minister", "Deputy Foreign Minister"),
    ("Ambassador", "Minister"),
    ("Governor", "Mayor"),
    ("Mayor", "Governor"),
    ("Lieutenant General", "Major General"),
    ("Major General", "Lieutenant General"),
    ("Colonel", "Captain"),
    ("Captain", "Colonel"),
)
"""A title, then what it is exchanged for; longer titles are tried first, and a title inside a longer one is left alone."""
_RUN = re.compile(r"(?<![\w.’'-])[A-ZĐ][^\W\d_]+(?: [A-ZĐ][^\W\d_]+){1,3}(?![\w’-])")
_AT_START = re.compile(r"(?:^|[.!?:;…]|^[-–*])[\s\"“”‘’'(]*$")
_LETTERS = "aeiounthlmrc"


def corrupt(family: str, source: str, reference: str, rng: random.Random) -> Planted | None:
    """The pair with one error of the family, or None where the English has no place for one."""
    make = {"name-misspelt": _misspelt, "name-swapped": _swapped, "title-wrong": _title, "country-wrong": _country}[family]
    corrupted = make(source, reference, rng)
    if corrupted is None or corrupted == reference:
        return None
    return Planted(family, source, reference, corrupted, KINDS.get(family, frozenset(["name"])))


def _runs(reference: str) -> list[re.Match[str]]:
    found = (match for match in _RUN.finditer(reference) if not _AT_START.search(reference[: match.start()]))
    return [match for match in found if english_words().isdisjoint(match[0].split()) and not match[0].isupper()]


def _replaced(text: str, span: tuple[int, int], new: str) -> str:
    return text[: span[0]] + new + text[span[1] :]


def _misspelt(source: str, reference: str, rng: random.Random) -> str | None:
    """One word of a name with a letter changed, left out or doubled, or two changed in a long one, so that it is another name."""
    del source
    choices = [match for match in _runs(reference) if any(len(word) > 2 for word in match[0].split())]
    if not choices:
        return None
    match = rng.choice(choices)
    words = match[0].split()
    at = rng.choice([n for n, word in enumerate(words) if len(word) > 2])
    for _ in range(1 if len(words[at]) < 7 else rng.choice((1, 2))):
        words[at] = _one_off(words[at], rng)
    new = " ".join(words)
    return None if plain(new) in plain(reference) else _replaced(reference, match.span(), new)


def _one_off(word: str, rng: random.Random) -> str:
    place = rng.randrange(1, len(word))
    letter = rng.choice([c for c in _LETTERS if c != plain(word[place]).lower()])
    if rng.random() < 0.3 and len(word) > 4:
        return word[:place] + word[place + 1 :]
    return word[:place] + letter + word[place + 1 :]


def _swapped(source: str, reference: str, rng: random.Random) -> str | None:
    choices = _runs(reference)
    if not choices:
        return None
    match = rng.choice(choices)
    there = set(plain(source + " " + reference).lower().split())
    names = [name for name in PERSONS if there.isdisjoint(name.lower().split())]
    return _replaced(reference, match.span(), rng.choice(names)) if names else None


def _title(source: str, reference: str, rng: random.Random) -> str | None:
    del source
    found: list[tuple[re.Match[str], Sequence[str]]] = []
    for title, *others in sorted(TITLES, key=lambda row: -len(row[0])):
        for match in re.finditer(rf"(?<![\w-]){re.escape(title)}(?![\w-])", reference, re.IGNORECASE):
            if not any(match.start() < other.end() and other.start() < match.end() for other, _ in found) and not _longer(reference, match):
                found.append((match, others))
    if not found:
        return None
    match, choices = rng.choice(found)
    new = rng.choice(choices)
    return _replaced(reference, match.span(), new if match[0][0].isupper() else new.lower())


_BEFORE = re.compile(
    r"\b(?:deputy|vice|prime|general|under|press|first|foreign|state|permanent|standing|assistant|film|art|technical) $", re.IGNORECASE
)
_AFTER = re.compile(r"(?: (?:general|of state|of photography)\b|-)", re.IGNORECASE)


def _longer(reference: str, match: re.Match[str]) -> bool:
    """Whether the phrase is part of a longer title: changing it would make nonsense, not another title."""
    before, after = reference[: match.start()], reference[match.end() :]
    return _BEFORE.search(before) is not None or _AFTER.match(after) is not None


def _country(source: str, reference: str, rng: random.Random) -> str | None:
    """A country's name or adjective exchanged for that of a country that neither text names."""
    rows = [country for country in countries() if country.adjective and country.en not in ("Vietnam", "Georgia", "Jordan", "Chad")]
    forms = {form: country for country in rows for form in (country.en, country.adjective)}
    pattern = rf"(?<![\w-])(?:{'|'.join(re.escape(form) for form in sorted(forms, key=len, reverse=True))})(?![\w-])"
    found = [match for match in re.finditer(pattern, reference) if not _in_name(reference, match)]
    others = [c for c in rows if c.en not in reference and c.adjective not in reference and not any(name in source for name in c.names)]
    if not found or not others:
        return None
    match, other = rng.choice(found), rng.choice(others)
    return _replaced(reference, match.span(), other.en if match[0] == forms[match[0]].en else other.adjective)


def _in_name(reference: str, match: re.Match[str]) -> bool:
    """Whether the country is part of a longer name (South China Sea, New Guinea, British Columbia)."""
    return (
        re.match(r" (?:Sea|Columbia|Peninsula|Ocean)\b", reference[match.end() :]) is not None
        or re.search(r"\b(?:New|South|North|East|West|Papua|Equatorial) $", reference[: match.start()]) is not None
    )
