"""The plug-in system: a module in a plug-in folder is a plug-in, its file name is its name."""

import importlib
import pkgutil
from types import ModuleType

from vi_brief.errors import BadConfig


def names(package: str) -> tuple[str, ...]:
    """The plug-ins of a package, sorted.

    >>> names("vi_brief.render.formats")[:2]
    ('html', 'json')
    """
    path = importlib.import_module(package).__path__
    return tuple(sorted(m.name for m in pkgutil.iter_modules(path) if not m.name.startswith("_")))


def load(package: str, name: str) -> ModuleType:
    """The plug-in `name` of `package`; raises BadConfig, with the names that exist, where there is none."""
    known = names(package)
    if name not in known:
        raise BadConfig(f"{package.removeprefix('vi_brief.')}: there is no '{name}'; there are: {', '.join(known)}")
    return importlib.import_module(f"{package}.{name}")
