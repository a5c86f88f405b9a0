"""Speed of the checks on one core: python benchmarks/checks_speed.py SOURCE ENGLISH [ROUNDS]

SOURCE and ENGLISH are line-aligned files. Prints one JSON object: segments per second of processor time of all checks together, cold (every
pair for the first time, as in a run over articles), and the microseconds that each check takes of a segment when it runs alone. The tables
are loaded before the clock starts; `load_s` says how long that takes.
"""

import json
import math
import os
import platform
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from vi_brief import checks, config, plugins
from vi_brief.records import Segment, Translation


def seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> None:
    sources, english = (Path(path).read_text(encoding="utf-8").splitlines() for path in sys.argv[1:3])
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 3
    settings = config.parse({}, "bench", "bench")
    audit = checks.Audit(settings)
    pairs = [Translation(Segment("s1", 0, vi), en, math.nan) for vi, en in zip(sources, english, strict=True)]
    load = seconds(lambda: audit.alone(pairs[0]))
    every = []
    for number in range(rounds):
        fresh = [Translation(Segment("s1", 0, f"{p.segment.vi}{' ' * (number + 1)}"), p.en, math.nan) for p in pairs]
        every.append(seconds(lambda some=fresh: [audit.alone(pair) for pair in some]))  # type: ignore[misc]
    each = {}
    for name in plugins.names("vi_brief.checks"):
        module = plugins.load("vi_brief.checks", name)
        options = module.Options()
        fresh = [Translation(Segment("s1", 0, f"{p.segment.vi}\t"), p.en, math.nan) for p in pairs]
        each[name] = seconds(lambda m=module, o=options, some=fresh: [list(m.check(p.segment, p, o)) for p in some])  # type: ignore[misc]
    figures = {
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, Python {platform.python_version()}",
        "segments": len(pairs),
        "load_s": round(load, 2),
        "segments_per_second": round(len(pairs) / statistics.median(every)),
        "microseconds_each": {name: round(1e6 * spent / len(pairs)) for name, spent in each.items()},
    }
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
