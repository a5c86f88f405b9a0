"""Time and memory of `eval compare` as the corpus grows: python benchmarks/eval_scale.py [SEGMENTS ...]

For each size, three systems of made-up English (words of Zipf frequency; a system is the reference with a share of its words replaced) are
scored with BLEU and chrF2 and compared with 1,000 resamples and 1,000 trials, in a process of its own. Writes
benchmarks/results/eval_scale.json: processor seconds of that process, seconds on the clock, peak memory in MiB.
"""

import json
import os
import platform
import random
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

RESULTS = Path(__file__).parent / "results" / "eval_scale.json"
SIZES = (50_000, 100_000, 200_000)
SHARES = {"one": 0.30, "two": 0.31, "three": 0.45}
VOCABULARY, LENGTHS = 20_000, (6, 26)
COMMAND = [sys.executable, "-c", "from vi_brief.cli.main import main; main()", "eval", "compare"]
OPTIONS = ["--metric", "bleu,chrf2", "--resamples", "1000", "--trials", "1000", "--format", "json"]


def words(draw: random.Random) -> list[str]:
    """A vocabulary of made-up words, the frequent ones short."""
    letters = "etaoinshrdlcumwfgypbvk"
    return ["".join(draw.choices(letters, k=2 + min(8, rank.bit_length() // 2))) for rank in range(1, VOCABULARY + 1)]


def write(folder: Path, size: int) -> list[str]:
    """The files of a corpus; the arguments that name them."""
    draw = random.Random(size)  # noqa: S311, made-up text
    vocabulary = words(draw)
    weights = [1 / rank for rank in range(1, VOCABULARY + 1)]
    stock = iter(())

    def word() -> str:
        nonlocal stock
        found = next(stock, None)
        if found is None:
            stock = iter(draw.choices(vocabulary, weights, k=100_000))
            found = next(stock)
        return str(found)

    files = {name: (folder / name).open("w", encoding="utf-8") for name in ("reference", *SHARES)}
    for _ in range(size):
        line = [word() for _ in range(draw.randint(*LENGTHS))]
        files["reference"].write(" ".join(line) + ".\n")
        for name, share in SHARES.items():
            files[name].write(" ".join(word() if draw.random() < share else w for w in line) + ".\n")
    for file in files.values():
        file.close()
    return ["--reference", str(folder / "reference"), *(part for name in SHARES for part in ("--system", f"{name}={folder / name}"))]


def measure(arguments: Sequence[str]) -> dict[str, float]:
    """What one process took."""
    start = time.perf_counter()
    pid = os.posix_spawn(
        COMMAND[0], [*COMMAND, *arguments, *OPTIONS], os.environ, file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    )
    _, status, used = os.wait4(pid, 0)
    if status:
        raise SystemExit(f"eval compare failed with status {status}")
    return {
        "processor_s": round(used.ru_utime + used.ru_stime, 1),
        "clock_s": round(time.perf_counter() - start, 1),
        "peak_mib": round(used.ru_maxrss / 1024),
    }


def main() -> None:
    sizes = [int(size) for size in sys.argv[1:]] or list(SIZES)
    rows = []
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            found = {"segments": size, "systems": len(SHARES), **measure(write(Path(folder), size))}
        found["processor_ms_per_segment"] = round(1000 * found["processor_s"] / size, 3)
        rows.append(found)
        print(json.dumps(found), flush=True)
    machine = f"{platform.machine()}, {os.cpu_count()} cores, other work beside: load {os.getloadavg()[0]:.1f}"
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps({"machine": machine, "options": " ".join(OPTIONS), "sizes": rows}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
