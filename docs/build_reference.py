"""Write docs/reference/cli.md and options.md from the code: python docs/build_reference.py. A test keeps them in step."""

import importlib
import inspect
from pathlib import Path
from types import ModuleType

import typer
from typer.cli import get_docs_for_click

from vi_brief import plugins
from vi_brief.cli.main import app

REFERENCE = Path(__file__).parent / "reference"
STAGES = ("load", "clean", "protect", "translate", "checks", "repair", "summarize", "brief", "jobs")
FOLDERS = {
    "translate": "vi_brief.translate.backends",
    "checks": "vi_brief.checks",
    "summarize": "vi_brief.summarize.backends",
    "jobs": "vi_brief.jobs.engines",
}


def cli() -> str:
    """Every command with its arguments and options."""
    command = typer.main.get_command(app)
    return get_docs_for_click(obj=command, ctx=typer.Context(command), name="vi-brief").strip() + "\n"


def options() -> str:
    """Every section of a config file with its options, from the classes that validate them."""
    parts = ["# Options of a config file", "", "One config file is one system. An unknown key is refused. A list stands for a tuple.", ""]
    parts += _section("system", "vi_brief.pipeline", "SystemOptions") + _section("render", "vi_brief.pipeline", "RenderOptions")
    for stage in STAGES:
        parts += _section(stage, f"vi_brief.{stage}", "Options")
        for name in plugins.names(FOLDERS[stage]) if stage in FOLDERS else ():
            if hasattr(importlib.import_module(f"{FOLDERS[stage]}.{name}"), "Options"):
                parts += _section(f"{stage}.{name}", f"{FOLDERS[stage]}.{name}", "Options")
    return "\n".join(parts).strip() + "\n"


def _section(title: str, module: str, name: str) -> list[str]:
    found: ModuleType = importlib.import_module(module)
    kind = getattr(found, name)
    rows = [f"| `{key}` | {_type(field.annotation)} | `{_default(field.default)}` |" for key, field in kind.model_fields.items()]
    table = ["| option | type | default |", "|---|---|---|", *rows, ""] if rows else ["No options.", ""]
    return [f"## [{title}]", "", inspect.cleandoc(kind.__doc__ or ""), "", *table]


def _type(annotation: object) -> str:
    text = annotation.__name__ if isinstance(annotation, type) and not hasattr(annotation, "__args__") else str(annotation)
    return f"`{text.replace('typing.', '')}`".replace("|", "\\|")


def _default(value: object) -> str:
    return "required" if type(value).__name__ == "PydanticUndefinedType" else str(value)


def pages() -> dict[Path, str]:
    """The generated pages by path."""
    return {REFERENCE / "cli.md": cli(), REFERENCE / "options.md": options()}


if __name__ == "__main__":
    for path, text in pages().items():
        path.write_text(text, encoding="utf-8")
        print(path)
