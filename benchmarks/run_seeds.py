"""Time and memory of the whole road on seeds/: python benchmarks/run_seeds.py [RUNS] [--out RESULT.json]

Prints one JSON object, and writes it where --out says. Every figure is the median of RUNS (5). Commands are processes of their own with a
fresh output folder:

    help_s                      vi-brief --help
    first_run_s, .._peak_mib    vi-brief run seeds/ with an empty cache, which converts the models
    later_run_s, .._peak_mib    the same with the models converted
    first_brief_s               vi-brief run of one page with the models converted, from the start of the process to its brief on disk
    road_s, road_cpu_s          all articles in one process with the models loaded: wall time, and processor time of all threads
    stages_s, stages_cpu_s      the same by stage, each without the others that it calls

`first_run` is measured three times at most.
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from vi_brief.models import hardware

SEEDS = Path(__file__).parent.parent / "seeds"
COMMAND = [sys.executable, "-c", "from vi_brief.cli.main import main; main()"]
FIRST_RUNS = 3


class Stages:
    """Time by stage: what a stage's functions take, less what they spend in those of another stage.

    `wall` is wall time; `processor` is what all threads of the process used meanwhile.
    """

    def __init__(self) -> None:
        self.wall: defaultdict[str, float] = defaultdict(float)
        self.processor: defaultdict[str, float] = defaultdict(float)
        self._running = threading.local()

    def watch(self, owner: Any, function: str, stage: str) -> None:
        """Time a function of a module or class under the name of a stage; what a generator gives is made at once."""
        inner: Callable[..., Any] = getattr(owner, function)

        def timed(*given: Any, **named: Any) -> Any:
            above = getattr(self._running, "inside", None)
            self._running.inside = inside = [0.0, 0.0]
            start, used = time.perf_counter(), time.process_time()
            try:
                made = inner(*given, **named)
                return iter(list(made)) if isinstance(made, Iterator) else made
            finally:
                spent = time.perf_counter() - start, time.process_time() - used
                self.wall[stage] += spent[0] - inside[0]
                self.processor[stage] += spent[1] - inside[1]
                self._running.inside = above
                if above is not None:
                    above[:] = [above[0] + spent[0], above[1] + spent[1]]

        setattr(owner, function, timed)


def run(arguments: list[str], environment: dict[str, str]) -> tuple[float, float]:
    """Seconds and peak MiB of a command."""
    start = time.perf_counter()
    process = subprocess.Popen([*COMMAND, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"vi-brief {' '.join(arguments)}: exit status {process.returncode}")
    return time.perf_counter() - start, used.ru_maxrss / 1024


def first_brief(page: Path, out: Path, environment: dict[str, str]) -> float:
    """Seconds from the start of the process to the brief on disk."""
    start = time.time()
    run(["run", str(page), "-o", str(out)], environment)
    return min(path.stat().st_mtime for path in out.glob("*.json")) - start


def commands(folder: Path, runs: int) -> dict[str, float]:
    environment = {**os.environ, "VI_BRIEF_CACHE": str(folder / "cache")}
    page = min(path for path in SEEDS.iterdir() if path.is_file())
    shown = [run(["--help"], environment)[0] for _ in range(runs)]
    first = []
    for number in range(min(runs, FIRST_RUNS)):
        empty = {**environment, "VI_BRIEF_CACHE": str(folder / f"cache{number}")}
        first.append(run(["run", str(SEEDS), "-o", str(folder / f"first{number}")], empty))
    run(["run", str(SEEDS), "-o", str(folder / "converting")], environment)
    later = [run(["run", str(SEEDS), "-o", str(folder / f"later{number}")], environment) for number in range(runs)]
    cold = [first_brief(page, folder / f"cold{number}", environment) for number in range(runs)]
    median = statistics.median
    return {
        "help_s": round(median(shown), 2),
        "first_run_s": round(median(seconds for seconds, _ in first), 2),
        "first_run_peak_mib": round(median(peak for _, peak in first)),
        "later_run_s": round(median(seconds for seconds, _ in later), 2),
        "later_run_peak_mib": round(median(peak for _, peak in later)),
        "first_brief_s": round(median(cold), 2),
    }


def road(runs: int) -> dict[str, Any]:
    """The articles with the models loaded; one round before the clock starts fills the caches of tables and patterns."""
    from vi_brief import brief, checks, clean, config, extract, load, pipeline, records, render, repair, summarize, translate

    stages = Stages()
    watched: list[tuple[Any, str, str]] = [(load, "read", "read"), (extract, "extract", "read"), (clean, "clean", "read")]
    watched += [(translate, "translate", "translate"), (checks.Audit, "alone", "check"), (checks.Audit, "together", "check")]
    watched += [(repair, "repair_all", "repair"), (summarize, "summarize_all", "summarize"), (brief, "brief", "brief")]
    for owner, function, stage in [*watched, (render, "render", "render")]:
        stages.watch(owner, function, stage)
    chosen = config.read("embedded")
    checked = pipeline.settings(chosen)
    system = pipeline.system(chosen, checked)
    items = load.find([str(SEEDS)], checked.load)
    wall, processor, each = [], [], defaultdict(list)
    for number in range(runs + 1):
        stages.wall.clear()
        stages.processor.clear()
        start, used = time.perf_counter(), time.process_time()
        pages = [page for item in items for page in load.read(item, checked.load) if isinstance(page, records.Page)]
        made = pipeline.write_briefs(pages, system, translate.Forgetful(), lambda *_: None)
        for one in made:
            if isinstance(one, records.Brief):
                for name in checked.formats:
                    render.render(one, name)
        if number:
            wall.append(time.perf_counter() - start)
            processor.append(time.process_time() - used)
            for stage, seconds in stages.wall.items():
                each[stage].append((seconds, stages.processor[stage]))
    return {
        "articles": len(items),
        "road_s": round(statistics.median(wall), 2),
        "road_cpu_s": round(statistics.median(processor), 2),
        "stages_s": {stage: round(statistics.median(s for s, _ in found), 3) for stage, found in each.items()},
        "stages_cpu_s": {stage: round(statistics.median(s for _, s in found), 3) for stage, found in each.items()},
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("runs", type=int, nargs="?", default=5)
    parser.add_argument("--out", type=Path)
    given = parser.parse_args()
    machine = {"processor": hardware.processor(), "cores": hardware.cores()}
    machine |= {"load": round(os.getloadavg()[0], 1), "python": platform.python_version()}
    with tempfile.TemporaryDirectory() as folder:
        os.environ["VI_BRIEF_CACHE"] = str(Path(folder) / "cache")
        figures = {"machine": machine, "runs": given.runs, **commands(Path(folder), given.runs), **road(given.runs)}
    text = json.dumps(figures, indent=1)
    print(text)
    if given.out:
        given.out.write_text(f"{text}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
