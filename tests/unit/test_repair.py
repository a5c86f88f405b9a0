"""Repair: what is translated again, what is replaced, what stays flagged, and that a resumed run does the same."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import pytest

from vi_brief import protect, trust
from vi_brief.checks import Audit
from vi_brief.config import parse
from vi_brief.models.engine import Decoding
from vi_brief.records import Finding, Hypothesis, Segment, Translation
from vi_brief.repair import Again, Options, mend, repair, repair_all
from vi_brief.translate import Forgetful
from vi_brief.translate import Options as Search

RICE = "Hôm qua, đoàn đã trao tặng 2.000 tấn gạo cho nhân dân thành phố La Habana của Cuba."
WRONG = "Yesterday, the delegation gave 200 tonnes of rice to the people of the city of Havana of Cuba."
RIGHT = "Yesterday, the delegation gave 2,000 tonnes of rice to the people of the city of Havana of Cuba."
FLAWED = "Yesterday, the delegation gave rice to the people of the city of Havana of Cuba, for the poor there."


@dataclass
class Recorded:
    """A translator that gives recorded outputs for every text and counts how often it is asked."""

    outputs: Sequence[str] = ()
    scores: Sequence[float] = (-0.2, -0.3, -0.4, -0.5)
    identity: Mapping[str, str] = field(default_factory=lambda: {"backend": "recorded"})
    max_source_tokens: int = 200
    asked: list[tuple[str, ...]] = field(default_factory=list)

    def count(self, text: str) -> int:
        return len(text.split())

    def generate(self, texts: Sequence[str], decoding: Decoding) -> list[list[Hypothesis]]:
        self.asked.append(tuple(texts))
        made = [Hypothesis(text, score) for text, score in zip(self.outputs, self.scores, strict=False)]
        return [made[: decoding.n_best] for _ in texts]


def again(translator: Recorded, memory: Forgetful | None = None, kinds: tuple[protect.SlotKind, ...] = ()) -> Again:
    return Again(translator, protect.Options(kinds=kinds), Search(), memory or Forgetful())


def translated(en: str, vi: str = RICE, score: float = -0.3) -> Translation:
    return Translation(Segment("s1", 0, vi), en, score)


FEWER = "Hôm qua, đoàn đã trao tặng 2.000 tấn gạo cho nhân dân thành phố La Habana."

AUDIT = Audit(parse({"checks": {"enabled": ["dates", "quantities"]}}, "test", "test.toml"))


def test_a_wrong_figure_is_replaced_and_recorded() -> None:
    (made,) = repair([translated(WRONG)], AUDIT, again(Recorded()), Options())
    assert made.en == RIGHT
    assert made.findings == ()
    (record,) = made.repairs
    assert (record.kind, record.before, record.after) == ("substituted", "200 tonnes", "2,000 tonnes")
    assert record.en_span is not None
    assert made.en[slice(*record.en_span)] == "2,000 tonnes"
    assert "2.000 tấn" in record.reason


def test_a_sentence_that_lost_a_figure_is_translated_again() -> None:
    (made,) = repair([translated(FLAWED)], AUDIT, again(Recorded([FLAWED, RIGHT, WRONG])), Options())
    assert (made.en, made.score, made.findings) == (RIGHT, -0.3, ())
    (record,) = made.repairs
    assert (record.kind, record.before, record.after) == ("retried", FLAWED, RIGHT)
    assert any(note.startswith("translated again") for note in made.notes)


def test_of_equally_good_outputs_the_models_own_choice_is_kept() -> None:
    other = RIGHT.replace("gave", "presented")
    (made,) = repair([translated(FLAWED)], AUDIT, again(Recorded([other, RIGHT])), Options())
    assert made.en == other


@pytest.mark.parametrize("outputs", [[], [FLAWED], [FLAWED.replace("gave", "presented")], [""], ["the the the the the the the"]])
def test_what_does_not_get_better_stays_and_is_flagged(outputs: list[str]) -> None:
    (made,) = repair([translated(FLAWED)], AUDIT, again(Recorded(outputs)), Options())
    assert (made.en, made.repairs) == (FLAWED, ())
    assert trust.has_error(made.findings)


def test_clean_sentences_are_not_touched_and_nothing_is_searched() -> None:
    translator = Recorded([WRONG])
    (made,) = repair([translated(RIGHT)], AUDIT, again(translator), Options())
    assert (made.en, made.repairs, translator.asked) == (RIGHT, (), [])


def test_all_sentences_with_errors_are_searched_together() -> None:
    translator = Recorded([RIGHT])
    items = [Translation(Segment(f"s{n}", 0, RICE), FLAWED, -0.3) for n in range(3)]
    made = repair(items, AUDIT, again(translator), Options())
    assert [t.en for t in made] == [RIGHT] * 3
    assert len(translator.asked) == 1


def test_a_resumed_run_gives_the_same_without_searching() -> None:
    memory, first, second = Forgetful(), Recorded([FLAWED, RIGHT]), Recorded([WRONG])
    made = repair([translated(FLAWED)], AUDIT, again(first, memory), Options())
    assert repair([translated(FLAWED)], AUDIT, again(second, memory), Options()) == made
    assert second.asked == []


def test_a_figure_is_sent_as_a_slot_where_the_model_knows_slots() -> None:
    translator = Recorded([RIGHT])
    repair([translated(FLAWED)], AUDIT, again(translator, kinds=("capital",)), Options())
    first, second = translator.asked
    assert all("2.000" not in text and "⟦" in text for text in first)
    assert any("⟦" not in text for text in second)


def test_what_slots_mend_is_not_searched_further() -> None:
    translator = Recorded(["Yesterday, the delegation gave ⟦8⟧ of rice to the people of the city of ⟦1⟧ of Cuba."])
    (made,) = repair([translated(FLAWED)], AUDIT, again(translator, kinds=("capital",)), Options())
    assert (made.en, len(translator.asked)) == (RIGHT, 1)


def test_articles_are_searched_together_and_each_gets_what_it_gets_alone() -> None:
    together, alone = Recorded([RIGHT]), Recorded([RIGHT])
    articles = [[translated(FLAWED)], [translated(RIGHT), translated(FLAWED, FEWER)], []]
    made = repair_all(articles, AUDIT, again(together), Options())
    assert made == [repair(article, AUDIT, again(alone), Options()) for article in articles]
    assert [t.en for article in made for t in article] == [RIGHT] * 3
    assert len(together.asked) == 1


def test_an_interrupted_search_asks_for_what_is_missing_only() -> None:
    memory, first, second = Forgetful(), Recorded([RIGHT]), Recorded([RIGHT])
    repair([translated(FLAWED)], AUDIT, again(first, memory), Options())
    repair_all([[translated(FLAWED)], [translated(FLAWED, FEWER)]], AUDIT, again(second, memory), Options())
    assert first.asked[0][0] == RICE
    assert [text for texts in second.asked for text in texts if text in first.asked[0]] == []
    assert FEWER in second.asked[0]


def test_a_lost_name_comes_back_through_a_slot() -> None:
    vi, without = "Theo báo Spiegel, thành phố Marawi đã được giải phóng.", "According to the newspaper, the city was liberated."
    translator = Recorded(["According to ⟦1⟧, the city of ⟦2⟧ was liberated."])
    audit = Audit(parse({"checks": {"enabled": ["names"]}}, "test", "test.toml"))
    (made,) = repair([translated(without, vi)], audit, again(translator, kinds=("person",)), Options())
    assert made.en == "According to Spiegel, the city of Marawi was liberated."
    assert translator.asked == [("Theo báo ⟦1⟧, thành phố ⟦2⟧ đã được giải phóng.",)]
    (record,) = made.repairs
    assert "Spiegel" in record.reason
    assert "Marawi" in record.reason


@pytest.mark.parametrize(
    ("options", "en", "repairs"),
    [
        (Options(enabled=False), WRONG, 0),
        (Options(substitute=False, candidates=0), WRONG, 0),
        (Options(substitute=False), RIGHT, 1),
        (Options(candidates=0), RIGHT, 1),
    ],
)
def test_options(options: Options, en: str, repairs: int) -> None:
    (made,) = repair([translated(WRONG)], AUDIT, again(Recorded([RIGHT])), options)
    assert (made.en, len(made.repairs)) == (en, repairs)
    assert made.confidence is not None


def test_below_the_threshold_the_vietnamese_is_shown() -> None:
    poor, fair = translated(RIGHT, score=-2.5), translated(RIGHT, score=-0.1)
    made = repair([poor, fair], AUDIT, again(Recorded()), Options(abstain=0.3))
    assert [t.en for t in made] == [RICE, RIGHT]
    assert [trust.abstained(t) for t in made] == [True, False]
    (record,) = made[0].repairs
    assert (record.kind, record.before, record.after) == ("abstained", RIGHT, RICE)


def test_of_two_readings_none_is_chosen() -> None:
    vi, en = "Tổng kinh phí là 73,234 triệu đồng trong năm nay.", "The total cost is 73.4 million dong this year."
    (made,) = mend.substituted([AUDIT.alone(translated(en, vi))], AUDIT)
    assert (made.en, made.repairs) == (en, ())
    assert trust.has_error(made.findings)


def test_a_sentence_left_in_vietnamese_is_not_patched() -> None:
    audit = Audit(parse({}, "test", "test.toml"))
    (made,) = mend.substituted([audit.alone(translated(RICE))], audit)
    assert (made.en, made.repairs) == (RICE, ())


def test_a_later_replacement_moves_the_place_of_an_earlier_one() -> None:
    vi = "Ngày 9-6, đoàn tặng 2.000 tấn gạo cho 500 hộ dân nghèo của thành phố."
    en = "On June 8, the delegation gave 200 tonnes of rice to 5,000 poor families of the city."
    (made,) = mend.substituted([AUDIT.alone(translated(en, vi))], AUDIT)
    assert made.en == "On June 9, the delegation gave 2,000 tonnes of rice to 500 poor families of the city."
    assert [made.en[slice(*r.en_span)] for r in made.repairs if r.en_span] == [r.after for r in made.repairs]


HARVEST = "Xã Đồng Lâm {n} có {n}0 hộ dân trồng lúa."


def harvest(numbers: Sequence[int]) -> list[Translation]:
    """A text whose sentences have a wrong figure each."""
    said = "Dong Lam commune {n} has {wrong} households growing rice."
    return [AUDIT.alone(Translation(Segment(f"s{n}", 0, HARVEST.format(n=n)), said.format(n=n, wrong=n * 10 + 5), -0.3)) for n in numbers]


class Counted(Audit):
    """The checks; counts the comparisons of a whole article, in which a figure of `banned` is an error."""

    def __init__(self, banned: Sequence[str] = ()) -> None:
        super().__init__(parse({"checks": {"enabled": ["dates", "quantities"]}}, "test", "test.toml"))
        self.banned, self.compared = banned, 0

    def together(self, translations: Sequence[Translation]) -> tuple[Translation, ...]:
        self.compared += 1
        refusal = Finding("quantity", "error", "not in this article")
        return tuple(
            replace(t, findings=(*t.findings, refusal)) if any(f" {banned} " in t.en for banned in self.banned) else t
            for t in super().together(translations)
        )


def test_an_article_is_compared_as_often_whether_it_is_short_or_long() -> None:
    counts = []
    for most in (13, 93):
        audit = Counted()
        made = mend.substituted(harvest(range(11, most)), audit)
        assert [t.en for t in made] == [f"Dong Lam commune {n} has {n}0 households growing rice." for n in range(11, most)]
        counts.append(audit.compared)
    assert counts[0] == counts[1] <= mend.MOST + 1


def test_what_the_article_refuses_stays_and_the_others_are_replaced() -> None:
    made = mend.substituted(harvest(range(11, 31)), Counted(["130", "140", "270"]))
    assert [n for n, t in zip(range(11, 31), made, strict=True) if not t.repairs] == [13, 14, 27]


def test_a_replacement_that_would_double_a_word_is_refused() -> None:
    vi, en = "Hồi giữa tháng 9, tàu ngầm ra biển.", "In mid-April September, the submarine went to sea."
    (made,) = mend.substituted([AUDIT.alone(translated(en, vi))], AUDIT)
    assert (made.en, made.repairs) == (en, ())


@pytest.mark.parametrize(
    ("head", "wanted", "text"),
    [
        ("It is worth a ", "8 million dong", "It is worth an "),
        ("A ", "$80 million", "A "),
        ("An ", "9 percent", "A "),
        ("up to ", "8", "up to "),
        ("via ", "8", "via "),
    ],
)
def test_the_article_before_a_replaced_figure_fits(head: str, wanted: str, text: str) -> None:
    assert mend._article(head, wanted) == text


def test_a_score_that_nobody_knows_is_remembered_as_unknown() -> None:
    memory = Forgetful()
    for translator in (Recorded([RIGHT], scores=[math.nan]), Recorded()):
        (made,) = repair([translated(FLAWED, score=math.nan)], AUDIT, again(translator, memory), Options())
        assert made.en == RIGHT
        assert math.isnan(made.score)
