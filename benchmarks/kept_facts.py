"""What share of the figures, dates and names of a suite comes through a translation: kept_facts.py SUITE [HYPOTHESIS] [--config NAME]

SUITE is what `vi-brief eval` reads (a suite's name, or a path in any layout that it knows). HYPOTHESIS has one line a segment; without it
the config translates. A figure or date with digits, a person, a place or a country of the Vietnamese is kept where no check finds it
missing or changed in the English (severity error or warning); the same is counted over the references, for the checks are not always
right.
"""

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from vi_brief import config, pipeline
from vi_brief.checks import Audit
from vi_brief.evaluate import suites
from vi_brief.glossaries.match import shipped
from vi_brief.quantities import find_vi
from vi_brief.records import Segment, Span, Translation
from vi_brief.viet.names import person_names

FIGURES = frozenset({"quantity", "money", "date"})
PLACES = frozenset({"place", "province", "district", "capital", "country"})


def facts(vi: str) -> Iterator[tuple[str, Span]]:
    """The kind and span of every fact of a segment."""
    yield from (("figures and dates", q.span) for q in find_vi(vi) if any(c.isdigit() for c in q.text))
    persons = list(person_names(vi))
    yield from (("persons", span) for span in persons)
    for match in shipped(vi):
        if match.value.kind in PLACES and not any(a < match.end and match.start < b for a, b in persons):
            yield "places and countries", (match.start, match.end)


def kept(sources: Sequence[str], english: Sequence[str], audit: Audit) -> dict[str, tuple[int, int]]:
    """By kind: facts kept, facts in all."""
    there, lost = Counter[str](), Counter[str]()
    for vi, en in zip(sources, english, strict=True):
        found = audit.alone(Translation(Segment("s1", 0, vi), en, float("nan"))).findings
        wrong = {True: [], False: []}
        for finding in found:
            if finding.vi_span and finding.severity != "info":
                wrong[finding.kind in FIGURES].append(finding.vi_span)
        for kind, (start, end) in facts(vi):
            there[kind] += 1
            lost[kind] += any(a < end and start < b for a, b in wrong[kind.startswith("figures")])
    return {kind: (there[kind] - lost[kind], there[kind]) for kind in there}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("suite")
    parser.add_argument("hypothesis", nargs="?", type=Path)
    parser.add_argument("--config", default="embedded")
    a = parser.parse_args()
    chosen = config.read(a.config)
    pairs = [(source, reference) for document in suites.read(a.suite).documents for _, source, reference in document.pairs]
    sources, references = [p[0] for p in pairs], [p[1] for p in pairs]
    lines = a.hypothesis.read_text(encoding="utf-8").splitlines() if a.hypothesis else None
    hypotheses = lines or pipeline.translate_lines(sources, chosen, None, lambda done, total: None)  # noqa: ARG005
    audit = Audit(chosen)
    for name, english in (("system", hypotheses), ("reference", references)):
        for kind, (right, total) in sorted(kept(sources, english, audit).items()):
            print(f"{name:10} {kind:22} {right:5} of {total:5}  {100 * right / total:6.2f} %")


if __name__ == "__main__":
    main()
