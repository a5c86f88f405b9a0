"""Make training pairs from a folder of corpora: prepare.py CORPUS EVAL OUT

CORPUS holds parallel/*.tsv.xz (`vi TAB en`) and documents with translated sentences (news_translated, party_press: *.jsonl.xz). EVAL holds
the suites that must not leak: every pair whose English shares a run of ten words with a suite is left out.

Pairs whose English is not in our house style carry the mark "# " before the source, so that one model learns from both and, without
the mark, writes ours. House-style pairs count three times.
"""

import json
import lzma
import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path

OFF_DOMAIN = {"d2l", "ms_security", "ms_iot"}
HOUSE_STYLE_LISTS = {"admin_units", "state_party_titles", "countries_languages"}
HOUSE_STYLE_DOCUMENTS = ("news_translated", "party_press")
HOUSE_STYLE_WEIGHT = 3
RUN = 10

Pair = tuple[str, str]


def runs(text: str) -> set[tuple[str, ...]]:
    """Every run of ten words of a text, lower case."""
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1)}


def tidy(text: str) -> str:
    return " ".join(text.split())


def documents(path: Path) -> Iterator[Pair]:
    """The title, lead and body pairs of a JSONL file, packed or not."""
    with (lzma.open if path.suffix == ".xz" else Path.open)(path, "rt", encoding="utf-8") as file:
        for line in file:
            document = json.loads(line)
            for pair in (document.get("title"), document.get("lead"), *document["body"]):
                if pair:
                    yield tidy(pair[0]), tidy(pair[1])


def lists(path: Path) -> Iterator[Pair]:
    """The pairs of a packed TSV file."""
    with lzma.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            vi, _, en = line.rstrip("\n").partition("\t")
            yield tidy(vi), tidy(en)


def leaks(suites: Path) -> set[tuple[str, ...]]:
    """Every run of ten English words that occurs in a suite."""
    found: set[tuple[str, ...]] = set()
    for path in suites.glob("*.tsv"):
        for line in path.open(encoding="utf-8"):
            found |= runs(line.rstrip("\n").split("\t")[1])
    for path in suites.rglob("reference.en"):
        for line in path.open(encoding="utf-8"):
            found |= runs(line)
    for _, en in documents(suites / "news-dev.jsonl"):
        found |= runs(en)
    return found


def pairs(corpus: Path) -> Iterator[Pair]:
    for path in sorted((corpus / "parallel").glob("*.tsv.xz")):
        name = path.name.partition(".")[0]
        if name not in OFF_DOMAIN:
            mark = "" if name in HOUSE_STYLE_LISTS else "# "
            yield from ((mark + vi, en) for vi, en in lists(path))
    for name in HOUSE_STYLE_DOCUMENTS:
        yield from list(documents(corpus / f"{name}.jsonl.xz")) * HOUSE_STYLE_WEIGHT


def write(path: Path, rows: list[Pair]) -> None:
    path.write_text("".join(f"{source}\t{target}\n" for source, target in rows), encoding="utf-8")
    print(path, len(rows))


def main() -> None:
    corpus, suites, out = map(Path, sys.argv[1:4])
    out.mkdir(parents=True, exist_ok=True)
    banned = leaks(suites)
    rows = [(vi, en) for vi, en in pairs(corpus) if vi and en and not runs(en) & banned]
    random.Random(1).shuffle(rows)
    write(out / "train.tsv", rows)
    write(out / "dev.tsv", list(documents(suites / "news-dev.jsonl")))


if __name__ == "__main__":
    main()
