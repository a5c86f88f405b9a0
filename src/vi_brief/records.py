"""The data that walks down the road. Every record is frozen and has no behaviour; a stage returns a new one.

Spans are pairs of character offsets (start, end) into the text they belong to, end exclusive.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Span = tuple[int, int]
Severity = Literal["error", "warning", "info"]
Role = Literal["title", "lead", "body", "caption", "byline", "published", "chrome"]


@dataclass(frozen=True, slots=True)
class Page:
    """One input document as text: what `load` makes from bytes.

    `source` is what the user asked for (a path, a URL, `archive.zip!member`, `file.jsonl#3` or `-`); `stem` names the output files.
    `media` says how to extract it. `facts` holds what the container already knows (title, published, url, agency, byline), by field name.
    `text` has passed text hygiene (`viet.tidy`); `repairs` names the hygiene steps that changed it.
    """

    source: str
    stem: str
    text: str
    media: Literal["text", "html"] = "text"
    facts: Mapping[str, str] = field(default_factory=dict)
    repairs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rejected:
    """An input that cannot become a brief: `source` says where, `reason` what, `advice` what to do next."""

    source: str
    reason: str
    advice: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page, in page order. `number` counts from 1 in the page as given.

    `role` is what the page's own structure says (HTML); None where only the text can tell (raw scrapes).
    """

    number: int
    text: str
    role: Role | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """A news article. After `extract` it has `lines`; after `clean` also `paragraphs`, `captions` and the facts below.

    `published` is ISO 8601, as exact as printed: "2023-06", "2023-08-23", "2023-08-23T08:13+07:00".
    `dateline_place` is Vietnamese as printed.
    """

    source: str
    stem: str
    lines: tuple[Line, ...]
    title: str | None = None
    published: str | None = None
    agency: str | None = None
    byline: str | None = None
    url: str | None = None
    dateline_place: str | None = None
    paragraphs: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Edit:
    """One thing cleaning did: `line` is the line number, `after` is None where the line was dropped from the body.

    `rule` is a stable short name ("duplicate", "caption", "related"), `reason` one plain English sentence.
    """

    line: int
    before: str
    after: str | None
    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class Segment:
    """One sentence. `gap` is the white space that follows it, so that joining vi + gap gives the paragraph back.

    `paragraph` counts from 0; `id` is "s1", "s2", ... in article order ("title" for the title, whose paragraph is -1).
    """

    id: str
    paragraph: int
    vi: str
    gap: str = ""


@dataclass(frozen=True, slots=True)
class Slot:
    """One protected stretch: `vi` stood at `span` in the segment, `en` is what must stand in the translation."""

    span: Span
    vi: str
    en: str
    kind: str


@dataclass(frozen=True, slots=True)
class Protected:
    """A segment with slots: `text` is what the translator sees, `marker` how a slot is written in it (`{}`: its number)."""

    segment: Segment
    text: str
    slots: tuple[Slot, ...] = ()
    marker: str = "⟦{}⟧"


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One output of a model: `score` is the mean log-probability per target token, natural logarithm (nan where unknown).

    `finished` is False where the model was stopped by the length limit.
    """

    text: str
    score: float
    finished: bool = True


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found in one segment. A span is None where there is nothing to point at on that side."""

    kind: str
    severity: Severity
    message: str
    vi_span: Span | None = None
    en_span: Span | None = None
    repair: str | None = None


@dataclass(frozen=True, slots=True)
class Repair:
    """One change of a segment's English after the checks, in the order made: `before` became `after`, because of `reason` (one line).

    A segment is "retried" when another output of the translator took its place, "substituted" when a span was replaced (`before` and
    `after` are then that span alone, and `en_span` is where it stands in the final English), "abstained" when the Vietnamese is shown.
    """

    kind: Literal["retried", "substituted", "abstained"]
    before: str
    after: str
    reason: str
    en_span: Span | None = None


@dataclass(frozen=True, slots=True)
class Translation:
    """A segment with its English. `score` as in Hypothesis; `confidence` in 0..1, None before the checks.

    `notes` tell what the guard did ("split", "retried", "gave up: source kept"), `repairs` what was mended after the checks.
    """

    segment: Segment
    en: str
    score: float
    confidence: float | None = None
    findings: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = ()
    repairs: tuple[Repair, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """One English sentence of a brief with the ids of the segments it rests on, best first.

    `origin` is "abstractive" for a sentence the summarizer wrote, "extractive" for a translated segment that stands in.
    """

    text: str
    evidence: tuple[str, ...]
    origin: Literal["abstractive", "extractive"] = "abstractive"


@dataclass(frozen=True, slots=True)
class Summary:
    """What `summarize` gives: a headline, the summary's and the key points' statements, and what the reader must be told."""

    headline: Statement
    sentences: tuple[Statement, ...]
    key_points: tuple[Statement, ...]
    caveats: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A person, organization, place, date or quantity of the article; `value` is the canonical form (ISO date, number with unit)."""

    vi: str
    en: str
    value: str = ""
    role: str = ""
    segments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Brief:
    """Everything a format needs to render one article. `signature` is the run's identity; `title_en` and `captions_en` are translations."""

    article: Article
    edits: tuple[Edit, ...]
    repairs: tuple[str, ...]
    title_en: str | None
    captions_en: tuple[str, ...]
    translations: tuple[Translation, ...]
    headline: Statement
    dateline: str
    summary: tuple[Statement, ...]
    key_points: tuple[Statement, ...]
    people: tuple[Mention, ...]
    organizations: tuple[Mention, ...]
    places: tuple[Mention, ...]
    dates: tuple[Mention, ...]
    quantities: tuple[Mention, ...]
    words_vi: int
    words_en: int
    words_brief: int
    caveats: tuple[str, ...]
    signature: Mapping[str, object]
