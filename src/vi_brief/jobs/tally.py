"""What a job comes to: counts, the first articles of each kind, and how long the rest will take. Its size does not grow with the job."""

import json
from collections import Counter
from dataclasses import asdict

from vi_brief.jobs.outcome import Outcome

SHOWN = 40
"""A job of up to so many articles is shown article by article: they fit on a screen or two."""
TOLD = 20
"""Of longer lists (what was not done, what tells the same story) so many lines are shown; the report has all of them."""
SETTLED_S = 5.0
"""Before so many seconds of work, and before `SETTLED` articles, a speed is chance."""
SETTLED = 3
GOOD = frozenset({"done", "kept", "planned", "duplicate"})


class Tally:
    """The outcomes of a job, counted."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.sentences = 0
        self.rows: list[Outcome] = []
        self.undone: list[Outcome] = []
        self.alike: list[Outcome] = []
        self.like = 0

    def add(self, outcome: Outcome) -> None:
        """Count one more article."""
        self.counts[outcome.status] += 1
        self.sentences += outcome.sentences
        self.like += bool(outcome.like)
        for rows, wanted, most in (
            (self.rows, True, SHOWN + 1),
            (self.undone, bool(outcome.reason), TOLD),
            (self.alike, bool(outcome.like), TOLD),
        ):
            if wanted and len(rows) < most:
                rows.append(outcome)

    @property
    def articles(self) -> int:
        """How many there were."""
        return self.counts.total()

    @property
    def bad(self) -> int:
        """How many were rejected or failed."""
        return sum(number for status, number in self.counts.items() if status not in GOOD)

    @property
    def briefs(self) -> int:
        """How many have a brief."""
        return self.counts["done"] + self.counts["kept"]


def line(outcome: Outcome) -> bytes:
    """An outcome as a line of the report; what does not apply to it is left out."""
    facts = {name: value for name, value in asdict(outcome).items() if value or name in {"source", "status"}}
    return json.dumps(facts, ensure_ascii=False).encode() + b"\n"


def last_line(tally: Tally, asked: int, known: int, *, complete: bool) -> bytes:
    """The report's last line: all articles in numbers."""
    totals = {
        "articles": tally.articles,
        **dict(sorted(tally.counts.items())),
        "alike": tally.like,
        "sentences": tally.sentences,
        "memory": {"segments": asked, "known": known},
        "complete": complete,
    }
    return json.dumps({"totals": totals}).encode() + b"\n"


class Pace:
    """How far a job is and how long it will take, by what this run itself has done: articles that it finds finished are no speed."""

    def __init__(self, size: int | None) -> None:
        """`size` is the bytes of the whole input, None where nobody knows."""
        self.articles = self.sentences = 0
        self._size, self._seen, self._own, self._finished = size, 0, 0, 0
        self._since: float | None = None
        self._batches: dict[str, int] = {}

    def tick(self, batch: str, done: int, total: int, now: float) -> None:
        """So many segments of a batch are translated."""
        self._since = now if self._since is None else self._since
        self.sentences += max(0, done - self._batches.get(batch, 0))
        self._batches[batch] = done
        if done >= total:
            self._batches.pop(batch)

    def add(self, outcome: Outcome, now: float) -> None:
        """One more article is over and done with."""
        self.articles += 1
        self._seen += outcome.size
        if outcome.status in {"done", "failed"}:
            self._since = now - outcome.seconds if self._since is None else self._since
            self._own += outcome.size
            self._finished += 1

    def share(self) -> float | None:
        """How much of the input is done, in 0..1; None where nobody knows."""
        return None if not self._size else min(1.0, self._seen / self._size)

    def rate(self, now: float) -> float | None:
        """Sentences a second; None before there is one to speak of."""
        spent = self._spent(now)
        return self.sentences / spent if spent >= SETTLED_S and self.sentences else None

    def left(self, now: float) -> float | None:
        """The seconds that the rest will take, if all of it is yet to be done; None where there is no honest answer."""
        spent = self._spent(now)
        if self._size is None or not self._own or self._finished < SETTLED or spent < SETTLED_S:
            return None
        return max(0, self._size - self._seen) * spent / self._own

    def told(self, now: float) -> str:
        """Where the job is, in words."""
        share, rate, left = self.share(), self.rate(now), self.left(now)
        parts = [f"{share:.0%} of the input"] if share is not None else []
        parts.append(f"{self.articles:,} article{'s' * (self.articles != 1)}")
        parts.append(f"{self.sentences:,} sentences" if rate is None else f"{self.sentences:,} sentences, {rate:,.1f} a second")
        return ", ".join([*parts, *([f"about {duration(left)} left"] if left is not None else [])])

    def _spent(self, now: float) -> float:
        return 0.0 if self._since is None else now - self._since


def duration(seconds: float) -> str:
    """A time for the reader, no more exact than an estimate is.

    >>> duration(8), duration(95), duration(3_900), duration(200_000)
    ('10 s', '2 min', '1 h 5 min', '2 d 8 h')
    """
    if seconds < 60:
        return f"{max(10, round(seconds, -1)):.0f} s"
    minutes = round(seconds / 60)
    if minutes < 60:
        return f"{minutes} min"
    hours, minutes = divmod(minutes, 60)
    if hours < 24:
        return f"{hours} h {minutes} min"
    days, hours = divmod(round(seconds / 3600), 24)
    return f"{days} d {hours} h"
