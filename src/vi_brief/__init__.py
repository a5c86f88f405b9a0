"""Vietnamese news into English briefs: clean, translate, check, summarize, render.

    import vi_brief
    made = vi_brief.brief("page.html")              # a path, or the text itself
    vi_brief.render(made, "md")                     # bytes
    vi_brief.translate(["Trời mưa."])               # a line for each line
    vi_brief.check("Giá 3 USD.", "It costs $5.")    # what is wrong with a translation

These are the functions of `vi_brief.api`, under which name a type checker knows them. Importing this package loads nothing else.
"""

import importlib
import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from vi_brief.api import check as check

_ROOMS = frozenset({"brief", "render", "translate"})
"""Packages of stages whose name is that of a function too: they can be called."""


class _Room(ModuleType):
    """The package of a stage, callable as the function of `vi_brief.api` that has its name."""

    def __call__(self, *args: Any, **options: Any) -> Any:
        function = getattr(importlib.import_module("vi_brief.api"), self.__name__.rpartition(".")[2])
        return function(*args, **options)


class _Package(ModuleType):
    """This package: whenever Python binds the package of a stage in it, that becomes a room."""

    def __setattr__(self, name: str, value: object) -> None:
        if name in _ROOMS and isinstance(value, ModuleType):
            value.__class__ = _Room
        super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package

if not TYPE_CHECKING:

    def __getattr__(name: str) -> Any:
        if name in _ROOMS:
            return importlib.import_module(f"{__name__}.{name}")
        if name == "check":
            return importlib.import_module(f"{__name__}.api").check
        raise AttributeError(f"module '{__name__}' has no attribute '{name}'")


def __dir__() -> list[str]:
    return sorted({*globals(), *_ROOMS, "api", "check"})
