"""Where a job is, on standard error: a bar in a terminal, a plain line now and then where the output goes to a file or a pipe."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import typer

from vi_brief.jobs import Outcome
from vi_brief.jobs.tally import Pace

EVERY_S = 30.0
"""No two plain lines come closer together."""
STEPS = 1000
"""The bar's resolution, where the size of the input is known."""


class Shown:
    """A job's pace, shown as it changes; `tick` may be called from any thread."""

    def __init__(self, size: int | None, show: Callable[[Pace, float], None], clock: Callable[[], float] = time.monotonic) -> None:
        self._pace, self._show, self._clock = Pace(size), show, clock
        self._lock = threading.Lock()

    def tick(self, batch: str, done: int, total: int) -> None:
        """As `jobs.Tick` says."""
        with self._lock:
            now = self._clock()
            self._pace.tick(batch, done, total, now)
            self._show(self._pace, now)

    def add(self, outcome: Outcome) -> None:
        """One more article is over."""
        with self._lock:
            now = self._clock()
            self._pace.add(outcome, now)
            self._show(self._pace, now)


def plain(start: float) -> Callable[[Pace, float], None]:
    """Shows a pace as a line, the first one `EVERY_S` after the start."""
    last = start

    def show(pace: Pace, now: float) -> None:
        nonlocal last
        if now - last >= EVERY_S:
            last = now
            typer.echo(f"vi-brief: {pace.told(now)}", err=True)

    return show


@contextmanager
def job_progress(size: int | None) -> Iterator[Shown]:
    """A display for a job over so many bytes of input; None where nobody knows."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    if not console.is_terminal:
        yield Shown(size, plain(time.monotonic()))
        return
    columns = (BarColumn(bar_width=24), TimeElapsedColumn(), TextColumn("{task.description}", markup=False))
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("starting", total=None if size is None else STEPS)

        def show(pace: Pace, now: float) -> None:
            share = pace.share()
            bar.update(task, description=pace.told(now), completed=0 if share is None else int(share * STEPS))

        yield Shown(size, show)
