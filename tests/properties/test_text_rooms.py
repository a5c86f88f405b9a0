"""Properties of segment, quantities, protect and checks that hold for any text."""

import dataclasses
import datetime as dt
import time
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vi_brief import checks
from vi_brief.config import parse
from vi_brief.protect import Options, protect, restore
from vi_brief.quantities import find_en, find_vi, render
from vi_brief.quantities.figures import canonical
from vi_brief.quantities.units import CURRENCIES, UNITS
from vi_brief.records import Segment, Translation
from vi_brief.segment import segment, split

PIECES = (
    "Ông Bình TP. HCM PGS.TS. ngày 9-6 9/6/2023 từ 19 đến 30/10 2.000 tấn 73,234 triệu đồng $5 7h30 v.v. … ... ./. ? ! \" “ ” ( ) ' A. N. "
    "1. 5-7% số 263/2025/NQ-CP hai mươi lăm nghìn tỷ rưỡi thứ VIII June 9, twenty-five million dollars 7:30 a.m. a.b@c.vn https://a.vn/1 "
    "⟦1⟧ \n \t năm 2023 - /"
).split(" ")
pieces = st.lists(st.sampled_from(PIECES), max_size=25)
news = st.one_of(st.text(max_size=80), pieces.map(" ".join), pieces.map("".join))


@given(news)
def test_splitting_loses_nothing_and_makes_no_empty_sentence(text: str) -> None:
    pairs = split(text)
    assert "".join(sentence + gap for sentence, gap in pairs) == text
    assert all(sentence for sentence, _ in pairs)
    assert all(not gap.strip() for _, gap in pairs)


@given(st.lists(news, max_size=4))
def test_segments_join_to_their_paragraphs(paragraphs: list[str]) -> None:
    joined = dict.fromkeys(range(len(paragraphs)), "")
    for part in segment(paragraphs):
        joined[part.paragraph] += part.vi + part.gap
    assert [joined[n] for n, p in enumerate(paragraphs) if p.strip()] == [p for p in paragraphs if p.strip()]


@given(news)
def test_quantities_are_in_order_and_do_not_overlap(text: str) -> None:
    for found in (find_vi(text), find_vi(text, "2023-06-15"), find_en(text)):
        spans = [quantity.span for quantity in found]
        assert all(a < b for a, b in spans)
        assert all(one[1] <= other[0] for one, other in pairwise(spans))
        assert all(quantity.values and quantity.en and text[slice(*quantity.span)] == quantity.text for quantity in found)


numbers = st.one_of(
    st.integers(1, 10**14).map(str),
    st.integers(1, 9999).map(lambda n: str(n * 10**9)),
    st.decimals(Decimal("0.01"), Decimal(99999), places=2).map(canonical),
)


def _read_back(kind: str, value: str) -> bool:
    return any(
        value in quantity.values and quantity.text == render(kind, value) for quantity in find_en(f"it was {render(kind, value)} then")
    )


@given(numbers, st.sampled_from([*CURRENCIES, "%", "pp", *(u for u in UNITS if u not in ("quarter", "degree"))]))
@settings(max_examples=300)
def test_amounts_are_read_back_from_our_english(number: str, unit: str) -> None:
    kind = "percent" if unit in ("%", "pp") else "unit" if unit in UNITS else "money"
    assert _read_back(kind, f"{number} {unit}")


@given(st.dates().filter(lambda day: 1800 <= day.year < 2100), st.booleans(), st.times())
def test_dates_times_and_ordinals_are_read_back(day: dt.date, with_year: bool, clock: dt.time) -> None:  # noqa: FBT001
    iso = str(day)
    assert _read_back("date", iso if with_year else f"--{iso[5:]}")
    assert _read_back("date", iso[:7])
    assert _read_back("time", str(clock)[:5])
    assert _read_back("ordinal", str(int(iso[8:])))


@given(st.dates().filter(lambda day: 1800 <= day.year < 2099), st.integers(1, 40))
def test_date_ranges_are_read_back(start: dt.date, days: int) -> None:
    end = start + dt.timedelta(days=days)
    assert _read_back("daterange", f"{start}/{end}")


@given(news)
def test_protect_then_restore_is_the_identity(text: str) -> None:
    everything = Options(kinds=("quantity", "date", "code", "url", "email", "person"))
    (done,) = protect([Segment("s1", 0, text)], everything)
    back = dataclasses.replace(done, slots=tuple(dataclasses.replace(slot, en=slot.vi) for slot in done.slots))
    assert restore(back, back.text) == text


@given(news, news)
@settings(max_examples=60)
def test_checks_take_any_text(vi: str, en: str) -> None:
    (done,) = checks.run([Translation(Segment("s1", 0, vi), en, -0.3)], parse({}, "test", "test.toml"))
    assert done.confidence is not None
    assert 0 <= done.confidence <= 1


HOSTILE = (
    "12.5 ",
    "hai mươi ",
    "twenty five ",
    "ngày 9-6, ",
    "A. ",
    "a. ",
    '" . ',
    "( a. ",
    "June 5, 6 and 7 ",
    " ",
    "\n",
    "1",
    "1-",
    "5, ",
    'a." ',
)
SECONDS = 10
"""A hundred times what a linear scan of the longest of these takes."""


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_repetition_is_linear(piece: str) -> None:
    text = piece * (60_000 // len(piece))
    start = time.process_time()
    find_vi(text)
    find_en(text)
    assert "".join(sentence + gap for sentence, gap in split(text)) == text
    checks.run([Translation(Segment("s1", 0, text[:6000]), text[:6000], -0.3)], parse({}, "test", "test.toml"))
    assert time.process_time() - start < SECONDS
