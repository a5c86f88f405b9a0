"""The job's own part: what needs no engine, what is written, and the outcomes put in order."""

import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Self

from vi_brief import load, pipeline
from vi_brief.jobs import batch, near, outcome
from vi_brief.jobs.batch import Made
from vi_brief.jobs.outcome import Outcome
from vi_brief.records import Page, Rejected
from vi_brief.store import Finished

if TYPE_CHECKING:
    from vi_brief.jobs import Job

TOGETHER = 16
"""Articles that are put on the disk at a time: one sync of the folder and one of the ledger for all of them."""
TOGETHER_S = 1.0
"""And no article waits longer for others than this many seconds, once another one is finished."""
PAUSE = 100
"""After so many pages in a row that need no engine, it is told not to wait for more."""


@dataclass(frozen=True, slots=True)
class _Placed:
    """A page that the engine has: its place in the input, what its brief is finished under, the bytes of input that it took up."""

    place: int
    key: str
    size: int


class Work:
    """One run over the input. Use as a context manager."""

    def __init__(self, job: "Job", *, force: bool) -> None:
        self._job, self._force = job, force
        self._near = near.Index(job.options.similarity)
        self._gauge, self._gauged = load.Gauge(), 0
        self._given = self._next = 0
        self._flying: dict[str, _Placed] = {}
        self._waiting: dict[int, tuple[Outcome, bytes]] = {}
        self._group: list[Made] = []
        self._since = 0.0
        self._writer = ThreadPoolExecutor(1, "vi-brief-writer")
        self._writing: Future[None] | None = None
        self._written: list[tuple[int, Outcome, bytes]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._writer.shutdown()
        self._near.close()

    def pages(self, items: Sequence[load.Item]) -> Iterator[Page | None]:
        """The pages that need an engine, read as they are asked for; None where only others came for a while."""
        idle = 0
        for item in items:
            for page in load.read(item, self._job.system.settings.load, self._gauge):
                size, self._gauged = self._gauge.bytes - self._gauged, self._gauge.bytes
                key = "" if isinstance(page, Rejected) else batch.key(page, self._job.system)
                ready = self._ready(page, key)
                if isinstance(page, Page) and ready is None:
                    self._flying[page.stem] = _Placed(self._given, key, size)
                    self._given, idle = self._given + 1, 0
                    yield page
                elif ready is not None:
                    self._waiting[self._given] = replace(ready[0], size=size), ready[1]
                    self._given, idle = self._given + 1, idle + 1
                    if idle % PAUSE == 0:
                        yield None

    def _ready(self, page: Page | Rejected, key: str) -> tuple[Outcome, bytes] | None:
        """The outcome of a page that needs no engine, and its sketch: it is rejected, finished already, or not wanted twice."""
        if isinstance(page, Rejected):
            return outcome.rejected(page), b""
        store = self._job.store
        noted = None if self._force else store.finished(page.stem, key)
        if self._job.options.near == "keep":
            return None if noted is None else (outcome.remembered(dict(noted)), store.sketch(key))
        sketch = self._sketch(page, key)
        if isinstance(sketch, Rejected):
            return outcome.rejected(sketch), b""
        found = self._near.judge(sketch, page.stem, page.source)
        if found is not None:
            return outcome.duplicate(page, found), b""
        return None if noted is None else (outcome.remembered(dict(noted)), b"")

    def _sketch(self, page: Page, key: str) -> bytes | Rejected:
        """The sketch of a page that may be skipped: remembered, or from reading the article here and now."""
        known = self._job.store.sketch(key)
        if known:
            return known
        read = pipeline.read_article(page, self._job.system.settings.clean)
        if isinstance(read, Rejected):
            return read
        made = near.sketch(read[0].paragraphs)
        self._job.store.put_sketch(key, made)
        return made

    def take(self, made: Made | None) -> None:
        """Take what an engine made of a page, if anything; it is written with the next ones, soon, while the engine goes on."""
        if made is not None:
            if not self._group:
                self._since = time.monotonic()
            self._group.append(made)
        if self._group and (len(self._group) >= TOGETHER or time.monotonic() - self._since >= TOGETHER_S):
            self._settle()
            self._begin()
        elif self._writing is not None and self._writing.done():
            self._settle()

    def finish(self) -> None:
        """Put all that was taken on the disk; raises CannotWrite."""
        self._settle()
        self._begin()
        self._settle()

    def _begin(self) -> None:
        """Begin to write what was taken. A thread of its own does it: an interruption hits this one, never the middle of a write."""
        group, self._group = self._group, []
        placed = [(made, self._flying.pop(made.page.stem)) for made in group]
        self._written = [(place.place, replace(made.outcome, size=place.size), made.sketch) for made, place in placed]
        finished = [
            Finished(made.page.stem, place.key, made.outputs, outcome.facts(one), made.sketch)
            for (made, place), (_, one, _) in zip(placed, self._written, strict=True)
            if one.status == "done"
        ]
        if finished:
            self._writing = self._writer.submit(self._job.store.finish_all, finished)

    def _settle(self) -> None:
        """Wait for the write that was begun: its outcomes may be told now."""
        if self._writing is not None:
            self._writing.result()
            self._writing = None
        for place, found, sketch in self._written:
            self._waiting[place] = found, sketch if self._job.options.near == "keep" else b""
        self._written = []

    def ready(self) -> Iterator[Outcome]:
        """The outcomes whose turn it is."""
        while self._next in self._waiting:
            found, sketch = self._waiting.pop(self._next)
            self._next += 1
            yield outcome.marked(found, self._near.judge(sketch, found.stem, found.source)) if sketch else found
