"""ROUGE (Lin 2004) as the package rouge-score computes it: the mean F of the documents, times 100."""

from typing import TYPE_CHECKING, Any, cast

from vi_brief import config, extras
from vi_brief.evaluate import Pair, Stats

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Options(config.Options):
    """`stemmer`: compare Porter stems, as most published figures do; the signature says which."""

    stemmer: bool = True


class Rouge:
    """One kind of ROUGE. The statistics of a document are rouge-score's own precision, recall and F, and 1."""

    view = "summary"
    higher_is_better: bool | None = True
    needs = frozenset({"hypothesis", "reference"})

    def __init__(self, kind: str, options: Options) -> None:
        """A scorer of that kind: rouge1, rouge2, rougeL, rougeLsum."""
        scorer = extras.need("rouge_score.rouge_scorer", kind, "eval")
        self._kind, self._options = kind, options
        self._scorer = scorer.RougeScorer([kind], use_stemmer=options.stemmer)

    @property
    def signature(self) -> str:
        """Kind, stemmer and version."""
        import importlib.metadata

        version = importlib.metadata.version("rouge-score")
        sentences = "|sentences:lines" if self._kind == "rougeLsum" else ""
        return f"type:{self._kind}|stemmer:{'porter' if self._options.stemmer else 'no'}{sentences}|mean:F|rouge-score:{version}"

    def stats(self, segment: Pair) -> Stats:
        """Precision, recall, F, 1."""
        found = self._scorer.score(segment.reference, segment.hypothesis)[self._kind]
        return (found.precision, found.recall, found.fmeasure, 1.0)

    def score(self, total: Stats) -> float:
        """The mean F times 100."""
        return 100 * total[2] / total[3]

    def scores(self, sums: "NDArray[Any]") -> "NDArray[Any]":
        """The same for many sums."""
        return cast("NDArray[Any]", 100 * sums[:, 2] / sums[:, 3])
