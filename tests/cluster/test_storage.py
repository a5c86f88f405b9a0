"""Inputs and outputs at addresses of storage and as Parquet. memory:// and file:// are real storage of fsspec."""

import datetime as dt
import errno
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import duckdb
import fsspec
import pyarrow as pa
import pytest
from pyarrow import parquet

from tests.conftest import ROOT, STORY, Command
from vi_brief.errors import BadInput, CannotWrite
from vi_brief.jobs import sinks
from vi_brief.jobs.sinks import parquet as shards
from vi_brief.load import storage


@pytest.fixture(autouse=True)
def _own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    yield
    fsspec.filesystem("memory").store.clear()
    fsspec.filesystem("memory").pseudo_dirs[:] = [""]


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """Three articles as rows, with the facts that columns can hold."""
    rows = [
        {
            "content": STORY.replace("845", str(800 + n)),
            "url": f"https://news.example/{n}",
            "published": dt.datetime(2024, 3, n, 7, 30, tzinfo=dt.timezone(dt.timedelta(hours=7))),
            "authors": ["An", "Bình"],
            "id": n,
        }
        for n in (1, 2, 3)
    ]
    path = tmp_path / "articles.parquet"
    parquet.write_table(pa.Table.from_pylist(rows), path)
    return path


def rows(folder: Path, columns: str = "stem") -> list[tuple[object, ...]]:
    found: list[tuple[object, ...]] = duckdb.read_parquet(f"{folder}/*.parquet").order("stem").project(columns).fetchall()
    return found


def test_rows_become_briefs_with_their_facts(vi_brief: Command, table: Path, plumbing: Path, tmp_path: Path) -> None:
    done = vi_brief("run", table, "-o", tmp_path / "out", "-c", plumbing, "--format", "json")
    assert "3 of 3 briefs" in done.out, done.err
    made = json.loads((tmp_path / "out" / "articles-2.json").read_text(encoding="utf-8"))
    assert made["source"]["path"] == f"{table}#2"
    assert made["article"]["url"] == "https://news.example/2"
    assert made["article"]["published"] == "2024-03-02T07:30+07:00"
    assert made["article"]["byline"] == "An, Bình"
    assert any("802" in segment["vi"] for segment in made["segments"])


def test_a_row_that_cannot_be_read_does_not_stop_the_others(vi_brief: Command, plumbing: Path, tmp_path: Path) -> None:
    days = pa.array([0, 2**62, 1], pa.timestamp("us"))
    parquet.write_table(pa.table({"text": [STORY] * 3, "published": days}), tmp_path / "a.parquet")
    done = vi_brief("run", tmp_path / "a.parquet", "-o", tmp_path / "out", "-c", plumbing)
    assert done.code == 1
    assert "a.parquet#2: the row cannot be read" in done.err
    assert sorted(path.stem for path in (tmp_path / "out").glob("*.json")) == ["a-1", "a-3"]


def test_a_table_without_text_or_rows_or_that_is_none(vi_brief: Command, story: Path, plumbing: Path, tmp_path: Path) -> None:
    parquet.write_table(pa.table({"id": [1]}), story.parent / "numbers.parquet")
    parquet.write_table(pa.table({"text": pa.array([], pa.string())}), story.parent / "none.parquet")
    (story.parent / "broken.parquet").write_bytes(b"PAR1 not really")
    done = vi_brief("run", story.parent, "-o", tmp_path / "out", "-c", plumbing)
    assert done.code == 1
    assert "1 of 4 briefs" in done.out
    for words in (
        "numbers.parquet#1: no text field (the fields are: id)",
        "none.parquet: the table is empty",
        "broken.parquet: not a readable",
    ):
        assert words in done.err


def test_briefs_as_rows(vi_brief: Command, plumbing: Path, tmp_path: Path) -> None:
    out = tmp_path / "briefs.parquet"
    done = vi_brief("run", ROOT / "seeds", "-o", out, "-c", plumbing, "--format", "md")
    assert "5 of 5 briefs" in done.out, done.err
    found = parquet.read_table(next(out.glob("*.parquet"))).to_pylist()
    assert [row["stem"] for row in found] == sorted(path.stem for path in (ROOT / "seeds").glob("*.txt"))
    assert vi_brief("run", ROOT / "seeds", "-o", tmp_path / "files", "-c", plumbing).code == 0
    for row in found:
        text = (tmp_path / "files" / f"{row['stem']}.json").read_text(encoding="utf-8")
        brief = json.loads(text)
        assert json.loads(row["brief"])["brief"] == brief["brief"]
        assert row["md"] == (tmp_path / "files" / f"{row['stem']}.md").read_text(encoding="utf-8")
        assert row["headline"] == brief["brief"]["headline"]
        assert row["key_points"] == [point["text"] for point in brief["brief"]["key_points"]]
        assert row["sentences"] == len(brief["segments"])
        assert row["errors"] == sum(f["severity"] == "error" for s in brief["segments"] for f in s["findings"])
        assert row["words_vi"] == brief["brief"]["words"]["vi"]
    assert "kept" in vi_brief("run", ROOT / "seeds", "-o", out, "-c", plumbing, "--format", "md").out


def test_names_of_files_are_no_parameters_and_lead_nowhere(vi_brief: Command, plumbing: Path, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("a#1.txt", "b::c.txt", "d.txt"):
        (folder / name).write_text(STORY, encoding="utf-8")
    done = vi_brief("run", f"file://{folder}", "-o", tmp_path / "out", "-c", plumbing)
    assert done.code == 1
    assert "b::c.txt" in done.err
    assert len(done.err.strip().splitlines()) == 1
    assert sorted(path.stem for path in (tmp_path / "out").glob("*.json")) == ["a-1", "d"]


def test_another_file_beside_the_shards_is_left_alone(vi_brief: Command, story: Path, plumbing: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.parquet"
    out.mkdir()
    (out / "briefs-old.parquet").write_bytes(b"")
    assert vi_brief("run", story, "-o", out, "-c", plumbing).code == 0
    assert len(list(out.glob("briefs-00001-*.parquet"))) == 1


def test_a_brief_that_is_made_again_replaces_its_row(vi_brief: Command, story: Path, plumbing: Path, tmp_path: Path) -> None:
    (story.parent / "other.txt").write_text(STORY.replace("845", "900"), encoding="utf-8")
    out = tmp_path / "briefs.parquet"
    call = ("run", story.parent, "-o", out, "-c", plumbing)
    assert vi_brief(*call).code == 0
    story.write_text(STORY.replace("845", "846"), encoding="utf-8")
    assert "2 of 2" in vi_brief(*call).out
    assert rows(out, "stem, contains(brief, '846 tỷ')") == [("other", False), ("story", True)]
    assert vi_brief(*call, "--force").code == 0
    assert [row[0] for row in rows(out)] == ["other", "story"]
    assert len(list(out.glob("*.parquet"))) == 1


def test_on_another_machine_rows_are_replaced_too(
    vi_brief: Command, story: Path, plumbing: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = f"file://{tmp_path}/far/briefs.parquet"
    assert vi_brief("run", story, "-o", out, "-c", plumbing).code == 0
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "elsewhere"))
    assert "done" in vi_brief("run", story, "-o", out, "-c", plumbing).out
    assert [row[0] for row in rows(tmp_path / "far" / "briefs.parquet")] == ["story"]


def brief(text: str) -> bytes:
    """The smallest JSON brief that a row can be made from."""
    facts = dict.fromkeys(("title", "title_en", "url", "published", "agency", "byline"))
    said = {"headline": text, "dateline": "", "summary": [], "key_points": [], "caveats": [], "words": {"vi": 1, "en": 1, "brief": 1}}
    return json.dumps({"source": {"path": "x"}, "article": facts, "segments": [], "brief": said}).encode()


def test_shards_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shards, "SHARD_BYTES", 1000)
    with shards.Shards(str(tmp_path / "b.parquet"), tmp_path) as sink:
        for n in range(40):
            sink.stage({f"a{n:02}.json": brief(f"headline {n}")})()
    found = sorted((tmp_path / "b.parquet").glob("briefs-*.parquet"))
    assert [path.name.split("-")[1] for path in found] == [f"{n:05d}" for n in range(1, len(found) + 1)]
    assert all(parquet.read_table(path).num_rows <= 5 for path in found)
    assert sorted(name for path in found for name in parquet.read_table(path)["stem"].to_pylist()) == [f"a{n:02}" for n in range(40)]


def test_a_shard_that_was_being_written_is_written_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "b.parquet"

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    for stop_after_writing in (False, True):
        sink = shards.Shards(str(out), tmp_path)
        sink.stage({f"{stop_after_writing}.json": brief("x")})()
        with monkeypatch.context() as patched:
            if stop_after_writing:
                patched.setattr(sink, "_rewrite", full)
                sink._db.execute("INSERT INTO replaced VALUES ('briefs-none', 'none')")
            else:
                patched.setattr(sink._files.system, "mv", full)
            with pytest.raises(CannotWrite, match="No space left"):
                sink.__exit__()
        assert not list(out.glob("*.parquet")) or stop_after_writing
    with shards.Shards(str(out), tmp_path) as sink:
        assert sink.has("True.json")
    assert [row[0] for row in rows(out)] == ["False", "True"]
    assert sqlite3.connect(tmp_path / shards.WAITING).execute("SELECT count(*) FROM briefs WHERE files IS NOT NULL").fetchone() == (0,)


def test_a_second_job_is_refused_and_a_killed_one_goes_on_with_its_rows(plumbing: Path, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(300):
        (folder / f"page{number:03}.txt").write_text(STORY.replace("845", str(number)), encoding="utf-8")
    out = tmp_path / "b.parquet"
    command = [sys.executable, "-c", "from vi_brief.cli.main import main; main()", "run", str(folder), "-o", str(out), "-c", str(plumbing)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    waiting = out / shards.WAITING
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline and not (waiting.exists() and _count(waiting)):
        time.sleep(0.02)
    process.send_signal(signal.SIGSTOP)  # so that it is there as long as the second one needs to be refused
    second = subprocess.run(command, capture_output=True, text=True, check=False)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert second.returncode == 2
    assert second.stderr == f"vi-brief: {out}: another run is writing there; wait for its end, or choose another place with -o\n"
    kept = _count(waiting)
    assert 0 < kept < 300
    assert not list(out.glob("*.parquet"))
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "300 of 300" in done.stdout
    assert len({row[0] for row in rows(out)}) == len(rows(out)) == 300


def _count(path: Path) -> int:
    with sqlite3.connect(path, timeout=60) as db:
        try:
            return int(db.execute("SELECT count(*) FROM briefs").fetchone()[0])
        except sqlite3.OperationalError:
            return 0


@pytest.mark.parametrize("kind", ["memory", "file"])
def test_from_storage_to_storage(vi_brief: Command, story: Path, plumbing: Path, tmp_path: Path, kind: str) -> None:
    root = "memory://news" if kind == "memory" else f"file://{tmp_path}/news"
    there = fsspec.filesystem(kind)
    base = root.removeprefix("file://").removeprefix("memory:/")
    there.makedirs(f"{base}/in/deep/.hidden", exist_ok=True)
    for name in ("one.txt", "deep/two.txt", "deep/.hidden/three.txt", "picture.png"):
        there.pipe_file(f"{base}/in/{name}", STORY.encode())
    call = ("run", f"{root}/in", "-o", f"{root}/out", "-c", plumbing, "--format", "md,json")
    done = vi_brief(*call)
    assert done.code == 0, done.err
    assert f"2 of 2 briefs are in {root}/out" in done.out
    assert sorted(path.rpartition("/")[2] for path in there.ls(f"{base}/out", detail=False)) == ["one.json", "one.md", "two.json", "two.md"]
    made = json.loads(there.cat_file(f"{base}/out/two.json"))
    assert made["source"]["path"].endswith("/in/deep/two.txt")
    assert vi_brief(*call).out.count("kept  ") == 2
    there.rm_file(f"{base}/out/one.md")
    again = vi_brief(*call).out
    assert again.count("kept  ") == 1
    assert again.count("done  ") == 1
    assert there.exists(f"{base}/out/one.md")
    assert list((tmp_path / "state" / "vi_brief" / "jobs").iterdir())


def test_patterns_and_archives_at_an_address(vi_brief: Command, table: Path, plumbing: Path, tmp_path: Path) -> None:
    there = fsspec.filesystem("memory")
    there.pipe_file("/crawl/day1.parquet", table.read_bytes())
    there.pipe_file("/crawl/day2.jsonl", (json.dumps({"text": STORY}) + "\n").encode() * 2)
    done = vi_brief("run", "memory://crawl/day*", "-o", "memory://crawl/briefs.parquet", "-c", plumbing)
    assert done.code == 0, done.err
    assert "5 of 5 briefs" in done.out
    [name] = [path for path in there.find("/crawl/briefs.parquet") if path.endswith(".parquet")]
    with there.open(name) as file:
        stems = parquet.read_table(file)["stem"].to_pylist()
    assert stems == ["day1-1", "day1-2", "day1-3", "day2-1", "day2-2"]


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("memory://nothing/here", "no articles at this address"),
        ("s3://bucket/x", "Install s3fs"),
        ("s3://key:topsecret@bucket/x", "with a password or parameters is not used"),
        ("az://box@store/x?sig=topsecret", "with a password or parameters is not used"),
        ("gopher://old/x", "only http:// and https://"),
    ],
)
def test_addresses_that_are_refused(vi_brief: Command, plumbing: Path, tmp_path: Path, address: str, words: str) -> None:
    done = vi_brief("run", address, "-o", tmp_path / "out", "-c", plumbing)
    assert done.code == 2
    assert words in done.err
    assert "topsecret" not in done.err
    assert len(done.err.strip().splitlines()) == 1


def test_a_secret_in_the_output_address_is_refused() -> None:
    with pytest.raises(BadInput, match="sftp://host/x: an address with a password") as refused:
        sinks.place("sftp://me:topsecret@host/x")
    assert "topsecret" not in str(refused.value)
    assert not storage.is_address("briefs/")
    assert not storage.is_address("https://news.example/")


def test_storage_that_cannot_be_written(
    vi_brief: Command, story: Path, plumbing: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Access Denied")

    monkeypatch.setattr(type(fsspec.filesystem("memory")), "pipe_file", refuse)
    done = vi_brief("run", story, "-o", "memory://out", "-c", plumbing)
    assert done.code == 1
    assert "memory://out: Access Denied; check the address" in done.err


@pytest.mark.parametrize(("library", "out"), [("fsspec", "memory://out"), ("pyarrow.parquet", "briefs.parquet")])
def test_a_library_that_is_not_installed_is_one_line(
    vi_brief: Command, story: Path, plumbing: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, library: str, out: str
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    monkeypatch.chdir(tmp_path)
    done = vi_brief("run", story, "-o", out, "-c", plumbing)
    assert done.code == 2
    assert f"needs the library '{library}'; install it: pip install 'vi-brief[cluster]'" in done.err
    assert len(done.err.strip().splitlines()) == 1
