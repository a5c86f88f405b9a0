"""A chat model behind an OpenAI-compatible address, as a translator. Nothing is sent unless a config names this back end."""

import re
from collections.abc import Mapping, Sequence

from pydantic import BaseModel, Field

from vi_brief.models import endpoint, openai
from vi_brief.models.endpoint import Endpoint
from vi_brief.models.engine import Decoding
from vi_brief.models.openai import Ask, Chat
from vi_brief.records import Hypothesis
from vi_brief.viet import letters

NO_SCORE = float("nan")

SYSTEM = """You translate Vietnamese news into plain, exact English for a news desk.
Translate every segment whole: nothing added, nothing left out, nothing explained. Keep every number, amount, currency and date. \
Write Vietnamese names in their own order without diacritics.
Answer with one JSON object, {"translations": [{"id": 1, "en": "..."}]}: one item for each segment, with its id."""

SLOTS = "Marks such as ⟦1⟧ stand for names: each mark of a segment stands in its English exactly once, unchanged."

REFUSED = "An earlier answer was refused: {}."

SCHEMA: Mapping[str, object] = {
    "type": "object",
    "properties": {
        "translations": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"id": {"type": "integer"}, "en": {"type": "string"}},
                "required": ["id", "en"],
                "additionalProperties": False,
            },
        }
    },
    "required": ["translations"],
    "additionalProperties": False,
}

ITEM_TOKENS = 24
"""What the JSON around one translation may cost."""

RETRY_TEMPERATURE = 0.5
"""A search for another output asks at least at this temperature: at 0 the same question has the same answer."""

NO_ANSWER = "it was not the JSON that was asked for, with one item for each segment"
EMPTY = "it was empty"
ECHO = "it gave the Vietnamese back"
NOT_ENGLISH = "it was not English"
LOST_MARK = "a mark such as ⟦1⟧ was lost, changed or doubled"

UNTRANSLATED = 0.7
"""An output with this part of its source's share of Vietnamese words is no translation, as in [checks.language]."""

LATIN = 0.5
"""Below this share of Latin letters an output is not English."""

_LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ]")
_MARK = re.compile(r"⟦\d+⟧")


class Options(Endpoint):
    """As every endpoint, and `segments_per_request`, of at most `max_source_tokens` (estimated) each.

    The endpoint's `seed` and `temperature` are those of the first search; a search for another output (a retry of the guard, [repair])
    asks at temperature 0.5 or more with a seed of its own.
    """

    segments_per_request: int = Field(default=8, ge=1, le=64)
    max_source_tokens: int = Field(default=2000, ge=64)


class _Item(BaseModel):
    id: int
    en: str


class _Answer(BaseModel):
    translations: list[_Item]


class Translator:
    """An `Engine` over a chat model. An output has no score; a text whose answers are all refused has no output."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._chat = Chat(options, f"{SYSTEM}\n{SLOTS}\n{REFUSED}")
        self.max_source_tokens = options.max_source_tokens

    @property
    def identity(self) -> Mapping[str, str]:
        """As `Engine` says. Who serves a model may change it under the same name: that does not show here."""
        return self._chat.identity

    def count(self, text: str) -> int:
        """An upper estimate: the endpoint's tokenizer is not known."""
        return endpoint.tokens(text)

    def generate(self, texts: Sequence[str], decoding: Decoding) -> list[list[Hypothesis]]:
        """As `Engine` says, with one output at most; raises BudgetReached or EndpointFailed. A batch is a request."""
        made: dict[int, str] = {}
        size = 1 if decoding.batch_tokens == 1 else self._options.segments_per_request
        groups = [list(range(start, min(start + size, len(texts)))) for start in range(0, len(texts), size)]
        refused = self._asked(texts, groups, {}, decoding, made)
        for _ in range(self._options.reasks):
            refused = self._asked(texts, [[i] for i in refused], refused, decoding, made)
        return [[Hypothesis(made[i], NO_SCORE)] if i in made else [] for i in range(len(texts))]

    def _asked(
        self, texts: Sequence[str], groups: Sequence[list[int]], reasons: Mapping[int, str], decoding: Decoding, made: dict[int, str]
    ) -> dict[int, str]:
        """Ask for each group of texts and put what can be used into `made`; gives back why the others were refused.

        An output that lost a mark is used if no better one comes: the pipeline then translates the segment without marks.
        """
        asks = [self._ask([texts[i] for i in group], reasons.get(group[0], ""), decoding) for group in groups]
        refused: dict[int, str] = {}
        for group, content in zip(groups, self._chat.each(asks) if asks else [], strict=True):
            items = _read(content, len(group))
            for place, i in enumerate(group):
                fault = NO_ANSWER if items is None else _fault(texts[i], items[place])
                if items is not None and fault in {"", LOST_MARK}:
                    made[i] = items[place]
                if fault:
                    refused[i] = fault
        return refused

    def _ask(self, texts: Sequence[str], reason: str, decoding: Decoding) -> Ask:
        rules = [SYSTEM]
        rules += [SLOTS] if any(_MARK.search(text) for text in texts) else []
        rules += [REFUSED.format(reason)] if reason else []
        temperature, seed = _search(self._options, decoding)
        return Ask(
            system="\n".join(rules),
            data={"segments": [{"id": number, "vi": text} for number, text in enumerate(texts, 1)]},
            schema=SCHEMA,
            max_tokens=len(texts) * (decoding.longest(max(map(self.count, texts))) + ITEM_TOKENS) + ITEM_TOKENS,
            temperature=temperature,
            seed=seed,
        )


def _search(options: Options, decoding: Decoding) -> tuple[float, int]:
    """Temperature and seed: the config's, or another pair for each kind of search that wants another output."""
    variant = decoding.no_repeat_ngram + 100 * (decoding.repetition_penalty > 1) + 1000 * (decoding.n_best > 1)
    if not variant:
        return options.temperature, options.seed
    return max(options.temperature, RETRY_TEMPERATURE), options.seed + variant


def _read(content: str, number: int) -> list[str] | None:
    """The translations in the order of their ids; None where there is not exactly one for each."""
    answer = openai.read(content, _Answer)
    if answer is None or sorted(item.id for item in answer.translations) != list(range(1, number + 1)):
        return None
    return [item.en for item in sorted(answer.translations, key=lambda item: item.id)]


def _fault(vi: str, en: str) -> str:
    """Why an output is refused; empty where it is not."""
    if not any(character.isalnum() for character in en):
        return EMPTY
    if _echoes(vi, en):
        return ECHO
    if not _is_english(vi, en):
        return NOT_ENGLISH
    return LOST_MARK if sorted(_MARK.findall(vi)) != sorted(_MARK.findall(en)) else ""


def _echoes(vi: str, en: str) -> bool:
    """Whether an output is its source, with or without its diacritics; what has none (a code, a foreign name) may stay as it is."""
    source, output = (" ".join(letters.WORD.findall(letters.nfc(text).casefold())) for text in (vi, en))
    if not output or letters.plain(source) == source:
        return False
    return output == source or (output == letters.plain(source) and any(word.islower() for word in letters.WORD.findall(vi)))


def _is_english(vi: str, en: str) -> bool:
    """Whether an output is in Latin script and not as Vietnamese as its source."""
    if en.isascii():
        return True
    said = "".join(letters.WORD.findall(en))
    if len(_LATIN.findall(said)) < LATIN * len(said):
        return False
    whole = len(en.split()) > 2 and letters.is_vietnamese(en)
    return not (whole and letters.share_vietnamese(en) >= UNTRANSLATED * letters.share_vietnamese(vi))


def build(options: Options) -> Translator:
    """A translator that has not been asked yet; raises BadConfig for an address or a key that cannot be used."""
    return Translator(options)
