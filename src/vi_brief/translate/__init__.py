"""Vietnamese segments into English: any back end, equal segments once, long ones in parts, bad outputs again, and nothing lost.

What the guard did to a segment is in `Translation.notes`: "split into N parts", "retried: loop", "kept with a fault: short", and "gave up:
source kept" where no search gave any English and the Vietnamese stands in its place.
"""

import hashlib
import json
import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from pydantic import Field

from vi_brief import plugins
from vi_brief.config import Config
from vi_brief.config import Options as _Options
from vi_brief.models.engine import Decoding, Engine
from vi_brief.records import Protected, Translation
from vi_brief.translate import attempts, guard, prepare
from vi_brief.translate.attempts import Outcome

BACKENDS = "vi_brief.translate.backends"

Translator = Engine

COPIED = "copied: no words"
"""The note of a segment without letters or digits."""


class Options(_Options):
    """[translate]. `window` segments are in work at a time and are remembered together; a batch holds at most `batch_tokens` source tokens,
    fewer where that employs more cores.

    `retries` bounds the further searches where an output cannot be a translation. `tone_marks` is the placement that the model knows: "new"
    (hoà) for the shipped one, which loses 0.5 to 0.7 BLEU on pages written the other way; "keep" leaves the text as printed.
    `reproducible` makes every segment, and every text that is summarized, a batch of its own, so that an output depends on its own text
    alone, never on its neighbours in a batch or on the number of cores. The shipped translator then needs 1.4 times the processor time at
    beam 4, 2.7 times at beam 1.
    """

    backend: str = "embedded"
    beam: int = Field(default=4, ge=1, le=32)
    length_penalty: float = Field(default=1.0, ge=0.0, le=4.0)
    no_repeat_ngram: int = Field(default=0, ge=0)
    max_tokens: int = Field(default=256, ge=8)
    batch_tokens: int = Field(default=1024, ge=16)
    window: int = Field(default=256, ge=1)
    retries: int = Field(default=3, ge=0, le=len(attempts.LADDER))
    tone_marks: prepare.ToneMarks = "new"
    reproducible: bool = False


class Memory(Protocol):
    """Finished translations by key; the pipeline keeps them so that an interrupted run goes on where it stopped."""

    def get(self, key: str, /) -> str | None:
        """What was put under the key, None if nothing was."""
        ...

    def put(self, key: str, value: str, /) -> None:
        """Remember a value."""
        ...


class Forgetful:
    """A `Memory` that lasts as long as the process."""

    def __init__(self) -> None:
        self._values: dict[str, str] = {}

    def get(self, key: str, /) -> str | None:
        """As `Memory` says."""
        return self._values.get(key)

    def put(self, key: str, value: str, /) -> None:
        """As `Memory` says."""
        self._values[key] = value


def build(config: Config) -> Translator:
    """Load the translator of a config; raises BadConfig, MissingModel or BrokenModel."""
    options = config.options(Options, "translate")
    backend = plugins.load(BACKENDS, options.backend)
    translator: Translator = backend.build(config.options(backend.Options, "translate", options.backend))
    return translator


def decoding(options: Options) -> Decoding:
    """The search that the options ask for."""
    return Decoding(
        beam=options.beam,
        length_penalty=options.length_penalty,
        no_repeat_ngram=options.no_repeat_ngram,
        max_tokens=options.max_tokens,
        batch_tokens=1 if options.reproducible else options.batch_tokens,
        growth=guard.TOKENS,
    )


def memory_key(text: str, translator: Translator, options: Options) -> str:
    """The key of a prepared text's outcome: it changes with the model, the search and the text, not with the batches."""
    search = options.model_dump(exclude={"backend", "window", "batch_tokens"})
    return hashlib.sha256(json.dumps([sorted(translator.identity.items()), search, text], sort_keys=True).encode()).hexdigest()


def translate(
    protected: Sequence[Protected], translator: Translator, options: Options, remember: Memory | None = None
) -> Iterator[Translation]:
    """The translation of each segment, in order, as windows of segments are finished."""
    memory = Forgetful() if remember is None else remember
    done: dict[str, Outcome] = {}
    for start in range(0, len(protected), options.window):
        window = protected[start : start + options.window]
        texts = [prepare.source(item.text, options.tone_marks) for item in window]
        new = [text for text in dict.fromkeys(texts) if text not in done]
        done.update(_outcomes(new, translator, options, memory))
        for item, text in zip(window, texts, strict=True):
            outcome = done[text]
            yield Translation(item.segment, outcome.en, outcome.score, notes=outcome.notes)


def _outcomes(texts: Sequence[str], translator: Translator, options: Options, memory: Memory) -> Mapping[str, Outcome]:
    outcomes: dict[str, Outcome] = {text: Outcome(text, 0.0, (COPIED,)) for text in texts if not prepare.has_words(text)}
    keys = {text: memory_key(text, translator, options) for text in texts if text not in outcomes}
    for text, key in keys.items():
        if (known := _recalled(memory.get(key))) is not None:
            outcomes[text] = known
    new = [text for text in keys if text not in outcomes]
    for text, outcome in zip(new, attempts.translate(new, translator, decoding(options), options.retries), strict=True):
        outcomes[text] = outcome
        score = None if math.isnan(outcome.score) else outcome.score
        memory.put(keys[text], json.dumps({"en": outcome.en, "score": score, "notes": outcome.notes}, ensure_ascii=False))
    return outcomes


def _recalled(value: str | None) -> Outcome | None:
    """An outcome from its remembered form; None where there is none or it cannot be read."""
    try:
        content = json.loads(value) if value is not None else None
        if content is None:
            return None
        score = math.nan if content["score"] is None else float(content["score"])
        return Outcome(str(content["en"]), score, tuple(content["notes"]))
    except (ValueError, KeyError, TypeError):
        return None
