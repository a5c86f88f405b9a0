"""Start-up imports are pinned: `--help` must not wait for a model library."""

import subprocess
import sys

import pytest

HEAVY = {
    "torch",
    "transformers",
    "ctranslate2",
    "sentencepiece",
    "trafilatura",
    "sacrebleu",
    "lxml",
    "httpx",
    "jinja2",
    "numpy",
    "huggingface_hub",
    "ray",
    "fsspec",
    "pyarrow",
    "pandas",
}


@pytest.mark.parametrize("arguments", [["--help"], ["run", "--help"], ["models", "--help"]])
def test_help_imports_no_heavy_library(arguments: list[str]) -> None:
    code = (
        "import sys; sys.argv = ['vi-brief', *sys.argv[1:]]\n"
        "from vi_brief.cli.main import main\n"
        "try: main()\n"
        "except SystemExit as stop: assert not stop.code, stop.code\n"
        "print('LOADED', *sorted({name.partition('.')[0] for name in sys.modules}))"
    )
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.partition("LOADED")[2].split())
    assert "typer" in loaded
    assert loaded & HEAVY == set()
