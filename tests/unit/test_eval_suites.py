"""Suites and the readers of outside data: what is accepted, and what a mistake is answered with."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT
from vi_brief import plugins
from vi_brief.errors import BadInput
from vi_brief.evaluate import suites

Write = Callable[..., Path]

CARD = """
name = "tiny"
description = "two sentences"
source_language = "vi"
target_language = "en"
licence = "ours"
contamination = "none known"
"""
GOOD = {
    "id": "a",
    "page": "pages/a.txt",
    "title": {"source": "Cầu mới", "reference": "A new bridge"},
    "segments": [{"paragraph": 0, "source": "Cầu dài 1.200 m.", "reference": "The bridge is 1,200 m long."}],
    "headline": "New bridge opens",
    "facts": {"quantities": [{"vi": "1.200 m", "en": "1,200 m", "value": 1200}]},
}


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a suite of these documents (values, or lines as they are) and return its folder."""

    def put(*documents: object, card: str = CARD, page: str = "Cầu mới\n") -> Path:
        folder = tmp_path / "tiny"
        (folder / "pages").mkdir(parents=True, exist_ok=True)
        (folder / "pages" / "a.txt").write_text(page, encoding="utf-8")
        (folder / "suite.toml").write_text(card, encoding="utf-8")
        lines = [d if isinstance(d, str) else json.dumps(d, ensure_ascii=False) for d in documents]
        (folder / "documents.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
        return folder

    return put


def test_the_shipped_suites_are_sound() -> None:
    found = sorted(card.parent for card in (ROOT / "eval" / "suites").glob("*/suite.toml"))
    assert "seeds" in {folder.name for folder in found}
    for folder in found:
        suite = suites.read(str(folder))
        assert suite.name == folder.name
        assert all(document.pairs for document in suite.documents)
        assert all(path is None or path.is_file() for path in map(suite.page, suite.documents))
        assert suite.licence
        assert suite.contamination


def test_a_suite_is_found_by_name_in_the_working_folder(write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write(GOOD)
    (tmp_path / "eval" / "suites").mkdir(parents=True)
    folder.rename(tmp_path / "eval" / "suites" / "tiny")
    monkeypatch.chdir(tmp_path)
    assert suites.read("tiny").documents[0].pairs == (
        ("title", "Cầu mới", "A new bridge"),
        ("1", "Cầu dài 1.200 m.", "The bridge is 1,200 m long."),
    )
    with pytest.raises(BadInput, match=r"no such suite or path; did you mean 'tiny'\? suites here: .*tiny"):
        suites.read("tinny")


def test_the_hash_changes_with_every_part_of_the_suite(write: Write) -> None:
    first = suites.read(str(write(GOOD))).hash
    assert suites.read(str(write(GOOD))).hash == first
    changed = [
        suites.read(str(write(GOOD, page="Cầu cũ\n"))).hash,
        suites.read(str(write({**GOOD, "headline": "Bridge opens"}))).hash,
        suites.read(str(write(GOOD, card=CARD.replace("two", "some")))).hash,
    ]
    assert len({first, *changed}) == 4


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ('{"id": "b", ', r"documents\.jsonl:2: not valid JSON: .*; mend the line"),
        ("[]", r"documents\.jsonl:2: not a JSON object"),
        ({**GOOD, "id": "a"}, r"documents\.jsonl:2: the id 'a' is also that of .*documents\.jsonl:1; make ids distinct"),
        ({**GOOD, "id": "b", "heading": "x"}, r"documents\.jsonl:2: unknown key 'heading'; take it out or correct its spelling"),
        ({**GOOD, "id": "b", "page": "pages/b.txt"}, r"documents\.jsonl:2: page 'pages/b\.txt' is not there"),
        ({**GOOD, "id": "b", "segments": [{"source": "Một.", "reference": " "}]}, r":2: 'segments\.0\.reference' is blank"),
        ({**GOOD, "id": "b", "segments": [{"source": "Một."}]}, r":2: 'segments\.0\.reference' is missing; add it"),
        ({**GOOD, "id": "b", "segments": [{"source": "Một.\nHai.", "reference": "One."}]}, r":2: 'segments\.0\.source' holds a line break"),
        ({**GOOD, "id": "b", "segments": []}, r":2: .*the document has no segments"),
        ({**GOOD, "id": "b", "facts": {"people": [{"en": "A"}]}}, r":2: .*people\.0 has no 'vi'"),
        (
            {**GOOD, "id": "b", "segments": [{"paragraph": p, "source": "Một.", "reference": "One."} for p in (1, 0)]},
            r":2: .*paragraphs are not in order",
        ),
        ({**GOOD, "id": "b", "headline": 3}, r":2: 'headline': input should be a valid string, not 3"),
    ],
)
def test_a_mistake_is_told_with_its_line(write: Write, document: object, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        suites.read(str(write(GOOD, document)))


def test_a_card_must_say_its_licence(write: Write) -> None:
    with pytest.raises(BadInput, match=r"suite\.toml: 'licence' is missing; add it"):
        suites.read(str(write(GOOD, card=CARD.replace('licence = "ours"\n', ""))))
    with pytest.raises(BadInput, match=r"suite\.toml: not valid TOML"):
        suites.read(str(write(GOOD, card="name = ")))


PAIRS = [("Một hai.", "One two."), ("Ba bốn.", "Three four.")]


def _read(given: object) -> list[tuple[str, str]]:
    return [(source, reference) for document in suites.read(str(given)).documents for _, source, reference in document.pairs]


def test_line_aligned_text_in_a_folder_and_in_two_files(tmp_path: Path) -> None:
    for name, side in (("source.vi", 0), ("reference.en", 1)):
        (tmp_path / name).write_text("".join(pair[side] + "\r\n" for pair in PAIRS), encoding="utf-8")
    assert _read(tmp_path) == PAIRS
    assert _read(f"lines:{tmp_path / 'source.vi'},{tmp_path / 'reference.en'}") == PAIRS
    (tmp_path / "reference.en").write_text("One two.\n", encoding="utf-8")
    with pytest.raises(BadInput, match=r"reference\.en: 1 lines, but .*source\.vi has 2"):
        suites.read(str(tmp_path))
    (tmp_path / "reference.en").write_text("One two.\n \n", encoding="utf-8")
    with pytest.raises(BadInput, match=r"reference\.en:2: the line is blank"):
        suites.read(str(tmp_path))


def test_tab_separated_text(tmp_path: Path) -> None:
    path = tmp_path / "x.tsv"
    path.write_text("".join(f"{vi}\t{en}\n" for vi, en in PAIRS), encoding="utf-8")
    assert _read(path) == PAIRS
    path.write_text("".join(f"{vi}\t{en}\tone\n" for vi, en in PAIRS), encoding="utf-8")
    suite = suites.read(str(path))
    assert [document.id for document in suite.documents] == ["one"]
    assert suite.name == "x"
    path.write_text("Một.\tOne.\nHai.\n", encoding="utf-8")
    with pytest.raises(BadInput, match=r"x\.tsv:2: 1 columns, line 1 has 2"):
        suites.read(str(path))


def test_json_lines_of_segments_and_of_documents(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text("".join(json.dumps({"source": vi, "reference": en, "document": "d"}) + "\n" for vi, en in PAIRS), encoding="utf-8")
    assert _read(path) == PAIRS
    path.write_text('{"source": "Một.", "reference": "One."}\n{"source": "Hai.", "target": "Two."}\n', encoding="utf-8")
    with pytest.raises(BadInput, match=r"x\.jsonl:2: unknown key 'target'"):
        suites.read(str(path))
    path.write_text(json.dumps(GOOD) + "\n", encoding="utf-8")
    assert suites.read(str(path)).documents[0].headline == "New bridge opens"


def test_news_articles_as_pairs(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    article = {"id": "n1", "title": ["Cầu", "A bridge"], "lead": ["Một.", "One."], "body": [["Hai.", "Two."], ["Ba.", "Three."]]}
    path.write_text(json.dumps(article) + "\n", encoding="utf-8")
    assert _read(path) == [("Cầu", "A bridge"), ("Một.", "One."), ("Hai.", "Two."), ("Ba.", "Three.")]
    path.write_text(json.dumps({**article, "body": [["Hai."]]}) + "\n", encoding="utf-8")
    with pytest.raises(BadInput, match=r"news\.jsonl:1: 'body\.0' is not a pair; write \[vi, en\]"):
        suites.read(str(path))


def test_articles_with_reference_briefs(tmp_path: Path) -> None:
    path = tmp_path / "briefs.jsonl"
    article = {
        "id": "b1",
        "title_vi": "Cầu",
        "lead_vi": "Một.",
        "body_vi": ["Hai."],
        "headline": "H",
        "summary": "S.",
        "key_points": ["K."],
    }
    path.write_text(json.dumps(article) + "\n", encoding="utf-8")
    (document,) = suites.read(str(path)).documents
    assert document.pairs == ()
    assert document.text == "Cầu\n\nMột.\n\nHai."
    assert document.has_brief


TMX = """<?xml version="1.0"?><tmx version="1.4"><header/><body>
<tu><tuv xml:lang="vi-VN"><seg>Một <bpt i="1"/>hai.</seg></tuv><tuv xml:lang="en"><seg>One two.</seg></tuv></tu>
<tu><tuv xml:lang="vi"><seg>Ba bốn.</seg></tuv><tuv xml:lang="en-US"><seg>Three four.</seg></tuv></tu>
</body></tmx>"""


def test_a_translation_memory(tmp_path: Path) -> None:
    path = tmp_path / "x.tmx"
    path.write_text(TMX, encoding="utf-8")
    assert _read(path) == PAIRS
    path.write_text(TMX.replace("Three four.", ""), encoding="utf-8")
    with pytest.raises(BadInput, match=r"x\.tmx:3: the unit has no vi and en variant with text"):
        suites.read(str(path))
    path.write_text("<tmx><body>", encoding="utf-8")
    with pytest.raises(BadInput, match=r"x\.tmx:1: not well-formed"):
        suites.read(str(path))


def test_entities_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("SECRET", encoding="utf-8")
    path = tmp_path / "x.tmx"
    declared = f'<!DOCTYPE tmx [<!ENTITY s SYSTEM "file://{tmp_path / "secret"}">]><tmx'
    path.write_text(TMX.replace("<tmx", declared, 1).replace("Ba bốn.", "Ba &s; bốn."), encoding="utf-8")
    assert "SECRET" not in json.dumps(_read(path))


WMT = """<dataset id="x"><doc id="d1" domain="news"><src lang="vi"><p><seg id="1">Một hai.</seg></p><p><seg id="2">Ba bốn.</seg></p></src>
<ref lang="en" translator="A"><p><seg id="1">One two.</seg></p><p><seg id="2">Three four.</seg></p></ref></doc></dataset>"""
SGM = '<{0} setid="x"><doc docid="d1" genre="news"><p><seg id="1">{1}</seg></p><p><seg id="2">{2}</seg></p></doc></{0}>'


def test_wmt_xml_and_sgml(tmp_path: Path) -> None:
    path = tmp_path / "x.xml"
    path.write_text(WMT, encoding="utf-8")
    (document,) = suites.read(str(path)).documents
    assert (document.id, document.domain, [s.paragraph for s in document.segments]) == ("d1", "news", [0, 1])
    assert _read(path) == PAIRS
    path.write_text(WMT.replace('<seg id="2">Three', '<seg id="3">Three'), encoding="utf-8")
    with pytest.raises(BadInput, match=r"document 'd1': segment \d is not in both source and reference"):
        suites.read(str(path))
    (tmp_path / "s.sgm").write_text(SGM.format("srcset", "Một & hai.", "Ba bốn."), encoding="utf-8")
    (tmp_path / "r.sgm").write_text(SGM.format("refset", "One & two.", "Three four."), encoding="utf-8")
    assert _read(f"wmt:{tmp_path / 's.sgm'},{tmp_path / 'r.sgm'}")[1] == PAIRS[1]


def test_sets_of_sacrebleu_come_from_its_cache_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sacrebleu.utils.SACREBLEU_DIR", str(tmp_path))
    with pytest.raises(BadInput, match="'wmt20/en-zh' is not in the cache; fetch it where there is a network"):
        suites.read("sacrebleu:wmt20/en-zh")
    with pytest.raises(BadInput, match="knows no test set 'wmt99'"):
        suites.read("sacrebleu:wmt99/en-zh")
    (tmp_path / "wmt20").mkdir()
    for field, side in (("src", 0), ("ref", 1)):
        (tmp_path / "wmt20" / f"wmt20.en-zh.{field}").write_text("".join(p[side] + "\n" for p in PAIRS), encoding="utf-8")
    assert _read("sacrebleu:wmt20/en-zh") == PAIRS


@pytest.mark.parametrize("name", plugins.names(suites.READERS))
def test_every_reader_keeps_the_contract(name: str, tmp_path: Path) -> None:
    reader = plugins.load(suites.READERS, name)
    assert callable(reader.read)
    assert callable(reader.files)
    empty = tmp_path / "nothing.bin"
    empty.write_bytes(b"")
    assert reader.accepts(empty) is False
    assert reader.accepts(tmp_path) is False
    with pytest.raises(BadInput, match="nowhere"):
        suites.read(f"{name}:{tmp_path / 'nowhere'}")


def test_an_unknown_layout_names_the_readers(tmp_path: Path) -> None:
    path = tmp_path / "x.bin"
    path.write_bytes(b"\x00")
    with pytest.raises(BadInput, match=r"no reader knows this layout; name one, as in tsv:.*: articles, jsonl, lines, news"):
        suites.read(str(path))
    path.write_bytes(b"Mot\xff\tOne\n")
    with pytest.raises(BadInput, match=r"x\.bin:1: not UTF-8"):
        suites.read(f"tsv:{path}")
