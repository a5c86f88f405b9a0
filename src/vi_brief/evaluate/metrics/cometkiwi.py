"""CometKiwi (Rei et al. 2022), a learned metric without a reference, in an environment of its own."""

from vi_brief.evaluate.metrics._outside import Kind, Options, Outside

__all__ = ["Options", "build"]

KIND = Kind(
    name="cometkiwi",
    engine="comet",
    model="Unbabel/wmt22-cometkiwi-da",
    install="{home}/bin/pip install unbabel-comet",
    needs=frozenset({"source", "hypothesis"}),
)


def build(options: Options) -> Outside:
    """The metric; raises BadConfig where its environment is not there."""
    return Outside(KIND, options)
