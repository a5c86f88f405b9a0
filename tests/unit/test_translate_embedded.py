"""The stage with the shipped translator: right English, one translation per segment, nothing lost in long ones."""

from collections.abc import Iterator, Sequence

import pytest

from vi_brief import config, translate
from vi_brief.models.engine import Decoding, ScoringEngine
from vi_brief.records import Protected, Segment, Translation

PLAIN = {
    "Thủ tướng đã đến Hà Nội hôm qua.": ("rime", "Hanoi", "yesterday"),
    "Trung Quốc và Mỹ sẽ tiếp tục đàm phán tại Bắc Kinh./.": ("China", "United States", "Beijing"),
    "Công an thành phố đang điều tra vụ án.": ("olice", "investigat"),
    "Ông Nguyễn Văn Nam, Phó Chủ tịch UBND TP.HCM, cho biết như vậy.": ("Nguyen Van Nam", "Ho Chi Minh City", "People's Committee"),
}


@pytest.fixture(scope="module")
def translator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[translate.Translator]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VI_BRIEF_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield translate.build(config.parse({}, "default", "default.toml"))


def run(translator: translate.Translator, texts: Sequence[str], **options: object) -> list[Translation]:
    items = [Protected(Segment(f"s{n}", 0, text), text) for n, text in enumerate(texts, 1)]
    return list(translate.translate(items, translator, translate.Options.model_validate(options)))


def test_plain_sentences_come_out_right_and_in_order(translator: translate.Translator) -> None:
    found = run(translator, list(PLAIN))
    assert [t.segment.vi for t in found] == list(PLAIN)
    for translation, words in zip(found, PLAIN.values(), strict=True):
        assert all(word in translation.en for word in words), translation.en
        assert "./." not in translation.en
        assert -3 < translation.score < 0


def test_both_tone_mark_placements_give_the_same_english(translator: translate.Translator) -> None:
    old, new = run(translator, ["Ủy ban Hòa giải họp tại Tòa án.", "Uỷ ban Hoà giải họp tại Toà án."])
    assert old.en == new.en
    assert old.segment.vi != new.segment.vi


def test_a_run_is_repeatable(translator: translate.Translator) -> None:
    assert run(translator, list(PLAIN)) == run(translator, list(PLAIN))


def test_windows_and_batches_do_not_mix_segments_up(translator: translate.Translator) -> None:
    texts = [sentence for sentence in PLAIN for _ in range(3)]
    for translation in run(translator, texts, window=5, batch_tokens=64):
        assert all(word in translation.en for word in PLAIN[translation.segment.vi]), translation


def test_two_thousand_characters_without_punctuation_lose_no_part(translator: translate.Translator) -> None:
    places = ["Hà Nội", "Đà Nẵng", "Bắc Kinh", "Huế", "Cần Thơ", "Hải Phòng", "Nhật Bản", "Trung Quốc", "Thái Lan", "Singapore"]
    text = " và ".join(f"Thủ tướng đã đến {place} để gặp các nhà báo của địa phương và các doanh nghiệp nước ngoài" for place in places * 3)
    assert len(text) > 2000
    [found] = run(translator, [text])
    assert found.notes[0].startswith("split into")
    counts = {english: found.en.count(english) for english in ("Hanoi", "Da Nang", "Beijing", "Japan", "China", "Thailand", "Singapore")}
    assert min(counts.values()) >= 1, found.en
    assert sum(counts.values()) >= 2 * len(counts), found.en  # of three each: the model may stumble over a name, no part may be lost


def test_a_short_line_gets_a_translation(translator: translate.Translator) -> None:
    assert all(t.en and "gave up: source kept" not in t.notes for t in run(translator, ["Hà Nội", "Kinh tế", "30/4"]))


def test_a_translation_is_scored_as_the_search_scored_it_and_another_text_lower(translator: translate.Translator) -> None:
    assert isinstance(translator, ScoringEngine)
    for text in list(PLAIN)[:2]:
        [[found]] = translator.generate([text], Decoding())
        assert translator.score(text, found.text) == pytest.approx(found.score, abs=0.02)
        assert translator.score(text, "Cats eat fish in the sea.") < found.score - 2
