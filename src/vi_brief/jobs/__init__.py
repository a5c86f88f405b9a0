"""Jobs: many pages to briefs on an engine, with a ledger, so that nothing finished is lost or done twice.

The engines are plug-ins in `engines/`: `run(pages, job, tick)` gives what became of each page as it is finished. Only this module writes:
an engine hands bytes back, and an article is noted as finished when all its files are on disk.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vi_brief import load, pipeline, plugins, segment
from vi_brief.jobs import batch, outcome
from vi_brief.jobs.batch import Made, Tick
from vi_brief.jobs.outcome import Outcome
from vi_brief.records import Page, Rejected
from vi_brief.store import Store

__all__ = ["Job", "Made", "Outcome", "Tick", "plan", "work"]

ENGINES = "vi_brief.jobs.engines"


@dataclass(frozen=True, slots=True)
class Job:
    """What an engine needs: the system (its models loaded where the work is done), where segments are remembered."""

    system: pipeline.System
    store: Store


def work(items: Sequence[load.Item], job: Job, tick: Tick, *, engine: str = "local", force: bool = False) -> Iterator[Outcome]:
    """Brief every item, in order; an item that cannot be done does not stop the others.

    A finished article is not done again unless its input, config, models or code changed, or `force`. A folder that cannot be
    written stops the run (CannotWrite): nothing after it could be kept either.
    """
    chosen = plugins.load(ENGINES, engine)
    waiting: list[Outcome] = []

    def open_pages() -> Iterator[Page]:
        for item in items:
            for page in load.read(item, job.system.settings.load):
                ready = _ready(page, job, force=force)
                if ready is None and isinstance(page, Page):
                    yield page
                elif ready is not None:
                    waiting.append(ready)

    for made in chosen.run(open_pages(), job, tick):
        yield from _taken(waiting)
        yield _kept(made, job)
    yield from _taken(waiting)


def _taken(waiting: list[Outcome]) -> Iterator[Outcome]:
    while waiting:
        yield waiting.pop(0)


def _ready(page: Page | Rejected, job: Job, *, force: bool) -> Outcome | None:
    """The outcome of a page that needs no work: it is rejected, or finished already."""
    if isinstance(page, Rejected):
        return outcome.rejected(page)
    noted = None if force else job.store.finished(page.stem, batch.key(page, job.system))
    return None if noted is None else outcome.remembered(dict(noted))


def _kept(made: Made, job: Job) -> Outcome:
    if made.outcome.status == "done":
        job.store.finish(made.page.stem, batch.key(made.page, job.system), made.outputs, outcome.facts(made.outcome))
    return made.outcome


def plan(items: Sequence[load.Item], checked: pipeline.Settings) -> Iterator[Outcome]:
    """What `work` would do, without a model: sentences and lines of each article, and what would be rejected."""
    for item in items:
        for page in load.read(item, checked.load):
            read = page if isinstance(page, Rejected) else pipeline.read_article(page, checked.clean)
            if isinstance(read, Rejected):
                yield outcome.rejected(read)
                continue
            article, edits = read
            away = outcome.dropped(edits)
            sentences = len(segment.segment(article.paragraphs))
            yield Outcome(article.source, article.stem, "planned", sentences=sentences, kept=len(article.lines) - away, dropped=away)
