"""TOML files into strict, frozen options. The only module that reads or sets the environment.

One config file is one system. Each stage has a section; a back end has a table of its own under its stage:

    [translate]
    backend = "ct2"
    [translate.ct2]
    repository = "Helsinki-NLP/opus-mt-vi-en"

A section is validated by the `Options` of the module that it belongs to, so an option is written once.
"""

import difflib
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from vi_brief.errors import BadConfig

SECTIONS = ("system", "load", "clean", "protect", "translate", "checks", "repair", "summarize", "brief", "render", "jobs")
_PACKAGE = Path(__file__).resolve().parent


class Options(BaseModel):
    """Base of every options record: frozen, strict about types, unknown keys refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


O = TypeVar("O", bound=Options)  # noqa: E741


@dataclass(frozen=True, slots=True)
class Config:
    """A parsed config file. `name` is the file's stem; `sections` are the tables as written, not yet validated."""

    name: str
    where: str
    sections: Mapping[str, Mapping[str, Any]]

    def options(self, kind: type[O], section: str, table: str | None = None) -> O:
        """The options in [section], or in [section.table]; raises BadConfig with the key's path and a suggestion.

        Tables inside a section belong to back ends and checks and are not part of the section's own options.
        """
        path = section if table is None else f"{section}.{table}"
        content = self.sections.get(section, {})
        if table is not None:
            content = content.get(table, {})
            if not isinstance(content, Mapping):
                raise BadConfig(f"{self.where}: [{path}] must be a table of options")
        else:
            content = {k: v for k, v in content.items() if not isinstance(v, Mapping)}
        try:
            return kind.model_validate(content)
        except ValidationError as error:
            raise BadConfig(f"{self.where}: {_explain(error, kind, path)}") from None

    def tables(self, section: str) -> tuple[str, ...]:
        """The names of the tables inside a section, as written."""
        return tuple(k for k, v in self.sections.get(section, {}).items() if isinstance(v, Mapping))


def _explain(error: ValidationError, kind: type[Options], path: str) -> str:
    first = error.errors()[0]
    key = ".".join(str(part) for part in first["loc"])
    if first["type"] == "extra_forbidden":
        known = list(kind.model_fields)
        close = difflib.get_close_matches(key, known, n=1)
        hint = f"did you mean '{close[0]}'?" if close else f"known options: {', '.join(known) or 'none'}"
        return f"[{path}] has no option '{key}'; {hint}"
    return f"[{path}] {key}: {first['msg'][:1].lower()}{first['msg'][1:]}, not {first['input']!r}"


def folder() -> Path:
    """The folder of the shipped configs: beside the package when installed, in the repository when run from a clone."""
    inside = _PACKAGE / "configs"
    return inside if inside.is_dir() else _PACKAGE.parent.parent / "configs"


def read(name_or_path: str) -> Config:
    """The config in a file, or the shipped one of that name; raises BadConfig where it is missing or malformed."""
    path = Path(name_or_path)
    if not path.is_file():
        path = folder() / f"{name_or_path}.toml"
    if not path.is_file():
        shipped = ", ".join(sorted(p.stem for p in folder().glob("*.toml")))
        raise BadConfig(f"{name_or_path}: there is no such config file; shipped configs: {shipped}")
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadConfig(f"{path}: not valid TOML: {error}") from None
    return parse(data, path.stem, str(path))


def parse(data: Mapping[str, Any], name: str, where: str) -> Config:
    """A config from parsed TOML; raises BadConfig for an unknown section."""
    for section, content in data.items():
        if section not in SECTIONS:
            close = difflib.get_close_matches(section, SECTIONS, n=1)
            raise BadConfig(
                f"{where}: there is no section [{section}]; "
                + (f"did you mean [{close[0]}]?" if close else f"known: {', '.join(SECTIONS)}")
            )
        if not isinstance(content, Mapping):
            raise BadConfig(f"{where}: '{section}' must be a section, [{section}]")
    return Config(name=name, where=where, sections=data)


def cache_folder() -> Path:
    """Where converted models live: $VI_BRIEF_CACHE, else the user's cache directory."""
    chosen = os.environ.get("VI_BRIEF_CACHE")
    if chosen:
        return Path(chosen).expanduser()
    import platformdirs

    return Path(platformdirs.user_cache_dir("vi_brief"))


def state_folder() -> Path:
    """Where what a command must find again lives, if it has no folder of its own: the user's state directory."""
    import platformdirs

    return Path(platformdirs.user_state_dir("vi_brief"))


def hub_cache_folder() -> Path:
    """Where Hub checkpoints are looked for: $HF_HUB_CACHE, else $HF_HOME/hub, else ~/.cache/huggingface/hub."""
    if chosen := os.environ.get("HF_HUB_CACHE"):
        return Path(chosen).expanduser()
    home = os.environ.get("HF_HOME")
    return (Path(home).expanduser() if home else Path.home() / ".cache" / "huggingface") / "hub"


def secret(variable: str) -> str:
    """The value of an environment variable that holds a key, without surrounding space; empty where it is not set.

    Raises BadConfig, which names the variable and never its value, for what cannot stand in a header.
    """
    value = os.environ.get(variable, "").strip() if variable else ""
    if not all("!" <= character <= "~" for character in value):
        raise BadConfig(f"${variable}: the key has a space or a character outside ASCII; set it again")
    return value


def hand_down(variables: Mapping[str, str]) -> None:
    """Set variables for a library and the processes that it starts; what the user has set stays."""
    for name, value in variables.items():
        os.environ.setdefault(name, value)
