"""Properties of quantities in both languages: what we print is read back as the same, and no text breaks the finders or checks."""

import datetime as dt
from decimal import Decimal
from typing import get_args

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from vi_brief.checks import dates, quantities
from vi_brief.quantities import Kind, Quantity, find_en, find_vi, render, render_vi
from vi_brief.quantities.figures import canonical
from vi_brief.quantities.layout import relaid
from vi_brief.quantities.units import CURRENCIES, UNITS
from vi_brief.records import Finding, Segment, Translation

numbers = st.one_of(
    st.integers(1, 10**14).map(str),
    st.integers(1, 9999).map(lambda n: str(n * 10**9)),
    st.decimals(Decimal("0.01"), Decimal(99999), places=2).map(canonical),
)
# "quý" and "độ" need a context; "°C" is written "độ C".
units = st.sampled_from([*CURRENCIES, "%", "pp", *(u for u in UNITS if u not in ("quarter", "degree"))])
days = st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31))
hostile = st.one_of(
    st.text(max_size=60),
    st.text(alphabet="0123456789.,/-:–%$€đ°ºháàtỷứ \u00a0\u200b\u0130\u0660\u00b2\u2155\u217b", max_size=40),
    st.lists(
        st.sampled_from(
            "ngày 9/6 9-6 6/2023 thứ Ba hai mươi lăm rưỡi nghìn tỷ đồng triệu USD $5 % 5% điểm phần trăm từ đến 24/24h 1/2 quý III khóa XV "
            "7h30 giờ sáng May June 5, 2023 twenty-five billion dong a dozen half of and percent 1:50,000 0,5 1.000 ( ) , ; ² Ⅻ ٣".split()
        ),
        max_size=14,
    ).map(" ".join),
)


def _in(found: tuple[Quantity, ...], text: str, value: str) -> bool:
    return any(value in quantity.values and quantity.text == text for quantity in found)


def _kind(unit: str) -> Kind:
    return "percent" if unit in ("%", "pp") else "unit" if unit in UNITS else "money"


def _same_in_both(kind: Kind, value: str) -> None:
    vi, en = render_vi(kind, value), render(kind, value)
    assert _in(find_vi(f"khi {vi} đó"), vi, value), vi
    assert _in(find_en(f"then {en} it"), en, value), en


@given(numbers, units)
@settings(max_examples=300, deadline=None)
def test_amounts_are_read_back_in_both_languages(number: str, unit: str) -> None:
    _same_in_both(_kind(unit), f"{number} {unit}")


@given(st.integers(1, 900), st.integers(1, 90), st.sampled_from(["%", "VND", "USD", "tonne", "km"]), st.sampled_from([1, 10**6, 10**9]))
@settings(deadline=None)
def test_ranges_are_read_back_in_both_languages(low: int, more: int, unit: str, scale: int) -> None:
    assume(unit != "%" or scale == 1)
    _same_in_both("range", f"{low * scale}..{(low + more) * scale} {unit}")


@given(days, st.booleans(), st.times())
@settings(deadline=None)
def test_dates_and_times_are_read_back_in_both_languages(day: dt.date, with_year: bool, clock: dt.time) -> None:  # noqa: FBT001
    iso = str(day)
    _same_in_both("date", iso if with_year else f"--{iso[5:]}")
    _same_in_both("date", iso[:7])
    _same_in_both("time", str(clock)[:5])
    _same_in_both("date", f"{iso[:4]}-Q{(day.month + 2) // 3}")
    _same_in_both("date", f"-W-{day.isoweekday()}")
    _same_in_both("ordinal", str(int(iso[8:])))


@given(days, st.integers(1, 300))
@settings(deadline=None)
def test_date_ranges_are_read_back_in_both_languages(start: dt.date, more: int) -> None:
    _same_in_both("daterange", f"{start}/{start + dt.timedelta(days=more)}")


@given(numbers, units)
@settings(max_examples=200, deadline=None)
def test_a_true_translation_of_a_figure_is_silent_and_a_changed_one_is_not(number: str, unit: str) -> None:
    value = f"{number} {unit}"
    vi, en = f"Con số là {render_vi(_kind(unit), value)} đó.", f"The figure is {render(_kind(unit), value)} then."
    assert _findings(vi, en) == []
    wrong = f"The figure is {render(_kind(unit), f'{canonical(Decimal(number) * 3)} {unit}')} then."
    assert _findings(vi, wrong)


@given(days)
@settings(deadline=None)
def test_a_repair_restores_a_date(day: dt.date) -> None:
    vi, en = f"Lễ diễn ra {render_vi('date', str(day))} ở Huế.", f"The ceremony is on {render('date', str(day))} in Hue."
    wrong = en.replace(str(day.year), str(day.year - 1))
    (finding,) = _findings(vi, wrong)
    assert finding.en_span is not None
    assert finding.repair is not None
    assert wrong[: finding.en_span[0]] + finding.repair + wrong[finding.en_span[1] :] == en


def _findings(vi: str, en: str) -> list[Finding]:
    pair = Segment("s1", 0, vi), Translation(Segment("s1", 0, vi), en, -0.1)
    return [*quantities.check(*pair, quantities.Options()), *dates.check(*pair, dates.Options())]


@given(hostile, hostile)
@example("٣ triệu đồng, ² người, Ⅻ%", "\u0130\u0130 9/6, ٣ million dong")
@example("0/0 và 1/0 số phiếu, 5-5-5, --/--", "0/0 and 1/0 votes, 31/31/2023, 1:000")
@settings(max_examples=300, deadline=None)
def test_no_text_breaks_the_finders_or_the_checks(one: str, other: str) -> None:
    for text in (one, other):
        for found in (find_vi(text), find_vi(text, "2023-06-15"), find_en(text)):
            assert all(q.values and q.kind in get_args(Kind) and text[slice(*q.span)] == q.text for q in found)
    for vi, en in ((one, other), (other, one)):
        for finding in _findings(vi, en):
            for span, text in ((finding.vi_span, vi), (finding.en_span, en)):
                assert span is None or 0 <= span[0] < span[1] <= len(text)
            assert finding.repair is None or finding.repair.strip()


@given(hostile)
@settings(max_examples=100, deadline=None)
def test_any_value_can_be_laid_out_in_any_place(text: str) -> None:
    places = find_en(text)
    for quantity in find_vi(text):
        for place in places:
            assert relaid(quantity.kind, quantity.values[0], place)
