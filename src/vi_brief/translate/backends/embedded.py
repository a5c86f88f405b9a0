"""The translator that vi_brief ships, on CTranslate2."""

from pydantic import Field

from vi_brief.config import Options as _Options
from vi_brief.models import embedded
from vi_brief.models.engine import Engine


class Options(_Options):
    """`threads` 0 is one per core."""

    threads: int = Field(default=0, ge=0)


def build(options: Options) -> Engine:
    """Load the shipped translator; raises BrokenModel."""
    return embedded.load("translator", options.threads)
