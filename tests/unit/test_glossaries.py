"""Glossary packs, how entries are found in text, a user's own glossaries and their compliance."""

import time
from collections import Counter
from pathlib import Path

import pytest

from vi_brief import config
from vi_brief.checks import terms
from vi_brief.errors import BadInput
from vi_brief.glossaries import files, match, packs, roles
from vi_brief.glossaries.compliance import Row, compliance, place
from vi_brief.records import Segment, Translation

FOLDER = Path(packs.__file__).parent / "packs"
KINDS = {
    *("title", "rank", "degree", "honorific", "body", "international", "media", "company"),
    *("person", "place", "province", "district", "country", "capital"),
}


def test_the_packs_are_as_large_as_promised() -> None:
    entries = packs.entries()
    assert len(entries) >= 1500
    assert {entry.kind for entry in entries} == KINDS
    assert all(entry.note and all(entry.vi) and entry.en for entry in entries)
    assert [entry.number for entry in entries] == list(range(len(entries)))


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.tsv")), ids=lambda path: path.stem)
def test_a_pack_is_well_formed_and_names_its_sources(path: Path) -> None:
    head, *rows = path.read_text(encoding="utf-8").splitlines()
    assert head.startswith("# ")
    assert "Sources:" in "\n".join([head, *rows[:3]])
    assert all(row.startswith("#") or len(row.split("\t")) == 5 for row in rows)
    forms = Counter(form for row in rows if not row.startswith("#") for form in row.split("\t")[0].split("|"))
    assert [form for form, count in forms.items() if count > 1] == []


def test_there_are_34_provinces_since_2025_and_63_before() -> None:
    provinces = [entry for entry in packs.entries() if entry.kind == "province"]
    assert sum("since" in entry.note for entry in provinces) == 34
    assert sum("until July 2025" in entry.note or "before July 2025" in entry.note for entry in provinces) == 63


@pytest.mark.parametrize(
    ("vi", "expected"),
    [
        ("Uỷ viên Bộ Chính trị, Bí thư Thành uỷ Hà Nội", ["Politburo member", "Secretary of the municipal Party Committee", "Hanoi"]),
        ("lãnh đạo UBND TP.HCM", ["People's Committee", "Ho Chi Minh City"]),
        ("Thủ tướng, Chính phủ", ["Prime Minister", "Government"]),
        ("Thủ tướng Chính phủ", ["Prime Minister"]),
        ("yêu cầu Thủ tướng", ["Prime Minister"]),
        ("một môi trường hòa bình", []),
        ("this is it", []),
    ],
)
def test_entries_are_found_longest_first(vi: str, expected: list[str]) -> None:
    assert [found.value.en for found in match.shipped(vi)] == expected


def test_spans_point_at_the_words() -> None:
    vi = "Ông là Phó Thủ tướng Thường trực."
    (found,) = [m for m in match.shipped(vi) if m.value.kind == "title"]
    assert vi[found.start : found.end] == "Phó Thủ tướng Thường trực"


def test_the_tables_are_loaded_quickly() -> None:
    for cached in (packs.entries, roles.forms, match._shipped):
        cached.cache_clear()
    start = time.process_time()
    match.shipped("Thủ tướng")
    roles.forms()
    assert time.process_time() - start < 3


GOOD = {
    "desk.tsv": "Ủy ban nhân dân\tPeople's Administrative Committee\n# a comment\n\nđồng bào\tcompatriots\n",
    "desk.csv": '"Sở Y tế, Hà Nội","Hanoi Health Service",vi,en\nhello,xin chào,en,vi\nđồng bào,compatriots,VI,EN-US\n',
}
TBX = """<?xml version="1.0"?><!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd" [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<martif type="TBX" xml:lang="vi"><text><body>
<termEntry id="1"><langSet xml:lang="vi"><tig><term>đồng bào</term></tig></langSet>
<langSet xml:lang="en-US"><tig><term>compatriots</term></tig><tig><term>fellow citizens</term></tig></langSet></termEntry>
<termEntry id="2"><langSet xml:lang="vi"><tig><term>chỉ có tiếng Việt &x;</term></tig></langSet></termEntry>
</body></text></martif>"""
TBX3 = """<tbx xmlns="urn:iso:std:iso:30042:ed-2"><text><body><conceptEntry id="c1">
<langSec xml:lang="vi"><termSec><term>đồng
bào</term></termSec></langSec>
<langSec xml:lang="en"><termSec><term>compatriots</term></termSec></langSec></conceptEntry></body></text></tbx>"""


def _write(folder: Path, name: str, text: str) -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize(("name", "text"), [*GOOD.items(), ("desk.tbx", TBX), ("desk3.tbx", TBX3)])
def test_a_glossary_in_each_format_is_read(tmp_path: Path, name: str, text: str) -> None:
    found = {term.vi: term.en for term in files.read([_write(tmp_path, name, text)])}
    assert found["đồng bào"][0] == "compatriots"
    assert not any("root:" in word for forms in found.items() for word in forms)
    assert "hello" not in found


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("desk.tsv", "đồng bào\tcompatriots\nmột mình\n", "desk.tsv, line 2: found 1 of 2 or 4 fields"),
        ("desk.tsv", "đồng bào\t\n", "desk.tsv, line 1: the target is empty"),
        ("desk.csv", "a,b,c\n", "desk.csv, line 1: found 3 of 2 or 4 fields"),
        ("desk.tsv", "đồng bào\tcompatriots\nĐồng bào\tpeople\n", "desk.tsv, line 2: 'Đồng bào' has other English in"),
        ("desk.tsv", "…\tdots\n", "desk.tsv, line 1: '…' has no word"),
        ("desk.tbx", "<martif><text>", "desk.tbx, line 1: not well-formed XML"),
        ("desk.tbx", "<martif/>", "no entry with a Vietnamese (vi) and an English (en) term"),
        ("desk.xlsx", "x", "not a known kind of glossary"),
    ],
)
def test_a_mistake_is_one_line_with_file_and_line(tmp_path: Path, name: str, text: str, said: str) -> None:
    path = _write(tmp_path, name, text)
    settings = config.parse({"checks": {"terms": {"files": [path]}}}, "desk", "desk.toml")
    with pytest.raises(BadInput) as raised:
        settings.options(terms.Options, "checks", "terms")
    assert said in str(raised.value)
    assert "\n" not in str(raised.value)
    assert raised.value.exit_code == 2


def test_a_missing_or_binary_glossary_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="cannot be read"):
        files.read([str(tmp_path / "none.tsv")])
    (tmp_path / "latin.tsv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BadInput, match="not UTF-8"):
        files.read([str(tmp_path / "latin.tsv")])


def test_a_fingerprint_follows_the_contents(tmp_path: Path) -> None:
    path = _write(tmp_path, "desk.tsv", "đồng bào\tcompatriots\n")
    first = files.fingerprint([path])
    _write(tmp_path, "desk.tsv", "đồng bào\tpeople\n")
    assert first != files.fingerprint([path])
    assert files.fingerprint([]) == ""


def test_a_term_is_checked_and_repaired_where_the_packs_know_the_other_name(tmp_path: Path) -> None:
    options = terms.Options(files=(_write(tmp_path, "desk.tsv", GOOD["desk.tsv"]),))
    segment = Segment("s1", 0, "Uỷ ban nhân dân gặp đồng bào, đồng bào vui.")
    en = "The People's Committee met people."
    first, second = terms.check(segment, Translation(segment, en, 0.0), options)
    assert (first.kind, first.severity, first.repair) == ("term", "warning", "People's Administrative Committee")
    assert en[slice(*(first.en_span or (0, 0)))] == "People's Committee"
    assert (second.vi_span, second.en_span, second.repair) == ((20, 28), None, "compatriots")
    kept = Translation(segment, "The People's administrative committees met compatriots.", 0.0)
    assert list(terms.check(segment, kept, options)) == []


def test_no_glossary_no_finding() -> None:
    segment = Segment("s1", 0, "đồng bào")
    assert list(terms.check(segment, Translation(segment, "people", 0.0), terms.Options())) == []


def test_compliance_counts_segments(tmp_path: Path) -> None:
    wanted = files.read([_write(tmp_path, "desk.tsv", GOOD["desk.tsv"] + "không có\tnothing\n")])
    said = ["compatriots", "people", "the Compatriots"]
    made = [Translation(Segment(f"s{n}", 0, "đồng bào, đồng bào"), en, 0.0) for n, en in enumerate(said)]
    assert compliance(made, wanted) == [Row("đồng bào", "compatriots", 2, ("s1",))]


def test_place_needs_the_words_together() -> None:
    assert place("vice chairman", "the Vice Chairmen") is None
    assert place("vice chairman", "the Vice Chairman") == (4, 17)
    assert place("vice chairman", "the deputy chairman") is None
    assert place("", "anything") is None


def test_an_edited_glossary_changes_the_signature(tmp_path: Path) -> None:
    from vi_brief import config, system

    file = tmp_path / "desk.tsv"
    chosen = config.parse(
        {"checks": {"terms": {"files": [str(file)]}}, "translate": {"backend": "echo"}, "summarize": {"backend": "lead"}}, "x", "x"
    )
    made = []
    for english in ("Party cell", "Party branch", "Party cell"):
        file.write_text(f"chi bộ\t{english}\n", encoding="utf-8")
        made.append(system.system(chosen, system.settings(chosen)).signature)
    assert made[0] == made[2] != made[1]
