"""A summarization checkpoint of the Hub (BART, Pegasus, T5 families), on transformers."""

from vi_brief.models import hub_transformers
from vi_brief.summarize.plain import HubOptions, Plain


class Options(HubOptions):
    """Which checkpoint, and its prefixes."""


def build(options: Options) -> Plain:
    """Load the checkpoint; raises BadConfig, MissingModel or BrokenModel."""
    return Plain(hub_transformers.load(options), options.headline_prefix)
