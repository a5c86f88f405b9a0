"""vi-brief plugins: what can be named in a config."""

from vi_brief.cli.common import table

FOLDERS = {
    "input format": "vi_brief.load.readers",
    "news site": "vi_brief.clean.sites",
    "translation back end": "vi_brief.translate.backends",
    "check": "vi_brief.checks",
    "summary back end": "vi_brief.summarize.backends",
    "output format": "vi_brief.render.formats",
    "metric": "vi_brief.evaluate.metrics",
    "test data": "vi_brief.evaluate.readers",
    "planted error": "vi_brief.evaluate.planted",
}


def plugins() -> None:
    """List the plug-ins: back ends, checks, formats, sites, metrics."""
    from vi_brief import plugins as registry

    table(("kind", "names", "folder"), [(kind, ", ".join(registry.names(package)), package) for kind, package in FOLDERS.items()])
