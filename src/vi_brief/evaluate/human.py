"""Judgements by people: blind sheets out, ratings in.

A sheet shows source and translation in blocks of one document by one system, segments in order, blocks shuffled, every rater in another
order; a key that is kept apart says which system an item is from. Protocols: DA, a score of 0 to 100 for each segment (Graham et al.
2013); ESA, error spans first, then the score (Kocmi et al. 2024). Pearmut (Zouhar and Kocmi 2026) reads the same blocks as a campaign.
"""

import csv
import hashlib
import io
import json
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vi_brief.errors import BadInput
from vi_brief.evaluate import runs

PROTOCOLS = ("da", "esa")
LOWEST, HIGHEST = 0.0, 100.0
_HEADS = {
    "da": ("item", "source", "translation", "score", "comment"),
    "esa": ("item", "source", "translation", "errors", "score", "comment"),
}


@dataclass(frozen=True, slots=True)
class Plan:
    """What to ask for: so many segments of each system, by whole documents as far as they go; a sheet for each rater."""

    segments: int = 100
    raters: int = 2
    protocol: str = "esa"
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Item:
    """One translation to rate. `place` is the segment's place in the run."""

    id: str
    label: str
    system: str
    document: str
    place: int
    source: str
    translation: str


@dataclass(frozen=True, slots=True)
class Rating:
    """A rater's score of an item, 0 to 100."""

    rater: str
    item: str
    score: float


def items(found: Sequence[runs.Run], plan: Plan) -> list[Item]:
    """The items of a plan over runs of one suite; raises BadInput for runs of unlike suites, or one system twice."""
    runs.alike(found)
    names = [run.name for run in found]
    if len(set(names)) < len(names):
        raise BadInput("human export: there are two runs of one config; give one run for each system")
    if plan.protocol not in PROTOCOLS:
        raise BadInput(f"--protocol {plan.protocol}: there is no such protocol; there are: {', '.join(PROTOCOLS)}")
    if not found[0].segments:
        raise BadInput(f"human export: the runs of {found[0].measured_on} have no translated segments to rate; run a suite with references")
    places = _chosen([str(row["document"]) for row in found[0].segments], plan)
    labels = [f"system {letter}" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[: len(found)]]
    random.Random(plan.seed).shuffle(labels)  # noqa: S311 - a seeded shuffle, no secret
    made = []
    for run, label in zip(found, labels, strict=True):
        for place in places:
            row = run.segments[place]
            name = hashlib.sha256(f"{plan.seed}\0{label}\0{place}\0{run.measured_on}".encode()).hexdigest()[:10]
            made.append(Item(name, label, run.name, str(row["document"]), place, row["source"], row["hypothesis"]))
    return made


def blocks(made: Sequence[Item], rater: int, seed: int) -> list[list[Item]]:
    """The items as one rater gets them: a block for each document and system, in an order of the rater's own."""
    grouped: dict[tuple[str, str], list[Item]] = {}
    for item in made:
        grouped.setdefault((item.document, item.label), []).append(item)
    found = list(grouped.values())
    random.Random(f"{seed} {rater}").shuffle(found)  # noqa: S311 - a seeded shuffle, no secret
    return found


def sheet(found: Sequence[Sequence[Item]], protocol: str) -> str:
    """A CSV to fill in: `score` from 0 to 100; for ESA `errors` first, each as [severity: words], minor or major."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    heads = _HEADS[protocol]
    writer.writerow(heads)
    for item in (item for block in found for item in block):
        writer.writerow((item.id, item.source, item.translation, *("" for _ in heads[3:])))
    return out.getvalue()


def campaign(made: Sequence[Item], plan: Plan, name: str) -> dict[str, Any]:
    """The same as a campaign of Pearmut: a task for each rater; systems go by their blind labels."""
    tasks = []
    for rater in range(plan.raters):
        found = blocks(made, rater, plan.seed)
        tasks.append([[{"src": i.source, "tgt": {i.label: i.translation}, "item_id": i.id} for i in block] for block in found])
    return {"info": {"assignment": "task-based", "protocol": plan.protocol.upper()}, "campaign_id": name, "data": tasks}


def key(made: Sequence[Item], found: Sequence[runs.Run], plan: Plan) -> dict[str, Any]:
    """What must stay away from the raters: which item is from which system and segment, and how the sheets were drawn."""
    return {
        "measured_on": found[0].measured_on,
        "protocol": plan.protocol,
        "seed": plan.seed,
        "runs": {run.name: run.folder.name for run in found},
        "items": {item.id: {"system": item.system, "document": item.document, "place": item.place} for item in made},
    }


def read_key(path: Path) -> dict[str, Any]:
    """What `key` made, from its file; raises BadInput where the file is another one."""
    try:
        known = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BadInput(f"{path}: the key cannot be read: {error}; give the file that was written with the sheets") from None
    if not isinstance(known, dict) or not {"measured_on", "protocol", "runs", "items"} <= known.keys():
        raise BadInput(f"{path}: this is no key of sheets; give the file that `eval human export --key` wrote")
    return known


def ratings(paths: Sequence[Path], known: Mapping[str, Any]) -> list[Rating]:
    """The ratings in filled-in sheets (a rater each, named by the file, or in a column `rater`) and in logs of Pearmut (.json, .jsonl).

    An item without a score is passed over; the last rating of an item by a rater counts. Raises BadInput with file and line for a score
    that is no number from 0 to 100, or an item that the key does not know.
    """
    found: dict[tuple[str, str], Rating] = {}
    for path in paths:
        for where, rater, item, given in _logged(path) if path.suffix in {".json", ".jsonl"} else _filled(path):
            if item not in known["items"]:
                raise BadInput(f"{where}: item '{item}' is not in the key; is it the key of these sheets?")
            found[rater, item] = Rating(rater, item, _score(given, where))
    if not found:
        raise BadInput(f"{', '.join(map(str, paths))}: there is no score in it; fill in the column 'score', 0 to 100")
    return list(found.values())


def _chosen(documents: Sequence[str], plan: Plan) -> list[int]:
    """Places of segments: documents in random order, each from its beginning, until there are enough."""
    by_document: dict[str, list[int]] = {}
    for place, document in enumerate(documents):
        by_document.setdefault(document, []).append(place)
    order = list(by_document)
    random.Random(plan.seed).shuffle(order)  # noqa: S311 - a seeded shuffle, no secret
    return [place for document in order for place in by_document[document]][: plan.segments]


def _filled(path: Path) -> Iterator[tuple[str, str, str, str]]:
    """(file:line, rater, item, score) of each row with a score."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            if not {"item", "score"} <= set(reader.fieldnames or ()):
                raise BadInput(f"{path}:1: there is no column 'item' and 'score'; keep the first line of the sheet as it was")
            for row in reader:
                if (row["score"] or "").strip():
                    yield f"{path}:{reader.line_num}", (row.get("rater") or path.stem).strip(), row["item"].strip(), row["score"].strip()
    except OSError as error:
        raise BadInput(f"{path}: may not be read: {error.strerror}; check the path") from None
    except (UnicodeDecodeError, csv.Error) as error:
        raise BadInput(f"{path}: not CSV in UTF-8: {error}; save the sheet as CSV in UTF-8") from None


def _logged(path: Path) -> Iterator[tuple[str, str, str, str]]:
    """(place, rater, item, score) of each annotation in a log of Pearmut, tutorials and checks left out."""
    for number, entry in enumerate(_entries(path), 1):
        shown, given = entry.get("item"), entry.get("annotation")
        if str(entry.get("item_i", "")).startswith(("welcome_", "random_", "goodbye_")) or not isinstance(shown, list):
            continue
        if not isinstance(given, list):
            continue
        for item, annotation in zip(shown, given, strict=False):
            if not isinstance(item, Mapping) or not isinstance(annotation, Mapping | None):
                raise BadInput(f"{path}, entry {number}: not an annotation of Pearmut; download the log from the campaign's dashboard")
            for judged in (annotation or {}).values():
                if isinstance(judged, Mapping) and judged.get("score") is not None:
                    yield f"{path}, entry {number}", str(entry.get("user_id", "?")), str(item.get("item_id", "?")), str(judged["score"])


def _entries(path: Path) -> Iterator[Mapping[str, Any]]:
    try:
        text = path.read_text(encoding="utf-8")
        content = json.loads(text) if path.suffix == ".json" else [json.loads(line) for line in text.splitlines() if line.strip()]
    except (OSError, ValueError) as error:
        raise BadInput(f"{path}: not a log of Pearmut: {error}; download it from the campaign's dashboard") from None
    for part in content.values() if isinstance(content, dict) else [content]:
        yield from (entry for entry in part if isinstance(entry, dict)) if isinstance(part, list) else ()


def _score(given: str, where: str) -> float:
    try:
        value = float(given.replace(",", "."))
    except ValueError:
        raise BadInput(f"{where}: the score '{given}' is no number; write 0 to 100") from None
    if not LOWEST <= value <= HIGHEST:
        raise BadInput(f"{where}: the score {given} is not between 0 and 100; mend it")
    return value
