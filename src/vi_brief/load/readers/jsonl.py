"""JSON lines: one article a line; a broken line is rejected by its number and the others go on."""

import json
from collections.abc import Iterator

from vi_brief.errors import BadInput
from vi_brief.load.documents import document
from vi_brief.load.options import Options
from vi_brief.load.pages import named, size
from vi_brief.records import Page, Rejected
from vi_brief.viet import encodings

SUFFIXES = (".jsonl", ".ndjson")
CONTAINER = True


def read(data: bytes, source: str, options: Options) -> Iterator[Page | Rejected]:
    """The articles in the file, in order; `source#n` is line n."""
    lines = data.splitlines() if b"\0" not in data[:4] else [data]
    if not any(line.strip() for line in lines):
        yield Rejected(source, "the file is empty", "check that the articles were saved")
    for n, line in enumerate(lines, 1):
        if line.strip():
            yield named(_line(line, f"{source}#{n}", options), str(n))


def _line(line: bytes, source: str, options: Options) -> Page | Rejected:
    if len(line) > options.max_bytes:
        return Rejected(
            source, f"the line has {size(len(line))}, the limit is {size(options.max_bytes)}", "split it, or raise max_bytes in [load]"
        )
    try:
        return document(json.loads(encodings.decode(line)[0]), source)
    except json.JSONDecodeError as error:
        return Rejected(source, f"not valid JSON, column {error.colno}: {error.msg}", "repair the line")
    except (BadInput, RecursionError) as error:
        return Rejected(source, str(error) if isinstance(error, BadInput) else "JSON nested too deeply", "repair the line")
