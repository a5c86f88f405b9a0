"""Memory and cost of `vi-brief run` as the job grows: python benchmarks/job_scale.py [--models 100,200,400] [--plumbing 100,1000,10000]

Every run is a process of its own over a JSONL file of made-up articles, in an empty folder. An article is a piece of vi-news-mini's
40: the title and paragraphs of one, about a third of its sentences exchanged for those of others on the same domain, every figure drawn
anew (dates stay dates) and every run of capitalized words that may be a person drawn anew, so that few segments were seen before; the
share of them that the translation memory knew is printed. `models` runs the shipped config, `plumbing` the same road (cleaning, checks,
brief, three formats, ledger) with the echo translator and the lead summarizer.

Writes benchmarks/results/job_scale.json and docs/images/job-scale.png: processor and clock seconds of the whole process, what an article
costs (the seconds less those of a run over one article), peak memory in MiB. What is not run (--models "") keeps its figures there. Exit 1
where a run did not brief every article.
"""

import argparse
import json
import os
import platform
import random
import re
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from vi_brief.models import hardware

ROOT = Path(__file__).resolve().parent.parent
SUITE = ROOT / "eval" / "suites" / "vi-news-mini" / "documents.jsonl"
RESULTS = Path(__file__).parent / "results" / "job_scale.json"
PICTURE = ROOT / "docs" / "images" / "job-scale.png"
COMMAND = [sys.executable, "-c", "from vi_brief.cli.main import main; main()", "run"]
PLUMBING = '[translate]\nbackend = "echo"\n[summarize]\nbackend = "lead"\n'
EXCHANGED = 0.35
"""The share of sentences that come from another article."""
_CAPITAL = "A-ZÀ-ỸĐ"
_PERSON = re.compile(rf"(?<=[a-zà-ỹđ,] )(?:[{_CAPITAL}][a-zà-ỹđ]+ ){{2}}[{_CAPITAL}][a-zà-ỹđ]+\b")
_FIGURE = re.compile(r"(?<![\d/.,-])\d{2,4}(?:\.\d{3})*(?:,\d+)?(?![\d/-])")
_YEAR = re.compile(r"(?:19|20)\d\d")
FAMILY = "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý".split()
MIDDLE = "Văn Thị Hữu Đức Minh Quang Thanh Ngọc Xuân Thu Hồng Quốc Công Đình Kim Bảo".split()
GIVEN = "An Bình Chi Dũng Giang Hà Hải Hạnh Hiếu Hoa Hùng Hương Khánh Lan Linh Long Mai Nam Nga Phong Phúc Sơn Tâm Thảo Tuấn Vân".split()


def suite() -> list[dict[str, Any]]:
    return [json.loads(line) for line in SUITE.read_text(encoding="utf-8").splitlines()]


def articles(number: int, seed: int = 0) -> Iterator[dict[str, str]]:
    """So many articles; the n-th is the same whatever the number."""
    documents = suite()
    pool: dict[str, list[str]] = {}
    for document in documents:
        pool.setdefault(document["domain"], []).extend(s["source"] for s in document["segments"])
    for place in range(number):
        draw = random.Random(f"{seed}/{place}")  # noqa: S311 - made-up text
        base = documents[draw.randrange(len(documents))]
        paragraphs: dict[int, list[str]] = {}
        for segment in base["segments"]:
            other = draw.random() < EXCHANGED
            text = draw.choice(pool[base["domain"]]) if other else segment["source"]
            paragraphs.setdefault(segment["paragraph"], []).append(varied(text, draw))
        yield {
            "title": varied(base["title"][0], draw),
            "date": base["published"],
            "text": "\n\n".join(" ".join(sentences) for sentences in paragraphs.values()),
        }


def varied(text: str, draw: random.Random) -> str:
    """The sentence with other figures and other persons."""
    text = _FIGURE.sub(lambda found: found[0] if _YEAR.fullmatch(found[0]) else _digits(found[0], draw), text)
    return _PERSON.sub(lambda _: " ".join(draw.choice(names) for names in (FAMILY, MIDDLE, GIVEN)), text)


def _digits(figure: str, draw: random.Random) -> str:
    """As many digits, none of them 0, so that the figure may begin with them and they may stand behind a comma."""
    return re.sub(r"\d", lambda _: str(draw.randint(1, 9)), figure)


def write(path: Path, number: int) -> None:
    with path.open("w", encoding="utf-8") as file:
        for article in articles(number):
            file.write(json.dumps(article, ensure_ascii=False) + "\n")


def measure(number: int, config: str, folder: Path) -> dict[str, Any]:
    """One run in a process of its own."""
    source, out = folder / f"{number}.jsonl", folder / "out"
    write(source, number)
    start = time.perf_counter()
    with (folder / "said").open("wb") as said:
        child = os.posix_spawn(
            sys.executable,
            [*COMMAND, str(source), "-o", str(out), "-c", config],
            os.environ,
            file_actions=[(os.POSIX_SPAWN_DUP2, said.fileno(), 1), (os.POSIX_SPAWN_DUP2, said.fileno(), 2)],
        )
        _, status, used = os.wait4(child, 0)
    seconds = time.perf_counter() - start
    report = (out / "vi-brief-report.jsonl").read_text(encoding="utf-8").splitlines()
    totals = json.loads(report[-1])["totals"]
    memory = totals["memory"]
    return {
        "articles": number,
        "briefed": totals.get("done", 0),
        "exit": os.waitstatus_to_exitcode(status),
        "sentences": totals["sentences"],
        "known_segments": round(memory["known"] / max(1, memory["segments"]), 3),
        "clock_s": round(seconds, 2),
        "processor_s": round(used.ru_utime + used.ru_stime, 2),
        "peak_mib": round(used.ru_maxrss / (1 if sys.platform == "darwin" else 1024) / (1024 if sys.platform == "darwin" else 1), 1),
        "on_disk_mib": round(sum(p.stat().st_size for p in out.iterdir()) / (1 << 20), 1),
    }


def sweep(name: str, config: str, sizes: Sequence[int]) -> list[dict[str, Any]]:
    """A run of one article, whose seconds are those of the start, then one of each size."""
    rows = []
    for number in (1, *sizes):
        with tempfile.TemporaryDirectory() as folder:
            row = measure(number, config, Path(folder))
        rows.append(row)
        start = rows[0]
        if number > 1:
            for unit in ("clock", "processor"):
                row[f"{unit}_s_an_article"] = round((row[f"{unit}_s"] - start[f"{unit}_s"]) / (number - 1), 4)
            row["processor_ms_a_sentence"] = round(
                1000 * (row["processor_s"] - start["processor_s"]) / max(1, row["sentences"] - start["sentences"]), 2
            )
        print(name, json.dumps(row), flush=True)
    return rows


def verdict(rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The growth from the smallest job to the largest one (without the run of one article)."""
    first, last = rows[1], rows[-1]
    return {
        "from_to": [first["articles"], last["articles"]],
        "memory_growth": round(last["peak_mib"] / first["peak_mib"] - 1, 4),
        "cost_an_article": round(last["processor_s_an_article"] / first["processor_s_an_article"], 4),
        "cost_a_sentence": round(last["processor_ms_a_sentence"] / first["processor_ms_a_sentence"], 4),
    }


def plot(found: dict[str, list[dict[str, Any]]]) -> None:
    import matplotlib as mpl

    mpl.use("Agg")
    import matplotlib.pyplot as plt

    figure, (left, right) = plt.subplots(1, 2, figsize=(9, 3.6), layout="constrained")
    for name, rows in found.items():
        sizes = [row["articles"] for row in rows[1:]]
        left.plot(sizes, [row["peak_mib"] for row in rows[1:]], marker="o", label=name)
        costs = [1000 * row["processor_s_an_article"] for row in rows[1:]]
        right.plot(sizes, costs, marker="o", label=name)
    for axes, label in ((left, "peak memory, MiB"), (right, "processor time an article, ms")):
        axes.set(xscale="log", xlabel="articles in the job", ylabel=label, ylim=(0, None))
        axes.grid(visible=True, alpha=0.3)
        axes.legend(frameon=False)
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(PICTURE, dpi=110, metadata={"Software": None})


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--models", default="100,200,400", help="sizes with the shipped models; empty: none")
    parser.add_argument("--plumbing", default="100,1000,10000", help="sizes with echo and lead; empty: none")
    parser.add_argument("--no-write", action="store_true", help="print only")
    given = parser.parse_args()
    found: dict[str, list[dict[str, Any]]] = {}
    with tempfile.TemporaryDirectory() as folder:
        plumbing = Path(folder) / "plumbing.toml"
        plumbing.write_text(PLUMBING, encoding="utf-8")
        for name, config, sizes in (("plumbing", str(plumbing), given.plumbing), ("models", "embedded", given.models)):
            if sizes:
                found[name] = sweep(name, config, [int(size) for size in sizes.split(",")])
    machine = {"processor": hardware.processor(), "cores": hardware.cores()}
    figures = {
        **(json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}),
        "machine": {**machine, "load": round(os.getloadavg()[0], 1), "python": platform.python_version()},
        **{name: {"runs": rows, **verdict(rows)} for name, rows in found.items()},
    }
    print(json.dumps({name: verdict(rows) for name, rows in found.items()}, indent=1))
    if not given.no_write:
        RESULTS.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
        plot({name: figures[name]["runs"] for name in ("plumbing", "models") if name in figures})
    return 0 if all(row["briefed"] == row["articles"] for rows in found.values() for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
