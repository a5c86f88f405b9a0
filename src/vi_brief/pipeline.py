"""The road from a page to a brief: the only module that knows all the stages."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise

from vi_brief import brief, checks, clean, extract, protect, repair, segment, summarize, translate, trust
from vi_brief.config import Config
from vi_brief.errors import BadInput
from vi_brief.models.engine import ScoringEngine
from vi_brief.records import Article, Brief, Edit, Page, Protected, Rejected, Segment, Summary, Translation
from vi_brief.system import RenderOptions, Settings, System, SystemOptions, settings, system
from vi_brief.viet.hygiene import tidy

__all__ = [
    "RenderOptions",
    "Settings",
    "System",
    "SystemOptions",
    "explain",
    "lines_translated",
    "read_article",
    "segments_of",
    "settings",
    "summarize_text",
    "system",
    "translate_lines",
    "translate_segments",
    "translate_texts",
    "write_brief",
    "write_briefs",
]

Tick = Callable[[int, int], None]
"""Called with (segments done, segments in all) while articles are translated."""


def read_article(page: Page, options: clean.Options) -> tuple[Article, tuple[Edit, ...]] | Rejected:
    """Extract and clean one page."""
    extracted = extract.extract(page)
    return extracted if isinstance(extracted, Rejected) else clean.clean(extracted, options)


def translate_segments(
    segments: Sequence[Segment], translator: translate.Translator, checked: Settings, memory: translate.Memory | None, tick: Tick
) -> tuple[Translation, ...]:
    """Protect, translate and restore; a segment whose slots did not come back whole is translated again without them."""
    return _translated([segments], translator, checked, memory, tick)[0]


def _translated(
    texts: Sequence[Sequence[Segment]], translator: translate.Translator, checked: Settings, memory: translate.Memory | None, tick: Tick
) -> list[tuple[Translation, ...]]:
    """`translate_segments` for several texts at once: their segments share the translator's batches."""
    protected = [given for text in texts for given in protect.protect(text, checked.protect)]
    restored: dict[int, Translation] = {}
    lost: dict[int, Protected] = {}
    for index, made in enumerate(translate.translate(protected, translator, checked.translate, memory)):
        given = protected[index]
        english = protect.restore(given, made.en)
        if english is None:
            lost[index] = protect.unslotted(given.segment)
        else:
            restored[index] = replace(made, en=english)
        tick(index + 1, len(protected))
    for index, made in zip(lost, translate.translate(list(lost.values()), translator, checked.translate, memory), strict=True):
        english = protect.restore(lost[index], made.en) or made.en
        restored[index] = replace(made, en=english, notes=(*made.notes, "translated without slots"))
    ends = list(accumulate((len(text) for text in texts), initial=0))
    return [tuple(restored[i] for i in range(start, end)) for start, end in pairwise(ends)]


def translate_texts(
    texts: Sequence[Sequence[Segment]], translator: translate.Translator, checked: Settings, memory: translate.Memory, tick: Tick
) -> list[tuple[Translation, ...]]:
    """Translate texts, each the segments that stand together, check them, and mend what can be mended. They share batches."""
    again = repair.Again(translator, checked.protect, checked.translate, memory)
    return repair.repair_all(_translated(texts, translator, checked, memory, tick), checked.audit, again, checked.repair)


def segments_of(article: Article) -> list[Segment]:
    """What is translated of an article: the title, the captions and every sentence."""
    extras = [Segment(f"caption{n}", -1, text) for n, text in enumerate(article.captions, 1)]
    if article.title:
        extras.insert(0, Segment("title", -1, article.title))
    return [*extras, *segment.segment(article.paragraphs)]


def write_brief(page: Page, system: System, memory: translate.Memory, tick: Tick) -> Brief | Rejected:
    """The whole road for one page."""
    return write_briefs([page], system, memory, tick)[0]


def write_briefs(pages: Sequence[Page], system: System, memory: translate.Memory, tick: Tick) -> list[Brief | Rejected]:
    """The whole road for several pages, in order; their segments share the translator's batches."""
    read = [read_article(page, system.settings.clean) for page in pages]
    texts = [[] if isinstance(found, Rejected) else segments_of(found[0]) for found in read]
    translated = translate_texts(texts, system.translator, system.settings, memory, tick)
    materials = [_material(made, system) for made in translated]
    alone = system.settings.translate.reproducible
    summaries = summarize.summarize_all(materials, system.summarizer, system.settings.summarize, alone=alone)
    return [
        found if isinstance(found, Rejected) else _brief(page, found, everything, summary, system)
        for page, found, everything, summary in zip(pages, read, translated, summaries, strict=True)
    ]


def _material(everything: Sequence[Translation], system: System) -> summarize.Material:
    shown = [t for t in everything if t.segment.paragraph >= 0 and not trust.abstained(t)]
    vietnamese = {t.segment.id: t.segment.vi for t in everything}
    return summarize.Material(shown, _title(everything), _invents(vietnamese, system.settings.audit), _unlikely(vietnamese, system))


def _title(everything: Sequence[Translation]) -> str | None:
    return next((t.en for t in everything if t.segment.id == "title" and not trust.abstained(t)), None)


def _brief(
    page: Page, read: tuple[Article, tuple[Edit, ...]], everything: Sequence[Translation], summary: Summary, system: System
) -> Brief:
    article, edits = read
    body = [t for t in everything if t.segment.paragraph >= 0]
    captions_en = tuple(t.en for t in everything if t.segment.id.startswith("caption"))
    context = brief.Context(_title(everything), captions_en, page.repairs, system.signature, system.settings.brief)
    return brief.brief(article, edits, body, summary, context)


def _invents(vietnamese: Mapping[str, str], audit: checks.Audit) -> Callable[[str, Sequence[str]], bool]:
    """Whether an English text has a figure, date or name that the Vietnamese of the segments it rests on lacks."""
    return lambda text, ids: bool(audit.invented(_joined(vietnamese, ids), text))


def _unlikely(vietnamese: Mapping[str, str], system: System) -> Callable[[str, Sequence[str]], bool] | None:
    """Whether an English text is hardly a translation of the segments that it rests on; None where that is not asked or cannot be told.

    One of them may be what it translates, or all together; what is too long for the translator is not asked.
    """
    translator, settings = system.translator, system.settings
    least = settings.summarize.least_likelihood
    if least is None or not isinstance(translator, ScoringEngine):
        return None

    def unlikely(text: str, ids: Sequence[str]) -> bool:
        in_order = [i for i in vietnamese if i in ids]
        together = [*(vietnamese[i] for i in in_order), *([_joined(vietnamese, in_order)] if len(in_order) > 1 else [])]
        sources = []
        for given in protect.protect([Segment("", 0, vi) for vi in together], settings.protect):
            source = translate.prepare.source(given.text, settings.translate.tone_marks)
            if translator.count(source) <= translator.max_source_tokens:
                sources.append((source, protect.masked(given, text)))
        return bool(sources) and max(translator.score(*pair) for pair in sources) < least

    return unlikely


def _joined(vietnamese: Mapping[str, str], ids: Sequence[str]) -> str:
    return " ".join(vietnamese[i] for i in dict.fromkeys(ids) if i in vietnamese)


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
    """Translate, check and mend line by line, each line a text of its own: as many lines out as in, blank where the source is blank."""
    texts = [segment.segment([tidy(line)[0]]) for line in lines]
    translated = translate_texts(texts, translator, checked, memory, tick)
    return [" ".join(" ".join(part.en.split()) for part in parts) for parts in translated]


def summarize_text(lines: Sequence[str], config: Config) -> Summary:
    """Summarize English text, one paragraph per line."""
    checked = settings(config)
    sentences = segment.segment([line for line in lines if line.strip()])
    if not sentences:
        raise BadInput("summarize: the text is empty; give one paragraph per line")
    same = [Translation(part, part.vi, score=0.0, confidence=1.0) for part in sentences]
    return summarize.summarize(summarize.Material(same, None), summarize.build(config), checked.summarize)
