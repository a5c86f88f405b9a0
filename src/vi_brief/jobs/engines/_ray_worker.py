"""What runs in a worker of the ray engine: the models of an order, loaded once, and batches of pages through them."""

import pickle
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from vi_brief import plugins, summarize, translate
from vi_brief.config import Config
from vi_brief.errors import BadConfig, ViBriefError
from vi_brief.jobs import batch, outcome
from vi_brief.jobs.batch import Made
from vi_brief.pipeline import Settings, System, settings, system
from vi_brief.records import Page

NUMBER, MADE = "number", "made"
"""The columns that travel, one row a batch: its number, and what became of its pages, pickled (both ends are this package)."""


ALL = -1
TRIES = 3
"""How often a batch is begun before its pages are tried one by one, and each of them then: a node that is taken away is no fault of the
page, but three workers in a row are."""


@dataclass(frozen=True, slots=True)
class Order:
    """What a worker is to load: the config, the files it names (by their hashes), and the signature that its briefs must have."""

    config: Config
    formats: tuple[str, ...]
    files: tuple[str, ...]
    signature: Mapping[str, Any]
    threads: int


def order(loaded: System, threads: int) -> Order:
    """The order that stands for a loaded system, with so many threads for its models."""
    return Order(loaded.config, loaded.settings.formats, _files(loaded.settings), loaded.signature, threads)


def _files(checked: Settings) -> tuple[str, ...]:
    return (*checked.audit.fingerprints, checked.protect.fingerprint)


class Worker:
    """The callable of Ray Data's actor: a table with the number of a batch -> one with what became of its pages, or with the error.

    `feeder` has the pages and counts how often a batch was begun: a batch that was lost with its worker too often is done page by page,
    and the page that was lost with it each time is failed.
    """

    def __init__(self, given: Order, feeder: Any) -> None:
        self._feeder = feeder
        self._system: System | None = None
        try:
            self._system = _load(given)
        except ViBriefError as error:
            self._refusal = error

    def __call__(self, block: Any) -> Any:
        """As Ray Data's `map_batches` calls it, with `batch_format="pyarrow"`: one row in, one row out."""
        import pyarrow as pa

        [number] = block[NUMBER].to_pylist()
        return pa.table({NUMBER: [number], MADE: pa.array([pickle.dumps(self._answer(number))], pa.binary())})

    def _answer(self, number: int) -> list[Made] | ViBriefError:
        import ray

        if self._system is None:
            return self._refusal
        pages = unpacked(ray.get(self._feeder.pages.remote(number)))
        try:
            if not pages:
                return []
            if self._tries(number, ALL) <= TRIES:
                return _made(pages, self._system)
            return [made for place, page in enumerate(pages) for made in self._alone(number, place, page)]
        except ViBriefError as error:
            return error

    def _alone(self, number: int, place: int, page: Page) -> list[Made]:
        if self._system is None or self._tries(number, place) > TRIES:
            return [Made(page, outcome.failed(page, f"the worker died {TRIES} times over this page; look into the page", 0.0), {})]
        made = _made([page], self._system)
        self._feeder.survived.remote(number, place)
        return made

    def _tries(self, number: int, place: int) -> int:
        import ray

        return int(ray.get(self._feeder.trying.remote(number, place)))


def _made(pages: Sequence[Page], loaded: System) -> list[Made]:
    # The memory is the batch's own: a worker that lives for a million articles does not grow.
    return list(batch.make(pages, loaded, translate.Forgetful(), lambda *_: None))


def packed(pages: Sequence[Page]) -> bytes:
    """Pages for the way to a worker; none are a batch that is done already."""
    return pickle.dumps(list(pages))


def unpacked(content: bytes) -> Any:
    """What the other end packed."""
    return pickle.loads(content)  # noqa: S301 - from our own driver or worker, over Ray, which runs code of either anyway


def _load(given: Order) -> System:
    checked = settings(given.config, given.formats)
    if _files(checked) != given.files:
        raise BadConfig("ray: a file that the config names is another one on a worker's node; put the same files on every node")
    loaded = system(_narrowed(given.config, given.threads), checked)
    for what in ("models", "versions"):
        mine, wanted = loaded.signature[what], given.signature[what]
        if mine != wanted:
            raise BadConfig(f"ray: a worker has other {what} ({_difference(mine, wanted)}); install the same vi-brief on every node")
    return replace(loaded, config=given.config, signature=given.signature)


def _difference(mine: Any, wanted: Any) -> str:
    return ", ".join(f"{key}: {mine.get(key)} there, {wanted.get(key)} here" for key in sorted(wanted) if mine.get(key) != wanted.get(key))


def _narrowed(config: Config, threads: int) -> Config:
    """The config with so many threads where a back end would take every core of a node that has other workers too."""
    sections: dict[str, Mapping[str, Any]] = dict(config.sections)
    chosen = (
        ("translate", translate.BACKENDS, config.options(translate.Options, "translate").backend),
        ("summarize", summarize.BACKENDS, config.options(summarize.Options, "summarize").backend),
    )
    for stage, folder, backend in chosen:
        table = sections.get(stage, {}).get(backend, {})
        if "threads" in plugins.load(folder, backend).Options.model_fields and not table.get("threads"):
            sections[stage] = {**sections.get(stage, {}), backend: {**table, "threads": threads}}
    return replace(config, sections=sections)
