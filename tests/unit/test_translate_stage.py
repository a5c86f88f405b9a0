"""The stage: in order, equal segments once, resumable, never empty, and honest about what the guard did."""

import json
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import pytest

from vi_brief import config, translate
from vi_brief.errors import BadConfig
from vi_brief.models.engine import Decoding
from vi_brief.records import Hypothesis, Protected, Segment, Translation

SENTENCE = "Thủ tướng đã đến Hà Nội hôm qua để gặp các nhà báo."
ENGLISH = "The prime minister arrived in Hanoi yesterday to meet reporters."
LOOP = "The prime minister of the prime minister of the prime minister of Hanoi."


def protected(*texts: str) -> list[Protected]:
    return [Protected(Segment(f"s{n}", 0, text, " "), text) for n, text in enumerate(texts, 1)]


@dataclass
class Scripted:
    """An engine that answers as `answer(text, decoding)` says and notes what it was asked."""

    answer: Callable[[str, Decoding], Hypothesis]
    max_source_tokens: int = 100
    identity: Mapping[str, str] = field(default_factory=lambda: {"name": "scripted"})
    asked: list[tuple[str, Decoding]] = field(default_factory=list)

    def count(self, text: str) -> int:
        return len(text.split())

    def generate(self, texts: Sequence[str], decoding: Decoding) -> list[list[Hypothesis]]:
        assert all(self.count(text) <= self.max_source_tokens for text in texts)
        self.asked += [(text, decoding) for text in texts]
        return [[self.answer(text, decoding)] for text in texts]


def run(engine: Scripted, *texts: str, memory: translate.Memory | None = None, **options: object) -> list[Translation]:
    return list(translate.translate(protected(*texts), engine, translate.Options(**options), memory))  # type: ignore[arg-type]


def test_order_ids_and_vietnamese_are_kept_over_windows_and_batches() -> None:
    texts = [f"Câu số {n} " + "dài " * (n % 7) + "đây." for n in range(23)]
    found = run(Scripted(lambda text, _: Hypothesis(text.upper(), -1.0)), *texts, window=5, batch_tokens=16)
    assert [t.segment.id for t in found] == [f"s{n}" for n in range(1, 24)]
    assert [t.segment.vi for t in found] == texts
    assert [t.en for t in found] == [" ".join(text.upper().split()) for text in texts]
    assert all(t.notes == () and t.score == -1.0 for t in found)


def test_equal_segments_are_translated_once_over_the_whole_article() -> None:
    engine = Scripted(lambda text, _: Hypothesis(f"English of {text}", -1.0))
    found = run(engine, "Hòa bình.", "Khác.", "Hoà bình.", "Hòa  bình.", window=2)
    assert [text for text, _ in engine.asked] == ["Hoà bình.", "Khác."]
    assert found[0].en == found[2].en == found[3].en


def test_translations_come_as_windows_are_finished() -> None:
    engine = Scripted(lambda text, _: Hypothesis(text, -1.0))
    stream = translate.translate(protected(*(f"câu {n}" for n in range(9))), engine, translate.Options(window=3))
    next(stream)
    assert len(engine.asked) == 3


def test_a_second_run_asks_the_memory_and_not_the_model() -> None:
    memory = translate.Forgetful()
    first = run(Scripted(lambda _text, _: Hypothesis("Good English.", -0.5)), "Một câu.", "Hai câu.", memory=memory)
    engine = Scripted(lambda _text, _: Hypothesis("Other English.", -0.1))
    assert run(engine, "Một câu.", "Hai câu.", "Ba câu.", memory=memory)[:2] == first
    assert [text for text, _ in engine.asked] == ["Ba câu."]


def test_an_interrupted_run_keeps_the_windows_that_were_done() -> None:
    memory = translate.Forgetful()

    def until_third(text: str, _: Decoding) -> Hypothesis:
        if text == "câu 3":
            raise KeyboardInterrupt
        return Hypothesis(f"sentence {text}", -1.0)

    with pytest.raises(KeyboardInterrupt):
        run(Scripted(until_third), *(f"câu {n}" for n in range(5)), memory=memory, window=1)
    engine = Scripted(lambda text, _: Hypothesis(f"sentence {text}", -1.0))
    run(engine, *(f"câu {n}" for n in range(5)), memory=memory, window=1)
    assert [text for text, _ in engine.asked] == ["câu 3", "câu 4"]


@pytest.mark.parametrize("value", ["", "{", "[]", '{"en": "x"}', '{"en": "x", "score": "y", "notes": []}', "null"])
def test_a_damaged_memory_is_translated_anew(value: str) -> None:
    memory, engine = translate.Forgetful(), Scripted(lambda _text, _: Hypothesis("Good English.", -1.0))
    memory.put(translate.memory_key("Một câu.", engine, translate.Options()), value)
    assert run(engine, "Một câu.", memory=memory)[0].en == "Good English."


def test_the_key_changes_with_model_search_and_text_and_not_with_batches() -> None:
    engine, other = Scripted(lambda _text, _: Hypothesis("", 0)), Scripted(lambda _text, _: Hypothesis("", 0), identity={"name": "other"})
    key = translate.memory_key("a", engine, translate.Options())
    assert key == translate.memory_key("a", engine, translate.Options(window=1, batch_tokens=64))
    assert len({key, translate.memory_key("b", engine, translate.Options())}) == 2
    assert key != translate.memory_key("a", other, translate.Options())
    assert key != translate.memory_key("a", engine, translate.Options(beam=2))


def test_a_bad_output_is_tried_again_and_said_so() -> None:
    engine = Scripted(lambda _text, d: Hypothesis(ENGLISH if d.no_repeat_ngram else LOOP, -1.0))
    [found] = run(engine, SENTENCE)
    assert found.en == ENGLISH
    assert found.notes == ("retried: loop",)
    assert len(engine.asked) == 2


def test_only_the_bad_segments_are_tried_again() -> None:
    engine = Scripted(lambda text, d: Hypothesis(LOOP if "Hà Nội" in text and not d.no_repeat_ngram else ENGLISH, -1.0))
    found = run(engine, SENTENCE, SENTENCE.replace("Hà Nội", "Huế"))
    assert [t.notes for t in found] == [("retried: loop",), ()]
    assert [text for text, d in engine.asked if d.no_repeat_ngram] == [SENTENCE]


def test_halves_are_tried_when_no_search_helps() -> None:
    engine = Scripted(
        lambda text, _d: Hypothesis(LOOP, -1.0) if len(text.split()) > 8 else Hypothesis(f"English of {len(text.split())} words.", -1.0)
    )
    [found] = run(engine, SENTENCE)
    assert found.notes == ("retried: loop", "split into 2 parts")
    assert found.en.count("English of") == 2


def test_the_best_candidate_is_kept_with_its_fault() -> None:
    engine = Scripted(lambda _text, d: Hypothesis(LOOP, -1.0 - d.no_repeat_ngram))
    [found] = run(engine, SENTENCE)
    assert found.en == LOOP
    assert found.score == -1.0
    assert found.notes == ("retried: loop", "kept with a fault: loop")


def test_without_retries_there_is_one_search() -> None:
    engine = Scripted(lambda _text, _d: Hypothesis(LOOP, -1.0))
    [found] = run(engine, SENTENCE, retries=0)
    assert len(engine.asked) == 1
    assert found.notes == ("kept with a fault: loop",)


@pytest.mark.parametrize("text", ["", "  ", "...", "♪"])
def test_where_nothing_works_the_source_stands_and_the_note_says_so(text: str) -> None:
    memory = translate.Forgetful()
    engine = Scripted(lambda _, _d: Hypothesis(text, -1.0))
    for _ in range(2):
        [found] = run(engine, SENTENCE, memory=memory)
        assert found.en == SENTENCE
        assert math.isnan(found.score)
        assert found.notes == ("gave up: source kept",)
    [value] = memory._values.values()
    json.loads(value, parse_constant=pytest.fail)


@pytest.mark.parametrize("text", ["***", "—", "...", "", " \n"])
def test_a_segment_without_words_is_copied(text: str) -> None:
    engine = Scripted(lambda _text, _: Hypothesis("invented", -1.0))
    [found] = run(engine, text)
    assert (found.en, found.notes) == (text.strip(), ("copied: no words",))
    assert engine.asked == []


def test_a_long_segment_goes_in_parts_and_comes_back_whole() -> None:
    engine = Scripted(lambda text, _: Hypothesis(text.capitalize() + ".", -1.0), max_source_tokens=10)
    text = "; ".join(" ".join(f"w{n}x{k}" for k in range(8)) for n in range(6))
    [found] = run(engine, text)
    assert found.notes == ("split into 6 parts",)
    assert [word.lower() for word in found.en.replace(";", "").replace(".", "").replace(",", "").split()] == text.replace(";", "").split()


def test_the_output_may_not_run_far_beyond_the_source() -> None:
    engine = Scripted(lambda _text, _: Hypothesis(ENGLISH, -1.0))
    run(engine, SENTENCE)
    assert engine.asked[0][1].longest(engine.count(SENTENCE)) < 64
    assert engine.asked[0][1].longest(1000) == translate.Options().max_tokens


def test_options_reach_the_search() -> None:
    engine = Scripted(lambda _text, _: Hypothesis(ENGLISH, -1.0))
    run(engine, SENTENCE, beam=7, length_penalty=0.5, no_repeat_ngram=5)
    decoding = engine.asked[0][1]
    assert (decoding.beam, decoding.length_penalty, decoding.no_repeat_ngram) == (7, 0.5, 5)


@pytest.mark.parametrize(
    ("section", "said"),
    [
        ({"backend": "echoes"}, "there is no 'echoes'; there are:"),
        ({"beams": 4}, "did you mean 'beam'"),
        ({"beam": "4"}, r"\[translate\] beam"),
        ({"tone_marks": "none"}, r"\[translate\] tone_marks"),
        ({"backend": "echo", "echo": {"loud": True}}, r"\[translate.echo\] has no option 'loud'"),
        ({"backend": "ct2"}, r"\[translate.ct2\] repository"),
    ],
)
def test_a_wrong_config_is_one_line(section: dict[str, object], said: str) -> None:
    with pytest.raises(BadConfig, match=said) as caught:
        translate.build(config.parse({"translate": section}, "x", "x.toml"))
    assert "\n" not in str(caught.value)


def test_echo_gives_the_prepared_source_back() -> None:
    system = config.parse({"translate": {"backend": "echo"}}, "x", "x.toml")
    options = system.options(translate.Options, "translate")
    long = ", ".join(["đoạn dài"] * 400)
    found = list(translate.translate(protected("Hà Nội, 9/6.", long), translate.build(system), options))
    assert found[0].en == "Hà Nội, 9/6."
    assert found[1].en == long
