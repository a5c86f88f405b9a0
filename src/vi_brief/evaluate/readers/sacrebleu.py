"""sacrebleu's own test sets by name, `sacrebleu:NAME/LANGUAGES`, as in sacrebleu:wmt20/en-zh; read from its cache, never from a network."""

from collections.abc import Iterator
from pathlib import Path

from vi_brief.errors import BadInput
from vi_brief.evaluate import suites
from vi_brief.evaluate.documents import Document


def accepts(_: Path) -> bool:
    """Never: a test set is asked for by name."""
    return False


def files(given: str) -> list[Path]:
    """The source and the first reference in sacrebleu's cache."""
    from sacrebleu.dataset import DATASETS
    from sacrebleu.utils import SACREBLEU_DIR

    name, _, languages = given.rpartition("/")
    if name not in DATASETS:
        raise BadInput(f"sacrebleu:{given}: sacrebleu knows no test set '{name or given}'; `sacrebleu --list` names them all")
    home = Path(SACREBLEU_DIR) / name
    stem = f"{name.replace('/', '_')}.{languages}"
    source, references = home / f"{stem}.src", sorted(home.glob(f"{stem}.ref*"))
    if not source.is_file() or not references:
        raise BadInput(
            f"{home}: '{given}' is not in the cache; fetch it where there is a network: sacrebleu -t {name} -l {languages} --echo src"
        )
    return [source, references[0]]


def read(given: str) -> Iterator[Document]:
    """A document of one segment for each line."""
    source, reference = files(given)
    yield from suites.from_lines(suites.text(source), suites.text(reference), (str(source), str(reference)))
