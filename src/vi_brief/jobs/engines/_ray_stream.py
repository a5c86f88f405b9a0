"""A stream of batches through Ray Data: a source that a feeding actor fills as batches come back, and a pool of workers.

Ray Data starts and restarts the workers, sends each batch where there is room, and gives what comes back. What it sends is the number of a
batch; the pages stay with the feeder until the batch came back. So whatever Ray has to do again, after the loss of a worker or of a node,
finds the same pages, and nothing of the source can be lost: a number travels with the task itself, not as an object of its own.
"""

import asyncio
import itertools
import logging
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Self

from vi_brief.errors import ViBriefError
from vi_brief.jobs.batch import Made, Tick
from vi_brief.jobs.engines import _ray_worker
from vi_brief.jobs.engines._ray_worker import MADE, NUMBER
from vi_brief.records import Page


@dataclass(frozen=True, slots=True)
class Plan:
    """What is done, by how many workers, with how many processors and accelerators each."""

    order: _ray_worker.Order
    workers: int
    cpus: int
    gpus: float


class Feeder:
    """The actor between the driver and the source: batches by number, kept until they came back."""

    def __init__(self) -> None:
        self._batches: dict[int, bytes] = {}
        self._tries: dict[int, Counter[int]] = {}
        self._known = 0
        self._news = asyncio.Condition()

    async def put(self, number: int, content: bytes) -> None:
        """The next batch."""
        async with self._news:
            self._batches[number] = content
            self._known = number + 1
            self._news.notify_all()

    async def back(self, number: int) -> None:
        """A batch came back: its pages are not needed any more."""
        self._batches.pop(number, None)
        self._tries.pop(number, None)

    async def trying(self, number: int, page: int) -> int:
        """How often a worker has begun with this page of the batch (-1: with all of it), this time included."""
        tries = self._tries.setdefault(number, Counter())
        tries[page] += 1
        return tries[page]

    async def survived(self, number: int, page: int) -> None:
        """A worker is through with this page: it is not what kills them."""
        self._tries[number][page] = 0

    async def ready(self, number: int) -> int:
        """The number, as soon as its batch is there."""
        async with self._news:
            await self._news.wait_for(lambda: number < self._known)
        return number

    async def pages(self, number: int) -> bytes:
        """The pages of a batch; none where it came back already."""
        return self._batches.get(number, _ray_worker.packed([]))


class Stream:
    """One execution of Ray Data, ended by leaving the context."""

    def __init__(self, plan: Plan, tick: Tick) -> None:
        import ray

        self._in_work: dict[int, Sequence[Page]] = {}
        self._tick = tick
        self._sent = 0
        here = ray.util.scheduling_strategies.NodeAffinitySchedulingStrategy(ray.get_runtime_context().get_node_id(), soft=False)
        self._feeder = ray.remote(Feeder).options(num_cpus=0, scheduling_strategy=here).remote()
        self._results: Any = _results(self._feeder, plan)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Stop the execution and free what it holds."""
        import ray

        self._results.close()
        ray.kill(self._feeder)

    def work(self, batches: Iterator[list[Page]], most: int) -> Iterator[Made | None]:
        """What became of the pages of the batches, as they come back, at most so many in work; None where a batch was empty.

        Raises what a worker raised.
        """
        for batch in batches:
            if not batch:
                yield None
                continue
            self._send(batch)
            if len(self._in_work) >= most:
                yield from self._back()
        while self._in_work:
            yield from self._back()

    def _send(self, pages: list[Page]) -> None:
        import ray

        # Waited for: calls of an asynchronous actor may overtake each other, and a number that is ready has all before it ready too.
        ray.get(self._feeder.put.remote(self._sent, _ray_worker.packed(pages)))
        self._in_work[self._sent] = pages
        self._sent += 1

    def _back(self) -> list[Made]:
        [row] = next(self._results).to_pylist()
        pages = self._in_work.pop(row[NUMBER], [])
        self._feeder.back.remote(row[NUMBER])
        answer = _ray_worker.unpacked(row[MADE])
        if isinstance(answer, ViBriefError):
            raise answer
        made: list[Made] = answer if pages else []
        sentences = sum(one.outcome.sentences for one in made)
        self._tick(pages[0].source if pages else "", sentences, sentences)
        return made


def _results(feeder: Any, plan: Plan) -> Iterator[Any]:
    """The tables that come back, as soon as they do, without a look-ahead that would wait for the next one."""
    import ray

    context = ray.data.DataContext.get_current().copy()
    context.enable_progress_bars = False
    context.print_on_execution_start = False
    context.enable_auto_log_stats = False
    # Every row is a block of its own: Ray would collect 128 MB of them before the first left the source.
    context.target_max_block_size = 1
    logging.getLogger("ray.data").setLevel(logging.CRITICAL)
    with ray.data.DataContext.current(context):
        source = ray.data.read_datasource(_source(feeder), override_num_blocks=1, num_cpus=0, concurrency=1)
        mapped = source.map_batches(
            _ray_worker.Worker,
            fn_constructor_args=(plan.order, feeder),
            batch_size=None,
            batch_format="pyarrow",
            compute=ray.data.ActorPoolStrategy(size=plan.workers, max_tasks_in_flight_per_actor=2),
            num_cpus=plan.cpus,
            num_gpus=plan.gpus or None,
        )
        return iter(mapped.iter_batches(batch_size=None, batch_format="pyarrow", prefetch_batches=0))


def _source(feeder: Any) -> Any:
    """The source of Ray Data that asks the feeder for one batch after the other."""
    import ray
    from ray.data.block import BlockMetadata
    from ray.data.datasource import Datasource, ReadTask

    def read() -> Iterator[Any]:
        import pyarrow as pa

        for number in itertools.count():
            yield pa.table({NUMBER: [ray.get(feeder.ready.remote(number))]})

    class Fed(Datasource):  # type: ignore[misc]
        def estimate_inmemory_data_size(self) -> None:
            return None

        def get_read_tasks(self, parallelism: int, per_task_row_limit: int | None = None, data_context: Any = None) -> list[Any]:  # noqa: ARG002
            return [ReadTask(read, BlockMetadata(num_rows=None, size_bytes=None, exec_stats=None, input_files=None))]

    return Fed()
