"""What a job may be asked for."""

from pathlib import Path
from typing import Literal

from pydantic import Field

from vi_brief import plugins
from vi_brief.config import Config
from vi_brief.config import Options as _Options
from vi_brief.errors import BadConfig
from vi_brief.jobs.memory import FILE

ENGINES = "vi_brief.jobs.engines"
SECTION = "jobs"
SIMILARITY = 0.8
"""Of all the word 5-grams of two cleaned articles, the share that both have. Of 12,000 articles of a Vietnamese news corpus 13 were equal
to an earlier one, one had over 0.95 (the same story under another headline), none lay between 0.65 and 0.95, and 16 had 0.4 to 0.65: other
articles on the same event with paragraphs of background in common. 0.8 stands in the gap (benchmarks/near_duplicates.py)."""
MEMORY_MEBIBYTES = 1024
"""A remembered segment takes about 0.3 KiB, so this is 3,500,000 of them, or 100,000 articles and some."""


class Options(_Options):
    """[jobs]: what holds for a run of many articles; nothing here changes a brief, so nothing here makes a finished article be done again.

    `near` says what becomes of an article whose cleaned text is equal, or nearly so, to that of an earlier one of the run: "keep" briefs
    and reports it, "skip" reports it alone (status "duplicate"). Near is an estimated Jaccard similarity of the words' 5-grams of at least
    `similarity`. The order of the input says which one is first.

    `memory` is the file of the translation memory, for several output folders and runs at a time to share; empty: a file of its own in the
    output folder. A file that is there already and was made by another program is refused. When it is larger than
    `memory_mebibytes`, the quarter that was used longest ago is deleted.
    """

    near: Literal["keep", "skip"] = "keep"
    similarity: float = Field(default=SIMILARITY, gt=0.0, le=1.0)
    memory: str = ""
    memory_mebibytes: int = Field(default=MEMORY_MEBIBYTES, ge=1)


def options(config: Config) -> Options:
    """The [jobs] of a config; raises BadConfig. A table in it belongs to an engine, whose own options are checked as well."""
    known = plugins.names(ENGINES)
    for table in config.tables(SECTION):
        if table not in known:
            raise BadConfig(f"{config.where}: there is no [{SECTION}.{table}]; there are: {', '.join(known)}")
        if own := getattr(plugins.load(ENGINES, table), "Options", None):
            config.options(own, SECTION, table)
    return config.options(Options, SECTION)


def memory_path(chosen: Options, out: Path) -> Path:
    """The file of the translation memory of a run into `out`."""
    return Path(chosen.memory).expanduser() if chosen.memory else out / FILE
