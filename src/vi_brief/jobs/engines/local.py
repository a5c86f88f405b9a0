"""This machine: batches of pages side by side in threads, so that one batch's cleaning and checking never starves the models."""

import threading
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import TYPE_CHECKING

from vi_brief import translate
from vi_brief.jobs import batch
from vi_brief.jobs.batch import Made, Tick
from vi_brief.models import hardware
from vi_brief.records import Page

if TYPE_CHECKING:
    from vi_brief.jobs import Job

POOL = 12_000
"""Characters of page text in one batch: about 100 segments, where a batch's translation is nearly as fast as it gets."""

PATIENCE_S = 10.0
"""How long an interrupted run waits for its threads: they look up after each window of segments, which a large model can be long about."""

THREADS = "vi-brief-job"
"""What the names of the threads begin with."""


class _Stopped(Exception):
    """The run is over before this batch is."""


class _Stop:
    """A memory and a tick that end the batch which uses them once the run is over; what is translated by then is still remembered."""

    def __init__(self, memory: translate.Memory, tick: Tick) -> None:
        self._memory, self._tick = memory, tick
        self.now = threading.Event()

    def get(self, key: str, /) -> str | None:
        """As `Memory` says."""
        self._check()
        return self._memory.get(key)

    def put(self, key: str, value: str, /) -> None:
        """As `Memory` says."""
        self._memory.put(key, value)

    def tick(self, source: str, done: int, total: int, /) -> None:
        """As `Tick` says."""
        self._check()
        self._tick(source, done, total)

    def _check(self) -> None:
        if self.now.is_set():
            raise _Stopped


def run(pages: Iterator[Page | None], job: "Job", tick: Tick) -> Iterator[Made | None]:
    """What became of each page, in order, and None now and then.

    At most one batch more than threads is in work, so memory does not grow with the job.
    """
    threads = hardware.cores()
    flying: deque[Future[list[Made]]] = deque()
    stop = _Stop(job.segments, tick)
    pool = ThreadPoolExecutor(threads, THREADS)

    def brief(group: list[Page]) -> list[Made]:
        return list(batch.make(group, job.system, stop, stop.tick))

    try:
        for group in pools(pages):
            if group:
                flying.append(pool.submit(brief, group))
            while len(flying) > threads or (flying and flying[0].done()):
                yield from flying[0].result()
                flying.popleft()
            yield None
        while flying:
            yield from flying[0].result()
            flying.popleft()
    finally:
        stop.now.set()
        pool.shutdown(wait=False, cancel_futures=True)
        # To `wait`, a future that was cancelled before it began is never done.
        wait([future for future in flying if not future.cancelled()], PATIENCE_S)


def pools(pages: Iterator[Page | None]) -> Iterator[list[Page]]:
    """The pages in groups of about `POOL` characters; at a pause, what there is, though it be nothing."""
    group: list[Page] = []
    held = 0
    for page in pages:
        if page is not None:
            group.append(page)
            held += len(page.text)
        if page is None or held >= POOL:
            yield group
            group, held = [], 0
    if group:
        yield group


def busy() -> bool:
    """Whether a thread of an interrupted run is still in a call of a model, which nothing but the end of the process ends."""
    return any(thread.name.startswith(THREADS) and thread.is_alive() for thread in threading.enumerate())
