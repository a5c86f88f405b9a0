"""Where the briefs of a job go: the files of a folder, files at an address of storage, or Parquet shards in either.

| `-o` | what is written |
|---|---|
| `briefs/` | one file a format and article |
| `s3://bucket/briefs` | the same, through fsspec |
| `briefs.parquet/`, `s3://bucket/briefs.parquet` | one row an article, in shards (`sinks/parquet.py`) |

The ledger is a local SQLite file all the same: beside the briefs, or, where they go to an address, in the user's state folder
(`$XDG_STATE_HOME/vi_brief/jobs/<hash of the address>`, on Linux `~/.local/state`). So a job whose output is an address is resumed on the
machine that began it. On another machine it starts anew and writes the same names again, unless that folder is copied over.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from vi_brief import config, signature
from vi_brief.load import storage
from vi_brief.store import LEDGER, Store

SUFFIX = ".parquet"


@dataclass(frozen=True, slots=True)
class Place:
    """Where the briefs go: `out` as it was given, and the local folder of the ledger, the report and the translation memory."""

    out: str
    folder: Path

    @property
    def rows(self) -> bool:
        """Whether the briefs become rows of Parquet."""
        return self.out.rstrip("/").endswith(SUFFIX)


def place(out: str) -> Place:
    """The place that `-o` names; raises BadInput for an address that cannot be used."""
    if not storage.is_address(out):
        return Place(out, Path(out))
    storage.file_system(out)
    return Place(out, config.state_folder() / "jobs" / signature.digest(out.rstrip("/")))


def formats(where: Place, wanted: Sequence[str] | None) -> Sequence[str] | None:
    """The formats to render: a row is made from the JSON brief and has the others that were asked for beside it."""
    if not where.rows:
        return wanted
    return tuple(dict.fromkeys(("json", *(wanted or ()))))


@contextmanager
def store(where: Place) -> Iterator[Store]:
    """The store of a job whose briefs go there; raises CannotWrite."""
    from vi_brief.jobs.sinks import files, parquet

    if where.rows:
        with parquet.Shards(where.out, where.folder) as shards, Store(where.folder, LEDGER, shards) as opened:
            yield opened
    else:
        with Store(where.folder, LEDGER, files.Files(where.out) if storage.is_address(where.out) else None) as opened:
            yield opened
