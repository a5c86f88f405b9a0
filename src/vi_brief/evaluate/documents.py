"""What a suite is made of: documents with segments, references and facts. The shapes of `documents.jsonl`, strict about unknown keys."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from vi_brief.errors import BadInput

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, pattern=r"^[^\n\r]*$")]
"""One line of text, not blank."""
R = TypeVar("R", bound="Record")


class Record(BaseModel):
    """Base of the shapes: frozen, strict about types, unknown keys refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Title(Record):
    """A document's title and its reference translation; in JSON also a pair, [source, reference]."""

    source: Text
    reference: Text

    @model_validator(mode="before")
    @classmethod
    def _from_pair(cls, value: object) -> object:
        return dict(zip(("source", "reference"), value, strict=True)) if isinstance(value, list) and len(value) == 2 else value


class Sentence(Record):
    """A segment and its reference translation; `paragraph` counts from 0."""

    paragraph: int = Field(default=0, ge=0)
    source: Text
    reference: Text


class Facts(Record):
    """What a right brief must say. Each fact names its Vietnamese wording, `vi`, and what it comes to."""

    people: tuple[Mapping[str, Any], ...] = ()
    organizations: tuple[Mapping[str, Any], ...] = ()
    places: tuple[Mapping[str, Any], ...] = ()
    dates: tuple[Mapping[str, Any], ...] = ()
    quantities: tuple[Mapping[str, Any], ...] = ()

    @model_validator(mode="after")
    def _each_is_worded(self) -> "Facts":
        for kind in type(self).model_fields:
            for number, fact in enumerate(getattr(self, kind)):
                if not isinstance(fact.get("vi"), str) or not fact["vi"].strip():
                    raise ValueError(f"{kind}.{number} has no 'vi', the words of the article")
        return self


class Document(Record):
    """One article. `page` is the raw page, as a path relative to the suite's folder or to a folder above it.

    `published` (ISO 8601), `byline`, `agency` and `captions` (Vietnamese) are what the page prints beside the article. Headline, summary
    and key points are reference texts in English; a document without them is scored on its segments alone.
    """

    id: Text
    page: str | None = None
    domain: str = ""
    site: str = ""
    published: str | None = None
    byline: str | None = None
    agency: str | None = None
    captions: tuple[Text, ...] = ()
    title: Title | None = None
    segments: tuple[Sentence, ...] = Field(default=(), max_length=100_000)
    headline: Text | None = None
    summary: Text | None = None
    key_points: tuple[Text, ...] = ()
    facts: Facts = Facts()
    notes: tuple[str, ...] = ()
    source_text: tuple[Text, ...] = ()
    """Paragraphs of an article that has no reference translation, only reference texts for its brief."""

    @model_validator(mode="after")
    def _paragraphs_in_order(self) -> "Document":
        numbers = [segment.paragraph for segment in self.segments]
        if numbers != sorted(numbers):
            raise ValueError("the segments' paragraphs are not in order")
        if not self.segments and not self.source_text:
            raise ValueError("the document has no segments")
        return self

    @property
    def has_brief(self) -> bool:
        """Whether there is a reference to score a brief against."""
        return self.summary is not None or self.headline is not None or bool(self.key_points)

    @property
    def text(self) -> str:
        """The article as a plain page: the title, then one paragraph after the other."""
        if self.source_text:
            return "\n\n".join(self.source_text)
        paragraphs: dict[int, list[str]] = {}
        for segment in self.segments:
            paragraphs.setdefault(segment.paragraph, []).append(segment.source)
        head = [self.title.source] if self.title else []
        return "\n\n".join([*head, *(" ".join(parts) for parts in paragraphs.values())])

    @property
    def pairs(self) -> tuple[tuple[str, str, str], ...]:
        """Every scored segment as (name, source, reference): the title, if there is one, as "title", then "1", "2", ..."""
        head = [("title", self.title.source, self.title.reference)] if self.title else []
        return (*head, *((str(n), s.source, s.reference) for n, s in enumerate(self.segments, 1)))


def parse(kind: type[R], text: str, where: str) -> R:
    """A record from JSON; raises BadInput that begins with `where` (file:line) and says what is wrong and what to do."""
    try:
        return kind.model_validate_json(text)
    except ValidationError as error:
        raise BadInput(f"{where}: {_explain(error)}") from None


def make(kind: type[R], content: Mapping[str, Any], where: str) -> R:
    """A record from values already read; otherwise as `parse`."""
    return parse(kind, json.dumps(content, ensure_ascii=False), where)


def rows(lines: Sequence[str], path: str) -> Iterator[tuple[str, Any]]:
    """The JSON value of each line with its place, "file:line"; blank lines are passed over. Raises BadInput where one is no JSON object."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except json.JSONDecodeError as error:
            raise BadInput(f"{path}:{number}: not valid JSON: {error.msg} at column {error.colno}; mend the line") from None
        if not isinstance(value, dict):
            raise BadInput(f"{path}:{number}: not a JSON object; write one document a line, {{...}}")
        yield f"{path}:{number}", value


def _explain(error: ValidationError) -> str:
    first = error.errors()[0]
    key = ".".join(str(part) for part in first["loc"])
    kind = first["type"]
    if kind == "json_invalid":
        return f"not valid JSON: {first['ctx']['error']}; mend the line"
    if kind == "extra_forbidden":
        return f"unknown key '{key}'; take it out or correct its spelling"
    if kind == "missing":
        return f"'{key}' is missing; add it"
    if kind == "string_too_short":
        return f"'{key}' is blank; fill it in or leave the whole entry out"
    if kind == "string_pattern_mismatch":
        return f"'{key}' holds a line break; write it on one line"
    if kind == "value_error":
        return str(first["ctx"]["error"]) + "; mend the document"
    return f"'{key}': {first['msg'][:1].lower()}{first['msg'][1:]}, not {first['input']!r:.60}"


def first_keys(path: Path) -> frozenset[str]:
    """The keys of the first line of a .jsonl file; none where it is another kind of file or no object."""
    if not path.is_file() or path.suffix.lower() != ".jsonl":
        return frozenset()
    with path.open("rb") as file:
        line = file.readline()
    try:
        value = json.loads(line)
    except ValueError:
        return frozenset()
    return frozenset(value) if isinstance(value, dict) else frozenset()
