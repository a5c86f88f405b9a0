"""Countries that changed on the way: one that only the English names, one of the source that the English does not name."""

import functools
import re
from collections.abc import Iterator, Mapping

from vi_brief import config
from vi_brief.records import Finding, Segment, Translation
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
}
"""Other English names that a translation may use for a country."""
OTHERWISE = frozenset(
    """
    Georgia Jersey Jordan Chad Turkey Guinea Niger Dominica Congo Mali Korean Korea Victoria British England America Vietnam
    Vietnamese Hanoi Lao Somali Indians Indian
    """.split()
)
"""English names that are as often something else or a part of another name (British Columbia, Lao Bao), and Vietnam, which
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
}
"""Vietnamese short forms: enough to say that a country of the English has a source, too little to demand it."""


class Options(config.Options):
    """No options. Of 690 reference segments of news one had a false alarm, of 1,011 of Wikinews five."""


def check(segment: Segment, translation: Translation, options: Options) -> Iterator[Finding]:
    """An error for a country that only the English has, a warning for one that only the Vietnamese has."""
    del options
    source, english = fold(segment.vi), NOT_COUNTRIES.sub(lambda found: " " * len(found[0]), plain(translation.en))
    unaccented = plain(source)
    said = {country for country, _, _ in _vietnamese(source)}
    named: set[str] = set()
    for choices, start, end in _english(english):
        named |= choices
        form = english[start:end]
        if not choices & said and form not in OTHERWISE and form not in unaccented:
            yield Finding("name", "error", f"'{form}' is not in the Vietnamese", None, (start, end))
    for country, start, end in _vietnamese(source):
        if country not in named and _is_certain(source[start:end]):
            yield Finding("name", "warning", f"'{segment.vi[start:end]}' ({country}) is not in the English", (start, end), None, country)


def _is_certain(name: str) -> bool:
    return name not in OTHER_WORDS and (" " in name or "-" in name or parse(name) is None)


def _vietnamese(text: str) -> list[tuple[str, int, int]]:
    pattern, names = _tables()[0]
    return [(names[found[0]], *found.span()) for found in pattern.finditer(text)]


def _english(text: str) -> list[tuple[frozenset[str], int, int]]:
    """The countries that each name in an English text may mean."""
    pattern, names = _tables()[1]
    return [(frozenset(names[found[0]].split("|")), *found.span()) for found in pattern.finditer(text)]


@functools.cache
def _tables() -> tuple[tuple[re.Pattern[str], dict[str, str]], tuple[re.Pattern[str], dict[str, str]]]:
    vietnamese = {fold(name): country.en for country in countries() for name in (*country.names, *country.capital_names)}
    vietnamese |= {fold(name): country for name, country in OTHER_WORDS.items()}
    english: dict[str, str] = {}
    for country in countries():
        forms = {country.en, country.adjective, f"{country.adjective}s", country.capital, *ALIASES.get(country.en, ())} - {"", "s"}
        for form in forms:
            english[form] = f"{english[form]}|{country.en}" if form in english else country.en
    return _compiled(vietnamese), _compiled(english)


def _compiled(names: dict[str, str]) -> tuple[re.Pattern[str], dict[str, str]]:
    choices = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{choices})(?!\w)"), names
