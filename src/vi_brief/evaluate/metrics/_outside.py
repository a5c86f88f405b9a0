"""Learned metrics that live in a virtual environment of their own, for their libraries do not agree with ours.

The environment's Python runs `_worker.py`, which needs nothing of vi_brief. It says its signature in a first line of JSON; then it is given
segments, one JSON object a line, a blank line after each batch, and answers each batch with one {"score": number} a line.
"""

import itertools
import json
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Annotated, Any

from pydantic import Field

from vi_brief import config
from vi_brief.errors import BadConfig, BrokenModel
from vi_brief.evaluate import SEGMENT, Pair, Stats

WORKER = Path(__file__).with_name("_worker.py")
BATCH = 256
"""Segments sent at a time: enough for the model to sort by length, few enough to see progress."""


class Options(config.Options):
    """`python`: the Python of the metric's environment, instead of <cache>/environments/<metric>/bin/python ($VI_BRIEF_CACHE moves the
    cache); `model`: another checkpoint; `batch_size`: segments that the model sees at a time.
    """

    python: str | None = None
    model: str | None = None
    batch_size: Annotated[int, Field(ge=1)] = 8


@dataclass(frozen=True, slots=True)
class Kind:
    """A learned metric: the engine of the worker, its checkpoint, the command that fills its environment ({home} is the environment's
    folder), what it reads, and which way it points.
    """

    name: str
    engine: str
    model: str
    install: str
    needs: frozenset[str]
    higher_is_better: bool = True


class Outside:
    """A learned metric through its own environment; a segment's statistics are its score and 1, the corpus score is the mean."""

    digits = 4
    view = SEGMENT

    def __init__(self, kind: Kind, options: Options) -> None:
        """Find the environment; raises BadConfig, with the commands that make it, where there is none."""
        home = config.cache_folder() / "environments" / kind.name
        python = Path(options.python).expanduser() if options.python else home / "bin" / "python"
        if not python.is_file():
            raise BadConfig(
                f"metric {kind.name} runs in an environment of its own, and {python} is not there; make it: "
                f"python3 -m venv {home} && {kind.install.format(home=home)}"
            )
        self.higher_is_better: bool | None = kind.higher_is_better
        self.needs = kind.needs
        self._name = kind.name
        self._command = [str(python), str(WORKER), kind.engine, options.model or kind.model, str(options.batch_size)]
        self._signature = f"model:{options.model or kind.model}|not yet run"

    @property
    def signature(self) -> str:
        """What the worker said of itself: model and versions."""
        return self._signature

    def stats(self, segment: Pair) -> Stats:
        """One segment alone; a process is started for it, so many are better scored with `stats_many`."""
        return next(iter(self.stats_many([segment])))

    def score(self, total: Stats) -> float:
        """The mean."""
        return total[0] / total[1]

    def stats_many(self, pairs: Iterable[Pair]) -> Iterator[Stats]:
        """(score, 1) of every segment; raises BrokenModel, with the last thing that the worker said, where it stops."""
        with tempfile.TemporaryFile("w+", encoding="utf-8") as said:
            process = subprocess.Popen(
                self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=said, text=True, encoding="utf-8"
            )
            try:
                self._signature = str(self._answer(process, said)["signature"])
                for batch in _batches(pairs):
                    self._ask(process, batch, said)
                    for _ in batch:
                        yield (float(self._answer(process, said)["score"]), 1.0)
            finally:
                _end(process)

    def _ask(self, process: "subprocess.Popen[str]", batch: Sequence[Pair], said: IO[str]) -> None:
        lines = [json.dumps({"source": p.source, "hypothesis": p.hypothesis, "reference": p.reference}) for p in batch]
        try:
            if process.stdin:
                process.stdin.write("\n".join([*lines, "", ""]))
                process.stdin.flush()
        except BrokenPipeError:
            raise self._stopped(said) from None

    def _answer(self, process: "subprocess.Popen[str]", said: IO[str]) -> dict[str, Any]:
        line = process.stdout.readline() if process.stdout else ""
        try:
            answer = json.loads(line)
        except json.JSONDecodeError:
            raise self._stopped(said, line) from None
        return dict(answer)

    def _stopped(self, said: IO[str], line: str = "") -> BrokenModel:
        said.seek(0)
        last = (said.read().strip().splitlines() or [line.strip() or "it said nothing"])[-1]
        return BrokenModel(f"metric {self._name}: {self._command[0]} stopped: {last[:300]}; see that its environment is whole")


def _batches(pairs: Iterable[Pair]) -> Iterator[list[Pair]]:
    rest = iter(pairs)
    while batch := list(itertools.islice(rest, BATCH)):
        yield batch


def _end(process: "subprocess.Popen[str]") -> None:
    """Close the pipes and see the worker out."""
    try:
        if process.stdin:
            process.stdin.close()
    except BrokenPipeError:
        pass
    if process.stdout:
        process.stdout.close()
    process.terminate()
    process.wait()
