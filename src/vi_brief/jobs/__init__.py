"""Jobs: many pages to briefs on an engine, with a ledger, so that nothing finished is lost or done twice.

The engines are plug-ins in `engines/`: `run(pages, job, tick)` gives what became of each page as it is finished, in any order. Among the
pages is None where nothing to brief came for a while: an engine sends off what it gathered and gives None back, so that the outcomes of
pages that need no engine are told meanwhile.

Only this module writes: an engine hands bytes back, and an article is noted as finished when all its files are on disk. Nothing here grows
with the job but the names of its articles.
"""

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field

from vi_brief import load, pipeline, plugins, segment, translate
from vi_brief.errors import BudgetReached
from vi_brief.jobs import outcome
from vi_brief.jobs.batch import Made, Tick
from vi_brief.jobs.memory import Memory
from vi_brief.jobs.options import ENGINES, Options, memory_path, options
from vi_brief.jobs.outcome import Outcome
from vi_brief.jobs.work import Work
from vi_brief.records import Rejected
from vi_brief.store import Store

__all__ = ["ENGINES", "Job", "Made", "Memory", "Options", "Outcome", "Tick", "memory_path", "options", "plan", "work"]


@dataclass(frozen=True, slots=True)
class Job:
    """What an engine needs: the system (its models loaded where the work is done), the ledger, and where segments are remembered.

    Without a memory the ledger remembers them.
    """

    system: pipeline.System
    store: Store
    memory: translate.Memory | None = None
    options: Options = field(default_factory=Options)

    @property
    def segments(self) -> translate.Memory:
        """What `batch.make` is given as its memory."""
        return self.store if self.memory is None else self.memory


def work(items: Sequence[load.Item], job: Job, tick: Tick, *, engine: str = "local", force: bool = False) -> Iterator[Outcome]:
    """Brief every item; the outcomes come in the order of the input. An item that cannot be done does not stop the others.

    A finished article is not done again unless its input, config, models or code changed, or `force`. A folder that cannot be
    written stops the run (CannotWrite): nothing after it could be kept either. After BudgetReached or KeyboardInterrupt what was made by
    then is kept, its outcomes come, and the exception after them.
    """
    chosen = plugins.load(ENGINES, engine)
    with Work(job, force=force) as at_work:
        made = chosen.run(at_work.pages(items), job, tick)
        try:
            for one in made:
                at_work.take(one)
                yield from at_work.ready()
        except (KeyboardInterrupt, BudgetReached):
            at_work.finish()
            yield from at_work.ready()
            raise
        finally:
            if isinstance(made, Generator):
                made.close()
            at_work.finish()
        yield from at_work.ready()


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
