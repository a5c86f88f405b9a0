"""What a run costs: time in the models, words, peak memory, size of the models. Wrappers that change nothing but the clock."""

import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from vi_brief import config
from vi_brief.models.engine import Decoding, Engine, ScoringEngine
from vi_brief.pipeline import System
from vi_brief.records import Hypothesis
from vi_brief.summarize import Summarizer

_STATUS = Path("/proc/self/status")
_RESET = Path("/proc/self/clear_refs")
_RESET_PEAK = "5"
"""What to write there so that the kernel counts the peak from now on (proc(5))."""


@dataclass(slots=True)
class Clock:
    """Seconds, texts and words that went through a model; a text that is tried again adds seconds, not words."""

    seconds: float = 0.0
    texts: int = 0
    words: int = 0
    _seen: set[str] = field(default_factory=set)

    @contextmanager
    def over(self, texts: Sequence[str]) -> Iterator[None]:
        """Time what is done with these texts."""
        start = time.perf_counter()
        yield
        self.seconds += time.perf_counter() - start
        new = [text for text in dict.fromkeys(texts) if text not in self._seen]
        self._seen.update(new)
        self.texts += len(new)
        self.words += sum(len(text.split()) for text in new)


class TimedEngine:
    """An `Engine` under a clock."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self._engine, self._clock = engine, clock

    @property
    def identity(self) -> Mapping[str, str]:
        """As `Engine` says."""
        return self._engine.identity

    @property
    def max_source_tokens(self) -> int:
        """As `Engine` says."""
        return self._engine.max_source_tokens

    def count(self, text: str) -> int:
        """As `Engine` says."""
        return self._engine.count(text)

    def generate(self, texts: Sequence[str], decoding: Decoding) -> list[list[Hypothesis]]:
        """As `Engine` says."""
        with self._clock.over(texts):
            return self._engine.generate(texts, decoding)


class TimedScorer(TimedEngine):
    """A `ScoringEngine` under a clock that stands while it scores: only what is generated is counted."""

    def __init__(self, engine: ScoringEngine, clock: Clock) -> None:
        super().__init__(engine, clock)
        self._scorer = engine

    def score(self, text: str, output: str) -> float:
        """As `ScoringEngine` says."""
        return self._scorer.score(text, output)


class TimedSummarizer:
    """A `Summarizer` under a clock."""

    def __init__(self, summarizer: Summarizer, clock: Clock) -> None:
        self._summarizer, self._clock = summarizer, clock

    @property
    def identity(self) -> Mapping[str, str]:
        """As `Summarizer` says."""
        return self._summarizer.identity

    @property
    def max_source_tokens(self) -> int:
        """As `Summarizer` says."""
        return self._summarizer.max_source_tokens

    def count(self, text: str) -> int:
        """As `Summarizer` says."""
        return self._summarizer.count(text)

    def write(self, texts: Sequence[str], task: Literal["summary", "headline"], decoding: Decoding) -> list[list[Hypothesis]]:
        """As `Summarizer` says."""
        with self._clock.over(texts):
            return self._summarizer.write(texts, task, decoding)


def timed(system: System) -> tuple[System, Clock, Clock]:
    """The system with its models under clocks, the translator's and the summarizer's."""
    translating, summarizing = Clock(), Clock()
    engine = system.translator
    translator = TimedScorer(engine, translating) if isinstance(engine, ScoringEngine) else TimedEngine(engine, translating)
    return replace(system, translator=translator, summarizer=TimedSummarizer(system.summarizer, summarizing)), translating, summarizing


class Remembered:
    """A `Memory` that counts what it already knew."""

    def __init__(self, get: Callable[[str], str | None], put: Callable[[str, str], None]) -> None:
        self.hits = 0
        self._get, self._put = get, put

    def get(self, key: str, /) -> str | None:
        """As `Memory` says."""
        value = self._get(key)
        self.hits += value is not None
        return value

    def put(self, key: str, value: str, /) -> None:
        """As `Memory` says."""
        self._put(key, value)


def reset_peak() -> None:
    """Count peak memory from now on, where the system can."""
    try:
        _RESET.write_text(_RESET_PEAK, encoding="ascii")
    except OSError:
        return


def peak_mib() -> float:
    """The most memory that the process held since `reset_peak` (since its start where the system cannot reset), in MiB."""
    if _STATUS.is_file():
        for line in _STATUS.read_text(encoding="ascii", errors="replace").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def clock(measured: Sequence[Mapping[str, Any]]) -> str:
    """By which time runs are laid side by side: "road", the whole road, where every one was timed on it, else "translate", that alone."""
    return "road" if all(taken(one, "road")["words"] for one in measured) else "translate"


def taken(measured: Mapping[str, Any], part: str) -> Mapping[str, float]:
    """The "seconds" and "words" of a part of a run: "road" or "translate"; zeros where it was not measured."""
    found: Mapping[str, float] = measured.get(part) or {"seconds": 0.0, "words": 0}
    return found


def model_mib(identities: Sequence[Mapping[str, str]]) -> float | None:
    """The size of the models as they run (converted, in the cache), in MiB; None where one of them is not in the cache."""
    total = 0
    for key in {identity["key"] for identity in identities if "key" in identity}:
        folders = list((config.cache_folder() / "ct2").glob(f"*-{key}"))
        if not folders:
            return None
        total += sum(file["size"] for file in json.loads((folders[0] / "manifest.json").read_text(encoding="utf-8"))["files"].values())
    return total / 2**20 if total else None
