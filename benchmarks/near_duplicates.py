"""How alike the articles of a corpus are, and what finding it costs: python benchmarks/near_duplicates.py ARTICLES.jsonl [NUMBER] [FLOOR]

ARTICLES is anything that `vi-brief run` reads, cleaned here as there. Of the first NUMBER articles (12,000) each is compared with the ones
before it; prints one JSON object: how many have an earlier article of similarity 0.4 to 0.5, 0.5 to 0.6 and so on (none below FLOOR, 0.4,
are looked for), how many are equal, and the processor milliseconds of a sketch and of a judgement with the threshold of the options.
"""

import json
import sys
import time
from collections import Counter
from itertools import islice

from vi_brief import clean, load, pipeline
from vi_brief.jobs import near
from vi_brief.jobs.options import SIMILARITY
from vi_brief.records import Page, Rejected


def main() -> None:
    number = int(sys.argv[2]) if len(sys.argv) > 2 else 12_000
    floor = float(sys.argv[3]) if len(sys.argv) > 3 else 0.4
    chosen, sketches, spent = clean.Options(), [], {"sketch": 0.0, "judge": 0.0}
    for page in islice((p for p in load.load([sys.argv[1]], load.Options()) if isinstance(p, Page)), number):
        read = pipeline.read_article(page, chosen)
        if not isinstance(read, Rejected):
            start = time.process_time()
            sketches.append(near.sketch(read[0].paragraphs))
            spent["sketch"] += time.process_time() - start
    index = near.Index(SIMILARITY)
    start = time.process_time()
    for place, sketch in enumerate(sketches):
        index.judge(sketch, str(place), "")
    spent["judge"] = time.process_time() - start
    index.close()
    index, found, equal = near.Index(floor), Counter[str](), 0
    for place, sketch in enumerate(sketches):
        like = index.judge(sketch, str(place), "")
        if like is not None:
            equal += like.equal
            found[f"{int(like.similarity * 20) / 20:.2f}"] += 1
    index.close()
    figures = {
        "articles": len(sketches),
        "equal": equal,
        "similar_from": dict(sorted(found.items())),
        **{f"{name}_ms": round(1000 * seconds / max(1, len(sketches)), 3) for name, seconds in spent.items()},
    }
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
