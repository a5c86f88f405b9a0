"""BERTScore (Zhang et al. 2020): F of token similarities, in an environment of its own."""

from vi_brief.evaluate.metrics._outside import Kind, Options, Outside

__all__ = ["Options", "build"]

KIND = Kind(
    name="bertscore",
    engine="bertscore",
    model="microsoft/deberta-xlarge-mnli",
    install="{home}/bin/pip install bert-score",
    needs=frozenset({"hypothesis", "reference"}),
)


def build(options: Options) -> Outside:
    """The metric; raises BadConfig where its environment is not there."""
    return Outside(KIND, options)
