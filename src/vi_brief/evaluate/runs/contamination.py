"""Did a model see the suite? Runs of ten words that a suite shares with training texts, and scores without the segments that share one.

Others have looked for runs of 13 words (GPT-3: Brown et al. 2020) or of 8 (PaLM: Chowdhery et al. 2022). A set phrase of the news can be
ten words long without anything having been copied, so each document's report shows a run that it shares.
"""

import gzip
import json
import lzma
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from vi_brief import evaluate
from vi_brief.errors import BadInput
from vi_brief.evaluate import SEGMENT, runs
from vi_brief.evaluate.documents import Document
from vi_brief.evaluate.suites import Suite

GRAM = 10
_WORD = re.compile(r"\w+")
_OPENERS: Mapping[str, Callable[..., IO[Any]]] = {".gz": gzip.open, ".xz": lzma.open}
_NAMING = ("file", "path")
"""Keys under which a manifest names its files."""
_DEV = "dev"


@dataclass(frozen=True, slots=True)
class Overlap:
    """One document: its segments, how many are too short for a run of words on either side, and which share one, by side.

    `example` is a shared run, "" where there is none.
    """

    document: str
    segments: int
    short: int
    source: frozenset[int]
    reference: frozenset[int]
    example: str

    @property
    def shared(self) -> frozenset[int]:
        """The places of the segments that share a run on either side."""
        return self.source | self.reference


@dataclass(frozen=True, slots=True)
class Without:
    """A metric over all segments of a run, over those that share nothing, and over those that share something."""

    metric: str
    all: float
    clean: float
    shared: float
    signature: str


def grams(text: str, n: int = GRAM) -> Iterator[str]:
    """Every run of n words: letters and digits alone, in lower case, NFC.

    >>> list(grams("Một, hai BA bốn.", 3))
    ['một hai ba', 'hai ba bốn']
    """
    words = _WORD.findall(unicodedata.normalize("NFC", text).lower())
    return (" ".join(words[at : at + n]) for at in range(len(words) - n + 1))


def overlap(suite: Suite, texts: Iterable[str], n: int = GRAM) -> list[Overlap]:
    """Every document's overlap with the texts, one line each, read once; memory grows with the suite alone."""
    where: dict[str, list[tuple[int, int, int]]] = {}
    for d, document in enumerate(suite.documents):
        for s, texts_here in enumerate(_texts(document)):
            for side, text in enumerate(texts_here):
                for gram in grams(text, n):
                    where.setdefault(gram, []).append((d, s, side))
    seen = {gram for text in texts for gram in grams(text, n) if gram in where}
    here: list[list[tuple[int, int, str]]] = [[] for _ in suite.documents]
    for gram in seen:
        for d, s, side in where[gram]:
            here[d].append((s, side, gram))
    return [_document(document, n, sorted(places)) for document, places in zip(suite.documents, here, strict=True)]


def _texts(document: Document) -> list[tuple[str, str]]:
    """Source and reference of every segment; of an article without reference translations its paragraphs."""
    return [(source, reference) for _, source, reference in document.pairs] or [(text, "") for text in document.source_text]


def _document(document: Document, n: int, here: Sequence[tuple[int, int, str]]) -> Overlap:
    segments = _texts(document)
    short = sum(not any(True for text in both for _ in grams(text, n)) for both in segments)
    return Overlap(
        document=document.id,
        segments=len(segments),
        short=short,
        source=frozenset(s for s, side, _ in here if side == 0),
        reference=frozenset(s for s, side, _ in here if side == 1),
        example=here[0][2] if here else "",
    )


def lines(paths: Sequence[str]) -> Iterator[str]:
    """Every line of the files, packed with gzip or xz or not; of JSON and JSON lines every string in them. A manifest stands for its files.

    Raises BadInput for a file that cannot be read or is no text: words that nobody can see would pass for no overlap.
    """
    for path in paths:
        for file in _files(Path(path)):
            with _opened(file) as stream:
                yield from _read(stream, file)


def runs_of(suite: Suite, paths: Sequence[Path], names: Sequence[str]) -> list[Path]:
    """The folders of the runs that paths name, ready for `without`; raises BadInput for a run of another suite or a metric of no segments.

    Ask it before reading texts, which may take hours.
    """
    for name in names:
        if (unit := getattr(evaluate.metric(name), "view", SEGMENT)) != SEGMENT:
            raise BadInput(f"--metric {name}: it scores a {unit}, not segments; give metrics of segments")
    folders = runs.find(paths) if paths else []
    for folder in folders:
        run = runs.read(folder)
        if run.signature["suite"]["hash"] != suite.hash:
            raise BadInput(f"{folder}: the run is of {run.measured_on}, not of this suite ({suite.name} {suite.hash[:12]}); run it again")
    return folders


def without(folder: Path, found: Sequence[Overlap], names: Sequence[str]) -> list[Without]:
    """What the scores of a run of this suite (`of`) are without the segments that share something."""
    import numpy as np

    shared = np.array([s in one.shared for one in found for s in range(one.segments)], dtype=bool)
    made = []
    for name in runs.score(folder, names):
        metric = evaluate.metric(name)
        matrix = np.array(runs.statistics(folder, name), dtype=float)
        every, clean, dirty = (
            metric.score(evaluate.add(matrix[rows])) if rows.any() else float("nan") for rows in (np.ones_like(shared), ~shared, shared)
        )
        made.append(Without(name, every, clean, dirty, metric.signature))
    return made


def _files(path: Path) -> Iterator[Path]:
    if path.name != "manifest.json":
        yield path
        return
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BadInput(f"{path}: the manifest cannot be read: {error}") from None
    named = _trained_on(content)
    if not named:
        raise BadInput(f"{path}: it names no training texts, under 'outputs', 'file' or 'path'; give the text files themselves")
    for name in named:
        yield path.parent / name


def _trained_on(content: Any) -> list[str]:
    """The files that a manifest names: those that `training prepare` wrote, the dev set left out; else every "file" and "path"."""
    outputs = content.get("outputs") if isinstance(content, Mapping) else None
    if isinstance(outputs, Mapping):
        return [str(name) for name in outputs if Path(str(name)).stem != _DEV]
    return list(_named(content))


def _named(content: Any) -> Iterator[str]:
    if isinstance(content, Mapping):
        for key, value in content.items():
            if key in _NAMING and isinstance(value, str):
                yield value
            else:
                yield from _named(value)
    elif isinstance(content, list):
        for value in content:
            yield from _named(value)


def _opened(path: Path) -> IO[str]:
    if not path.is_file():
        raise BadInput(f"{path}: there is no such file; check the path, or the manifest that names it")
    stream: IO[str] = _OPENERS.get(path.suffix, open)(path, "rt", encoding="utf-8", errors="replace")
    return stream


def _read(stream: IO[str], path: Path) -> Iterator[str]:
    structured, number = {".json", ".jsonl"} & set(path.suffixes), 0
    try:
        for line in [stream.read()] if ".json" in structured else stream:
            number += 1
            if "\0" in line:
                raise BadInput(f"{path}:{number}: not text; unpack the file, or give the text itself")
            yield from _strings(json.loads(line)) if structured and line.strip() else (line,)
    except (EOFError, lzma.LZMAError, OSError, ValueError) as error:
        raise BadInput(f"{path}:{max(1, number)}: cannot be read: {error}; check the file") from None


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from _strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from _strings(part)
