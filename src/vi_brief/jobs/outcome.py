"""How one article of a job ended: what the closing table shows and the ledger remembers."""

from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

from vi_brief.jobs.near import Like
from vi_brief.records import Brief, Edit, Page, Rejected


@dataclass(frozen=True, slots=True)
class Outcome:
    """`seconds` is wall time that went into the article; `reason` is one line where it was not done.

    `size` is the bytes of input that it took up. `like` names (by its stem, with the estimated `similarity`) the earlier article of the run
    that it is equal or nearly equal to; a "duplicate" was not briefed for that.
    """

    source: str
    stem: str
    status: Literal["done", "kept", "planned", "duplicate", "rejected", "failed"]
    sentences: int = 0
    kept: int = 0
    dropped: int = 0
    findings: int = 0
    seconds: float = 0.0
    outputs: tuple[str, ...] = ()
    reason: str = ""
    size: int = 0
    like: str = ""
    similarity: float = 0.0


def rejected(found: Rejected) -> Outcome:
    """A page that cannot become a brief."""
    return Outcome(found.source, "", "rejected", reason=f"{found.reason}; {found.advice}")


def failed(page: Page, reason: str, seconds: float) -> Outcome:
    """A page whose brief could not be made."""
    return Outcome(page.source, page.stem, "failed", reason=reason, seconds=round(seconds, 3))


def duplicate(page: Page, found: Like) -> Outcome:
    """A page that is not briefed because an earlier one is nearly equal to it."""
    return marked(Outcome(page.source, page.stem, "duplicate"), found)


def marked(outcome: Outcome, found: Like | None) -> Outcome:
    """The outcome, and which earlier article it is nearly equal to, if any."""
    return outcome if found is None else replace(outcome, like=found.stem, similarity=found.similarity)


def done(page: Page, made: Brief, outputs: tuple[str, ...], seconds: float) -> Outcome:
    """A finished brief, with the names of the files that hold it."""
    away = dropped(made.edits)
    return Outcome(
        source=page.source,
        stem=page.stem,
        status="done",
        sentences=len(made.translations),
        kept=len(made.article.lines) - away,
        dropped=away,
        findings=sum(len(t.findings) for t in made.translations),
        seconds=round(seconds, 3),
        outputs=outputs,
    )


def dropped(edits: tuple[Edit, ...]) -> int:
    """How many lines of the page cleaning dropped."""
    return len({edit.line for edit in edits if edit.after is None})


def facts(outcome: Outcome) -> dict[str, Any]:
    """The outcome as the ledger keeps it."""
    return asdict(outcome)


def remembered(noted: dict[str, Any]) -> Outcome:
    """An outcome that the ledger kept: nothing was done for it this time."""
    return Outcome(**{**noted, "outputs": tuple(noted["outputs"]), "status": "kept", "seconds": 0.0})
