"""The corruptors of figures: each change is an error, stays outside names, and touches one place."""

import random

import pytest

from vi_brief.evaluate.planted.figures import FAMILIES, corrupt

ENGLISH = (
    "On Monday, June 9, 2023, the province said 45,000 of its 1.2 million residents, or 3.75%, got 300 million dong each.",
    "The fund has $20 billion, up 1.5 percentage points since 2019, and the 50th branch opens on 5 March.",
    "Two men, 24 and 71, ran 42 km from 7 a.m. to 11:30 a.m. in October.",
)
SILENT = (
    "Apollo 11, the F-35, Resolution 263/2025/NQ-CP and COVID-19 are names.",
    "The train leaves at 7:30 a.m. and the bus at 19:45.",
    "He came.",
)


def _all(family: str, reference: str, source: str = "") -> set[str]:
    made = (corrupt(family, source, reference, random.Random(seed)) for seed in range(60))
    return {one.corrupted for one in made if one is not None}


@pytest.mark.parametrize("family", FAMILIES)
def test_every_family_changes_the_text_in_one_place(family: str) -> None:
    changed = {reference: _all(family, reference) for reference in ENGLISH}
    assert any(changed.values())
    for reference, texts in changed.items():
        assert reference not in texts
        for text in texts:
            one, other = reference.split(), text.split()
            same_end = next((n for n, (a, b) in enumerate(zip(reversed(one), reversed(other), strict=False)) if a != b), 0)
            same_start = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
            assert len(one) - same_start - same_end <= 3


@pytest.mark.parametrize("family", ["digit", "scale", "percent"])
@pytest.mark.parametrize("reference", SILENT)
def test_names_times_and_plain_words_are_left_alone(family: str, reference: str) -> None:
    assert _all(family, reference) == set()


def test_dates_are_no_digits_and_digits_are_no_dates() -> None:
    for text in _all("digit", ENGLISH[0]):
        assert "June 9, 2023" in text
    for text in _all("date-changed", ENGLISH[0]) | _all("date-swap", ENGLISH[0]):
        assert text.endswith("the province said 45,000 of its 1.2 million residents, or 3.75%, got 300 million dong each.")
    assert _all("date-swap", ENGLISH[0]) == {ENGLISH[0].replace("June 9", "September 6")}


def test_a_currency_that_the_source_names_is_not_planted() -> None:
    reference = "It costs $5 million."
    assert _all("currency", reference) == {"It costs €5 million.", "It costs £5 million.", "It costs 5 million dong."}
    assert _all("currency", reference, "Giá 5 triệu euro, gần 140 tỷ đồng.") == {"It costs £5 million."}


def test_a_corruption_is_drawn_by_the_generator_alone() -> None:
    one, other = (corrupt("digit", "", ENGLISH[0], random.Random(7)) for _ in range(2))
    assert one == other
    assert one is not None
    assert one.kinds == {"quantity", "money"}
