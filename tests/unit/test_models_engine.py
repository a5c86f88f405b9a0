"""Batches: bounded by tokens, order restored."""

from hypothesis import given
from hypothesis import strategies as st

from vi_brief.models.engine import in_batches, token_batches
from vi_brief.records import Hypothesis


@given(st.lists(st.integers(0, 300), max_size=60), st.integers(1, 500))
def test_every_index_occurs_once_and_padding_stays_within_the_budget(lengths: list[int], budget: int) -> None:
    groups = token_batches(lengths, budget)
    assert sorted(i for group in groups for i in group) == list(range(len(lengths)))
    assert all(len(group) == 1 or max(lengths[i] for i in group) * len(group) <= budget for group in groups)


def test_the_longest_texts_come_first_so_that_memory_peaks_at_once() -> None:
    assert token_batches([5, 50, 20, 49], 100) == [[1, 3], [2, 0]]


@given(st.lists(st.text(max_size=9), max_size=30), st.integers(1, 40))
def test_results_come_back_in_the_order_of_the_items(items: list[str], budget: int) -> None:
    results = in_batches(items, [len(item) for item in items], budget, lambda batch: [[Hypothesis(text.upper(), 0.0)] for text in batch])
    assert [found[0].text for found in results] == [item.upper() for item in items]
