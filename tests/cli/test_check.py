"""vi-brief check and vi-brief eval planted, as a user runs them."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Command

VI = ["Dự án trị giá 300 triệu đồng.", "Ông Hưng không đồng ý với đề xuất.", "", "Cây cầu đã hoàn thành."]
EN = ["The project is worth $300 million.", "Hung agreed with the proposal.", "", "The bridge has been completed."]


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    vi, en = tmp_path / "a.vi", tmp_path / "a.en"
    vi.write_text("\n".join(VI) + "\n", encoding="utf-8")
    en.write_text("\n".join(EN), encoding="utf-8")
    return vi, en


def test_one_object_for_each_line(vi_brief: Command, files: tuple[Path, Path]) -> None:
    done = vi_brief("check", *files)
    assert done.code == 0, done.err
    rows = [json.loads(line) for line in done.out.splitlines()]
    assert [row["line"] for row in rows] == [1, 2, 3, 4]
    assert [[f["kind"] for f in row["findings"]] for row in rows] == [["money"], ["negation"], [], []]
    money = rows[0]["findings"][0]
    assert set(money) == {"kind", "severity", "vi_span", "en_span", "message", "repair"}
    assert VI[0][slice(*money["vi_span"])] == "300 triệu đồng"
    assert EN[0][slice(*money["en_span"])] == "$300 million"
    assert money["repair"] == "300 million dong"


def test_a_table_of_kinds(vi_brief: Command, files: tuple[Path, Path]) -> None:
    done = vi_brief("check", *files, "--format", "table")
    assert done.code == 0, done.err
    assert ["money", "1", "0", "0", "1"] in [line.split() for line in done.out.splitlines()]
    assert ["all", "2", "0", "0", "2"] in [line.split() for line in done.out.splitlines()]
    assert "4 lines" in done.out


TERMS_VI = ["UBND thành phố họp.", "UBND xã họp với Sở Tài chính.", "Sở Tài chính trả lời.", "Trời mưa."]
TERMS_EN = [
    "The People's Committee met.",
    "The commune council met the Finance Office.",
    "The Department of Finance replied.",
    "It rained.",
]
DESK = "UBND\tPeople's Committee\nSở Tài chính\tDepartment of Finance\nBộ Công an\tMinistry of Public Security\n"


@pytest.fixture
def desk(tmp_path: Path) -> tuple[Path, Path, Path]:
    paths = tmp_path / "t.vi", tmp_path / "t.en", tmp_path / "desk.tsv"
    for path, text in zip(paths, ("\n".join(TERMS_VI), "\n".join(TERMS_EN), DESK), strict=True):
        path.write_text(text, encoding="utf-8")
    return paths


def test_a_glossary_is_reported_term_by_term(vi_brief: Command, desk: tuple[Path, Path, Path], tmp_path: Path) -> None:
    vi, en, glossary = desk
    config = tmp_path / "c.toml"
    config.write_text('[checks]\nenabled = ["negation"]\n', encoding="utf-8")
    done = vi_brief("check", vi, en, "--glossary", glossary, "--format", "table", "-c", config)
    assert done.code == 0, done.err
    rows = [" ".join(line.split()) for line in done.out.splitlines()]
    assert "term 0 2 0 1" in rows, "the config turns the check of terms off, the glossary on: two findings in one line"
    assert "UBND People's Committee 1 1 2" in rows
    assert "Sở Tài chính Department of Finance 1 1 2" in rows
    assert rows[-1] == "2 of the glossary's 3 terms are in the Vietnamese; 2 of 4 times the English was used"
    lines = [json.loads(line) for line in vi_brief("check", vi, en, "--glossary", glossary, "-c", config).out.splitlines()]
    assert [[f["repair"] for f in line["findings"]] for line in lines] == [[], ["People's Committee", "Department of Finance"], [], []]


def test_glossaries_add_up_with_those_of_the_config(vi_brief: Command, desk: tuple[Path, Path, Path], tmp_path: Path) -> None:
    vi, en, glossary = desk
    (tmp_path / "rain.csv").write_text("trời mưa,rainfall\n", encoding="utf-8")
    config = tmp_path / "c.toml"
    config.write_text(f'[checks.terms]\nfiles = ["{glossary}"]\n', encoding="utf-8")
    done = vi_brief("check", vi, en, "--glossary", tmp_path / "rain.csv", "--format", "table", "-c", config)
    assert "3 of the glossary's 4 terms are in the Vietnamese; 2 of 5 times" in done.out
    assert "glossary" not in vi_brief("check", vi, en, "--format", "table").out


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("none.tsv", None, "none.tsv: there is no such file; check the path"),
        ("one.tsv", "UBND\n", "one.tsv, line 1: found 1 of 2 or 4 fields"),
        ("desk.docx", "x", "not a known kind of glossary; give a .tsv, .csv or .tbx file"),
        ("twice.tsv", "UBND\tA\nUBND\tB\n", "line 2: 'UBND' has other English in"),
    ],
)
def test_a_bad_glossary_is_one_line(
    vi_brief: Command, desk: tuple[Path, Path, Path], tmp_path: Path, name: str, content: str | None, said: str
) -> None:
    if content is not None:
        (tmp_path / name).write_text(content, encoding="utf-8")
    done = vi_brief("check", *desk[:2], "--glossary", tmp_path / name)
    assert done.code == 2
    assert said in done.err
    assert done.err.count("\n") == 1


def test_a_config_says_which_checks_run(vi_brief: Command, files: tuple[Path, Path], tmp_path: Path) -> None:
    config = tmp_path / "c.toml"
    config.write_text('[checks]\nenabled = ["negation"]\n', encoding="utf-8")
    kinds = {f["kind"] for line in vi_brief("check", *files, "-c", config).out.splitlines() for f in json.loads(line)["findings"]}
    assert kinds == {"negation"}


def test_one_article_keeps_every_finding_of_the_lines(vi_brief: Command, files: tuple[Path, Path]) -> None:
    alone, together = vi_brief("check", *files), vi_brief("check", *files, "--one-article")
    assert together.code == 0, together.err
    assert len(together.out.splitlines()) == len(alone.out.splitlines())


def test_decomposed_letters_are_the_same_letters(vi_brief: Command, tmp_path: Path) -> None:
    import unicodedata

    for form in ("NFC", "NFD"):
        (tmp_path / f"{form}.vi").write_text(unicodedata.normalize(form, VI[1]), encoding="utf-8")
    (tmp_path / "en").write_text(EN[1], encoding="utf-8")
    assert vi_brief("check", tmp_path / "NFC.vi", tmp_path / "en").out == vi_brief("check", tmp_path / "NFD.vi", tmp_path / "en").out


def test_character_references_are_read_as_characters(vi_brief: Command, tmp_path: Path) -> None:
    (tmp_path / "vi").write_text(VI[1] + "\n", encoding="utf-8")
    (tmp_path / "en").write_text("Hung doesn&#39;t agree with the proposal.\n", encoding="utf-8")
    assert json.loads(vi_brief("check", tmp_path / "vi", tmp_path / "en").out)["findings"] == []


@pytest.mark.parametrize(
    ("vi", "en", "words"),
    [
        ("a.vi", "short.en", "the files must line up"),
        ("a.vi", "missing.en", "there is no such file"),
        ("a.vi", ".", "is a folder"),
        ("a.vi", "binary.en", "is not text"),
        ("a.vi", "latin.en", "is not UTF-8"),
        ("-", "-", "only one of the two"),
    ],
)
def test_bad_files_are_one_line_and_exit_2(vi_brief: Command, files: tuple[Path, Path], vi: str, en: str, words: str) -> None:
    folder = files[0].parent
    (folder / "short.en").write_text("one line\n", encoding="utf-8")
    (folder / "binary.en").write_bytes(b"\x1f\x8b\x00\x01\n" * 4)
    (folder / "latin.en").write_bytes("Tiếng\ncafé\nx\ny\n".encode("latin-1", "replace"))
    done = vi_brief("check", vi if vi == "-" else folder / vi, en if en == "-" else folder / en)
    assert done.code == 2
    assert words in done.err
    assert done.err.count("\n") == 1


def test_standard_input_streams_and_must_line_up(files: tuple[Path, Path]) -> None:
    command = [sys.executable, "-c", "from vi_brief.cli.main import main; main()", "check", str(files[0]), "-"]
    good = subprocess.run(command, input="\n".join(EN).encode(), capture_output=True, check=False)
    assert good.returncode == 0, good.stderr
    assert len(good.stdout.splitlines()) == len(VI)
    short = subprocess.run(command, input=b"one line\n", capture_output=True, check=False)
    assert short.returncode == 2
    assert b"ends before line 2" in short.stderr
    assert len(short.stdout.splitlines()) == 1


def test_planted_errors_are_counted(vi_brief: Command, tmp_path: Path) -> None:
    sentences = [
        ("Bộ trưởng cho biết chính phủ không tăng thuế trong năm nay.", "The minister said the government will not raise taxes this year."),
        (
            "Nhà máy chưa có giấy phép xả nước thải.",
            "The factory has not received a permit to discharge wastewater.",
        ),
    ]
    vi, en = tmp_path / "vi", tmp_path / "en"
    vi.write_text("".join(f"{a}\n" for a, _ in sentences * 8), encoding="utf-8")
    en.write_text("".join(f"{b}\n" for _, b in sentences * 8), encoding="utf-8")
    options = ("--source", vi, "--reference", en, "--families", "negation-lost,loop", "--per-family", "9", "--format", "json")
    done = vi_brief("eval", "planted", *options)
    assert done.code == 0, done.err
    facts = json.loads(done.out)
    assert facts["recall"] == {
        "negation-lost": {"planted": 9, "caught": 9, "recall": 1.0},
        "loop": {"planted": 9, "caught": 9, "recall": 1.0},
    }
    assert facts["false_alarms"]["segments with a finding"]["findings"] == 0
    en.write_text("one line\n", encoding="utf-8")
    assert vi_brief("eval", "planted", *options).code == 2


def test_findings_do_not_depend_on_the_order_of_sets(tmp_path: Path) -> None:
    cases = Path(__file__).parent.parent / "cases" / "checks" / "content.jsonl"
    rows = [json.loads(line) for line in cases.read_text(encoding="utf-8").splitlines()]
    for side in ("vi", "en"):
        (tmp_path / side).write_text("".join(f"{row[side]}\n" for row in rows), encoding="utf-8")
    command = [sys.executable, "-c", "from vi_brief.cli.main import main; main()", "check", str(tmp_path / "vi"), str(tmp_path / "en")]
    environments = [{**os.environ, "PYTHONHASHSEED": seed} for seed in ("1", "2", "3")]
    outputs = {subprocess.run(command, env=each, capture_output=True, check=True).stdout for each in environments}
    assert len(outputs) == 1
