"""MetricX-24 (Juraska et al. 2024), a learned metric of errors: 0 is best, 25 worst; in an environment of its own."""

from vi_brief.evaluate.metrics._outside import Kind, Options, Outside

__all__ = ["Options", "build"]

KIND = Kind(
    name="metricx",
    engine="metricx",
    model="google/metricx-24-hybrid-large-v2p6",
    install=(
        "git clone https://github.com/google-research/metricx {home}/metricx && {home}/bin/pip install -r {home}/metricx/requirements.txt"
    ),
    needs=frozenset({"source", "hypothesis", "reference"}),
    higher_is_better=False,
)


def build(options: Options) -> Outside:
    """The metric; raises BadConfig where its environment is not there."""
    return Outside(KIND, options)
