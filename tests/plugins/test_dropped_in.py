"""The one-file promise: a file dropped into a plug-in folder is a plug-in, and nothing else changes."""

import importlib
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Command

Drop = Callable[[str, str, str], None]


@pytest.fixture
def drop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Drop:
    """Put a file into a plug-in folder: a second folder on the package's path stands for it, so that the tree stays clean."""

    def put(package: str, name: str, source: str) -> None:
        folder = tmp_path / "dropped" / package
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{name}.py").write_text(source, encoding="utf-8")
        monkeypatch.setattr(importlib.import_module(package), "__path__", [*importlib.import_module(package).__path__, str(folder)])
        monkeypatch.delitem(sys.modules, f"{package}.{name}", raising=False)

    return put


TRANSLATOR = """
from vi_brief import config
from vi_brief.records import Hypothesis

class Options(config.Options):
    shout: bool = False

class Upper:
    identity = {"name": "upper"}
    max_source_tokens = 1000
    def count(self, text): return len(text.split())
    def generate(self, texts, decoding): return [[Hypothesis(t.upper(), -0.1)] for t in texts]

def build(options): return Upper()
"""

SUMMARIZER = """
from vi_brief import config
from vi_brief.records import Hypothesis

class Options(config.Options):
    pass

class First:
    identity = {"name": "first"}
    max_source_tokens = 1000
    def count(self, text): return len(text.split())
    def write(self, texts, task, decoding): return [[Hypothesis(t, -0.1)] for t in texts]

def build(options): return First()
"""

FORMAT = """
EXTENSION = "shout"
def render(brief): return brief.headline.text.upper().encode()
"""

CHECK = """
from vi_brief import config
from vi_brief.records import Finding

class Options(config.Options):
    word: str = "cầu"

def check(segment, translation, options):
    if options.word in segment.vi:
        yield Finding("name", "info", "a bridge")
"""

SITE = """
DOMAINS = ("bienxanh.example",)
RULES = {}
"""

READER = """
from vi_brief.records import Page
SUFFIXES = (".leaf",)
def read(data, source, options):
    yield Page(source=source, stem="leaf", text=data.decode())
"""

METRIC = """
from vi_brief import config

class Options(config.Options):
    pass

class Exact:
    higher_is_better = True
    needs = frozenset({"hypothesis", "reference"})
    signature = "exact"
    def stats(self, segment): return (float(segment.hypothesis == segment.reference), 1.0)
    def score(self, total): return 100 * total[0] / total[1]

def build(options): return Exact()
"""


def test_a_translation_and_a_summary_back_end(vi_brief: Command, drop: Drop, story: Path, tmp_path: Path) -> None:
    drop("vi_brief.translate.backends", "upper", TRANSLATOR)
    drop("vi_brief.summarize.backends", "first", SUMMARIZER)
    config = tmp_path / "c.toml"
    config.write_text('[translate]\nbackend="upper"\n[translate.upper]\nshout = true\n[summarize]\nbackend="first"\n', encoding="utf-8")
    done = vi_brief("run", story, "-o", tmp_path / "out", "-c", config)
    assert done.code == 0, done.err
    made = json.loads((tmp_path / "out" / "story.json").read_text(encoding="utf-8"))
    assert all(s["en"].isupper() for s in made["segments"])
    config.write_text('[translate]\nbackend="upper"\n[translate.upper]\nshoot = true\n', encoding="utf-8")
    assert "did you mean 'shout'" in vi_brief("run", story, "-o", tmp_path / "out", "-c", config).err


def test_a_format(vi_brief: Command, drop: Drop, story: Path, plumbing: Path, tmp_path: Path) -> None:
    drop("vi_brief.render.formats", "shout", FORMAT)
    assert vi_brief("run", story, "-o", tmp_path / "out", "-c", plumbing, "--format", "shout").code == 0
    assert (tmp_path / "out" / "story.shout").read_text(encoding="utf-8").isupper()


def test_a_check(vi_brief: Command, drop: Drop, story: Path, plumbing: Path, tmp_path: Path) -> None:
    drop("vi_brief.checks", "bridges", CHECK)
    plumbing.write_text(plumbing.read_text(encoding="utf-8") + '[checks.bridges]\nword = "sông"\n', encoding="utf-8")
    assert vi_brief("run", story, "-o", tmp_path / "out", "-c", plumbing).code == 0
    made = json.loads((tmp_path / "out" / "story.json").read_text(encoding="utf-8"))
    assert "a bridge" in [f["message"] for s in made["segments"] if "sông" in s["vi"] for f in s["findings"]]


def test_a_reader_and_a_site(vi_brief: Command, drop: Drop, story: Path, plumbing: Path, tmp_path: Path) -> None:
    drop("vi_brief.load.readers", "leaf", READER)
    drop("vi_brief.clean.sites", "bienxanh", SITE)
    leaf = tmp_path / "page.leaf"
    leaf.write_text(story.read_text(encoding="utf-8") + "\nhttps://bienxanh.example/cau-vuot-song-1.html\n", encoding="utf-8")
    done = vi_brief("run", leaf, "-o", tmp_path / "out", "-c", plumbing)
    assert done.code == 0, done.err
    assert "bienxanh" in vi_brief("plugins").out


def test_a_metric(vi_brief: Command, drop: Drop, tmp_path: Path) -> None:
    drop("vi_brief.evaluate.metrics", "exact", METRIC)
    (tmp_path / "r").write_text("one\ntwo\n", encoding="utf-8")
    (tmp_path / "h").write_text("one\nthree\n", encoding="utf-8")
    done = vi_brief("eval", "score", "--reference", tmp_path / "r", "--system", f"s={tmp_path / 'h'}", "--metric", "exact")
    assert "50.0" in done.out
