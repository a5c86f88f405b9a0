"""Names of people, organizations and places, on sentences written for the purpose."""

import json
from pathlib import Path
from typing import Any

import pytest

from vi_brief.brief import scan, tables
from vi_brief.brief.scan import names
from vi_brief.viet.countries import countries
from vi_brief.viet.letters import nfc, plain

CASES = json.loads((Path(__file__).parent.parent / "cases" / "brief" / "names.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_names(case: dict[str, Any]) -> None:
    found = names([("s1", case["text"])])
    assert [[m.vi, m.en, m.role] for m in found.people] == case["people"]
    for kind in ("organizations", "places"):
        pairs = [[m.vi, m.en] for m in getattr(found, kind)]
        if kind in case.get("ignore", ()):
            continue
        if kind in case.get("loose", ()):
            assert [en for _, en in case[kind] if en not in [e for _, e in pairs]] == []
        else:
            assert pairs == case[kind]


def test_mentions_list_the_segments_and_join_across_them() -> None:
    found = names(
        [("", "Bộ Công an làm rõ vụ việc"), ("s1", "Ông Nguyễn Xuân Hòa đến Huế."), ("s2", "Tại Huế, ông Hòa gặp dân."), ("s3", "Ông về.")]
    )
    assert [(m.en, m.segments) for m in found.people] == [("Nguyen Xuan Hoa", ("s1", "s2"))]
    assert [(m.en, m.segments) for m in found.places] == [("Hue", ("s1", "s2"))]
    assert [(m.en, m.segments) for m in found.organizations] == [("Ministry of Public Security", ())]


def test_a_body_without_its_place_is_the_one_that_has_it_where_there_is_one_only() -> None:
    one = names([("s1", "Thành ủy Hà Nội họp."), ("s2", "Thành ủy yêu cầu báo cáo.")])
    assert [(m.en, m.segments) for m in one.organizations] == [("Hanoi Party Committee", ("s1", "s2"))]
    two = names([("s1", "Thành ủy Hà Nội và Thành ủy Huế họp."), ("s2", "Thành ủy yêu cầu báo cáo.")])
    assert [m.segments for m in two.organizations] == [("s1",), ("s1",)]


def test_nothing_is_found_in_plain_text_or_in_nothing() -> None:
    assert names([]) == scan.Names((), (), ())
    assert names([("s1", "trời nắng nóng kéo dài, giá cả tăng.")]) == scan.Names((), (), ())


def test_spans_are_the_articles_own_spelling() -> None:
    text = nfc("Uỷ ban nhân dân tỉnh Hoà Bình")
    assert names([("s1", text)]).organizations[0].vi == text


def test_the_gazetteer_holds_the_world_and_vietnam() -> None:
    provinces = [row for row in tables.rows("places") if row[2] == "province"]
    assert len(provinces) == 63
    assert len(countries()) >= 200
    assert len({country.en for country in countries()}) == len(countries())
    for country in countries():
        assert country.en == plain(country.en) != ""
        assert all(name and name == nfc(name) for name in (*country.names, *country.capital_names))


@pytest.mark.parametrize("table", ["places", "bodies", "heads", "titles", "portfolios", "words", "admin", "landmarks", "agencies"])
def test_tables_are_normal_form_c_and_have_english(table: str) -> None:
    for row in tables.rows(table):
        assert row[0] == nfc(row[0])
        assert all(cell == cell.strip() for cell in row)
        assert plain(row[1]) == row[1]


def test_every_head_can_be_followed() -> None:
    from vi_brief.brief import organizations, titles

    assert {row[1] for row in tables.rows("heads")} <= set(organizations._COMPLEMENTS)
    assert {row[2] for row in tables.rows("titles")} <= set(titles._COMPLEMENTS)
