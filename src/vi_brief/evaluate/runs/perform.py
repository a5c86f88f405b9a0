"""Run a config over a suite: every segment translated, every document briefed, once; what was done before a crash is not done again.

A SQLite ledger in the run's folder remembers each segment's translation and each document's brief the moment it is there. The outputs are
written from it at the end, so an interrupted run ends in the same bytes as one that was not, if `[translate] reproducible` is set: without
it the translator's batches, and with them now and then a word, depend on what was still missing.
"""

import json
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from vi_brief import config, load, pipeline, render
from vi_brief.errors import BadConfig, BadInput
from vi_brief.evaluate import runs
from vi_brief.evaluate.documents import Document
from vi_brief.evaluate.runs import measuring
from vi_brief.evaluate.suites import Suite
from vi_brief.records import Page, Rejected, Segment, Translation
from vi_brief.store import Store
from vi_brief.viet.hygiene import tidy

Tick = Callable[[str, int, int], None]
"""Called with (what, done, in all)."""
KNOWN = 0.1
"""A document is timed if no larger share of its texts was known from another one (captions, set phrases); vi-news-mini has 8 such of 40."""
_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to make: briefs or only translations; reproducibly, or in the batches of the config."""

    briefs: bool = True
    reproducible: bool = True


@dataclass(slots=True)
class _Work:
    """A run at work: the system under clocks, the ledger, and what is counted."""

    suite: Suite
    road: pipeline.System
    ledger: Store
    memory: measuring.Remembered
    translating: measuring.Clock
    summarizing: measuring.Clock


def derive(given: config.Config, changes: Mapping[str, Any], name: str | None = None) -> config.Config:
    """The config with options replaced, `section.option` -> value; tables of back ends are `section.table.option`. Raises BadConfig."""
    sections: dict[str, Any] = json.loads(json.dumps(given.sections))
    for path, value in changes.items():
        *outer, last = path.split(".")
        if not outer:
            raise BadConfig(f"{path}: name the section too, as in translate.beam")
        place = sections
        for part in outer:
            place = place.setdefault(part, {})
            if not isinstance(place, dict):
                raise BadConfig(f"{path}: '{part}' is an option, not a table of options")
        place[last] = value
    return config.parse(sections, name or given.name, given.where)


def prepare(suite: Suite, given: config.Config, wanted: Wanted) -> config.Config:
    """The config as it will be run; raises BadConfig for a mistake in it, BadInput where the suite holds nothing to translate."""
    made = derive(given, {"translate.reproducible": True}) if wanted.reproducible else given
    pipeline.settings(made)
    if not wanted.briefs and not any(document.pairs for document in suite.documents):
        raise BadInput(f"suite {suite.name}: it has no reference translations, only briefs; run it without --no-briefs")
    return made


def perform(suite: Suite, given: config.Config, root: Path, wanted: Wanted, tick: Tick) -> Path:
    """Do what is left of the run and return its folder; raises MissingModel, BrokenModel, CannotWrite."""
    made = prepare(suite, given, wanted)
    measuring.reset_peak()
    plain = pipeline.system(made, pipeline.settings(made))
    signed = runs.sign(plain, suite)
    home = runs.folder(root, suite, signed)
    road, translating, summarizing = measuring.timed(plain)
    with Store(home) as ledger:
        facts = {"name": made.name, "suite": suite.name, "signature": signed, "config": made.sections}
        runs.write_json(home / runs.RUN, facts)
        memory = measuring.Remembered(ledger.get, ledger.put)
        work = _Work(suite, road, ledger, memory, translating, summarizing)
        rows = list(_documents(work, tick)) if wanted.briefs else []
        segments = list(_segments(work, tick))
        if rows:
            runs.write_lines(home / runs.DOCUMENTS, rows)
        runs.write_json(home / runs.MEASURED, _measured(work))
        # Last: a folder with this file is a finished run.
        runs.write_lines(home / runs.SEGMENTS, segments)
    return home


def _documents(work: _Work, tick: Tick) -> Iterator[Mapping[str, Any]]:
    """The line of each document that can have a brief, in the suite's order."""
    chosen = [document for document in work.suite.documents if document.page is not None or document.has_brief]
    for number, document in enumerate(chosen):
        tick("briefs", number, len(chosen))
        key = f"document {document.id}"
        kept = work.ledger.get(key)
        if kept is None:
            kept = json.dumps(_brief(document, work), ensure_ascii=False)
            work.ledger.put(key, kept)
            _note(work)
        row: dict[str, Any] = json.loads(kept)
        yield row
    tick("briefs", len(chosen), len(chosen))


def _brief(document: Document, work: _Work) -> dict[str, Any]:
    """The whole road for one document: from its raw page, or from its text as a plain page."""
    page = _page(document, work)
    begun, hits = work.ledger.get(f"begun {document.id}"), work.memory.hits
    work.ledger.put(f"begun {document.id}", "1")
    start = time.perf_counter()
    made = page if isinstance(page, Rejected) else pipeline.write_brief(page, work.road, work.memory, lambda _done, _all: None)
    seconds = time.perf_counter() - start
    brief, why = None, None
    if isinstance(made, Rejected):
        why = made.reason
    else:
        brief = json.loads(render.render(made, "json"))
        brief["source"] = document.page or document.id
        brief.pop("signature")
        if begun is None and work.memory.hits - hits <= KNOWN * len(made.translations):
            _add(work, "road", {"seconds": seconds, "words": len(document.text.split()), "documents": 1})
    return {
        "id": document.id,
        "page": document.page,
        "rejected": why,
        "brief": brief,
        "text": page.text if isinstance(page, Page) else "",
        "reference": document.model_dump(mode="json", exclude={"id", "page", "notes"}),
    }


def _page(document: Document, work: _Work) -> Page | Rejected:
    path = work.suite.page(document)
    if path is None:
        return Page(source=document.id, stem=document.id, text=tidy(document.text)[0])
    options = work.road.settings.load
    return next(iter(load.read(load.find([str(path)], options)[0], options)))


def _segments(work: _Work, tick: Tick) -> Iterator[Mapping[str, Any]]:
    """The line of each scored segment, in the suite's order."""
    total = sum(len(document.pairs) for document in work.suite.documents)
    if not work.road.settings.translate.reproducible:
        _ahead(work, tick)
    done = 0
    for document in work.suite.documents:
        translated = _translated(document, work, _from(done, total, tick))
        for (name, source, reference), made in zip(document.pairs, translated, strict=True):
            yield {
                "document": document.id,
                "segment": name,
                "domain": document.domain,
                "site": document.site,
                "source": source,
                "reference": reference,
                "hypothesis": " ".join(made.en.split()),
                "score": round(made.score, _DIGITS) if made.score == made.score else None,
                "confidence": round(made.confidence or 0.0, _DIGITS),
                "findings": [asdict(finding) for finding in made.findings],
                "notes": list(made.notes),
            }
        done += len(document.pairs)
        _note(work)


def _from(before: int, total: int, tick: Tick) -> Callable[[int, int], None]:
    """Progress in one document as progress in the suite."""
    return lambda done, _all: tick("segments", before + done, total)


def _translated(document: Document, work: _Work, tick: Callable[[int, int], None]) -> tuple[Translation, ...]:
    """The document's own segments translated, checked and mended as those of one article."""
    return pipeline.translate_texts([_parts(document)], work.road.translator, work.road.settings, work.memory, tick)[0]


def _ahead(work: _Work, tick: Tick) -> None:
    """Translate all segments into the ledger in full batches, over the borders of documents."""
    parts = [
        Segment(f"{number}.{part.id}", part.paragraph, part.vi)
        for number, document in enumerate(work.suite.documents)
        for part in _parts(document)
    ]
    pipeline.translate_segments(
        parts, work.road.translator, work.road.settings, work.memory, lambda done, total: tick("segments", done, total)
    )


def _parts(document: Document) -> list[Segment]:
    texts = [(name, tidy(source)[0]) for name, source, _ in document.pairs]
    paragraphs = [-1] * (document.title is not None) + [part.paragraph for part in document.segments]
    names = [name if name == "title" else f"s{name}" for name, _ in texts]
    return [Segment(name, at, text, " ") for name, at, (_, text) in zip(names, paragraphs, texts, strict=True)]


def _add(work: _Work, key: str, more: Mapping[str, float]) -> None:
    """Add to what the ledger has measured under a key, over all the processes that worked on the run."""
    known = json.loads(work.ledger.get(f"measured {key}") or "{}")
    work.ledger.put(f"measured {key}", json.dumps({name: known.get(name, 0) + value for name, value in more.items()}))


def _note(work: _Work) -> None:
    """Move what the clocks show into the ledger, where it outlives the process, and the peak of memory with it."""
    for key, clock in (("translate", work.translating), ("summarize", work.summarizing)):
        if clock.texts:
            _add(work, key, {"seconds": clock.seconds, "words": clock.words, "texts": clock.texts})
            clock.seconds, clock.words, clock.texts = 0.0, 0, 0
    peak = max(float(work.ledger.get("peak") or 0), measuring.peak_mib())
    work.ledger.put("peak", str(peak))


def _measured(work: _Work) -> dict[str, Any]:
    def noted(key: str) -> dict[str, float]:
        known: dict[str, float] = json.loads(work.ledger.get(f"measured {key}") or '{"seconds": 0, "words": 0}')
        return {name: round(value, _DIGITS) for name, value in known.items()}

    identities = [work.road.translator.identity, work.road.summarizer.identity]
    size = measuring.model_mib(identities)
    return {
        "translate": noted("translate"),
        "summarize": noted("summarize"),
        "road": noted("road"),
        "peak_mib": round(float(work.ledger.get("peak") or measuring.peak_mib()), 1),
        "model_mib": None if size is None else round(size, 2),
        "batches": "one segment" if work.road.settings.translate.reproducible else "full",
    }
