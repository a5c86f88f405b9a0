"""A run as metrics see it: its outputs laid against the references, view by view (`evaluate.VIEWS`)."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from vi_brief.evaluate import SEGMENT, Pair, System
from vi_brief.evaluate.runs.measuring import taken
from vi_brief.segment import segment
from vi_brief.summarize import english

if TYPE_CHECKING:
    from vi_brief.evaluate.runs import Run

Row = Mapping[str, Any]
FACTS = {"people": "en", "organizations": "en", "places": "en", "dates": "iso_or_range", "quantities": "en"}
"""Which key of a fact says how a brief would have it."""


def system(name: str, run: "Run", clock: str) -> System:
    """The run as a system: every view that has something to score, labels and confidence; `clock` says which time, see `measuring`."""
    documents = [row for row in run.documents if row["reference"]]
    made = {
        SEGMENT: [Pair(row["source"], row["hypothesis"], row["reference"]) for row in run.segments],
        "summary": [_summary(row) for row in documents if row["reference"].get("summary")],
        "headline": [_headline(row) for row in documents if row["reference"].get("headline")],
        "statement": [pair for row in run.documents for pair in _statements(row)],
        "brief": [_brief(row) for row in documents],
        "cleaning": [_cleaning(row) for row in documents if row["page"] and row["reference"].get("segments")],
        "segmentation": [_segmentation(row) for row in documents if row["reference"].get("segments")],
        "run": [Pair("", "", "", record=_record(run.measured, clock))] if run.measured else [],
    }
    return System(
        name=name,
        views={view: pairs for view, pairs in made.items() if pairs},
        labels=[{key: row[key] for key in ("document", "domain", "site")} for row in run.segments],
        confidence=[row["confidence"] for row in run.segments],
        measured_on=run.measured_on,
    )


def _body(row: Row) -> str:
    """The English of the article, one segment on a line; empty where the page was rejected."""
    return "\n".join(part["en"] for part in _segments(row))


def _segments(row: Row) -> Sequence[Row]:
    return row["brief"]["segments"] if row["brief"] else ()


def _said(row: Row, key: str) -> Sequence[Row]:
    return row["brief"]["brief"][key] if row["brief"] else ()


def _summary(row: Row) -> Pair:
    summary = "\n".join(statement["text"] for statement in _said(row, "summary"))
    return Pair(_body(row), summary, "\n".join(english.sentences(row["reference"]["summary"])))


def _headline(row: Row) -> Pair:
    headline = row["brief"]["brief"]["headline"] if row["brief"] else ""
    return Pair(_body(row), headline, row["reference"]["headline"])


def _statements(row: Row) -> Iterator[Pair]:
    by_id = {part["id"]: part["en"] for part in _segments(row)}
    for statement in (*_said(row, "summary"), *_said(row, "key_points")):
        yield Pair(" ".join(by_id[name] for name in statement["evidence"] if name in by_id), statement["text"], "")


def _brief(row: Row) -> Pair:
    texts = [statement["text"] for key in ("summary", "key_points") for statement in _said(row, key)]
    named = [mention["en"] for key in ("people", "organizations", "places", "quantities") for mention in _said(row, key)]
    dates = [word for mention in _said(row, "dates") for word in (mention["en"], mention["value"])]
    head = [row["brief"]["brief"]["headline"], row["brief"]["brief"]["dateline"]] if row["brief"] else []
    return Pair(_body(row), "\n".join([*head, *texts, *named, *dates]), "", facts=_facts(row["reference"].get("facts") or {}))


def _facts(facts: Mapping[str, Sequence[Row]]) -> tuple[str, ...]:
    wanted = ((fact.get(key), kind) for kind, key in FACTS.items() for fact in facts.get(kind, ()))
    return tuple(str(value) for value, _ in wanted if value)


def _paragraphs(reference: Row) -> list[list[str]]:
    """The reference segments, paragraph by paragraph."""
    found: dict[int, list[str]] = {}
    for part in reference["segments"]:
        found.setdefault(part["paragraph"], []).append(part["source"])
    return list(found.values())


def _cleaning(row: Row) -> Pair:
    kept = row["brief"]["article"]["paragraphs"] if row["brief"] else ()
    return Pair(row["text"], "\n".join(kept), "\n".join(" ".join(parts) for parts in _paragraphs(row["reference"])))


def _segmentation(row: Row) -> Pair:
    """Our splitter on the reference paragraphs: what cleaning lost or kept is another view's affair."""
    right = _paragraphs(row["reference"])
    joined = [" ".join(parts) for parts in right]
    return Pair(
        "\n".join(joined),
        "\n".join(part.vi for part in segment(joined)),
        "\n".join(part for parts in right for part in parts),
    )


def _record(measured: Mapping[str, Any], clock: str) -> dict[str, float]:
    timed = taken(measured, clock)
    sizes = {key: measured.get(key) for key in ("peak_mib", "model_mib")}
    values = {"seconds": timed["seconds"], "words": timed["words"], **sizes}
    return {key: float(value) for key, value in values.items() if value is not None}
