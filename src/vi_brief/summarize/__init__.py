"""Translated sentences into a headline, a summary and key points, every one linked to the segments it rests on.

What the model writes is accepted sentence by sentence, and only where the article supports it; the best sentences of the translation
stand in for the rest, and the caveats say so. A long article is summarized in parts that are merged.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, Protocol

from pydantic import Field

from vi_brief import config, plugins
from vi_brief.models.engine import Decoding
from vi_brief.records import Hypothesis, Statement, Summary, Translation
from vi_brief.summarize import abstractive, extractive, headline
from vi_brief.summarize.extractive import Band
from vi_brief.summarize.parts import parts
from vi_brief.summarize.source import Doubt, Source

BACKENDS = "vi_brief.summarize.backends"
HEADLINE_TOKENS = 48


class Options(config.Options):
    """[summarize]: the back end, the lengths that are aimed at, and how the model is searched.

    `strict` also refuses sentences that join words as their sources do not: right for small models, which put known words together
    into what nobody said; it costs a fluent model half of its good sentences.

    `least_likelihood` refuses a sentence of the model's own that the translator would hardly write for the Vietnamese it rests on: the
    mean natural log-probability of its tokens, by a translator that can score (the shipped one, CTranslate2).
    """

    backend: str = "embedded"
    min_words: int = Field(default=60, ge=1)
    max_words: int = Field(default=110, ge=1)
    min_sentences: int = Field(default=2, ge=1)
    max_sentences: int = Field(default=4, ge=1, le=8)
    min_key_points: int = Field(default=3, ge=0)
    max_key_points: int = Field(default=6, ge=0, le=12)
    beam: int = Field(default=3, ge=1, le=32)
    n_best: int = Field(default=3, ge=1, le=32)
    min_tokens: int = Field(default=30, ge=1)
    max_tokens: int = Field(default=200, ge=8)
    no_repeat_ngram: int = Field(default=4, ge=0)
    length_penalty: float = 1.0
    strict: bool = False
    least_likelihood: float | None = Field(default=None, le=0.0)


class Summarizer(Protocol):
    """A loaded model that writes summaries and headlines."""

    @property
    def identity(self) -> Mapping[str, str]:
        """What the output depends on: part of a run's signature."""
        ...

    @property
    def max_source_tokens(self) -> int:
        """The longest text, by `count`, that `write` takes whole."""
        ...

    def count(self, text: str) -> int:
        """The source tokens of a text."""
        ...

    def write(self, texts: Sequence[str], task: Literal["summary", "headline"], decoding: Decoding) -> list[list[Hypothesis]]:
        """For each text, in order, its outputs, best first; none where the model does not know the task."""
        ...


def build(config: config.Config) -> Summarizer:
    """Load the summarizer of a config; raises BadConfig, MissingModel or BrokenModel."""
    options = config.options(Options, "summarize")
    backend = plugins.load(BACKENDS, options.backend)
    summarizer: Summarizer = backend.build(config.options(backend.Options, "summarize", options.backend))
    return summarizer


@dataclass(frozen=True, slots=True)
class Material:
    """One article to summarize: its translated body segments, the translation of its title, and what is no invention.

    Where the Vietnamese is known, `invents` says whether a text has a name or figure that it lacks, and `unlikely` whether it is hardly a
    translation of it; such a text is not printed in the summary.
    """

    translations: Sequence[Translation]
    title_en: str | None
    invents: Doubt | None = None
    unlikely: Doubt | None = None


def summarize(article: Material, summarizer: Summarizer, options: Options) -> Summary:
    """The summary of one article."""
    return summarize_all([article], summarizer, options)[0]


def summarize_all(articles: Sequence[Material], summarizer: Summarizer, options: Options, *, alone: bool = False) -> list[Summary]:
    """The summary of each article, in order. The parts of all articles go to the model in one call, and so do the headlines it is asked
    for: of an article without a title, or with one that is long, unsound or has a figure that the article lacks.

    `alone` makes every text a batch of its own, so that a summary never depends on the other articles.
    """
    readings = [_read(article, summarizer) for article in articles]
    texts = [text for reading in readings for text in reading.texts]
    untitled = [reading for reading in readings if reading.texts and not headline.stands(reading.title, reading.source)]
    search = _decoding(options, options.min_tokens, options.max_tokens, alone=alone)
    drafts = iter(summarizer.write(texts, "summary", search) if texts else [])
    asked = [reading.texts[0] for reading in untitled]
    heads = summarizer.write(asked, "headline", _decoding(options, 3, HEADLINE_TOKENS, alone=alone)) if asked else []
    by_reading = {id(reading): head for reading, head in zip(untitled, heads, strict=True)}
    return [_summary(reading, [next(drafts) for _ in reading.texts], by_reading.get(id(reading), []), options) for reading in readings]


@dataclass(frozen=True, slots=True)
class _Reading:
    """An article as the model is given it: `texts` are its parts, `too_long` the segments that fit into none."""

    source: Source
    title: str | None
    texts: tuple[str, ...] = ()
    too_long: tuple[str, ...] = ()


def _read(article: Material, summarizer: Summarizer) -> _Reading:
    source = Source(article.translations, article.invents, article.unlikely)
    if not source.passages:
        return _Reading(source, article.title_en)
    pieces, too_long = parts(source.translations, summarizer)
    return _Reading(source, article.title_en, tuple(" ".join(t.en.strip() for t in piece) for piece in pieces), too_long)


def _summary(reading: _Reading, written: Sequence[Sequence[Hypothesis]], heads: Sequence[Hypothesis], options: Options) -> Summary:
    source = reading.source
    if not source.passages:
        nothing = Statement(reading.title or headline.NO_HEADLINE, (), "extractive")
        return Summary(nothing, (), (), ("The article has no translated text to summarize.",))
    title, told = headline.choose(reading.title, heads, source)
    drafts = [abstractive.best(hypotheses, source, strict=options.strict) for hypotheses in written]
    pool = extractive.candidates(source, reading.title)
    chosen = _sentences(drafts, pool, options)
    spare = [candidate for draft in drafts for candidate in draft.accepted] + pool
    points = extractive.key_points(spare, chosen, options.min_key_points, options.max_key_points)
    caveats = [*told, *_left_out(reading.too_long), *_parts(len(reading.texts))]
    caveats += abstractive.caveats(drafts, [c.statement for c in chosen])
    caveats += [*_length(chosen, source, options), *_shortened(points, source)]
    return Summary(title, tuple(c.statement for c in chosen), tuple(c.statement for c in points), tuple(caveats))


def _decoding(options: Options, least: int, most: int, *, alone: bool) -> Decoding:
    search = Decoding(
        beam=max(options.beam, options.n_best),
        n_best=options.n_best,
        length_penalty=options.length_penalty,
        no_repeat_ngram=options.no_repeat_ngram,
        min_tokens=least,
        max_tokens=most,
    )
    return replace(search, batch_tokens=1) if alone else search


def _sentences(drafts: Sequence[abstractive.Draft], pool: Sequence[extractive.Candidate], options: Options) -> list[extractive.Candidate]:
    """The first part's accepted sentences as far as they fit, then the best of the other parts' and of the translation's."""
    band = Band(options.min_words, options.max_words, options.min_sentences, options.max_sentences)
    opening = drafts[0].accepted if drafts else ()
    fixed: list[extractive.Candidate] = []
    for candidate in opening:
        room = len(fixed) < band.max_sentences and sum(c.words for c in (*fixed, candidate)) <= band.max_words
        if room and not candidate.doubtful:
            fixed.append(candidate)
    later = [candidate for draft in drafts[1:] for candidate in draft.accepted]
    return extractive.summary(fixed, [*later, *pool], band)


def _left_out(too_long: Sequence[str]) -> list[str]:
    return [f"Too long for the summarizer, so not summarized: {', '.join(too_long)}."] if too_long else []


def _parts(number: int) -> list[str]:
    return [f"The article is long: it was summarized in {number} parts that were merged."] if number > 1 else []


def _shortened(points: Sequence[extractive.Candidate], source: Source) -> list[str]:
    printed = {passage.text for passage in source.passages}
    cut = sum(1 for point in points if point.statement.origin == "extractive" and point.statement.text not in printed)
    return [f"Key points that are sentences of the translation shortened at a clause border: {cut} of {len(points)}."] if cut else []


def _length(chosen: Sequence[extractive.Candidate], source: Source, options: Options) -> list[str]:
    words = sum(candidate.words for candidate in chosen)
    if words > options.max_words:
        return [f"The summary has {words} words, more than the {options.max_words} aimed at: the sentences of the article are that long."]
    if words < options.min_words and len(chosen) < len(source.passages):
        return [f"The summary has {words} words, fewer than the {options.min_words} aimed at."]
    return []
