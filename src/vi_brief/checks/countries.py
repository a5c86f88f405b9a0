"""Countries that changed on the way: one that only the English names, one of the source that the English does not name."""

import functools
import re
from collections.abc import Iterable, Iterator, Mapping

from vi_brief import config
from vi_brief.glossaries.match import Trie
from vi_brief.glossaries.words import Words, english, vietnamese
from vi_brief.records import Finding, Segment, Severity, Translation
from vi_brief.viet.countries import countries
from vi_brief.viet.letters import fold, plain
from vi_brief.viet.syllables import parse

ALIASES: Mapping[str, tuple[str, ...]] = {
    "United States": ("US", "U.S.", "USA", "America", "Americans", "Washington"),
    "Britain": ("UK", "United Kingdom", "England", "English", "Briton", "Britons", "London"),
    "United Arab Emirates": ("UAE",),
    "South Korea": ("Korea", "Korean", "Korean Peninsula", "Korean peninsula", "Koreas", "ROK", "Republic of Korea"),
    "North Korea": ("Korea", "Korean", "Korean Peninsula", "Korean peninsula", "Koreas", "DPRK", "Democratic People's Republic of Korea"),
    "Czech Republic": ("Czechia",),
    "Myanmar": ("Burma",),
    "Georgia": ("Tbilisi",),
    "Palestine": ("Palestinians",),
    "Timor-Leste": ("East Timor", "East Timorese"),
    "Somalia": ("Somalian",),
    "Spain": ("Spaniard", "Spaniards"),
    "Netherlands": ("Dutchman", "Holland"),
    "Finland": ("Finn", "Finns"),
    "Philippines": ("Filipino", "Filipinos"),
    "Denmark": ("Dane", "Danes"),
    "Sweden": ("Swede", "Swedes"),
    "Turkey": ("Turk", "Turks", "Turkiye"),
    "Poland": ("Pole", "Poles"),
    "Mongolia": ("Mongol", "Mongols"),
}
"""Other English names that a translation may use for a country."""
OTHERWISE = frozenset(
    """
    Georgia Jersey Jordan Chad Turkey Guinea Niger Dominica Congo Mali Korean Korea Victoria British England America Vietnam
    Vietnamese Hanoi Lao Somali Indians Indian Pole
    """.split()
)
"""English names that are as often something else or a part of another name (British Columbia, Lao Bao, the South Pole), and Vietnam, which
Vietnamese papers leave unsaid: never reported as added."""
NOT_COUNTRIES = re.compile(r"South China Sea|(?:US|U\.S\.) ?\$|(?:US|U\.S\.) dollars?|New England|British Columbia|\bUSS\b")
"""Where a country's name is not the country."""
OTHER_WORDS: Mapping[str, str] = {
    "Hoa Kỳ": "United States",
    "Hàn": "South Korea",
    "Triều": "North Korea",
    "Hoa": "China",
    "Trung": "China",
    "Việt": "Vietnam",
    "VN": "Vietnam",
    "Xô Viết": "Soviet Union",
}
"""Vietnamese short forms: enough to say that a country of the English has a source, too little to demand it."""
NOT_NAMED = ("Ấn Độ giáo", "Xô viết Nghệ Tĩnh")
"""Phrases that hold a country's name and do not name the country."""
IN_CONTEXT = re.compile(
    r"\b(?:(?:phía|nước|đoàn|nhân dân|lãnh đạo|đồng nghiệp) bạn|(?:nước|quốc gia) này|nước chủ nhà"
    r"|(?:nước|chính quyền|cơ quan|cảnh sát) sở tại)\b",
    re.IGNORECASE,
)
"""How Vietnamese speaks of a country that an earlier sentence named. Where the sentence itself names none but Vietnam, the English may
name it again, which only the article can tell."""


class Options(config.Options):
    """No options. Of 690 reference segments of news one had a false alarm, of 1,011 of Wikinews five."""


def check(segment: Segment, translation: Translation, options: Options) -> Iterator[Finding]:
    """An error for a country that only the English has, a warning for one that only the Vietnamese has; one of each is one error."""
    del options
    said = _vietnamese(segment.vi)
    english = _english(translation.en)
    there = frozenset(country for country, _, _ in said)
    named = frozenset().union(*(choices for choices, _, _ in english))
    added = [(a, b) for choices, a, b in english if not choices & there and _is_added(translation.en[a:b], choices, segment.vi)]
    lost = [(country, a, b) for country, a, b in said if country not in named and _is_certain(fold(segment.vi[a:b]))]
    if len(added) == 1 and len({country for country, _, _ in lost}) == 1:
        yield _exchanged(segment.vi, lost[0], translation.en, added[0])
        return
    severity: Severity = "info" if added and there <= {"Vietnam"} and IN_CONTEXT.search(segment.vi) else "error"
    for start, end in added:
        yield Finding("name", severity, f"'{translation.en[start:end]}' is not in the Vietnamese", None, (start, end))
    for country, start, end in lost:
        yield Finding("name", "warning", f"'{segment.vi[start:end]}' ({country}) is not in the English", (start, end), None, country)


def _is_added(form: str, choices: frozenset[str], vi: str) -> bool:
    """Whether an English country name has no source: it is no common word, and the Vietnamese does not print it in English."""
    unaccented = plain(vi)
    return plain(form) not in OTHERWISE and not any(name in unaccented for name in (plain(form), *choices))


def _exchanged(vi: str, lost: tuple[str, int, int], en: str, added: tuple[int, int]) -> Finding:
    """The only lost country against the only added one; the repair is a name for a name, an adjective for an adjective."""
    country, start, end = lost
    form = en[added[0] : added[1]]
    rows = {row.en: row for row in countries()}
    repair = country if form in rows else rows[country].adjective if form in {row.adjective for row in countries()} else ""
    message = f"'{vi[start:end]}' ({country}) is '{form}' in the English"
    return Finding("name", "error", message, (start, end), added, repair or None)


def _is_certain(name: str) -> bool:
    return name not in OTHER_WORDS and (" " in name or "-" in name or parse(name) is None)


def _vietnamese(text: str) -> list[tuple[str, int, int]]:
    """The countries that a Vietnamese text names, as (English, start, end)."""
    trie, names = _tables()[0]
    found = ((_named(fold(text[m.start : m.end]), names), m.start, m.end) for m in trie.find(vietnamese(text)))
    return [(country, start, end) for country, start, end in found if country is not None]


def _named(printed: str, names: Mapping[str, str]) -> str | None:
    """The country of a Vietnamese name: as it is written in the table, or with other capitals where it has several words ("Nhật bản")."""
    if printed in names or " " not in printed or printed.islower():
        return names.get(printed)
    return names.get(printed.lower())


def _english(text: str) -> list[tuple[frozenset[str], int, int]]:
    """The countries that each name in an English text may mean."""
    trie, names = _tables()[1]
    found = [(names.get(plain(text[m.start : m.end])), m.start, m.end) for m in trie.find(english(text))]
    if not any(choices for choices, _, _ in found):
        return []
    masked = [match.span() for match in NOT_COUNTRIES.finditer(text)]
    return [(frozenset(c.split("|")), a, b) for c, a, b in found if c is not None and not any(x <= a < y for x, y in masked)]


@functools.cache
def _tables() -> tuple[tuple[Trie[None], dict[str, str]], tuple[Trie[None], dict[str, str]]]:
    names = {fold(name): country.en for country in countries() for name in (*country.names, *country.capital_names)}
    names |= {fold(name): country for name, country in OTHER_WORDS.items()}
    names |= {name.lower(): country for name, country in names.items() if " " in name}
    forms: dict[str, str] = {}
    for country in countries():
        people = (f"{country.en}er", f"{country.en}ers") if country.en.endswith("land") else ()
        for form in {country.en, country.adjective, f"{country.adjective}s", country.capital, *people, *ALIASES.get(country.en, ())} - {
            "",
            "s",
        }:
            key = form.removesuffix(".")
            forms[key] = f"{forms[key]}|{country.en}" if key in forms else country.en
    return (_trie(map(vietnamese, (*names, *NOT_NAMED))), names), (_trie(map(english, forms)), forms)


def _trie(phrases: Iterable[Words]) -> Trie[None]:
    made: Trie[None] = Trie()
    for words in phrases:
        made.add(words, None)
    return made
