"""Replace names and figures by slot tokens in part of the pairs: add_slots.py PAIRS.tsv OUT.tsv

A stretch is replaced only where the English has our rendering of it exactly as often as the Vietnamese has the stretch. Names take the
slots from ⟦1⟧ up, figures (quantities, dates, times, codes) from ⟦8⟧ down, so that the model knows which of the two a slot holds.

Every house-style pair stands in the data several times: its first copy stays as it is, the others get slots. Of the other pairs 60 % are
treated. Half of the treated pairs get slots for names alone, half for figures too. So the model also learns to translate what stands
unprotected.
"""

import random
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from vi_brief.quantities import find_vi
from vi_brief.viet.names import copied, person_names

SLOTS = 8
MOST_FIGURES = 4
KEEP = 0.1
"""The share of names and figures that stay unprotected beside protected ones."""
OTHER_STYLE_SHARE = 0.6
FIGURE_SHARE = 0.5
_SLOT = re.compile("⟦.⟧")
_FOREIGN = re.compile(r"(?<![\w-])[A-Z][A-Za-z]*[b-df-hj-np-tvwxz]{2}[a-z]+(?:-[A-Z][a-z]+)?(?![\w-])")
"""A word with two consonants in a row that Vietnamese does not write inside a word: a foreign name of one word, mostly."""
_VIETNAMESE_PAIRS = re.compile(r"^(?:[A-Z][a-z]?(?:ng|nh|ch)|Th|Tr|Ph|Kh|Gh|Ng|Nh|Ch|Gi)[a-z]*$")

Stretch = tuple[int, int, str, bool]
"""Start and end in the Vietnamese, the English, and whether it is a figure."""


def names(vi: str) -> Iterator[Stretch]:
    """Persons' names, and foreign names of one word."""
    spans = list(person_names(vi))
    for match in _FOREIGN.finditer(vi):
        word = match[0]
        if not _VIETNAMESE_PAIRS.match(word) and not any(a < match.end() and match.start() < b for a, b in spans):
            spans.append(match.span())
    for start, end in sorted(spans):
        yield start, end, copied(vi[start:end]), False


def figures(vi: str) -> Iterator[Stretch]:
    """Printed figures with one reading."""
    for quantity in find_vi(vi):
        if len(quantity.values) == 1 and quantity.kind != "ordinal" and any(c.isdigit() for c in quantity.text):
            yield *quantity.span, quantity.en, True


def occurrences(text: str, stretch: str) -> int:
    return len(re.findall(rf"(?<![\w.,$]){re.escape(stretch)}(?!\w|[.,%]\d|%)", text))


def numbers(rng: random.Random) -> dict[bool, list[int]]:
    """The slot numbers that names (False) and figures (True) take, in the order in which they are taken."""
    order = {False: list(range(1, SLOTS + 1)), True: list(range(SLOTS, SLOTS - MOST_FIGURES, -1))}
    if rng.random() < 0.3:
        first = order[False][: SLOTS - MOST_FIGURES]
        rng.shuffle(first)
        order[False][: SLOTS - MOST_FIGURES] = first
    return order


def slotted(vi: str, en: str, rng: random.Random, *, with_figures: bool) -> tuple[str, str] | None:
    """The pair with slots on both sides, None where nothing can be replaced."""
    stretches = sorted([*names(vi), *(figures(vi) if with_figures else ())])
    free, used, parts, last = numbers(rng), {}, [], 0
    for start, end, english, is_figure in stretches:
        text = vi[start:end]
        if start < last:
            continue
        if text not in used:
            queue = [n for n in free[is_figure] if n not in used.values()]
            if not queue or rng.random() < KEEP or occurrences(en, english) != vi.count(text):
                continue
            used[text] = queue[0]
        parts += [vi[last:start], f"⟦{used[text]}⟧"]
        last = end
    source, target = "".join([*parts, vi[last:]]), en
    english_of = {vi[a:b]: english for a, b, english, _ in stretches}
    for text in sorted(used, key=lambda t: len(english_of[t]), reverse=True):
        target = re.sub(rf"(?<![\w.,$]){re.escape(english_of[text])}(?!\w|[.,%]\d|%)", f"⟦{used[text]}⟧", target)
    same = sorted(_SLOT.findall(source)) == sorted(_SLOT.findall(target))
    return (source, target) if used and same else None


def main() -> None:
    pairs, out = map(Path, sys.argv[1:3])
    rng = random.Random(9)
    rows, seen = [], Counter[str]()
    for line in pairs.open(encoding="utf-8"):
        vi, _, en = line.rstrip("\n").partition("\t")
        seen[vi] += 1
        treat = rng.random() < OTHER_STYLE_SHARE if vi.startswith("# ") else seen[vi] > 1
        rows.append((slotted(vi, en, rng, with_figures=rng.random() < FIGURE_SHARE) if treat else None) or (vi, en))
    rng.shuffle(rows)
    out.write_text("".join(f"{vi}\t{en}\n" for vi, en in rows), encoding="utf-8")
    print(out, len(rows), "pairs,", sum("⟦" in vi for vi, _ in rows), "with slots,", sum("⟦8⟧" in vi for vi, _ in rows), "with figures")


if __name__ == "__main__":
    main()
