"""A batch of pages into finished briefs: the unit of work of every engine. Pure but for the models: pages in, bytes out."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass

from vi_brief import pipeline, render, signature, translate
from vi_brief.errors import BudgetReached, CannotWrite, ViBriefError
from vi_brief.jobs import near, outcome
from vi_brief.jobs.outcome import Outcome
from vi_brief.records import Brief, Page, Rejected

Tick = Callable[[str, int, int], None]
"""Called with (what is in work, segments done, segments in all of it)."""


@dataclass(frozen=True, slots=True)
class Made:
    """What became of one page: its outcome and the files of its brief (name -> bytes), none where it has no brief.

    `sketch` tells the article from nearly equal ones (`near`).
    """

    page: Page
    outcome: Outcome
    outputs: dict[str, bytes]
    sketch: bytes = b""


def key(page: Page, system: pipeline.System) -> str:
    """What a finished article rests on: its input, the config, the models and the code. It is not done again under an equal key."""
    return signature.digest([asdict(page), system.signature, system.settings.formats])


def make(pages: Sequence[Page], system: pipeline.System, memory: translate.Memory, tick: Tick) -> Iterator[Made]:
    """The briefs of the pages, in order, their segments translated together; where that fails, each page is tried alone.

    Raises BudgetReached and CannotWrite: nothing after them could be done either.
    """
    start = time.perf_counter()
    try:
        briefs = pipeline.write_briefs(pages, system, memory, lambda done, total: tick(_named(pages), done, total))
    except (BudgetReached, CannotWrite):
        raise
    except ViBriefError as error:
        if len(pages) == 1:
            yield Made(pages[0], outcome.failed(pages[0], str(error), time.perf_counter() - start), {})
            return
        for page in pages:
            yield from make([page], system, memory, tick)
        return
    seconds = (time.perf_counter() - start) / max(1, len(pages))
    for page, made in zip(pages, briefs, strict=True):
        yield _made(page, made, system.settings.formats, seconds)


def _named(pages: Sequence[Page]) -> str:
    first = pages[0].source if pages else ""
    return first if len(pages) < 2 else f"{first} and {len(pages) - 1} more"


def _made(page: Page, made: Brief | Rejected, formats: Sequence[str], seconds: float) -> Made:
    if isinstance(made, Rejected):
        return Made(page, outcome.rejected(made), {})
    outputs = {f"{page.stem}.{render.extension(name)}": render.render(made, name) for name in formats}
    return Made(page, outcome.done(page, made, tuple(outputs), seconds), outputs, near.sketch(made.article.paragraphs))
