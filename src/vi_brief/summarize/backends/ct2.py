"""A summarization checkpoint of the Hub (BART, Pegasus, T5 families), on CTranslate2."""

from vi_brief.models import hub_ct2
from vi_brief.summarize.plain import HubOptions, Plain


class Options(HubOptions):
    """Which checkpoint, and its prefixes."""


def build(options: Options) -> Plain:
    """Load the checkpoint; raises BadConfig, MissingModel or BrokenModel."""
    return Plain(hub_ct2.load(options), options.headline_prefix)
