"""What Ray costs beside the local engine: python benchmarks/ray_overhead.py [--pages 8,40] [--runs 3]

Each run is a process of its own over pages of vi-news-mini: the local engine, and the ray engine with one worker of one processor in a
cluster of this machine. Run it on one core (taskset -c 1) so that both have the same. Runs alternate. Writes
benchmarks/results/ray_overhead.json: medians of the processor seconds (driver, worker and Ray's own processes; only those that are
there are counted), of the clock seconds, and of what a page costs (the difference of the two sizes), and memory in MiB.
"""

import argparse
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SUITE = ROOT / "eval" / "suites" / "vi-news-mini" / "documents.jsonl"
RESULTS = Path(__file__).parent / "results" / "ray_overhead.json"
TICKS = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")


def write(path: Path, number: int) -> None:
    documents = [json.loads(line) for line in SUITE.read_text(encoding="utf-8").splitlines()]
    with path.open("w", encoding="utf-8") as file:
        for n in range(number):
            document = documents[n % len(documents)]
            text = "\n\n".join(segment["source"] for segment in document["segments"])
            file.write(json.dumps({"title": document["title"][0], "text": text}, ensure_ascii=False) + "\n")


def below() -> dict[int, tuple[str, float, float]]:
    """This process and those below it: name, processor seconds with those of its ended children, memory in MiB."""
    found: dict[int, tuple[int, tuple[str, float, float]]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
                name = (entry / "cmdline").read_text().replace("\0", " ")
            except OSError:
                continue
            found[int(entry.name)] = int(fields[1]), (name, sum(map(int, fields[11:15])) / TICKS, int(fields[21]) * PAGE / 2**20)
    ours = {os.getpid()}
    while more := {pid for pid, (parent, _) in found.items() if parent in ours} - ours:
        ours |= more
    return {pid: found[pid][1] for pid in ours}


def one(engine: str, number: int) -> dict[str, float]:
    from vi_brief import config, jobs, load, pipeline, store
    from vi_brief.jobs.engines import ray

    chosen = config.read("embedded")
    chosen = replace(chosen, sections={**chosen.sections, "jobs": {"ray": {"workers": 1}}})
    settings = pipeline.settings(chosen, ["json"])
    begun = time.perf_counter()
    system = pipeline.system(chosen, settings)
    options = chosen.options(ray.Options, "jobs", "ray")
    worker = 0.0
    with tempfile.TemporaryDirectory() as folder, ray._cluster(options) if engine == "ray" else nullcontext():  # noqa: SLF001
        write(Path(folder) / "in.jsonl", number)
        ready = time.perf_counter()
        start = sum(seconds for _, seconds, _ in below().values())
        with store.Store(Path(folder) / "out") as ledger:
            items = load.find([f"{folder}/in.jsonl"], settings.load)
            done = 0
            for found in jobs.work(items, jobs.Job(system, ledger), lambda *_: None, engine=engine):
                done += found.status == "done"
                worker = max([worker, *(memory for name, _, memory in below().values() if name.startswith("ray::MapWorker"))])
        clock = time.perf_counter() - ready
        processor = sum(seconds for _, seconds, _ in below().values()) - start
    if done != number:
        raise SystemExit(f"{done} of {number} pages were briefed")
    driver = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"processor_s": processor, "clock_s": clock, "start_clock_s": ready - begun, "driver_mib": driver, "worker_mib": worker}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", default="8,40")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--one", nargs=2)
    asked = parser.parse_args()
    if asked.one:
        print(json.dumps(one(asked.one[0], int(asked.one[1]))))
        return
    few, many = (int(number) for number in asked.pages.split(","))
    runs: dict[tuple[str, int], list[dict[str, float]]] = {}
    for _ in range(asked.runs):
        for number in (few, many):
            for engine in ("local", "ray"):
                command = [sys.executable, __file__, "--one", engine, str(number)]
                said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
                runs.setdefault((engine, number), []).append(json.loads(said.strip().splitlines()[-1]))
                print(engine, number, said.strip(), flush=True)
    result: dict[str, Any] = {"machine": f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores", "pages": [few, many]}
    for engine in ("local", "ray"):
        middle = {
            number: {name: statistics.median(run[name] for run in runs[engine, number]) for name in runs[engine, number][0]}
            for number in (few, many)
        }
        page = (middle[many]["processor_s"] - middle[few]["processor_s"]) / (many - few)
        result[engine] = {str(number): values for number, values in middle.items()} | {"processor_s_a_page": page}
    result["ray_to_local_a_page"] = result["ray"]["processor_s_a_page"] / result["local"]["processor_s_a_page"]
    RESULTS.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
