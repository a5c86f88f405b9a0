"""Time and memory of the whole road on seeds/: python benchmarks/run_seeds.py [RUNS]

Prints one JSON object: seconds of `vi-brief --help`; of a first run, which converts the models; of later runs (median); of the articles
alone, start-up taken off; and the peak memory of a run in MiB. Every run is a process of its own with a fresh output folder.
"""

import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SEEDS = Path(__file__).parent.parent / "seeds"
COMMAND = [sys.executable, "-c", "from vi_brief.cli.main import main; main()"]


def seconds(arguments: list[str], environment: dict[str, str]) -> float:
    start = time.perf_counter()
    subprocess.run([*COMMAND, *arguments], check=True, capture_output=True, env=environment)
    return time.perf_counter() - start


def articles_alone(out: Path) -> float:
    """The sum of the seconds that the ledger noted for each article."""
    import sqlite3

    rows = sqlite3.connect(out / ".vi-brief.sqlite").execute("SELECT facts FROM finished").fetchall()
    return sum(float(json.loads(row[0])["seconds"]) for row in rows)


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "VI_BRIEF_CACHE": f"{folder}/cache"}
        shown = statistics.median(seconds(["--help"], environment) for _ in range(runs))
        first = seconds(["run", str(SEEDS), "-o", f"{folder}/first"], environment)
        conversion_mib = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        later, alone = [], []
        for number in range(runs):
            out = Path(folder) / f"run{number}"
            later.append(seconds(["run", str(SEEDS), "-o", str(out)], environment))
            alone.append(articles_alone(out))
        peak = _peak(["run", str(SEEDS), "-o", f"{folder}/peak"], environment)
    figures = {
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}",
        "help_s": round(shown, 2),
        "first_run_s": round(first, 2),
        "first_run_peak_mib": round(conversion_mib),
        "later_run_s": round(statistics.median(later), 2),
        "articles_alone_s": round(statistics.median(alone), 2),
        "later_run_peak_mib": round(peak),
    }
    print(json.dumps(figures, indent=1))


def _peak(arguments: list[str], environment: dict[str, str]) -> float:
    code = "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True, capture_output=True);"
    code += "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    done = subprocess.run([sys.executable, "-c", code, *COMMAND, *arguments], check=True, capture_output=True, text=True, env=environment)
    return int(done.stdout.split()[-1]) / 1024


if __name__ == "__main__":
    main()
