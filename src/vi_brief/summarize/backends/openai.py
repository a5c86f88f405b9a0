"""A chat model behind an OpenAI-compatible address, as a summarizer. Nothing is sent unless a config names this back end."""

from collections.abc import Mapping, Sequence
from typing import Literal

from pydantic import BaseModel, Field

from vi_brief.models import endpoint, openai
from vi_brief.models.endpoint import Endpoint
from vi_brief.models.engine import Decoding
from vi_brief.models.openai import Ask, Chat
from vi_brief.records import Hypothesis
from vi_brief.summarize import english
from vi_brief.viet import letters

NO_SCORE = float("nan")

TASKS: Mapping[str, str] = {
    "summary": """You summarize a news article for a news desk.
Write {sentences} plain English sentences, {low} to {high} words in all, the most important first. Say only what the article says: \
keep its names, numbers and dates as they are, add no comment.
Answer with one JSON object, {{"text": "..."}}.""",
    "headline": """You write the headline of a news article for a news desk.
Write one plain English line of 6 to 12 words in sentence case, without a final period. Say only what the article says.
Answer with one JSON object, {{"text": "..."}}.""",
}

REFUSED = "An earlier answer was refused: {}."

SCHEMA: Mapping[str, object] = {
    "type": "object",
    "properties": {"text": {"type": "string"}},
    "required": ["text"],
    "additionalProperties": False,
}

JSON_TOKENS = 24
"""What the JSON around the text may cost."""

NO_ANSWER = "it was not the JSON that was asked for"
EMPTY = "it was empty"
ECHO = "it gave the whole article back"
NOT_ENGLISH = "it was not English"

WORTH_SHORTENING = 40
"""An article of fewer words may be its own summary."""


class Options(Endpoint):
    """As every endpoint, and what the model is told about a summary's length. A text has at most `max_source_tokens` (estimated)."""

    sentences: str = "2 to 4"
    min_words: int = Field(default=60, ge=1)
    max_words: int = Field(default=110, ge=1)
    max_source_tokens: int = Field(default=12_000, ge=256)


class _Answer(BaseModel):
    text: str


class Chatting:
    """A `Summarizer` over a chat model. An output has no score; a text whose answers are all refused has no output."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._chat = Chat(options, "\n".join((*TASKS.values(), REFUSED)))
        self.max_source_tokens = options.max_source_tokens

    @property
    def identity(self) -> Mapping[str, str]:
        """As `Summarizer` says. Who serves a model may change it under the same name: that does not show here."""
        return self._chat.identity

    def count(self, text: str) -> int:
        """An upper estimate: the endpoint's tokenizer is not known."""
        return endpoint.tokens(text)

    def write(self, texts: Sequence[str], task: Literal["summary", "headline"], decoding: Decoding) -> list[list[Hypothesis]]:
        """As `Summarizer` says, with one output at most; raises BudgetReached or EndpointFailed."""
        made: dict[int, str] = {}
        reasons = dict.fromkeys(range(len(texts)), "")
        for _ in range(1 + self._options.reasks):
            asks = [self._ask(texts[i], task, reason, decoding) for i, reason in reasons.items()]
            answers = dict(zip(reasons, self._chat.each(asks) if asks else [], strict=True))
            reasons = {}
            for i, content in answers.items():
                answer = openai.read(content, _Answer)
                fault = NO_ANSWER if answer is None else _fault(texts[i], answer.text)
                if answer is None or fault:
                    reasons[i] = fault
                else:
                    made[i] = " ".join(answer.text.split())
        return [[Hypothesis(made[i], NO_SCORE)] if i in made else [] for i in range(len(texts))]

    def _ask(self, text: str, task: str, reason: str, decoding: Decoding) -> Ask:
        options = self._options
        rule = TASKS[task].format(sentences=options.sentences, low=options.min_words, high=options.max_words)
        return Ask(
            system="\n".join([rule, REFUSED.format(reason)] if reason else [rule]),
            data={"article": text},
            schema=SCHEMA,
            max_tokens=decoding.max_tokens + JSON_TOKENS,
            temperature=options.temperature,
            seed=options.seed,
        )


def _fault(source: str, text: str) -> str:
    """Why an output is refused; empty where it is not."""
    if not any(character.isalnum() for character in text):
        return EMPTY
    if letters.is_vietnamese(text) and not letters.is_vietnamese(source):
        return NOT_ENGLISH
    return ECHO if english.count(source) >= WORTH_SHORTENING and english.count(text) >= english.count(source) else ""


def build(options: Options) -> Chatting:
    """A summarizer that has not been asked yet; raises BadConfig for an address or a key that cannot be used."""
    return Chatting(options)
