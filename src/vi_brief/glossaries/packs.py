"""The shipped packs: one TSV per subject, each with its sources at its head, and the countries and capitals of `viet.countries`."""

import functools
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from vi_brief.viet.countries import countries

_FOLDER = Path(__file__).parent / "packs"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: `vi` are the Vietnamese forms, `en` our English, `also` what else is accepted, `kind` what it is.

    Kinds: title, rank, degree, honorific, body, international, media, company, person, place, province, district, country, capital.
    A form of `also` that begins with "=" is a bare word ("=ministry"): it is accepted where nothing says which one. `number` is the
    entry's place in `entries()`.
    """

    vi: tuple[str, ...]
    en: str
    also: tuple[str, ...]
    kind: str
    note: str
    pack: str
    number: int = -1

    @property
    def forms(self) -> tuple[str, ...]:
        """Every accepted English form, ours first, the bare ones apart."""
        return (self.en, *(form for form in self.also if not form.startswith("=")))


@functools.cache
def packs() -> tuple[str, ...]:
    """The names of the packs, sorted; "countries" is the table in `viet`."""
    return tuple(sorted(["countries", *(path.stem for path in _FOLDER.glob("*.tsv"))]))


@functools.cache
def entries() -> tuple[Entry, ...]:
    """Every entry of every pack."""
    every = (entry for pack in packs() for entry in (_countries() if pack == "countries" else _rows(pack)))
    return tuple(replace(entry, number=number) for number, entry in enumerate(every))


def _rows(pack: str) -> Iterator[Entry]:
    for line in (_FOLDER / f"{pack}.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            vi, en, also, kind, note = line.split("\t")
            yield Entry(tuple(vi.split("|")), en, tuple(filter(None, also.split("|"))), kind, note, pack)


def _countries() -> Iterator[Entry]:
    for country in countries():
        also = (country.adjective,) if country.adjective else ()
        yield Entry(country.names, country.en, also, "country", "Unicode CLDR and wire usage", "countries")
        if country.capital:
            yield Entry(country.capital_names, country.capital, (), "capital", f"capital of {country.en}", "countries")
