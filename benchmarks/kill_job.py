"""Kill `vi-brief run` at random moments and let it go on: python benchmarks/kill_job.py [KILLS] [ARTICLES] [SEED]

A folder of made-up articles (those of job_scale.py) is briefed with the shipped models in reproducible mode, once undisturbed, and once in
processes that are killed with SIGKILL at random moments until KILLS (20) of them were; the last one is left to finish. Each process notes
every search of the translator when it begins, and every segment when the translation memory has it. Prints and writes
(benchmarks/results/kill_job.json) one JSON object; exit 1 where an output file differs by a byte or is missing, where a segment was
searched for after an earlier process had remembered it, or where the last process wrote a finished article again.
"""

import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import job_scale
from kill_resume import killed_after

RESULTS = Path(__file__).parent / "results" / "kill_job.json"
# The command of a user; what it asks of the model and what it remembers is noted beside it.
CHILD = """
import hashlib, sys, time
from vi_brief import translate
from vi_brief.jobs import memory
from vi_brief.models import ct2
from vi_brief.repair import retry

log = open(sys.argv.pop(1), "a", encoding="utf-8", buffering=1)
keys = {}

def name(text, search):
    facts = (text, search.beam, search.n_best, search.length_penalty, search.no_repeat_ngram, search.repetition_penalty)
    return hashlib.sha256(repr(facts).encode()).hexdigest()

def generate(self, texts, decoding, inner=ct2.Ct2Engine.generate):
    if not keys.get("begun"):
        keys["begun"] = True
        log.write(f"begun {time.time()}\\n")
    for text in texts:
        log.write(f"search {name(text, decoding)}\\n")
    return inner(self, texts, decoding)

def memory_key(text, translator, options, inner=translate.memory_key):
    key = inner(text, translator, options)
    keys[key] = name(text, translate.decoding(options))
    return key

def repair_key(text, again, decoding, inner=retry._key):
    key = inner(text, again, decoding)
    keys[key] = name(text, decoding)
    return key

def put(self, key, value, /, inner=memory.Memory.put):
    inner(self, key, value)
    log.write(f"kept {keys[key]}\\n")

ct2.Ct2Engine.generate, translate.memory_key, retry._key, memory.Memory.put = generate, memory_key, repair_key, put

from vi_brief.cli.main import main
main()
"""
STARTING = 0.2
"""The share of kills that fall into the start, before the first search; the others fall after it, so that all of them find work to do."""
SPREAD = 1.2
"""How long after the start a kill falls at the latest: this many times an equal share of the undisturbed run's work."""
TRIES = 3


def command(log: Path, source: Path, out: Path, config: Path) -> list[str]:
    return [sys.executable, "-c", CHILD, str(log), "run", str(source), "-o", str(out), "-c", str(config)]


def whole_run(arguments: list[str]) -> None:
    """A run that is left to finish; its own words where it fails."""
    done = subprocess.run(arguments, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"the run failed with {done.returncode}: {done.stderr[-2000:]}")


def notes(log: Path) -> list[tuple[str, str]]:
    lines = log.read_text(encoding="utf-8").splitlines() if log.is_file() else []
    return [(line.split()[0], line.split()[1]) for line in lines if len(line.split()) == 2]


def outputs(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in out.iterdir() if not path.name.startswith((".", "vi-brief-report"))}


def repeated(logs: list[list[tuple[str, str]]]) -> int:
    """Searches for what an earlier process had remembered."""
    known: set[str] = set()
    found = 0
    for log in logs:
        found += sum(kind == "search" and name in known for kind, name in log)
        known |= {name for kind, name in log if kind == "kept"}
    return found


def moment(kills: int, times: tuple[float, float], chance: random.Random) -> float:
    """When to kill a process: `times` are those of the start and of the whole of an undisturbed run."""
    start, whole = times
    if chance.random() < STARTING:
        return chance.uniform(0, start)
    return start + chance.uniform(0, SPREAD * (whole - start) / kills)


def killed(
    kills: int, given: tuple[Path, Path, Path], times: tuple[float, float], chance: random.Random
) -> tuple[list[list[tuple[str, str]]], int, int]:
    """What the processes noted, how many were killed, and how many finished files were written again."""
    source, out, config = given
    logs, done, tried, rewritten = [], 0, 0, 0
    report = out / "vi-brief-report.jsonl"
    while done < kills and tried < TRIES * kills and not report.is_file():
        log = out.parent / f"{tried}.log"
        tried += 1
        done += killed_after(moment(kills, times, chance), command(log, source, out, config))
        logs.append(notes(log))
    before = {path.name: path.stat().st_mtime_ns for path in out.glob("[!.]*")} if out.is_dir() else {}
    log = out.parent / "last.log"
    whole_run(command(log, source, out, config))
    logs.append(notes(log))
    report_lines = [json.loads(line) for line in report.read_text(encoding="utf-8").splitlines()[:-1]]
    for row in report_lines:
        if row["status"] == "kept":
            rewritten += sum((out / name).stat().st_mtime_ns != before.get(name) for name in row["outputs"])
    return logs, done, rewritten


def main() -> int:
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    number = int(sys.argv[2]) if len(sys.argv) > 2 else 40
    chance = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 0)  # noqa: S311 - no secret
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        # A copy of the package: an edit of it while this runs would rightly make every article be done again.
        shutil.copytree(job_scale.ROOT / "src", here / "src", ignore=shutil.ignore_patterns("__pycache__"))
        os.environ["PYTHONPATH"] = str(here / "src")
        source, config = here / "articles", here / "embedded-reproducible.toml"
        source.mkdir()
        for place, article in enumerate(job_scale.articles(number)):
            (source / f"article{place:03}.txt").write_text(f"{article['title']}\n\n{article['text']}\n", encoding="utf-8")
        shipped = (job_scale.ROOT / "configs" / "embedded.toml").read_text(encoding="utf-8")
        config.write_text(shipped.replace("[translate]\n", "[translate]\nreproducible = true\n"), encoding="utf-8")
        start = time.time()
        whole_run(command(here / "whole.log", source, here / "whole", config))
        whole = time.time() - start
        first = next(float(value) for kind, value in notes(here / "whole.log") if kind == "begun") - start
        (here / "killed").mkdir()
        logs, done, rewritten = killed(kills, (source, here / "killed" / "out", config), (first, whole), chance)
        right, found = outputs(here / "whole"), outputs(here / "killed" / "out")
        parts = len(list((here / "killed" / "out").glob("*.part")))
        undisturbed = notes(here / "whole.log")
    differing = sorted(name for name in right.keys() | found.keys() if right.get(name) != found.get(name))
    calls = Counter(kind for log in logs for kind, _ in log)
    figures = {
        "machine": {"processor": job_scale.processor(), "load": round(os.getloadavg()[0], 1)},
        "articles": number,
        "undisturbed_s": round(whole, 1),
        "start_s": round(first, 1),
        "kills": done,
        "kills_after_the_first_search": sum(bool(log) for log in logs[:-1]),
        "files": len(right),
        "differing_files": differing,
        "parts_left_over": parts,
        "finished_files_written_again": rewritten,
        "searches_undisturbed": sum(kind == "search" for kind, _ in undisturbed),
        "searches_with_kills": calls["search"],
        "searches_for_remembered_segments": repeated(logs),
        "searches_twice_undisturbed": repeated([[note] for note in undisturbed]),
    }
    print(json.dumps(figures, indent=1))
    RESULTS.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    bad = differing or parts or rewritten or figures["searches_for_remembered_segments"] > figures["searches_twice_undisturbed"]
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
