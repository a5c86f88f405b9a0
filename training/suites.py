"""Suites of line-aligned Vietnamese and English: `*.tsv`, `*.jsonl` of translated documents, folders with source and reference."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from training import corpus
from training.corpus import Pair
from vi_brief.errors import BadInput


def read(folders: Iterable[Path], names: Iterable[str] = ()) -> Mapping[str, list[Pair]]:
    """The suites by name, only those in `names` if there are any; raises BadInput for a name that is not there."""
    found: dict[str, list[Pair]] = {}
    for folder in folders:
        for path in sorted(folder.glob("*.tsv")):
            found[path.stem] = list(corpus.list_pairs(path))
        for path in sorted(folder.glob("*.jsonl")):
            if all("body" in document for document in corpus.records(path)):
                found[path.stem] = list(corpus.document_pairs(path))
        for path in sorted(folder.glob("*/reference.en")):
            sources, references = list(corpus.opened(path.with_name("source.vi"))), list(corpus.opened(path))
            if len(sources) != len(references):
                raise BadInput(f"{path}: {len(references)} references for {len(sources)} sources")
            found[path.parent.name] = list(zip(sources, references, strict=True))
    wanted = tuple(names) or tuple(found)
    if missing := [name for name in wanted if name not in found]:
        raise BadInput(f"there is no suite '{missing[0]}'; there are: {', '.join(found) or 'none (see --suites)'}")
    return {name: found[name] for name in wanted}
