"""What a run took, from its record: seconds, words, memory, size of the models."""

from collections.abc import Callable

from vi_brief.errors import BadInput
from vi_brief.evaluate import Pair, Stats


def measured(*names: str) -> Callable[[Pair], Stats]:
    """The statistics (record[name] for each name); "1" is the number 1. Raises BadInput where a record lacks one."""

    def stats(pair: Pair) -> Stats:
        lacking = [name for name in names if name != "1" and name not in pair.record]
        if lacking:
            raise BadInput(f"the run's record has no '{lacking[0]}', only: {', '.join(pair.record)}; measure the run again")
        return tuple(1.0 if name == "1" else float(pair.record[name]) for name in names)

    return stats
