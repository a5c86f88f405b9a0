"""Batches: bounded by tokens, order restored."""

from hypothesis import given
from hypothesis import strategies as st

from vi_brief.models.engine import SMALLEST_SHARE, Decoding, in_batches, shared_batches, token_batches
from vi_brief.records import Hypothesis


@given(st.lists(st.integers(0, 300), max_size=60), st.integers(1, 500))
def test_every_index_occurs_once_and_padding_stays_within_the_budget(lengths: list[int], budget: int) -> None:
    groups = token_batches(lengths, budget)
    assert sorted(i for group in groups for i in group) == list(range(len(lengths)))
    assert all(len(group) == 1 or max(lengths[i] for i in group) * len(group) <= budget for group in groups)


def test_the_longest_texts_come_first_so_that_memory_peaks_at_once() -> None:
    assert token_batches([5, 50, 20, 49], 100) == [[1, 3], [2, 0]]


@given(st.lists(st.integers(1, 90), max_size=80), st.integers(1, 2000), st.integers(1, 9))
def test_shared_batches_keep_the_budget_and_no_worker_gets_more_rounds_than_it_must(lengths: list[int], budget: int, workers: int) -> None:
    groups, whole = shared_batches(lengths, budget, workers), token_batches(lengths, budget)
    assert sorted(i for group in groups for i in group) == list(range(len(lengths)))
    assert all(len(group) == 1 or max(lengths[i] for i in group) * len(group) <= budget for group in groups)
    assert -(-len(groups) // workers) == -(-len(whole) // workers)
    if workers == 1 or budget <= SMALLEST_SHARE:
        assert groups == whole


def test_one_article_employs_every_worker() -> None:
    lengths = [10 + 3 * (n % 17) for n in range(40)]
    assert len(token_batches(lengths, 4096)) == 1
    groups = shared_batches(lengths, 4096, 4)
    assert len(groups) == 4
    sizes = [sum(lengths[i] for i in group) for group in groups]
    assert max(sizes) < 1.4 * sum(sizes) / 4


def test_a_few_words_stay_in_one_batch() -> None:
    assert len(shared_batches([9, 8, 7], 1024, 8)) == 1


def test_the_longest_output_follows_the_source_up_to_the_limit() -> None:
    assert Decoding(max_tokens=50).longest(1) == 50
    assert [Decoding(max_tokens=50, growth=(3, 16)).longest(n) for n in (0, 5, 99)] == [16, 31, 50]


@given(st.lists(st.text(max_size=9), max_size=30), st.integers(1, 40))
def test_results_come_back_in_the_order_of_the_items(items: list[str], budget: int) -> None:
    results = in_batches(items, [len(item) for item in items], budget, lambda batch: [[Hypothesis(text.upper(), 0.0)] for text in batch])
    assert [found[0].text for found in results] == [item.upper() for item in items]
