"""Overlap of a suite with training texts."""

import gzip
import json
import lzma
import unicodedata
from pathlib import Path

import pytest

from vi_brief import config
from vi_brief.errors import BadInput
from vi_brief.evaluate import runs, suites
from vi_brief.evaluate.runs import contamination, perform

ROWS = [
    (
        "Sáng 12/3, thành phố khánh thành cây cầu dài 1.200 m sau hai năm.",
        "The city opened a bridge of 1,200 m this morning after two years of work.",
    ),
    (
        "Ông Hưng nói cây cầu giúp người dân hai bờ đi lại dễ dàng hơn.",
        "Hung said that the bridge makes it easier for people on both banks to travel.",
    ),
    ("Hết.", "The end."),
]


@pytest.fixture
def suite(tmp_path: Path) -> suites.Suite:
    path = tmp_path / "x.tsv"
    path.write_text("".join(f"{vi}\t{en}\n" for vi, en in ROWS), encoding="utf-8")
    return suites.read(str(path))


def test_a_shared_run_of_ten_words_is_found_on_either_side(suite: suites.Suite) -> None:
    texts = [
        "Mở đầu. " + unicodedata.normalize("NFD", ROWS[0][0].upper()) + " Kết.",
        "THE BRIDGE MAKES IT EASIER FOR PEOPLE ON BOTH BANKS today",
    ]
    one, two, three = contamination.overlap(suite, texts)
    assert (one.source, one.reference) == (frozenset({0}), frozenset())
    assert (two.source, two.reference, two.example) == (frozenset(), frozenset({0}), "the bridge makes it easier for people on both banks")
    assert (three.shared, three.short) == (frozenset(), 1)


def test_nine_words_are_not_enough(suite: suites.Suite) -> None:
    words = ROWS[1][1].split()
    assert not any(one.shared for one in contamination.overlap(suite, [" ".join(words[:9])]))
    assert any(one.shared for one in contamination.overlap(suite, [" ".join(words[:10])]))


def test_texts_packed_or_in_json_or_named_by_a_manifest(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("một\nhai\n", encoding="utf-8")
    with gzip.open(tmp_path / "b.txt.gz", "wt", encoding="utf-8") as file:
        file.write("ba\n")
    with lzma.open(tmp_path / "c.jsonl.xz", "wt", encoding="utf-8") as file:
        file.write(json.dumps({"vi": "bốn", "more": [["năm", 5]]}) + "\n")
    manifest = tmp_path / "manifest.json"
    manifest.write_text(json.dumps({"parts": [{"file": "a.txt"}, {"path": "b.txt.gz"}, {"file": "c.jsonl.xz"}]}), encoding="utf-8")
    assert [line.strip() for line in contamination.lines([str(manifest)])] == ["một", "hai", "ba", "bốn", "năm"]
    trained = {"files": [{"file": "elsewhere.tsv.xz"}], "suites": [{"file": "x.jsonl"}], "outputs": {"a.txt": {"rows": 2}, "dev.tsv": {}}}
    manifest.write_text(json.dumps(trained), encoding="utf-8")
    assert [line.strip() for line in contamination.lines([str(manifest)])] == ["một", "hai"]
    manifest.write_text('{"parts": [{"name": "a"}]}', encoding="utf-8")
    with pytest.raises(BadInput, match="it names no training texts"):
        list(contamination.lines([str(manifest)]))
    with pytest.raises(BadInput, match=r"nix\.txt: there is no such file"):
        list(contamination.lines([str(tmp_path / "nix.txt")]))
    (tmp_path / "d.jsonl").write_text('{"a": "x"}\n{broken\n', encoding="utf-8")
    with pytest.raises(BadInput, match=r"d\.jsonl:2: cannot be read"):
        list(contamination.lines([str(tmp_path / "d.jsonl")]))
    (tmp_path / "e.json").write_text(json.dumps({"rows": ["Một", "hai"]}), encoding="utf-8")
    assert list(contamination.lines([str(tmp_path / "e.json")])) == ["Một", "hai"], "escaped letters would be no words"
    (tmp_path / "packed.zst").write_bytes(b"(\xb5/\xfd\x00\x58\x99\x00")
    with pytest.raises(BadInput, match=r"packed\.zst:1: not text; unpack the file"):
        list(contamination.lines([str(tmp_path / "packed.zst")]))


def test_an_article_without_references_is_looked_at_too(tmp_path: Path) -> None:
    article = {"id": "a", "title_vi": "Cầu mới", "lead_vi": ROWS[0][0], "body_vi": [], "headline": "A new bridge"}
    (tmp_path / "a.jsonl").write_text(json.dumps(article) + "\n", encoding="utf-8")
    (found,) = contamination.overlap(suites.read(str(tmp_path / "a.jsonl")), [ROWS[0][0]])
    assert (found.segments, sorted(found.source)) == (2, [1])


def test_scores_with_and_without_the_overlap(suite: suites.Suite, plumbing: Path, tmp_path: Path) -> None:
    home = perform.perform(suite, config.read(str(plumbing)), tmp_path / "runs", perform.Wanted(), lambda *_: None)
    found = contamination.overlap(suite, [ROWS[0][0]])
    (made,) = contamination.without(home, found, ["chrf2"])
    assert made.all == runs.score(home, ["chrf2"])["chrf2"]["value"]
    assert len({made.all, made.clean, made.shared}) == 3
    assert min(made.clean, made.shared) < made.all < max(made.clean, made.shared)
    (tmp_path / "x.tsv").write_text("Một.\tOne.\n", encoding="utf-8")
    with pytest.raises(BadInput, match="not of this suite"):
        contamination.runs_of(suites.read(str(tmp_path / "x.tsv")), [home], ["chrf2"])
    with pytest.raises(BadInput, match="it scores a summary, not segments"):
        contamination.runs_of(suite, [home], ["rouge1"])
    assert contamination.runs_of(suite, [tmp_path / "runs"], ["chrf2"]) == [home]
