"""Libraries that only evaluation needs: the package's extra `eval`."""

import importlib
from typing import Any

from vi_brief.errors import BadConfig


def need(module: str, wanted_for: str) -> Any:
    """The module; raises BadConfig, with the command that installs it, where it is not there."""
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError as error:
        raise BadConfig(f"{wanted_for} needs the library '{error.name}'; install it: pip install 'vi-brief[eval]'") from None
