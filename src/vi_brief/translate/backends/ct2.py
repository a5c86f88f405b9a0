"""A translation checkpoint of the Hub, on CTranslate2."""

from vi_brief.models import hub_ct2
from vi_brief.models.checkpoints import Checkpoint
from vi_brief.models.engine import Engine


class Options(Checkpoint):
    """Which checkpoint, and how its tokenizer names the languages."""


def build(options: Options) -> Engine:
    """Load the checkpoint; raises BadConfig, MissingModel or BrokenModel."""
    return hub_ct2.load(options)
