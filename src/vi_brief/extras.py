"""Libraries that not everyone needs: the package's extras."""

import importlib
from typing import Any

from vi_brief.errors import BadConfig


def need(module: str, wanted_for: str, extra: str) -> Any:
    """The module; raises BadConfig, with the command that installs it, where it is not there."""
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError as error:
        raise BadConfig(f"{wanted_for} needs the library '{error.name}'; install it: pip install 'vi-brief[{extra}]'") from None
