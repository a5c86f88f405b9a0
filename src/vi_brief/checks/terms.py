"""A user's glossary: a term of the source whose English is not the one that the glossary wants."""

from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import Field, PrivateAttr

from vi_brief import config
from vi_brief.glossaries.compliance import place
from vi_brief.glossaries.files import Term, fingerprint, read, trie
from vi_brief.glossaries.match import Match, Trie, shipped
from vi_brief.glossaries.words import vietnamese
from vi_brief.records import Finding, Segment, Span, Translation

KINDS = frozenset({"term"})


class Options(config.Options):
    """[checks.terms]. `files`: glossaries in DeepL's CSV or TSV layout, or TBX; they are read with the config, before any work."""

    files: Annotated[tuple[str, ...], Field(strict=False)] = ()
    _trie: Trie[Term] = PrivateAttr(default_factory=Trie)

    def model_post_init(self, context: Any, /) -> None:  # noqa: ARG002
        """Read the glossaries; raises BadInput, with file and line, for a mistake in one."""
        self._trie = trie(read(self.files))

    @property
    def fingerprint(self) -> str:
        """What the files' contents hash to."""
        return fingerprint(self.files)

    @property
    def terms(self) -> Trie[Term]:
        """What finds the terms of all files."""
        return self._trie


def check(segment: Segment, translation: Translation, options: Options) -> Iterator[Finding]:
    """A warning for each term that the English does not render as the glossary wants, once for each term."""
    if not options.files:
        return
    seen: set[Term] = set()
    for match in options.terms.find(vietnamese(segment.vi)):
        if match.value in seen or any(place(form, translation.en) for form in match.value.en):
            continue
        seen.add(match.value)
        wanted = match.value.en[0]
        message = f"'{segment.vi[match.start : match.end]}' should be '{wanted}' ({match.value.where})"
        yield Finding("term", "warning", message, (match.start, match.end), _otherwise(segment.vi, translation.en, match), wanted)


def _otherwise(vi: str, en: str, match: Match[Term]) -> Span | None:
    """Where the English has another known name of the same thing, from the shipped packs."""
    for known in shipped(vi):
        if (known.start, known.end) == (match.start, match.end):
            return next((span for form in known.value.forms if (span := place(form, en))), None)
    return None
