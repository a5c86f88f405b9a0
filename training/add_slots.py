"""Replace names by slot tokens in part of the pairs: add_slots.py PAIRS.tsv OUT.tsv

A name is replaced only where the English has our rendering of it as often as the Vietnamese has the name. Two of three copies of a
house-style pair and 60 % of the others are treated, so the model also learns to translate names that stand unprotected.
"""

import random
import re
import sys
from collections import Counter
from pathlib import Path

from vi_brief.viet.names import copied, person_names

SLOTS = 8
KEEP_NAME = 0.1
OTHER_STYLE_SHARE = 0.6
COPIES = 2
_SLOT = re.compile("⟦.⟧")


def slotted(vi: str, en: str, rng: random.Random) -> tuple[str, str] | None:
    """The pair with names replaced on both sides, None where no name can be."""
    numbers = list(range(1, SLOTS + 1))
    if rng.random() < 0.5:
        rng.shuffle(numbers)
    used: dict[str, int] = {}
    parts, last = [], 0
    for start, end in person_names(vi):
        name = vi[start:end]
        if name not in used:
            if len(used) == SLOTS or en.count(copied(name)) != vi.count(name) or rng.random() < KEEP_NAME:
                continue
            used[name] = numbers[len(used)]
        parts += [vi[last:start], f"⟦{used[name]}⟧"]
        last = end
    source, target = "".join([*parts, vi[last:]]), en
    for name in sorted(used, key=len, reverse=True):
        target = target.replace(copied(name), f"⟦{used[name]}⟧")
    same = sorted(_SLOT.findall(source)) == sorted(_SLOT.findall(target))
    return (source, target) if used and same else None


def main() -> None:
    pairs, out = map(Path, sys.argv[1:3])
    rng = random.Random(9)
    rows, seen = [], Counter[str]()
    for line in pairs.open(encoding="utf-8"):
        vi, _, en = line.rstrip("\n").partition("\t")
        seen[vi] += 1
        treat = rng.random() < OTHER_STYLE_SHARE if vi.startswith("# ") else seen[vi] <= COPIES
        rows.append((slotted(vi, en, rng) if treat else None) or (vi, en))
    rng.shuffle(rows)
    out.write_text("".join(f"{vi}\t{en}\n" for vi, en in rows), encoding="utf-8")
    print(out, len(rows), "pairs,", sum("⟦" in vi for vi, _ in rows), "with slots")


if __name__ == "__main__":
    main()
