"""Kill an `eval run` at random moments and let it go on: python benchmarks/kill_resume.py [KILLS] [SUITE] [SEED]

A run that was never disturbed is made first, in a folder of its own. Then the same run is started again and again, each time killed with
SIGKILL after a random share of the undisturbed run's time, until KILLS processes (20 if not given) were killed; the last one is left to
finish. Each process notes every call of a model. Prints one JSON object; exit 1 where a byte of the outputs differs, or where a killed
process lost more than what it was at: the calls done again must be the last ones of its notes, at most the searches of one segment.
"""

import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

# The run of a user, with each call of a model noted before it is made.
CHILD = """
import sys
from vi_brief.evaluate.runs import measuring

log = open(sys.argv.pop(1), "a", encoding="utf-8", buffering=1)

def noting(method):
    def call(self, texts, *rest):
        key = "summarizer" if len(rest) == 2 else "translator"
        log.write(repr((key, list(texts), rest)) + chr(10))
        return method(self, texts, *rest)
    return call

measuring.TimedEngine.generate = noting(measuring.TimedEngine.generate)
measuring.TimedSummarizer.write = noting(measuring.TimedSummarizer.write)

from vi_brief.cli.main import main
main()
"""
LATEST = 0.3
"""Kills fall within this share of the undisturbed run's time, start-up included, so that 20 of them find a run that is still at work."""
TRIES = 3
SEARCHES = 8
"""A segment that comes out badly is searched up to four times, and its halves twice each."""
OUTPUTS = ("run.json", "segments.jsonl", "documents.jsonl", "scores.json")


def command(log: Path, root: Path, suite: str) -> list[str]:
    return [sys.executable, "-c", CHILD, str(log), "eval", "run", "--suite", suite, "--config", "embedded", "--runs", str(root)]


def outputs(root: Path) -> dict[str, bytes]:
    (home,) = (marker.parent for marker in root.glob("*/*/run.json"))
    files = [home / name for name in OUTPUTS] + sorted((home / "statistics").iterdir())
    return {path.name: path.read_bytes() for path in files}


def killed_after(seconds: float, arguments: list[str]) -> bool:
    """Start the run, kill it after so long; False where it had finished by then."""
    process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.wait()
        return True
    return False


def notes(log: Path) -> list[str]:
    return log.read_text(encoding="utf-8").splitlines() if log.is_file() else []


def again(logs: list[list[str]]) -> list[list[int]]:
    """For each process, which of its calls (by place) a later process made too."""
    later: Counter[str] = Counter()
    found: list[list[int]] = []
    for log in reversed(logs):
        left = Counter(later)
        places = []
        for place in reversed(range(len(log))):
            if left[log[place]]:
                left[log[place]] -= 1
                places.append(place)
        found.append(sorted(places))
        later += Counter(log)
    return found[::-1]


def main() -> int:
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    suite = sys.argv[2] if len(sys.argv) > 2 else "seeds"
    chance = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 0)  # noqa: S311 - no secret
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        start = time.perf_counter()
        subprocess.run(command(here / "whole.log", here / "whole", suite), check=True, capture_output=True)
        whole = time.perf_counter() - start
        root, logs, done, tried = here / "killed", [], 0, 0
        while done < kills and tried < TRIES * kills:
            log = here / f"{tried}.log"
            tried += 1
            done += killed_after(chance.uniform(0.02, LATEST) * whole, command(log, root, suite))
            logs.append(notes(log))
        subprocess.run(command(here / "last.log", root, suite), check=True, capture_output=True)
        logs.append(notes(here / "last.log"))
        right, found = outputs(here / "whole"), outputs(root)
        undisturbed = Counter(notes(here / "whole.log"))
    differing = sorted(name for name in right.keys() | found.keys() if right.get(name) != found.get(name))
    lost = again(logs)
    tails = all(places == list(range(len(log) - len(places), len(log))) for places, log in zip(lost, logs, strict=True))
    figures = {
        "machine": f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}",
        "suite": suite,
        "undisturbed_s": round(whole, 1),
        "kills": done,
        "kills_while_translating": sum(bool(log) for log in logs[:-1]),
        "differing_files": differing,
        "model_calls": sum(undisturbed.values()),
        "calls_done_again": sum(map(len, lost)),
        "most_by_one_kill": max(map(len, lost)),
        "only_what_was_in_flight": tails,
    }
    print(json.dumps(figures, indent=1))
    return 0 if tails and not differing and figures["most_by_one_kill"] <= SEARCHES else 1


if __name__ == "__main__":
    sys.exit(main())
