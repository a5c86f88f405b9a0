"""ROUGE of longest common subsequence (Lin 2004), as rouge-score computes it."""

from vi_brief.evaluate.metrics._rouge import Options, Rouge

__all__ = ["Options", "build"]


def build(options: Options) -> Rouge:
    """The metric."""
    return Rouge("rougeL", options)
