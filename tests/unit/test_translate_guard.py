"""The guard tells translations from outputs that cannot be one."""

import pytest

from vi_brief.records import Hypothesis
from vi_brief.translate import guard

SOURCE = "Thủ tướng đã đến Hà Nội hôm qua để gặp các nhà báo nước ngoài."
GOOD = "The prime minister arrived in Hanoi yesterday to meet foreign reporters."


@pytest.mark.parametrize(
    ("text", "finished", "found"),
    [
        (GOOD, True, ()),
        ("", True, ("empty",)),
        (" ... ", True, ("empty",)),
        (GOOD, False, ("unfinished",)),
        ("The prime minister of the prime minister of the prime minister of Hanoi.", True, ("loop",)),
        ("Lu Lu Lu Luong met the reporters in Hanoi yesterday.", True, ("loop",)),
        (" ".join(f"word{i}" for i in range(40)), True, ("runaway",)),
        ("He came.", True, ("short",)),
        ("and so on " * 30, False, ("unfinished", "loop", "runaway")),
    ],
)
def test_faults(text: str, finished: bool, found: tuple[str, ...]) -> None:  # noqa: FBT001
    assert guard.faults(SOURCE, Hypothesis(text, -1.0, finished)) == found


@pytest.mark.parametrize(
    "text",
    [
        'The plan, called "30-30-30-30," needs 30 battalions.',
        "It was very, very good.",
        "He said that that was all.",
        "The city of Hue and the city of Da Nang signed the agreement of the city of Vinh.",
        "",
    ],
)
def test_prose_does_not_loop(text: str) -> None:
    assert not guard.loops(text)


@pytest.mark.parametrize("run", ["a", "the city", "of the state", "one two three four five"])
def test_a_run_three_times_in_a_row_loops(run: str) -> None:
    assert guard.loops(f"At first {run} {run} {run} at last.")


def test_a_source_that_repeats_itself_may_be_repeated() -> None:
    assert guard.faults("Đi, đi, đi, đi thôi", Hypothesis("Go, go, go, go now", -1.0)) == ()


def test_a_short_text_may_have_a_long_translation() -> None:
    assert guard.faults("Ông Nam:", Hypothesis("Mr. Nguyen Van Nam had this to say:", -1.0)) == ()
