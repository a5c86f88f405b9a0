"""Names, numbers and dates of briefs that the Vietnamese article does not have; the target is none.

    python benchmarks/summary_support.py ARTICLES.jsonl VOCABULARY... [--cache FOLDER] [--config embedded] [--limit N] [--list]

Each line of ARTICLES has id, title_vi, lead_vi, body_vi, and a hand-written headline, summary and key_points. Every article goes the whole
road; then each headline, summary sentence and key point is held against the whole Vietnamese article. A number or date is supported when
the Vietnamese has one of its values (first, one, two and a pair of are manners of speech). A capitalised word is supported when the
Vietnamese has it without its marks, when it translates a word of it by the shipped lexicon and glossaries, when the hand-written brief has
it, or when it is a common word: a month or day (the dates cover them), or one that the VOCABULARY files (English text, or a dev suite in
.jsonl) write in lower case. Read what --list prints: a name in other words is listed although it may be right. Also prints how the
sentences were made, whether all have evidence, and ROUGE-1 (plain F1 of words) against the hand-written summary.
"""

import argparse
import itertools
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DATES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november "
    "december".split()
)
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


@dataclass(frozen=True)
class Unsupported:
    """One word or figure of a statement without support."""

    article: str
    place: str
    kind: str
    what: str
    text: str


def plain(text: str) -> str:
    from vi_brief.viet import letters

    return letters.plain(text).replace("’", "'")


def vocabulary(paths: Iterable[Path]) -> frozenset[str]:
    words: set[str] = set()
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            texts = [line]
            if path.suffix == ".jsonl":
                article = json.loads(line)
                texts = [pair[1] for pair in (article["title"], article["lead"], *article["body"]) if pair]
            words |= {word for text in texts for word in re.findall(r"[a-z]+(?:-[a-z]+)*", text)}
    return frozenset(words)


def parts(value: str) -> set[str]:
    """A canonical value with the parts of dates and ranges, which may stand alone in English."""
    found = {value}
    for piece in value.split("/"):
        found |= {piece}
        if re.fullmatch(r"\d{4}-\d\d(-\d\d)?", piece):
            found |= {piece[:4], f"-{piece[4:]}", piece[:7], f"--{piece[5:7]}"}
        elif re.fullmatch(r"--\d\d-\d\d", piece):
            found |= {piece[:4]}
    if ".." in value:
        numbers, _, unit = value.partition(" ")
        found |= {f"{number} {unit}".strip() for number in numbers.split("..")}
    return found | {single.partition(" ")[0] for single in found}


def figures(text: str, vi: str) -> Iterator[str]:
    from vi_brief.quantities import find_en, find_vi

    known = {part for q in find_vi(vi) for value in q.values for part in parts(value)}
    known |= {number.replace(".", "").replace(",", "") for number in re.findall(r"\d[\d.,]*\d|\d", vi)} | set(re.findall(r"\d+", vi))
    for quantity in find_en(text):
        if quantity.values[0].split(" ")[0] in {"1", "2"} and not quantity.text[0].isdigit():
            continue
        if not any(known & parts(value) for value in quantity.values):
            yield quantity.text


def translations(vi: str) -> set[str]:
    """What the Vietnamese is called in English: stems by the shipped lexicon, and the words of its bodies and titles by the glossaries."""
    from vi_brief.checks._lexicon import explained
    from vi_brief.glossaries.match import shipped

    forms = [form for match in shipped(vi) for form in match.value.forms]
    return explained(vi) | {word.lower() for form in forms for word in WORD.findall(plain(form))}


def names(text: str, vi: str, common: frozenset[str], written: str) -> Iterator[str]:
    from vi_brief.checks._words import stem
    from vi_brief.viet.countries import countries

    known = {word.lower() for word in WORD.findall(plain(vi))} | {word.lower() for word in WORD.findall(plain(written))}
    known |= {part for word in known for part in word.split("-")} | translations(vi)
    syllables = [word.lower() for word in WORD.findall(plain(vi))]
    known |= {first + second for first, second in itertools.pairwise(syllables)}
    for country in countries():
        if any(name in vi for name in (*country.names, *country.capital_names)):
            known |= {w.lower() for name in (country.en, country.adjective, country.capital) for w in WORD.findall(plain(name))}
    for word in WORD.findall(plain(text)):
        low = word.lower().removesuffix("'s")
        if not word[0].isupper() or low in DATES or {low, low.removesuffix("s"), stem(low)} & (known | common):
            continue
        if not all({part, stem(part)} & (known | common) for part in low.split("-")):
            yield word


def statements(brief: Any) -> Iterator[tuple[str, Any]]:
    yield "headline", brief.headline
    yield from (("summary", s) for s in brief.summary)
    yield from (("key point", s) for s in brief.key_points)


def unsupported(brief: Any, row: dict[str, Any], common: frozenset[str]) -> Iterator[Unsupported]:
    vi = "\n".join((row["title_vi"], row["lead_vi"], *row["body_vi"]))
    written = " ".join((row["headline"], row["summary"], *row["key_points"]))
    for place, statement in statements(brief):
        for kind, found in (("figure", figures(statement.text, vi)), ("name", names(statement.text, vi, common, written))):
            yield from (Unsupported(row["id"], place, kind, what, statement.text) for what in found)


def briefs(rows: Sequence[dict[str, Any]], config_name: str, cache: Path) -> Iterator[Any]:
    from vi_brief import config, pipeline, store
    from vi_brief.records import Page, Rejected

    chosen = config.read(config_name)
    system = pipeline.system(chosen, pipeline.settings(chosen))
    with store.Store(cache) as memory:
        for row in rows:
            text = "\n".join(part for part in (row["title_vi"], row["lead_vi"], *row["body_vi"]) if part)
            made = pipeline.write_brief(Page(row["id"], row["id"], text), system, memory, lambda *_: None)
            if isinstance(made, Rejected):
                raise SystemExit(f"{row['id']}: {made.reason}")
            yield made


def rouge_1(made: str, wanted: str) -> float:
    a, b = (Counter(re.findall(r"\w+", text.lower())) for text in (made, wanted))
    shared = sum((a & b).values())
    return 2 * shared / max(1, sum(a.values()) + sum(b.values()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("vocabulary", nargs="+", type=Path)
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--config", default="embedded")
    parser.add_argument("--limit", type=int, default=None)
    parser.add_argument("--list", action="store_true", help="print every unsupported word with its sentence")
    given = parser.parse_args()
    rows = [json.loads(line) for line in given.articles.read_text(encoding="utf-8").splitlines()][: given.limit]
    common = vocabulary(given.vocabulary)
    found: list[Unsupported] = []
    totals: Counter[str] = Counter()
    score = 0.0
    for row, brief in zip(rows, briefs(rows, given.config, given.cache), strict=True):
        found += unsupported(brief, row, common)
        score += rouge_1(" ".join(s.text for s in brief.summary), row["summary"])
        known = {t.segment.id for t in brief.translations}
        for place, statement in statements(brief):
            totals[place] += 1
            totals[f"{place}, {statement.origin}"] += 1
            totals["without evidence"] += not statement.evidence
            totals["evidence unknown"] += not set(statement.evidence) <= known
        totals["words of summaries"] += sum(len(s.text.split()) for s in brief.summary)
    if given.list:
        for item in found:
            print(f"{item.article} {item.place} {item.kind}: {item.what} | {item.text}")
    kinds = Counter(f"unsupported {item.kind}s in {item.place}" for item in found)
    print(
        json.dumps(
            {"articles": len(rows), "unsupported": len(found), **kinds, **totals, "rouge_1": round(100 * score / len(rows), 1)}, indent=1
        )
    )


if __name__ == "__main__":
    main()
