"""Grids over options."""

from pathlib import Path

import pytest

from vi_brief import config
from vi_brief.errors import BadConfig, BadInput
from vi_brief.evaluate.runs import sweep


def test_a_grid_is_every_combination_with_values_as_toml_or_text() -> None:
    found = sweep.grid(["translate.beam=1,2", "protect.kinds=[],['person']", "translate.tone_marks=new"])
    assert len(found) == 4
    assert found[-1] == {"translate.beam": 2, "protect.kinds": ["person"], "translate.tone_marks": "new"}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["beam=1,2"], "give it as SECTION"),
        (["translate.beam="], "give it as SECTION"),
        (["translate.beam=1", "translate.beam=2"], "set twice"),
        (["translate.beam=,"], "there is no value"),
        ([], "nothing to vary"),
        (["translate.beam=" + ",".join(map(str, range(1, 202)))], "201 configs are more than 200"),
    ],
)
def test_a_grid_that_cannot_be_meant_is_refused(given: list[str], said: str) -> None:
    with pytest.raises(BadInput, match=said):
        sweep.grid(given)


def test_a_derived_config_is_named_after_what_differs(plumbing: Path) -> None:
    base = config.read(str(plumbing))
    made = sweep.derive(base, {"translate.beam": 2})
    assert made.name == "plumbing[translate.beam=2]"
    assert made.sections["translate"] == {"backend": "echo", "beam": 2}
    with pytest.raises(BadConfig, match="did you mean"):
        sweep.derive(base, {"transalte.beam": 2})


def test_the_front_leaves_out_what_is_worse_and_slower() -> None:
    assert sweep.front([(40.0, 1.0), (42.0, 3.0), (41.0, 4.0), (40.0, 1.0)]) == [True, True, False, True]
    assert sweep.front([(float("nan"), 1.0), (42.0, 3.0)]) == [False, True], "what has no score is no choice"
