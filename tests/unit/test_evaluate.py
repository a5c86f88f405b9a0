"""Scores: statistics add, and the sum scores as sacrebleu does."""

import pytest
import sacrebleu
from hypothesis import given, settings
from hypothesis import strategies as st

from vi_brief import evaluate, plugins
from vi_brief.errors import BadConfig, BadInput

WORDS = st.lists(st.sampled_from("the cat sat on a mat in Hanoi 2,000 tonnes of rice . , said".split()), min_size=1, max_size=12).map(
    " ".join
)
PAIRS = st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=6)


@settings(max_examples=40, deadline=None)
@given(PAIRS, PAIRS)
def test_statistics_of_a_concatenation_add(first: list[tuple[str, str]], second: list[tuple[str, str]]) -> None:
    for name in plugins.names(evaluate.METRICS):
        whole = evaluate.score(name, [evaluate.Pair("", h, r) for h, r in first + second])
        parts = [evaluate.score(name, [evaluate.Pair("", h, r) for h, r in part]) for part in (first, second)]
        assert evaluate.add(whole.segments) == evaluate.add([s for part in parts for s in part.segments])


@settings(max_examples=40, deadline=None)
@given(PAIRS)
def test_scores_are_sacrebleus(pairs: list[tuple[str, str]]) -> None:
    hypotheses, references = [h for h, _ in pairs], [[r for _, r in pairs]]
    segments = [evaluate.Pair("", h, r) for h, r in pairs]
    assert evaluate.score("bleu", segments).value == pytest.approx(sacrebleu.corpus_bleu(hypotheses, references).score)
    assert evaluate.score("chrf2", segments).value == pytest.approx(sacrebleu.corpus_chrf(hypotheses, references).score)
    expected = sacrebleu.corpus_chrf(hypotheses, references, word_order=2).score
    assert evaluate.score("chrf2pp", segments).value == pytest.approx(expected)


def test_what_cannot_be_scored_is_said() -> None:
    with pytest.raises(BadInput, match="no segment"):
        evaluate.score("bleu", [])
    with pytest.raises(BadConfig, match="there are: bleu"):
        evaluate.score("blue", [evaluate.Pair("", "a", "a")])
    with pytest.raises(BadConfig, match="has no option 'case'"):
        evaluate.score("bleu", [evaluate.Pair("", "a", "a")], {"case": "low"})
