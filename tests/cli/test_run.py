"""`vi-brief run`: good input, resuming, and every kind of bad input."""

import errno
import json
import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import jsonschema
import pytest

from tests.conftest import PLUMBING, ROOT, STORY, Command

SEEDS = ROOT / "seeds"
SCHEMA = json.loads((ROOT / "src" / "vi_brief" / "render" / "brief.schema.json").read_text(encoding="utf-8"))


def test_the_seeds_become_five_briefs_with_the_embedded_models(vi_brief: Command, tmp_path: Path) -> None:
    done = vi_brief("run", SEEDS, "-o", tmp_path / "briefs")
    assert done.code == 0, done.err
    assert "5 of 5 briefs" in done.out
    for seed in sorted(SEEDS.glob("*.txt")):
        for extension in ("md", "html", "json"):
            assert (tmp_path / "briefs" / f"{seed.stem}.{extension}").stat().st_size > 500
        brief = json.loads((tmp_path / "briefs" / f"{seed.stem}.json").read_text(encoding="utf-8"))
        jsonschema.Draft202012Validator(SCHEMA).validate(brief)
        ids = {s["id"] for s in brief["segments"]}
        for sentence in [*brief["brief"]["summary"], *brief["brief"]["key_points"]]:
            assert sentence["evidence"]
            assert set(sentence["evidence"]) <= ids
        assert all(s["en"].strip() for s in brief["segments"])
        assert 3 <= len(brief["brief"]["key_points"]) <= 6
        assert any("not reviewed" in caveat for caveat in brief["brief"]["caveats"])


def test_a_finished_article_is_kept_until_something_changes(vi_brief: Command, story: Path, plumbing: Path, tmp_path: Path) -> None:
    call = ("run", story, "-o", tmp_path / "out", "-c", plumbing)
    assert "done" in vi_brief(*call).out
    brief = tmp_path / "out" / "story.json"
    stamp = brief.stat().st_mtime_ns
    assert "kept" in vi_brief(*call).out
    assert brief.stat().st_mtime_ns == stamp
    assert "done" in vi_brief(*call, "--force").out
    brief.unlink()
    assert "done" in vi_brief(*call).out
    story.write_text(STORY.replace("845", "846"), encoding="utf-8")
    assert "done" in vi_brief(*call).out
    assert "846" in brief.read_text(encoding="utf-8")
    plumbing.write_text(PLUMBING + "min_words = 50\n", encoding="utf-8")
    assert "done" in vi_brief(*call).out


def test_formats_can_be_chosen(vi_brief: Command, story: Path, plumbing: Path, tmp_path: Path) -> None:
    assert vi_brief("run", story, "-o", tmp_path / "out", "-c", plumbing, "--format", "md").code == 0
    assert sorted(p.name for p in (tmp_path / "out").glob("story*")) == ["story.md"]


def test_dry_run_shows_the_plan_and_writes_nothing(vi_brief: Command, story: Path, tmp_path: Path) -> None:
    done = vi_brief("run", story, "-o", tmp_path / "out", "--dry-run")
    assert done.code == 0
    assert "planned" in done.out
    assert not (tmp_path / "out").exists()


def test_standard_input_and_zip_and_jsonl(vi_brief: Command, plumbing: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import io

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(STORY.encode())))
    assert vi_brief("run", "-", "-o", tmp_path / "a", "-c", plumbing).code == 0
    with zipfile.ZipFile(tmp_path / "pages.zip", "w") as archive:
        archive.writestr("one.txt", STORY)
        archive.writestr("deep/two.txt", STORY)
    assert "2 of 2" in vi_brief("run", tmp_path / "pages.zip", "-o", tmp_path / "b", "-c", plumbing).out
    (tmp_path / "pages.jsonl").write_text("".join(json.dumps({"text": STORY}) + "\n" for _ in range(3)), encoding="utf-8")
    assert "3 of 3" in vi_brief("run", tmp_path / "pages.jsonl", "-o", tmp_path / "c", "-c", plumbing).out


ENGLISH = "The council met on Tuesday to discuss the new budget for schools and roads.\n" * 12
CHROME = """Trang chủ
Thời sự
Thế giới
Kinh tế
Đăng nhập
Tin đọc nhiều
Tin cùng chuyên mục
Liên kết website
Copy Link
Bản quyền thuộc về tòa soạn
"""


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\n \n", "empty"),
        ("picture.txt", bytes(range(256)) * 40, "binary"),
        ("english.txt", ENGLISH.encode(), "Vietnamese"),
        ("chrome.txt", CHROME.encode(), ""),
        ("broken.json", b'{"text": "a', "JSON"),
        ("notzip.zip", b"PK\x03\x04 not a zip", "zip"),
        ("huge.txt", b"a" * 50_000_000, "50.0 MB"),
        ("broken.html", b"<html><body><div><p", ""),
    ],
)
def test_bad_input_is_one_line_and_the_others_are_done(
    vi_brief: Command, story: Path, plumbing: Path, tmp_path: Path, name: str, content: bytes, word: str
) -> None:
    (story.parent / name).write_bytes(content)
    done = vi_brief("run", story.parent, "-o", tmp_path / "out", "-c", plumbing)
    assert done.code == 1
    assert "1 of 2 briefs" in done.out
    assert (tmp_path / "out" / "story.md").exists()
    assert not list((tmp_path / "out").glob(f"{Path(name).stem}*"))
    lines = done.err.strip().splitlines()
    assert len(lines) == 1
    assert name in lines[0]
    assert word.lower() in lines[0].lower()


@pytest.mark.parametrize("what", ["missing.txt", "nothing-*.txt", "empty-folder"])
def test_an_input_that_is_not_there_is_asked_wrongly(vi_brief: Command, plumbing: Path, tmp_path: Path, what: str) -> None:
    (tmp_path / "empty-folder").mkdir()
    done = vi_brief("run", tmp_path / what, "-o", tmp_path / "out", "-c", plumbing)
    assert done.code == 2
    assert what in done.err
    assert len(done.err.strip().splitlines()) == 1
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("toml", "word"),
    [
        ("[translate]\nbackend = 'ecko'\n", "echo"),
        ("[translate]\nbakend = 'echo'\n", "did you mean 'backend'"),
        ("[translat]\nbackend = 'echo'\n", "did you mean [translate]"),
        ("[translate]\nbackend = 3\n", "backend"),
        ("[summarize]\nmin_words = 'many'\n", "min_words"),
        ("[render]\nformats = ['mdd']\n", "md"),
        ("[translate.echoo]\nx = 1\n", "echo"),
        ("[translate\n", "TOML"),
    ],
)
def test_a_malformed_config_is_one_line(vi_brief: Command, story: Path, tmp_path: Path, toml: str, word: str) -> None:
    config = tmp_path / "bad.toml"
    config.write_text(toml, encoding="utf-8")
    done = vi_brief("run", story, "-o", tmp_path / "out", "-c", config)
    assert done.code == 2
    assert word in done.err
    assert "bad.toml" in done.err or "backends" in done.err or "formats" in done.err
    assert len(done.err.strip().splitlines()) == 1
    assert not (tmp_path / "out").exists()


def test_an_article_of_one_line_is_briefed(vi_brief: Command, plumbing: Path, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(
        "Sáng 12/3, UBND thành phố Biển Xanh khánh thành cầu vượt sông Lam Giang dài 1.200 m.", encoding="utf-8"
    )
    assert vi_brief("run", tmp_path / "one.txt", "-o", tmp_path / "out", "-c", plumbing).code == 0


def test_a_long_article_and_a_long_sentence_keep_every_word(vi_brief: Command, tmp_path: Path) -> None:
    sentence = "và người dân hai bờ sông Lam Giang đi lại thuận tiện hơn trước nhiều lắm " * 30
    long = STORY.replace("\nTin cùng", f"\nÔng Hưng nói {sentence.strip()}.\n\nTin cùng")
    (tmp_path / "long.txt").write_text(long, encoding="utf-8")
    config = tmp_path / "embedded-lead.toml"
    config.write_text('[translate]\nbackend = "embedded"\n[summarize]\nbackend = "lead"\n', encoding="utf-8")
    assert vi_brief("run", tmp_path / "long.txt", "-o", tmp_path / "out", "-c", config).code == 0
    segments = json.loads((tmp_path / "out" / "long.json").read_text(encoding="utf-8"))["segments"]
    longest = max(segments, key=lambda s: len(s["vi"]))
    assert len(longest["vi"]) > 2000
    assert len(longest["en"]) > 700


def test_ten_thousand_words(vi_brief: Command, plumbing: Path, tmp_path: Path) -> None:
    paragraphs = [
        f"Theo báo cáo số {n} của UBND thành phố Biển Xanh, quận {n} đã hoàn thành {n * 3} km đường với kinh phí {n * 7} tỷ đồng."
        for n in range(1, 400)
    ]
    (tmp_path / "long.txt").write_text("Báo cáo đầu tư đường bộ của thành phố Biển Xanh\n\n" + "\n\n".join(paragraphs), encoding="utf-8")
    assert vi_brief("run", tmp_path / "long.txt", "-o", tmp_path / "out", "-c", plumbing).code == 0
    brief = json.loads((tmp_path / "out" / "long.json").read_text(encoding="utf-8"))
    assert len(brief["segments"]) == len(paragraphs)


def test_a_folder_that_cannot_be_written(vi_brief: Command, story: Path, plumbing: Path, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file where the folder should be", encoding="utf-8")
    done = vi_brief("run", story, "-o", tmp_path / "taken" / "out", "-c", plumbing)
    assert done.code == 1
    assert "cannot write" in done.err
    assert len(done.err.strip().splitlines()) == 1


def test_a_full_disk_leaves_nothing_half_written(
    vi_brief: Command, story: Path, plumbing: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        done = vi_brief("run", story, "-o", tmp_path / "out", "-c", plumbing)
    assert done.code == 1
    assert "No space left" in done.err
    assert [p.name for p in (tmp_path / "out").iterdir() if "sqlite" not in p.name] == []
    assert vi_brief("run", story, "-o", tmp_path / "out", "-c", plumbing).code == 0


def test_a_corrupt_ledger_is_set_aside(vi_brief: Command, story: Path, plumbing: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / ".vi-brief.sqlite").write_bytes(b"not a database at all" * 100)
    assert vi_brief("run", story, "-o", tmp_path / "out", "-c", plumbing).code == 0
    assert (tmp_path / "out" / "story.md").exists()


def test_an_interrupted_run_resumes(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(40):
        shutil.copy(SEEDS / "004_41bf70ed9a5edc64.txt", folder / f"page{number:02}.txt")
    command = [
        sys.executable,
        "-c",
        "from vi_brief.cli.main import main; main()",
        "run",
        str(folder),
        "-o",
        str(tmp_path / "out"),
        "--format",
        "json",
    ]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
    deadline = time.monotonic() + 120
    while not list((tmp_path / "out").glob("*.json")) and time.monotonic() < deadline:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "interrupted" in said
    finished = {p.name: p.stat().st_mtime_ns for p in (tmp_path / "out").glob("*.json")}
    assert 0 < len(finished) < 40
    assert not list((tmp_path / "out").glob("*.part"))
    subprocess.run(command, check=True, capture_output=True)
    assert len(list((tmp_path / "out").glob("*.json"))) == 40
    for name, stamp in finished.items():
        assert (tmp_path / "out" / name).stat().st_mtime_ns == stamp
