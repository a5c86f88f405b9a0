"""The brief of an article: dateline, names, dates and quantities, word counts and caveats around its summary."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from vi_brief import config
from vi_brief.brief.caveats import caveats
from vi_brief.brief.dateline import agency_en, dateline
from vi_brief.brief.facts import facts
from vi_brief.brief.scan import names
from vi_brief.brief.spelling import Names, spelled
from vi_brief.records import Article, Brief, Edit, Mention, Summary, Translation

__all__ = ["Context", "Options", "agency_en", "brief"]


class Options(config.Options):
    """[brief]. `names`: how Vietnamese names are spelled in the headline, summary and key points: "plain" (Nguyen Lan Huong), "accented"
    (Nguyễn Lan Hương), or "both", which adds the Vietnamese spelling in brackets at the first mention.
    """

    names: Names = "plain"


@dataclass(frozen=True, slots=True)
class Context:
    """What the pipeline knows beside the article: the translated title and captions, the hygiene steps, the run's identity."""

    title_en: str | None = None
    captions_en: tuple[str, ...] = ()
    repairs: tuple[str, ...] = ()
    signature: Mapping[str, object] = field(default_factory=dict)
    options: Options = field(default_factory=Options)


def brief(article: Article, edits: Sequence[Edit], translations: Sequence[Translation], summary: Summary, context: Context) -> Brief:
    """Everything that a format renders of one article. `translations` are those of the body's segments."""
    found_facts = facts(translations, article.published)
    found = names([*(("", text) for text in _beside(article)), *((t.segment.id, t.segment.vi) for t in translations)])
    told = caveats(article, edits, translations, summary, found_facts)
    summary = spelled(summary, [*found.people, *found.places], context.options.names)
    statements = [summary.headline, *summary.sentences, *summary.key_points]
    return Brief(
        article=article,
        edits=tuple(edits),
        repairs=context.repairs,
        title_en=context.title_en,
        captions_en=context.captions_en,
        translations=tuple(translations),
        headline=summary.headline,
        dateline=dateline(article, translations),
        summary=summary.sentences,
        key_points=summary.key_points,
        people=found.people,
        organizations=_with_agency(found.organizations, article.agency),
        places=found.places,
        dates=found_facts.dates,
        quantities=found_facts.quantities,
        words_vi=_words(article.paragraphs),
        words_en=_words(t.en for t in translations),
        words_brief=_words(statement.text for statement in statements),
        caveats=told,
        signature=context.signature,
    )


def _beside(article: Article) -> list[str]:
    return [text for text in (article.title, *article.captions) if text]


def _with_agency(organizations: tuple[Mention, ...], agency: str | None) -> tuple[Mention, ...]:
    """The organizations with the agency that the article is credited to, where the text does not name it."""
    if not agency:
        return organizations
    en = agency_en(agency)
    if any(mention.vi.lower() == agency.lower() or mention.en in en for mention in organizations):
        return organizations
    return (*organizations, replace(Mention(vi=agency, en=en), role="source"))


def _words(texts: Iterable[str]) -> int:
    return sum(len(text.split()) for text in texts)
