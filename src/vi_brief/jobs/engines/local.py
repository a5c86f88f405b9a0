"""This machine: batches of pages side by side in threads, so that one batch's cleaning and checking never starves the models."""

import os
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING

from vi_brief.jobs import batch
from vi_brief.jobs.batch import Made, Tick
from vi_brief.records import Page

if TYPE_CHECKING:
    from vi_brief.jobs import Job

POOL = 12_000
"""Characters of page text in one batch: about 100 segments, where a batch's translation is nearly as fast as it gets."""


def run(pages: Iterator[Page], job: "Job", tick: Tick) -> Iterator[Made]:
    """What became of each page, in order; at most one batch more than threads is in work, so memory does not grow with the job."""
    threads = os.cpu_count() or 1
    flying: deque[Future[list[Made]]] = deque()
    with ThreadPoolExecutor(threads) as pool:
        try:
            for group in pools(pages):
                flying.append(pool.submit(lambda group=group: list(batch.make(group, job.system, job.store, tick))))  # type: ignore[misc]
                if len(flying) > threads:
                    yield from flying.popleft().result()
            while flying:
                yield from flying.popleft().result()
        finally:
            for waiting in flying:
                waiting.cancel()


def pools(pages: Iterator[Page]) -> Iterator[list[Page]]:
    """The pages in groups of about `POOL` characters."""
    group: list[Page] = []
    for page in pages:
        group.append(page)
        if sum(len(one.text) for one in group) >= POOL:
            yield group
            group = []
    if group:
        yield group
