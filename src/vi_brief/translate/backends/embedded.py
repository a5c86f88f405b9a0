"""The translator that vi_brief ships, on CTranslate2."""

from vi_brief.models import embedded
from vi_brief.models.engine import Engine
from vi_brief.models.hardware import Embedded


class Options(Embedded):
    """`device` "auto" is the CUDA device where there is one. `compute` is the number format: "auto" is int8, with 16-bit sums on a CUDA
    device. `threads` is how many batches a CPU works on at a time, 0 for one per core.
    """


def build(options: Options) -> Engine:
    """Load the shipped translator; raises BrokenModel or BadConfig."""
    return embedded.load("translator", options.threads, device=options.device, compute=options.compute)
