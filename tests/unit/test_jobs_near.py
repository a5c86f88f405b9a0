"""MinHash sketches against the similarity that they stand for."""

import random

import pytest

from tests.conftest import STORY
from vi_brief.jobs import near


def words(draw: random.Random, number: int) -> list[str]:
    return [f"từ{draw.randrange(10_000)}" for _ in range(number)]


def shingles(text: list[str]) -> set[tuple[str, ...]]:
    return {tuple(text[i : i + near.SHINGLE]) for i in range(len(text) - near.SHINGLE + 1)}


@pytest.mark.parametrize("changed", [0, 2, 5, 10, 20, 60])
def test_the_estimate_is_near_the_truth(changed: int) -> None:
    """Over 20 pairs the mean error is a fraction of the standard error of one, 0.044 at most."""
    errors = []
    for seed in range(20):
        draw = random.Random(seed)
        one = words(draw, 400)
        other = list(one)
        for place in draw.sample(range(400), changed):
            other[place] = f"khác{place}"
        true = len(shingles(one) & shingles(other)) / len(shingles(one) | shingles(other))
        errors.append(near.similarity(near.sketch([" ".join(one)]), near.sketch([" ".join(other)])) - true)
    assert abs(sum(errors) / len(errors)) < 0.03
    assert max(map(abs, errors)) < 0.16


def test_case_and_punctuation_do_not_count_but_are_not_equal() -> None:
    one, other = near.sketch(STORY.split("\n")), near.sketch(STORY.upper().replace(",", " -").split("\n"))
    assert near.similarity(one, other) == 1.0
    index = near.Index(0.8)
    assert index.judge(one, "a", "a.txt") is None
    assert index.judge(other, "b", "b.txt") == near.Like("a", "a.txt", 1.0, equal=False)
    assert index.judge(one, "c", "c.txt") == near.Like("a", "a.txt", 1.0, equal=True)
    index.close()


def test_a_sketch_is_the_same_in_every_process_and_for_short_texts() -> None:
    assert near.sketch(["Sáng 5/3, Hà Nội"]).hex()[32:48] == "7e6d72e4a2a1a36a"
    assert near.similarity(near.sketch([""]), near.sketch(["một"])) < 0.1


@pytest.mark.parametrize("threshold", [0.5, 0.8, 0.95])
def test_pairs_above_the_threshold_are_found(threshold: float) -> None:
    """What the bands bring together, against every pair compared; those at the threshold itself may be missed now and then."""
    draw = random.Random(7)
    stories = [words(draw, 200) for _ in range(30)]
    texts = list(stories)
    for story in stories:
        copy = list(story)
        for place in draw.sample(range(200), draw.choice([0, 1, 2, 4])):
            copy[place] = "khác"
        texts.append(copy)
    sketches = [near.sketch([" ".join(text)]) for text in texts]
    index = near.Index(threshold)
    found = [index.judge(sketch, str(place), "") for place, sketch in enumerate(sketches)]
    index.close()
    assert found[:30] == [None] * 30
    wanted = [near.similarity(sketches[place], sketches[place + 30]) >= threshold for place in range(30)]
    assert sum(wanted) > 3
    assert [like is not None for like in found[30:]] == wanted
    assert all(like is None or like.stem == str(place) for place, like in enumerate(found[30:]))


def test_the_index_stays_small() -> None:
    """2,000 articles: what Python holds does not grow, the rest is SQLite's cache and file."""
    import tracemalloc

    draw = random.Random(1)
    index = near.Index(0.8)
    tracemalloc.start()
    for place in range(2000):
        index.judge(draw.randbytes(16 + 4 * near.HASHES), str(place), "source")
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    index.close()
    assert held < 500_000
