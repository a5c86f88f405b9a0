"""The road from a page to a brief: the only module that knows all the stages."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Literal

from vi_brief import brief, checks, clean, extract, load, protect, render, repair, segment, signature, summarize, translate, trust
from vi_brief.config import Config
from vi_brief.errors import BadInput, BudgetReached, CannotWrite, ViBriefError
from vi_brief.records import Article, Brief, Edit, Page, Protected, Rejected, Segment, Summary, Translation
from vi_brief.store import Store
from vi_brief.system import RenderOptions, Settings, System, SystemOptions, settings, system
from vi_brief.viet.hygiene import tidy

__all__ = [
    "Outcome",
    "RenderOptions",
    "Settings",
    "System",
    "SystemOptions",
    "explain",
    "lines_translated",
    "plan",
    "read_article",
    "settings",
    "summarize_text",
    "system",
    "translate_article",
    "translate_lines",
    "translate_parts",
    "translate_segments",
    "work",
    "write_brief",
]

Tick = Callable[[int, int], None]
"""Called with (segments done, segments in all) while an article is translated."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one article ended, for the closing table. `seconds` is wall time; `reason` is one line where it was not done."""

    source: str
    stem: str
    status: Literal["done", "kept", "planned", "rejected", "failed"]
    sentences: int = 0
    kept: int = 0
    dropped: int = 0
    findings: int = 0
    seconds: float = 0.0
    outputs: tuple[str, ...] = ()
    reason: str = ""


def read_article(page: Page, options: clean.Options) -> tuple[Article, tuple[Edit, ...]] | Rejected:
    """Extract and clean one page."""
    extracted = extract.extract(page)
    return extracted if isinstance(extracted, Rejected) else clean.clean(extracted, options)


def translate_segments(
    segments: Sequence[Segment], translator: translate.Translator, checked: Settings, memory: translate.Memory | None, tick: Tick
) -> tuple[Translation, ...]:
    """Protect, translate and restore; a segment whose slots did not come back whole is translated again without them."""
    protected = protect.protect(segments, checked.protect)
    restored: dict[str, Translation] = {}
    lost: list[Segment] = []
    for done, (given, made) in enumerate(
        zip(protected, translate.translate(protected, translator, checked.translate, memory), strict=True), 1
    ):
        english = protect.restore(given, made.en)
        if english is None:
            lost.append(given.segment)
        else:
            restored[given.segment.id] = replace(made, en=english)
        tick(done, len(protected))
    plain = [Protected(part, part.vi) for part in lost]
    for made in translate.translate(plain, translator, checked.translate, memory):
        restored[made.segment.id] = replace(made, notes=(*made.notes, "translated without slots"))
    return tuple(restored[part.id] for part in segments)


def translate_parts(
    segments: Sequence[Segment], translator: translate.Translator, checked: Settings, memory: translate.Memory, tick: Tick
) -> tuple[Translation, ...]:
    """Translate segments that stand in one text, check them, and mend what can be mended."""
    translated = translate_segments(segments, translator, checked, memory, tick)
    again = repair.Again(translator, checked.protect, checked.translate, memory)
    return repair.repair(translated, checked.audit, again, checked.repair)


def translate_article(article: Article, system: System, memory: translate.Memory, tick: Tick) -> tuple[Translation, ...]:
    """Translate the title, the captions and every sentence of an article, check them, and mend what can be mended."""
    extras = [Segment(f"caption{n}", -1, text) for n, text in enumerate(article.captions, 1)]
    if article.title:
        extras.insert(0, Segment("title", -1, article.title))
    everything = [*extras, *segment.segment(article.paragraphs)]
    return translate_parts(everything, system.translator, system.settings, memory, tick)


def write_brief(page: Page, system: System, memory: translate.Memory, tick: Tick) -> Brief | Rejected:
    """The whole road for one page."""
    read = read_article(page, system.settings.clean)
    if isinstance(read, Rejected):
        return read
    article, edits = read
    everything = translate_article(article, system, memory, tick)
    body = [t for t in everything if t.segment.paragraph >= 0]
    title_en = next((t.en for t in everything if t.segment.id == "title" and not trust.abstained(t)), None)
    captions_en = tuple(t.en for t in everything if t.segment.id.startswith("caption"))
    shown = [t for t in body if not trust.abstained(t)]
    invents = _invents(everything, system.settings.audit)
    summary = summarize.summarize(shown, title_en, system.summarizer, system.settings.summarize, invents)
    context = brief.Context(title_en, captions_en, page.repairs, system.signature, system.settings.brief)
    return brief.brief(article, edits, body, summary, context)


def _invents(translations: Sequence[Translation], audit: checks.Audit) -> Callable[[str, Sequence[str]], bool]:
    """Whether an English text has a figure, date or name that the Vietnamese of the segments it rests on lacks."""
    vietnamese = {t.segment.id: t.segment.vi for t in translations}
    return lambda text, ids: bool(audit.invented(" ".join(vietnamese[i] for i in dict.fromkeys(ids) if i in vietnamese), text))


def plan(items: Sequence[load.Item], checked: Settings) -> Iterator[Outcome]:
    """What `work` would do, without a model: sentences and lines of each article, and what would be rejected."""
    for item in items:
        for page in load.read(item, checked.load):
            read = page if isinstance(page, Rejected) else read_article(page, checked.clean)
            if isinstance(read, Rejected):
                yield _rejection(read)
                continue
            article, edits = read
            dropped = _dropped(edits)
            sentences = len(segment.segment(article.paragraphs))
            yield Outcome(article.source, article.stem, "planned", sentences=sentences, kept=len(article.lines) - dropped, dropped=dropped)


def explain(article: Article, edits: Sequence[Edit]) -> list[tuple[int, str, str, str, str]]:
    """Every line of a page as (number, "keep" or "drop", rule, reason, text)."""
    by_line: dict[int, Edit] = {}
    for edit in edits:
        if edit.line not in by_line or edit.after is None:
            by_line[edit.line] = edit
    rows = []
    for line in article.lines:
        found = by_line.get(line.number)
        verdict = "drop" if found and found.after is None else "keep"
        rows.append((line.number, verdict, found.rule if found else "", found.reason if found else "", line.text))
    return rows


def translate_lines(lines: Sequence[str], config: Config, memory: translate.Memory | None, tick: Tick) -> list[str]:
    """`lines_translated` with the translator of a config."""
    checked = settings(config)
    return lines_translated(lines, translate.build(config), checked, translate.Forgetful() if memory is None else memory, tick)


def lines_translated(
    lines: Sequence[str], translator: translate.Translator, checked: Settings, memory: translate.Memory, tick: Tick
) -> list[str]:
    """Translate, check and mend line by line: as many lines out as in, blank where the source is blank."""
    segments = [
        replace(part, id=f"l{number}.{part.id}", paragraph=number)
        for number, line in enumerate(lines)
        for part in segment.segment([tidy(line)[0]])
    ]
    english: list[list[str]] = [[] for _ in lines]
    for translation in translate_parts(segments, translator, checked, memory, tick):
        english[translation.segment.paragraph].append(" ".join(translation.en.split()))
    return [" ".join(parts) for parts in english]


def summarize_text(lines: Sequence[str], config: Config) -> Summary:
    """Summarize English text, one paragraph per line."""
    checked = settings(config)
    sentences = segment.segment([line for line in lines if line.strip()])
    if not sentences:
        raise BadInput("summarize: the text is empty; give one paragraph per line")
    same = [Translation(part, part.vi, score=0.0, confidence=1.0) for part in sentences]
    return summarize.summarize(same, None, summarize.build(config), checked.summarize)


def work(
    items: Sequence[load.Item], system: System, store: Store, tick: Callable[[str, int, int], None], *, force: bool
) -> Iterator[Outcome]:
    """Brief every item in turn; an item that cannot be done does not stop the others.

    A finished article is not done again unless its input, config, models or code changed, or `force`. A folder that cannot be
    written stops the run (CannotWrite): nothing after it could be kept either.
    """
    for item in items:
        for page in load.read(item, system.settings.load):
            yield _rejection(page) if isinstance(page, Rejected) else _finish(page, system, store, tick, force=force)


def _rejection(rejected: Rejected) -> Outcome:
    return Outcome(rejected.source, "", "rejected", reason=f"{rejected.reason}; {rejected.advice}")


def _finish(page: Page, system: System, store: Store, tick: Callable[[str, int, int], None], *, force: bool) -> Outcome:
    key = signature.digest([asdict(page), system.signature, system.settings.formats])
    facts = None if force else store.finished(page.stem, key)
    if facts is not None:
        return replace(Outcome(**{**facts, "outputs": tuple(facts["outputs"])}), status="kept", seconds=0.0)  # type: ignore[arg-type]
    start = time.perf_counter()
    try:
        made = write_brief(page, system, store, lambda done, total: tick(page.source, done, total))
    except (BudgetReached, CannotWrite):
        raise
    except ViBriefError as error:
        return Outcome(page.source, page.stem, "failed", reason=str(error), seconds=time.perf_counter() - start)
    if isinstance(made, Rejected):
        return _rejection(made)
    outputs = {f"{page.stem}.{render.extension(name)}": render.render(made, name) for name in system.settings.formats}
    outcome = _outcome(page, made, tuple(outputs), time.perf_counter() - start)
    store.finish(page.stem, key, outputs, asdict(outcome))
    return outcome


def _dropped(edits: Sequence[Edit]) -> int:
    return len({edit.line for edit in edits if edit.after is None})


def _outcome(page: Page, made: Brief, outputs: tuple[str, ...], seconds: float) -> Outcome:
    dropped = _dropped(made.edits)
    return Outcome(
        source=page.source,
        stem=page.stem,
        status="done",
        sentences=len(made.translations),
        kept=len(made.article.lines) - dropped,
        dropped=dropped,
        findings=sum(len(t.findings) for t in made.translations),
        seconds=round(seconds, 3),
        outputs=outputs,
    )
