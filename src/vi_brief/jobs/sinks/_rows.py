"""A rendered brief as a row of a table: what one searches and counts by in columns, and the whole brief as its JSON text."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

BRIEF = "json"
"""The format that every row is made from; it is the column `brief`."""
TEXTS = ("stem", "source", "title", "title_en", "url", "published", "agency", "byline", "headline", "dateline", "summary")
LISTS = ("key_points", "caveats")
NUMBERS = ("sentences", "errors", "warnings", "abstained", "words_vi", "words_en", "words_brief")


def row(stem: str, files: Mapping[str, str]) -> dict[str, Any]:
    """The row of an article from the files of its brief (format -> text): `TEXTS`, `LISTS`, `NUMBERS`, `brief`, and other formats' texts.

    `errors` and `warnings` are findings in what the brief's reader sees, `abstained` the sentences that were left in Vietnamese.
    """
    made = json.loads(files[BRIEF])
    article, brief, segments = made["article"], made["brief"], made["segments"]
    found = Counter(finding["severity"] for segment in segments for finding in segment["findings"])
    source = made["source"].get("url") or made["source"].get("path")
    return {
        "stem": stem,
        "source": source,
        **{name: article[name] for name in ("title", "title_en", "url", "published", "agency", "byline")},
        "headline": brief["headline"],
        "dateline": brief["dateline"],
        "summary": " ".join(sentence["text"] for sentence in brief["summary"]),
        "key_points": [point["text"] for point in brief["key_points"]],
        "caveats": brief["caveats"],
        "sentences": len(segments),
        "errors": found["error"],
        "warnings": found["warning"],
        "abstained": sum(repair["kind"] == "abstained" for segment in segments for repair in segment["repairs"]),
        **{f"words_{what}": count for what, count in brief["words"].items()},
        "brief": files[BRIEF],
        **{name: text for name, text in files.items() if name != BRIEF},
    }


def table(rows: Sequence[Mapping[str, Any]]) -> Any:
    """The rows as an Arrow table, its types the same whatever the rows hold."""
    import pyarrow as pa

    known = {
        **dict.fromkeys(TEXTS, pa.string()),
        **dict.fromkeys(LISTS, pa.list_(pa.string())),
        **dict.fromkeys(NUMBERS, pa.int32()),
    }
    names = list(dict.fromkeys([*known, "brief", *(name for one in rows for name in one)]))
    # A brief may be longer than the 2 GB of a string column: many of them are.
    return pa.Table.from_pylist(list(rows), schema=pa.schema([(name, known.get(name, pa.large_string())) for name in names]))
