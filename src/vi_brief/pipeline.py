"""The road from a page to a brief: the only module that knows all the stages."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise

from vi_brief import brief, checks, clean, extract, protect, repair, segment, summarize, translate, trust
from vi_brief.config import Config
from vi_brief.errors import BadInput
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
            lost[index] = Protected(given.segment, given.segment.vi)
        else:
            restored[index] = replace(made, en=english)
        tick(index + 1, len(protected))
    for index, made in zip(lost, translate.translate(list(lost.values()), translator, checked.translate, memory), strict=True):
        restored[index] = replace(made, notes=(*made.notes, "translated without slots"))
    ends = list(accumulate((len(text) for text in texts), initial=0))
    return [tuple(restored[i] for i in range(start, end)) for start, end in pairwise(ends)]


def translate_texts(
    texts: Sequence[Sequence[Segment]], translator: translate.Translator, checked: Settings, memory: translate.Memory, tick: Tick
) -> list[tuple[Translation, ...]]:
    """Translate texts, each the segments that stand together, check them, and mend what can be mended. They share batches."""
    again = repair.Again(translator, checked.protect, checked.translate, memory)
    return [repair.repair(made, checked.audit, again, checked.repair) for made in _translated(texts, translator, checked, memory, tick)]


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
    return [
        found if isinstance(found, Rejected) else _brief(page, found, everything, system)
        for page, found, everything in zip(pages, read, translated, strict=True)
    ]


def _brief(page: Page, read: tuple[Article, tuple[Edit, ...]], everything: Sequence[Translation], system: System) -> Brief:
    article, edits = read
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
    for translation in translate_texts([segments], translator, checked, memory, tick)[0]:
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
