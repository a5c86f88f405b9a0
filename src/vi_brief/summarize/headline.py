"""The headline: the translated title where it is sound, else what the model wrote, else the shortened lead."""

import re
from collections.abc import Sequence

from vi_brief.records import Hypothesis, Statement
from vi_brief.summarize import compress, english, support
from vi_brief.summarize.source import TITLE, Source

MOST_WORDS = 14
LEADING = 3
"""How many sentences from the start a headline may be made of."""
LEAST_WORDS = 3
_BORDERS = (
    re.compile(r"\s*[,;:–—](?=\s)|\s+-\s|\s(?=(?:while|as|after|before|where|when|which|who|because|although|in order to)\b)"),
    re.compile(r"\s(?=(?:and|with|to|on the occasion)\b)"),
)
"""Where a headline may end, the better borders first."""
_OPENING = re.compile(r"^(?:on|in|at|from|yesterday|today|this|recently|according|as|after|during)\b[^,]{1,60}, ", re.IGNORECASE)
_WEAK_LAST = frozenset(
    """
    a an the and or but of to in on at by for from with as that which who is are was were be been has have had will would its their his her
    """.split()
)
_ARTICLE = re.compile(r"\b(?:[Aa]n?|[Tt]he) ")
_VERB = re.compile(rf" (?:(?!headed|led|related|based|united){compress.VERBS}|(?:began|rose|fell|sent|is|are|was|were|has|have|will)\b)")
_TAIL = re.compile(r"[\s.;:,…–—-]+$")
_ATTRIBUTION = re.compile(r",? (?:said|says|according to) [^,]{2,60}$")
_LETTERS = re.compile(r"[A-Za-z]")
_FOREIGN = re.compile("[ăâđêôơưĂÂĐÊÔƠƯạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]")
NO_HEADLINE = "Untitled article"
CUT_LEAD = "The headline is the shortened lead sentence."
CUT_TITLE = "The headline is the shortened title of the article."


def stands(title: str | None, source: Source) -> bool:
    """Whether the translated title is the headline whatever a model writes, so that none need be asked."""
    titles = _from_title(title, source)
    return bool(titles) and _fits(titles, source) and _is_sound(titles, source)


def choose(title: str | None, written: Sequence[Hypothesis], source: Source) -> tuple[Statement, tuple[str, ...]]:
    """The headline with its evidence, and what the reader must be told about it.

    The translated title is preferred: an editor wrote it. It gives way to a supported headline of the model's where it is broken
    or too long, or has a figure that the article lacks, and to the lead where it says what its Vietnamese does not.
    """
    titles = _from_title(title, source)
    model = _from_model(written, source)
    if titles and _is_sound(titles, source) and (not model or _fits(titles, source)):
        short, cut = shorten(titles)
        if short:
            return _statement(short, source, "extractive"), (CUT_TITLE,) if cut else ()
    if model:
        return _statement(model, source, "abstractive"), ()
    return _from_lead(source)


def _from_lead(source: Source) -> tuple[Statement, tuple[str, ...]]:
    """The first of the leading sentences that keeps its verb when shortened, else the beginning of the first."""
    sound = [p for p in source.passages if not source.invents(p.text, (p.segment,))] or source.passages
    made = [(passage, _squeezed(passage.text, source)) for passage in sound[:LEADING]]
    at_border = [(passage, _at_border(text, MOST_WORDS)) for passage, text in made]
    anywhere = [(passage, shorten(text)[0]) for passage, text in made]
    for passage, text in (*at_border, *anywhere):
        if text and _VERB.search(text):
            return Statement(text, (passage.segment,), "extractive"), (CUT_LEAD,)
    for passage, text in anywhere:
        if text:
            return Statement(text, (passage.segment,), "extractive"), (CUT_LEAD,)
    return Statement(NO_HEADLINE, (), "extractive"), ("No headline could be made from the text.",)


def _squeezed(sentence: str, source: Source) -> str:
    """A sentence as a headline: opening, attribution and titles go, then who led whom, then the articles."""
    text = _tidy(compress.without_titles(_news(sentence)), source)
    for step in (compress.without_leader, lambda t: _ARTICLE.sub("", t)):
        if english.count(text) > MOST_WORDS:
            text = step(text)
    return text[:1].upper() + text[1:]


def _statement(text: str, source: Source, origin: str) -> Statement:
    return Statement(text, support.link(text, source)[:2], "abstractive" if origin == "abstractive" else "extractive")


def _from_title(title: str | None, source: Source) -> str:
    text = _tidy(title or "", source)
    sound = english.count(text) >= LEAST_WORDS and _LETTERS.search(text) and not english.loops(text) and not _FOREIGN.search(text)
    return text if sound else ""


def _is_sound(title: str, source: Source) -> bool:
    """Whether a title says only what its Vietnamese or that of the segments it rests on says."""
    return not source.invents(title, (TITLE, *support.link(title, source)))


def _fits(title: str, source: Source) -> bool:
    """Whether a title is short and every figure of it is in the article; a wrong one is the commonest fault of a translated title."""
    if english.count(title) > MOST_WORDS:
        return False
    figures = {word.replace(",", "") for word in english.words(title) if word[0].isdigit()}
    return figures <= source.whole.figures


def _from_model(written: Sequence[Hypothesis], source: Source) -> str:
    for hypothesis in written:
        text = _tidy(hypothesis.text, source)
        fits = LEAST_WORDS <= english.count(text) <= MOST_WORDS and hypothesis.finished
        verdict = support.check(text, source, headline=True) if fits else None
        if verdict and verdict.supported and not source.invents(text, verdict.evidence):
            return text
    return ""


def _tidy(text: str, source: Source) -> str:
    """One line in sentence case without a final period."""
    text = _TAIL.sub("", " ".join(text.split()))
    if text.endswith(("U.S", "a.m", "p.m")):
        text += "."
    return _sentence_case(text, source)


def _sentence_case(text: str, source: Source) -> str:
    """Lower-case the words of a headline in title case that the article writes in lower case."""
    words = text.split(" ")
    capitals = sum(1 for word in words if word[:1].isupper())
    if not text:
        return text
    if len(words) >= 4 and capitals / len(words) > 0.7:
        lower = {english.stem(word) for t in source.translations for word in english.words(t.en) if word.islower()}
        common = {word for word in words if english.stem(word.strip("\"',:")) in lower or word.lower() in english.STOP_WORDS}
        words = [words[0], *(word.lower() if word in common and not word.isupper() else word for word in words[1:])]
    joined = " ".join(words)
    return joined[:1].upper() + joined[1:]


def _news(text: str) -> str:
    """A sentence without its opening circumstance ("On June 9 in Hanoi, ") and its closing attribution."""
    cut = _ATTRIBUTION.sub("", _OPENING.sub("", _OPENING.sub("", text, count=1), count=1).rstrip("."))
    return cut[:1].upper() + cut[1:]


def shorten(text: str, most: int = MOST_WORDS) -> tuple[str, bool]:
    """A headline of at most `most` words, cut at the last clause border that fits, and whether it was cut.

    Without such a border it is cut after the last strong word that fits.

    >>> shorten("The city signed a cooperation agreement with Havana, while the delegation visited a museum of the revolution")
    ('The city signed a cooperation agreement with Havana', True)
    """
    if english.count(text) <= most:
        return text, False
    if cut := _at_border(text, most):
        return cut, True
    words = text.split()[:most]
    while words and words[-1].lower() in _WEAK_LAST:
        words.pop()
    return _TAIL.sub("", " ".join(words)), True


def _at_border(text: str, most: int) -> str:
    """The text, or as much of it as fits up to a clause border; empty where no border fits."""
    if english.count(text) <= most:
        return text
    for borders in _BORDERS:
        for border in reversed(list(borders.finditer(text))):
            head = _TAIL.sub("", text[: border.start()])
            if LEAST_WORDS + 2 <= english.count(head) <= most and head.split()[-1].lower() not in _WEAK_LAST and head.count('"') % 2 == 0:
                return head
    return ""
