"""Where the article begins and ends: every line gets a value, and the stretch of lines with the highest sum is the article.

A paragraph speaks for the body, the more the longer it is; headlines, stamps and furniture speak against it. What opens a list of other
articles (or the comments, or the imprint) is a barrier: the article goes on behind it only where enough paragraphs follow that do not look
like teasers. A box of links in the middle of an article therefore does not end it, and fifty teasers behind it do not prolong it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from vi_brief.clean.features import Mark
from vi_brief.clean.neighbours import LONG_RUN, following, interview, is_sentence, lone_sentence, preceding, run
from vi_brief.clean.topic import Topic

# The values below were set on the development pages of the test cases and changed again after the first looks at the held-out ones: none of
# those pages is unseen any more. The figures of the first looks are in tests/cases/clean/README.md.
PARA_BASE, PARA_PER_WORD, PARA_MAX_WORDS = 0.7, 1 / 30, 60
QUESTION, ITEM, SUBHEADING, SHORT, FURNITURE = 0.1, 0.15, -0.25, -0.5, -0.6
TEASER, UNFIT, REPEATED, RESUMED = -0.8, 0.4, 0.3, 2.5
SUBHEADING_WORDS, HEADLINE_WORDS, HEADLINE_HITS, MIN_TOPIC = 5, 8, 2, 3
STAMP, STAMP_DAY = -2.0, -1.0
BARRIER = {"related": -2.5, "feedback": -4.0, "legal": -3.0}
"""What the openings of lists, comments and imprint cost."""
LISTED_SHORT_MAX = -1.5
"""The most that the headlines of one box count against what follows it."""
END_MARK = -2.0
"""What going on behind a byline, an agency credit or './.' costs."""
HARD = {"feedback": 2, "legal": 3}
"""From so many paragraphs on, an article does not go on behind the opening of the comments, or behind the imprint."""
SINGLE_LINK = frozenset({"xem them", "doc them", "tham khao them", "doc tiep", "tin lien quan", "bai lien quan"})
"""What can open a list of one link in the middle of the text."""
SINGLE_LINK_HITS = 2
"""So many pairs of syllables the link and the paragraphs share with the article. Over 40 articles of our own suite the last two paragraphs
alone share one at least, the first two of another article none in half of 800 draws and one in a third."""
HEAD, ENDS = 6, frozenset({"related", "feedback", "tags", "legal", "share", "promo", "nav"})
"""How many lines over the text a byline is looked for, and what stands under the one that ends an article."""
NEUTRAL = frozenset({"caption", "inline", "ad", "tagalone", "url", "ornament"})
_CLOSED = -1000.0


@dataclass(frozen=True, slots=True)
class Span:
    """Indices of the first and last line of the article in the list of marks, and the sum of values."""

    first: int
    last: int
    value: float


def find(marks: Sequence[Mark]) -> Span | None:
    """The best stretch, the first of equals; None where nothing has a positive value."""
    if structured(marks):
        inside = [i for i, m in enumerate(marks) if m.role in {"body", "lead"}]
        return Span(inside[0], inside[-1], float(len(inside)))
    rough = _best(values(marks, Topic(())))
    return None if rough is None else _best(values(marks, core(marks, rough)))


def structured(marks: Sequence[Mark]) -> bool:
    """Whether the page itself says which lines are the body."""
    return any(m.role in {"body", "lead"} for m in marks)


def core(marks: Sequence[Mark], span: Span) -> Topic:
    """What a stretch is about: its paragraphs that have another paragraph beside them, and the line before the first."""
    inside = [i for i in range(span.first, span.last + 1) if is_sentence(marks[i])]
    dense = [i for i in inside if is_sentence(following(marks, i)) or is_sentence(preceding(marks, i))]
    opening = [m.text for m in marks[max(0, span.first - 3) : span.first] if not m.kind]
    return Topic([*opening, *(marks[i].text for i in (dense or inside))])


def _best(worth: Sequence[float]) -> Span | None:
    best: Span | None = None
    start, total = 0, 0.0
    for i, value in enumerate(worth):
        if total <= 0:
            start, total = i, 0.0
        total += value
        if total > 0 and (best is None or total > best.value):
            best = Span(start, i, total)
    return best


def values(marks: Sequence[Mark], topic: Topic) -> list[float]:
    """The value of each line, read from the top: what a line is worth depends on the barriers before it. An empty topic fits everything."""
    state = _State(topic, links=sum(1 for j in range(len(marks)) if _linked(marks, j)))
    return [_CLOSED if state.closed else state.value(marks, i) for i in range(len(marks))]


class _State:
    """What has been passed on the way down."""

    def __init__(self, topic: Topic, links: int) -> None:
        self.links = links
        self.topic = topic
        self.paragraphs = 0
        self.listing = False
        self.listed = 0.0
        self.closed = False
        self.ended = False
        self.opening = 0
        self.resumes: int | None = None

    def value(self, marks: Sequence[Mark], i: int) -> float:
        mark = marks[i]
        if mark.kind in NEUTRAL:
            return 0.0
        if mark.kind in BARRIER and not lone_sentence(marks, i):
            return FURNITURE if self._single_link(marks, i) else self._barrier(mark)
        if mark.kind == "stamp":
            return self._stamp(mark)
        if mark.kind in {"byline", "credit"}:
            return self._end(marks, i)
        if mark.kind and not lone_sentence(marks, i):
            self.listing = self.listing or (mark.kind == "tags" and self.paragraphs > 0)
            return FURNITURE if self.paragraphs else 0.0
        return self._text(marks, i)

    def _single_link(self, marks: Sequence[Mark], i: int) -> bool:
        """Whether a list's opening has one link under it, behind which the text goes on to the first byline: paragraphs that share words
        with the article, or any where no byline stands over the article and the page's furniture follows the one under it."""
        if self.ended or not self.paragraphs or marks[i].key.rstrip(" :") not in SINGLE_LINK or i + 2 >= len(marks):
            return False
        link, n = marks[i + 1], run(marks, i + 2)
        end = next((j for j in range(i + 2, len(marks)) if not is_sentence(marks[j]) and marks[j].kind not in {"caption", "ad"}), None)
        if link.kind or link.shape not in {"short", "question"} or end in {None, i + 2} or marks[end].kind not in {"byline", "credit"}:
            return False
        same = n > 1 and self.topic.shared(m.text for m in marks[i + 1 : i + 4]) >= SINGLE_LINK_HITS
        signs = not any(m.kind == "byline" for m in marks[max(0, self.opening - HEAD) : self.opening])
        self.resumes = i + 2 if same or (signs and (end + 1 == len(marks) or marks[end + 1].kind in ENDS)) else None
        return self.resumes is not None

    def _barrier(self, mark: Mark) -> float:
        self.closed = self.paragraphs >= HARD.get(mark.kind, 10**9)
        self.listing, self.listed = self.paragraphs > 0, 0.0
        return _CLOSED if self.closed else BARRIER[mark.kind]

    def _stamp(self, mark: Mark) -> float:
        self.listing = self.paragraphs > 0
        return STAMP if mark.stamp is not None and mark.stamp.timed else STAMP_DAY

    def _end(self, marks: Sequence[Mark], i: int) -> float:
        credit, below = marks[i].credit, following(marks, i)
        heads = below is not None and is_sentence(below) and not below.text.startswith("*")
        if not self.paragraphs or (credit is not None and credit.weak and heads):
            return 0.0
        self.listing, self.listed, self.ended = True, 0.0, True
        return END_MARK

    def _text(self, marks: Sequence[Mark], i: int) -> float:
        mark = marks[i]
        if mark.shape == "para":
            return self._paragraph(marks, i)
        value = {"question": QUESTION, "item": ITEM}.get(mark.shape, SHORT)
        if mark.shape == "question" and self._heads_other(marks, i):
            value = SHORT
        elif mark.shape == "short" and mark.words < HEADLINE_WORDS:
            value = SUBHEADING
        if mark.repeats > 1:
            value -= 0.5
        if self.listing:
            value = max(min(value, SHORT), LISTED_SHORT_MAX - self.listed)
            self.listed += value
        return value

    def _heads_other(self, marks: Sequence[Mark], i: int) -> bool:
        """Whether a question is the headline of a teaser."""
        if i + 1 >= len(marks) or marks[i].words < SUBHEADING_WORDS or not len(self.topic):
            return False
        below = marks[i + 1]
        if below.tag is not None and below.tag.known and below.tag.rest:
            return True
        alone = is_sentence(below) and run(marks, i + 1) == 1 and not interview(marks, i + 1)
        return alone and not self.topic.fits(below.text)

    def _paragraph(self, marks: Sequence[Mark], i: int) -> float:
        mark = marks[i]
        if self.paragraphs and i != self.resumes and self._foreign(marks, i):
            below = marks[i + 1] if i + 1 < len(marks) else None
            inline = mark.tag is not None and is_sentence(below) and below.tag is None  # type: ignore[union-attr]
            self.listing = self.listing or self.ended or not inline
            return TEASER
        value = PARA_BASE + min(mark.words, PARA_MAX_WORDS) * PARA_PER_WORD
        if self.listing:
            value = self._resumption(marks, i, value)
        self.opening = self.opening if self.paragraphs else i
        self.paragraphs += 1
        if mark.text.endswith("./."):
            self.listing = True
        return REPEATED if mark.repeats > 1 else value

    def _foreign(self, marks: Sequence[Mark], i: int) -> bool:
        """Whether a paragraph is another article's teaser: it has a source tag, or stands alone under a headline."""
        mark = marks[i]
        if mark.tag is not None and mark.tag.rest and mark.tag.known:
            return True
        if run(marks, i) > 1:
            return False
        if self.links > 1 and _linked(marks, i):
            return True
        if self.listing:
            return _under(marks, i, SUBHEADING_WORDS) and not _box_ends(marks, i) and not self._closes(marks, i)
        return self._other_subject(marks, i)

    def _closes(self, marks: Sequence[Mark], i: int) -> bool:
        """Whether a paragraph behind a box is the article's last one: it fits, and the first byline follows or it ends in './.'."""
        below = following(marks, i)
        signed = marks[i].text.endswith("./.") or (below is not None and below.kind in {"byline", "credit"})
        return signed and not self.ended and (self.topic.fits(marks[i].text) or self.topic.shared([marks[i].text]) >= SINGLE_LINK_HITS)

    def _other_subject(self, marks: Sequence[Mark], i: int) -> bool:
        """Whether a paragraph and the headline over it are about something else, and nothing below shows that the text goes on."""
        mark, above, below = marks[i], preceding(marks, i), following(marks, i)
        if len(self.topic) < MIN_TOPIC or above is None or above.kind == "inline" or mark.text.endswith(":") or interview(marks, i):
            return False
        if below is not None and not below.kind and (below.shape == "item" or below.words < HEADLINE_WORDS):
            return False
        return _under(marks, i, HEADLINE_WORDS) and not self.topic.fits(mark.text) and not self.topic.fits(above.text, HEADLINE_HITS)

    def _resumption(self, marks: Sequence[Mark], i: int, value: float) -> float:
        """Behind a box of links: a run of paragraphs, or one that is about the same, speaks for the article going on."""
        length = run(marks, i)
        fits = len(self.topic) > 0 and (self.topic.fits(marks[i].text) or self._closes(marks, i))
        if length >= LONG_RUN or (length > 1 and fits):
            self.listing = False
        return value + RESUMED if fits else (value if length >= LONG_RUN else UNFIT)


def _under(marks: Sequence[Mark], i: int, words: int) -> bool:
    """Whether what stands before a paragraph is a headline of at least so many words, a stamp, or the opening of a list."""
    before = preceding(marks, i)
    if before is None:
        return False
    if before.kind:
        return before.kind in {"stamp", "related", "inline"}
    return before.shape in {"short", "question"} and (before.words >= words or before.repeats > 1)


def _linked(marks: Sequence[Mark], i: int) -> bool:
    """Whether the line before a paragraph is printed twice in a row, as links with a picture are. A single one is a photo's caption."""
    return i > 1 and is_sentence(marks[i]) and not marks[i - 1].kind and marks[i - 1].key == marks[i - 2].key


def _box_ends(marks: Sequence[Mark], i: int) -> bool:
    """Whether two different headlines stand before a paragraph: in a list with teasers each headline has its own."""
    above = [m for m in marks[max(0, i - 2) : i] if not m.kind and m.shape in {"short", "question"} and m.words >= SUBHEADING_WORDS]
    return len(above) == 2 and above[0].key != above[1].key
