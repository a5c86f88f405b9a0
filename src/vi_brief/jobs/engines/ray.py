"""A Ray cluster, or a local one of several processes: Ray Data hands batches of pages to workers that load the models once.

The driver reads the pages and writes the briefs; a worker gets pages and gives bytes back. What is in work is bounded: a batch is sent when
another came back. A worker that dies is started anew and its batch is done again; a page that kills its worker each time is failed, alone.
What becomes of the pages is given in the order in which it is finished.
"""

import itertools
import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import Field

from vi_brief import extras
from vi_brief.config import Options as _Options
from vi_brief.config import hand_down
from vi_brief.errors import BadConfig
from vi_brief.jobs.batch import Made, Tick
from vi_brief.jobs.engines import _ray_stream, _ray_worker
from vi_brief.records import Page

if TYPE_CHECKING:
    from vi_brief.jobs import Job

LOCAL = "local"
AHEAD = 2
"""Batches in work for each worker: one in hand and one waiting beside it, so that no worker waits for the driver."""
STORE_BYTES, STORE_BYTES_A_WORKER = 128_000_000, 16_000_000
"""Shared memory of a local cluster: Ray takes no less than 75 MB. Eight pages and their briefs in three formats have 1 to 2 MB."""
REACH_S = 10.0
"""Seconds for the head of a cluster to accept a connection."""
QUIET = {
    "RAY_USAGE_STATS_ENABLED": "0",  # Ray reports to its makers otherwise
    "RAY_BACKEND_LOG_LEVEL": "fatal",  # its processes write to our standard error otherwise
    "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0",  # what it will do by default; it warns until one chooses
}
LOOPBACK = {"RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0"}
"""Ray's switch, on by default on two systems, for a cluster that listens on 127.0.0.1 alone: a local one is nobody else's affair."""


class Options(_Options):
    """[jobs.ray]. `address` is "local" (processes of this machine, gone with the job), "auto" (the cluster of this node) or host:port.

    `workers` is how many processes load the models (0: as many as the cluster has room for), each with `cpus` processors, which are also
    the threads of its models, and `gpus` accelerators; `pages` go to a worker at a time. None of these changes a brief's text in
    reproducible mode.
    """

    address: str = LOCAL
    workers: int = Field(default=0, ge=0)
    cpus: int = Field(default=1, ge=1)
    gpus: float = Field(default=0.0, ge=0.0)
    pages: int = Field(default=8, ge=1)


def run(pages: Iterator[Page | None], job: "Job", tick: Tick) -> Iterator[Made | None]:
    """What became of each page, in the order in which it is finished, and None now and then. Without a page no cluster is needed.

    Raises BadConfig where Ray is not installed, no cluster answers, it has no room for a worker, or a worker has other versions than this
    process; and what `batch.make` raises.
    """
    options = job.system.config.options(Options, "jobs", "ray")
    batches = _batches(pages, options.pages)
    for first in batches:
        if first:
            break
        yield None
    else:
        return
    with _cluster(options) as workers:
        plan = _ray_stream.Plan(_ray_worker.order(job.system, options.cpus), workers, options.cpus, options.gpus)
        with _ray_stream.Stream(plan, tick) as stream:
            yield from stream.work(itertools.chain([first], batches), workers * AHEAD)


def _batches(pages: Iterator[Page | None], size: int) -> Iterator[list[Page]]:
    """The pages, so many together; at a None what there is, though it be nothing."""
    batch: list[Page] = []
    for page in pages:
        if page is not None:
            batch.append(page)
        if page is None or len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


@contextmanager
def _cluster(options: Options) -> Iterator[int]:
    """Connected to a cluster: how many workers it has room for. What was there before is there after."""
    hand_down(QUIET | LOOPBACK if options.address == LOCAL else QUIET)
    ray = extras.need("ray", "--engine ray", "cluster")
    extras.need("ray.data", "--engine ray", "cluster")
    ours = not ray.is_initialized()
    try:
        if ours:
            _connect(ray, options)
            # Else the death of a worker, which is Ray's to mend, is told on standard output.
            extras.need("ray._private.worker", "--engine ray", "cluster")._worker_logs_enabled = False  # noqa: SLF001
        yield _room(ray, options)
    finally:
        if ours:
            ray.shutdown()


def _connect(ray: Any, options: Options) -> None:
    quiet = {"logging_level": "CRITICAL", "log_to_driver": False}
    if options.address == LOCAL:
        workers = options.workers or max(1, (os.cpu_count() or 1) // options.cpus)
        memory = STORE_BYTES + STORE_BYTES_A_WORKER * workers
        with _hushed():
            ray.init(LOCAL, num_cpus=workers * options.cpus, object_store_memory=memory, include_dashboard=False, **quiet)
        return
    address = options.address
    if "://" in address:
        raise BadConfig(f"--address {address}: give the cluster's head as host:port, on one of its nodes, or: auto")
    try:
        _reach(address)
        with _hushed():
            ray.init(address, **quiet)
    except (OSError, ValueError, RuntimeError) as error:
        said = str(error).partition("\n")[0].rstrip(".")
        advice = "start one with: ray start --head (one with a token wants RAY_AUTH_MODE=token here too)"
        raise BadConfig(f"--address {address}: no Ray cluster answers: {said}; {advice}") from None


def _reach(address: str) -> None:
    """Nothing where something listens at host:port, else OSError: Ray would try for minutes."""
    host, _, port = address.rpartition(":")
    if host:
        socket.create_connection((host, int(port)), timeout=REACH_S).close()


def _room(ray: Any, options: Options) -> int:
    """How many workers: as many as were asked for, else as many as the nodes have room for now."""
    nodes = [node["Resources"] for node in ray.nodes() if node["Alive"]]
    room = sum(_fit(node, options) for node in nodes)
    if not room:
        wanted = f"{options.cpus} processors" + (f" and {options.gpus:g} accelerators" if options.gpus else "")
        raise BadConfig(f"ray: no node of the cluster has {wanted} for a worker; lower cpus and gpus in [jobs.ray], or add a node")
    return options.workers or room


def _fit(node: dict[str, float], options: Options) -> int:
    fit = int(node.get("CPU", 0) // options.cpus)
    return min(fit, int(node.get("GPU", 0) // options.gpus)) if options.gpus else fit


@contextmanager
def _hushed() -> Iterator[None]:
    """Ray's native code says on standard error what it was told about logging; an error that matters is raised as well."""
    sys.stderr.flush()
    kept = os.dup(2)
    try:
        with Path(os.devnull).open("wb") as nothing:
            os.dup2(nothing.fileno(), 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
