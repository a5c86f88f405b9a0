"""A config as a system: every section validated before any work, the models loaded, and the signature that they give to every output."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pydantic import Field

from vi_brief import brief, checks, clean, load, plugins, protect, render, repair, signature, summarize, translate
from vi_brief.config import Config
from vi_brief.config import Options as _Options
from vi_brief.errors import BadConfig


class SystemOptions(_Options):
    """[system]: what the config is for."""

    description: str = ""


class RenderOptions(_Options):
    """[render]: the formats to write."""

    formats: tuple[str, ...] = Field(default=("md", "json", "html"), strict=False)


@dataclass(frozen=True, slots=True)
class Settings:
    """A config with every section validated: a mistake anywhere in the file is found before any work. `audit` are its checks."""

    load: load.Options
    clean: clean.Options
    protect: protect.Options
    translate: translate.Options
    audit: checks.Audit
    repair: repair.Options
    summarize: summarize.Options
    brief: brief.Options
    formats: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class System:
    """Settings with their models loaded, and the signature that they give to every output."""

    config: Config
    settings: Settings
    translator: translate.Translator
    summarizer: summarize.Summarizer
    signature: Mapping[str, object]


def settings(config: Config, formats: Sequence[str] | None = None) -> Settings:
    """Validate every section of a config; raises BadConfig. `formats` replaces those of [render]."""
    config.options(SystemOptions, "system")
    chosen = tuple(formats) if formats else config.options(RenderOptions, "render").formats
    for name in chosen:
        render.extension(name)
    for stage in ("translate", "summarize"):
        _known_tables(config, stage, plugins.names(f"vi_brief.{stage}.backends"))
    _known_tables(config, "checks", plugins.names("vi_brief.checks"))
    return Settings(
        load=config.options(load.Options, "load"),
        clean=config.options(clean.Options, "clean"),
        protect=config.options(protect.Options, "protect"),
        translate=config.options(translate.Options, "translate"),
        audit=checks.Audit(config),
        repair=config.options(repair.Options, "repair"),
        summarize=config.options(summarize.Options, "summarize"),
        brief=config.options(brief.Options, "brief"),
        formats=chosen,
    )


def _known_tables(config: Config, section: str, known: Sequence[str]) -> None:
    for table in config.tables(section):
        if table not in known:
            raise BadConfig(f"{config.where}: there is no [{section}.{table}]; there are: {', '.join(known)}")


def system(config: Config, checked: Settings) -> System:
    """Load the models of a checked config; raises MissingModel or BrokenModel."""
    translator, summarizer = translate.build(config), summarize.build(config)
    models = {"translate": dict(translator.identity), "summarize": dict(summarizer.identity)}
    # Where the work of a job is done changes no brief.
    made = {name: section for name, section in config.sections.items() if name != "jobs"}
    sections = {**made, "files": [*checked.audit.fingerprints, checked.protect.fingerprint]}
    return System(config, checked, translator, summarizer, signature.run(config.name, sections, models))
