"""What can be read, what is refused, and how outputs are named."""

import io
import json
import os
import sys
import zipfile
from pathlib import Path

import pytest

from vi_brief import load
from vi_brief.errors import BadInput
from vi_brief.load import Options
from vi_brief.load.items import safe
from vi_brief.records import Page, Rejected

TEXT = "Hà Nội khai trương tuyến xe buýt điện\nSáng 5/3, Sở Giao thông vận tải Hà Nội đưa 12 xe vào khai thác.\n"
HTML = "<!DOCTYPE html><html><body><p>Sáng 5/3, Sở Giao thông vận tải Hà Nội đưa 12 xe vào khai thác.</p></body></html>"


def pages(*inputs: str | Path, **options: object) -> list[Page | Rejected]:
    return list(load.load([str(i) for i in inputs], Options.model_validate(options)))


def page(path: Path) -> Page:
    (result,) = pages(path)
    assert isinstance(result, Page), result
    return result


def rejected(path: Path, **options: object) -> Rejected:
    (result,) = pages(path, **options)
    assert isinstance(result, Rejected), result
    assert "\n" not in result.reason
    assert result.advice
    return result


def packed(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def put(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_text_file(tmp_path: Path) -> None:
    found = page(put(tmp_path / "bài một.txt", "\ufeff" + TEXT))
    assert (found.stem, found.media, found.text, found.repairs) == ("bai-mot", "text", TEXT, ())


def test_repairs_are_named(tmp_path: Path) -> None:
    assert page(put(tmp_path / "a.txt", TEXT.replace("Hà", "Ha\u0300"))).repairs == ("nfc",)
    assert page(put(tmp_path / "b.txt", TEXT.encode("utf-16"))).repairs == ("decoded from utf-16",)


@pytest.mark.parametrize("name", ["a.html", "a.HTM", "a.xhtml", "a.txt", "a", "a.vnp", "a.aspx"])
def test_html_by_suffix_or_by_content(tmp_path: Path, name: str) -> None:
    assert page(put(tmp_path / name, HTML)).media == "html"


@pytest.mark.parametrize("name", ["article", "article.md", "article.867368"])
def test_unknown_suffix_is_text(tmp_path: Path, name: str) -> None:
    found = page(put(tmp_path / name, TEXT))
    assert found.media == "text"
    assert found.stem == name


def test_folder_is_walked_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "sub/a.txt", "sub/page.html", ".hidden/x.txt", ".x.txt", "README.md"):
        put(tmp_path / name, HTML if name.endswith("html") else TEXT)
    found = pages(tmp_path)
    assert [Path(p.source).relative_to(tmp_path).as_posix() for p in found] == ["a.txt", "b.txt", "sub/a.txt", "sub/page.html"]
    assert [p.stem for p in found if isinstance(p, Page)] == ["a", "b", "a-2", "page"]


def test_globs(tmp_path: Path) -> None:
    for name in ("x1.txt", "x2.txt", "y.txt", "d/x3.txt"):
        put(tmp_path / name, TEXT)
    assert [Path(p.source).name for p in pages(f"{tmp_path}/x*.txt")] == ["x1.txt", "x2.txt"]
    assert [Path(p.source).name for p in pages(f"{tmp_path}/**/x*.txt")] == ["x3.txt", "x1.txt", "x2.txt"]
    with pytest.raises(BadInput, match="no file matches"):
        load.load([f"{tmp_path}/z*.txt"], Options())


def test_a_file_with_glob_letters_in_its_name(tmp_path: Path) -> None:
    assert page(put(tmp_path / "a[1].txt", TEXT)).stem == "a-1"


def test_the_same_file_twice_is_one_item(tmp_path: Path) -> None:
    path = put(tmp_path / "a.txt", TEXT)
    assert len(load.find([str(path), str(tmp_path), f"{tmp_path}/./a.txt"], Options())) == 1


def test_stems_are_unique_and_safe(tmp_path: Path) -> None:
    names = ["1/a.txt", "2/a.txt", "3/A.txt", "4/a-2.txt", "5/a.jsonl", "6/a.zip", "7/con.txt", "8/Thủ tướng: họp?.txt", "9/---.txt"]
    for name in names:
        content: str | bytes = TEXT
        if name.endswith("jsonl"):
            content = json.dumps({"text": TEXT}) + "\n" + json.dumps({"text": TEXT})
        elif name.endswith("zip"):
            content = packed({"x/n.txt": TEXT.encode(), "y/n.txt": TEXT.encode(), "z.jsonl": json.dumps({"text": TEXT}).encode()})
        put(tmp_path / name, content)
    stems = [p.stem for p in pages(tmp_path) if isinstance(p, Page)]
    assert len(stems) == len({s.lower() for s in stems}) == 12
    assert all(s == safe(s) for s in stems)
    assert stems[:4] == ["a", "a-2", "A-3", "a-2-2"]
    assert stems == [p.stem for p in pages(tmp_path) if isinstance(p, Page)]


def test_stem_of_a_container_never_meets_a_file(tmp_path: Path) -> None:
    put(tmp_path / "news-1.txt", TEXT)
    put(tmp_path / "news.jsonl", json.dumps({"text": TEXT}))
    assert sorted(p.stem for p in pages(tmp_path) if isinstance(p, Page)) == ["news-1", "news-2-1"]


def test_json_object(tmp_path: Path) -> None:
    value = {
        "Title": "Xe buýt điện",
        "Body": ["Đoạn một của bài.", "Đoạn hai của bài."],
        "URL": "https://x.example/1",
        "author": ["An", "Bình"],
        "date": "5/3/2024 06:30",
    }
    found = page(put(tmp_path / "a.json", json.dumps(value)))
    assert found.text == "Đoạn một của bài.\nĐoạn hai của bài."
    assert found.facts == {"title": "Xe buýt điện", "url": "https://x.example/1", "byline": "An, Bình", "published": "2024-03-05T06:30"}
    assert found.stem == "a"


@pytest.mark.parametrize("field", ["text", "body", "content", "article", "maintext"])
def test_json_text_fields(tmp_path: Path, field: str) -> None:
    assert page(put(tmp_path / "a.json", json.dumps({field: TEXT, "id": 3}))).text == TEXT.strip()


def test_json_lead_comes_first_unless_it_is_there(tmp_path: Path) -> None:
    lead = "Mười hai xe buýt điện bắt đầu chạy ở Hà Nội."
    assert page(put(tmp_path / "a.json", json.dumps({"text": TEXT, "description": lead}))).text == f"{lead}\n{TEXT.strip()}"
    assert page(put(tmp_path / "b.json", json.dumps({"text": f"{lead}\n{TEXT}", "description": lead}))).text == f"{lead}\n{TEXT.strip()}"


def test_json_list_html_and_wrapper(tmp_path: Path) -> None:
    many = pages(put(tmp_path / "a.json", json.dumps({"articles": [{"text": TEXT}, {"content": HTML}, {"id": 1}, 7]})))
    assert [type(p) for p in many] == [Page, Page, Rejected, Rejected]
    assert [p.source.rpartition("#")[2] for p in many] == ["1", "2", "3", "4"]
    assert [p.media for p in many if isinstance(p, Page)] == ["text", "html"]
    assert "no text field" in many[2].reason  # type: ignore[union-attr]


def test_broken_json(tmp_path: Path) -> None:
    assert "line 2, column" in rejected(put(tmp_path / "a.json", '{"text":\n oops}')).reason
    assert "nested too deeply" in rejected(put(tmp_path / "b.json", "[" * 200_000)).reason
    assert "empty" in rejected(put(tmp_path / "c.json", "[]")).reason


def test_jsonl_goes_on_after_a_broken_line(tmp_path: Path) -> None:
    rows = [json.dumps({"text": TEXT}), "", '{"text": ', json.dumps({"content": TEXT})]
    found = pages(put(tmp_path / "a.jsonl", "\n".join(rows)))
    assert [(type(p).__name__, p.source.rpartition("#")[2]) for p in found] == [("Page", "1"), ("Rejected", "3"), ("Page", "4")]
    assert [p.stem for p in found if isinstance(p, Page)] == ["a-1", "a-4"]
    assert "not valid JSON" in found[1].reason  # type: ignore[union-attr]


def test_lines_that_no_parser_takes_do_not_stop_the_others(tmp_path: Path) -> None:
    lines = ['{"text": ' + "1" * 5000 + "}", "[" * 100_000, json.dumps({"\ud800\x1b[2J": 1, **{f"k{n}": n for n in range(2000)}}), '"Tin."']
    found = pages(put(tmp_path / "a.jsonl", "\n".join(lines)))
    assert [type(one) for one in found] == [Rejected] * 3 + [Page]
    reasons = [one.reason for one in found if isinstance(one, Rejected)]
    assert "digits" in reasons[0]
    assert "nested" in reasons[1]
    assert all(reason.isprintable() and len(reason) < 500 for reason in reasons)
    assert "digits" in rejected(put(tmp_path / "b.json", lines[0])).reason


@pytest.mark.skipif(sys.platform in {"darwin", "win32"}, reason="file names are text there")
def test_a_file_name_that_is_no_text_can_be_written_down(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/tin\xff.txt"
    Path(os.fsdecode(path)).write_text("Tin.", encoding="utf-8")
    (found,) = pages(tmp_path)
    assert isinstance(found, Page)
    assert found.source.encode().endswith(b"tin\\udcff.txt")
    assert found.stem == "tin"


def test_jsonl_line_limit(tmp_path: Path) -> None:
    found = pages(put(tmp_path / "a.jsonl", json.dumps({"text": TEXT * 50}) + "\n" + json.dumps({"text": "Hà Nội"})), max_bytes=500)
    assert [type(p) for p in found] == [Rejected, Page]


def test_zip(tmp_path: Path) -> None:
    content = packed(
        {
            "b/two.html": HTML.encode(),
            "a.txt": TEXT.encode(),
            "__MACOSX/a.txt": b"x",
            ".DS_Store": b"x",
            "pic.png": b"\x89PNG",
            "c.txt": b"",
        }
    )
    found = pages(put(tmp_path / "z.zip", content))
    assert [p.source.rpartition("!")[2] for p in found] == ["a.txt", "b/two.html", "c.txt"]
    assert [type(p) for p in found] == [Page, Page, Rejected]
    assert [p.stem for p in found if isinstance(p, Page)] == ["z-a", "z-two"]


def test_zip_bomb_by_ratio(tmp_path: Path) -> None:
    found = pages(put(tmp_path / "z.zip", packed({"bomb.txt": b"a" * 15_000_000, "ok.txt": TEXT.encode()})))
    assert [type(p) for p in found] == [Rejected, Page]
    assert "zip bomb" in found[0].reason  # type: ignore[union-attr]


def test_zip_bomb_by_total(tmp_path: Path) -> None:
    content = packed({f"{n}.txt": TEXT.encode() * 100 for n in range(20)})
    assert "unpacks to" in rejected(put(tmp_path / "z.zip", content), max_archive_bytes=50_000).reason


def test_zip_that_lies_about_its_size(tmp_path: Path) -> None:
    honest = packed({"a.txt": TEXT.encode() * 300})
    size = len(TEXT.encode() * 300).to_bytes(4, "little")
    found = pages(put(tmp_path / "z.zip", honest.replace(size, (500).to_bytes(4, "little"))))
    assert [type(p) for p in found] == [Rejected]


def test_zip_members_that_point_outside(tmp_path: Path) -> None:
    names = ["../up.txt", "/root.txt", "a/../../b.txt", "C:/x.txt", "..\\win.txt", "in.zip", "ok.txt"]
    found = pages(put(tmp_path / "d" / "z.zip", packed(dict.fromkeys(names, TEXT.encode()))))
    assert [p.source.rpartition("!")[2] for p in found if isinstance(p, Page)] == ["ok.txt"]
    assert len([p for p in found if isinstance(p, Rejected)]) == len(names) - 1
    assert [p.name for p in tmp_path.rglob("*")] == ["d", "z.zip"]


def test_broken_and_empty_archives(tmp_path: Path) -> None:
    whole = packed({"a.txt": TEXT.encode() * 50})
    assert "broken zip" in rejected(put(tmp_path / "a.zip", whole[: len(whole) // 2])).reason
    assert "broken zip" in rejected(put(tmp_path / "b.zip", b"PK\x03\x04 no archive")).reason
    assert "no articles" in rejected(put(tmp_path / "c.zip", packed({"x.png": b"1"}))).reason
    middle = len(whole) // 2
    broken = whole[: middle - 20] + bytes(b ^ 0x55 for b in whole[middle - 20 : middle]) + whole[middle:]
    assert "member" in rejected(put(tmp_path / "d.zip", broken)).reason


def test_archives_that_are_broken_in_rarer_ways(tmp_path: Path) -> None:
    newer = bytearray(packed({"a.txt": b"Tin."}))
    newer[newer.index(b"PK\x01\x02") + 6] = 255
    assert "version" in rejected(put(tmp_path / "a.zip", bytes(newer))).reason
    squeezed = io.BytesIO()
    with zipfile.ZipFile(squeezed, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("a.txt", "Tin tức trong ngày. " * 50)
    content = bytearray(squeezed.getvalue())
    content[50:70] = b"\xff" * 20
    assert "cannot be unpacked" in rejected(put(tmp_path / "b.zip", bytes(content))).reason
    nameless = packed({"\x01": b"x", "b.txt": b"Tin."}).replace(b"\x01\x50\x4b", b"\x00\x50\x4b")
    assert all(isinstance(one, Page | Rejected) for one in pages(put(tmp_path / "c.zip", nameless)))


def test_encrypted_member(tmp_path: Path) -> None:
    content = bytearray(packed({"a.txt": TEXT.encode()}))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    assert "encrypted" in rejected(put(tmp_path / "a.zip", bytes(content))).reason


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"", "empty"), (b" \n\n ", "empty"), (b"\x89PNG\r\n\x1a\n" + b"\0" * 99, "PNG"), ("\u200b\n\ufeff".encode(), "no text")],
)
def test_no_text(tmp_path: Path, content: bytes, reason: str) -> None:
    assert reason in rejected(put(tmp_path / "a.txt", content)).reason


def test_fifty_megabytes_are_refused_before_they_are_read(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    with path.open("wb") as stream:
        stream.truncate(50_000_000)
    assert rejected(path).reason == "the file has 50.0 MB, the limit is 20.0 MB"


def test_a_batch_goes_on(tmp_path: Path) -> None:
    for name, content in {"1.txt": TEXT, "2.txt": "", "3.txt": "\x89PNG", "4.json": "{", "5.txt": TEXT}.items():
        put(tmp_path / name, content)
    assert [type(p) for p in pages(tmp_path)] == [Page, Rejected, Page, Rejected, Page]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("missing.txt", "there is no such file"),
        ("https://example.com/a.html", "only with --fetch"),
        ("ftp://example.com/a.html", "only http:// and https://"),
        ("file:///etc/missing.txt", "no articles at this address"),
        ("http://", "only http:// and https://"),
        ("http://[::1", "not an address"),
        ("a\0b", "there is no such file"),
        ("x" * 5000, "not a usable path"),
        ("/dev/null", "neither a file nor a folder"),
    ],
)
def test_bad_input_is_told_before_any_work(tmp_path: Path, given: str, message: str) -> None:
    good = put(tmp_path / "a.txt", TEXT)
    with pytest.raises(BadInput, match=message) as raised:
        load.load([str(good), given], Options())
    assert str(raised.value).isprintable()


def test_folder_without_articles(tmp_path: Path) -> None:
    put(tmp_path / "x.png", b"1")
    with pytest.raises(BadInput, match="no articles in this folder"):
        load.find([str(tmp_path)], Options())
    with pytest.raises(BadInput, match="no input"):
        load.find([], Options())


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    class Stdin:
        def __init__(self, data: bytes) -> None:
            self.buffer = io.BytesIO(data)

    for data, media in ((TEXT.encode(), "text"), (HTML.encode(), "html"), (json.dumps({"text": TEXT}).encode(), "text")):
        monkeypatch.setattr("sys.stdin", Stdin(data))
        (found,) = pages("-")
        assert isinstance(found, Page)
        assert (found.source, found.stem, found.media) == ("-", "stdin", media)
    monkeypatch.setattr("sys.stdin", Stdin(b"x" * 3000))
    (big,) = pages("-", max_bytes=1000)
    assert isinstance(big, Rejected)


def test_a_file_that_vanishes_is_rejected(tmp_path: Path) -> None:
    path = put(tmp_path / "a.txt", TEXT)
    (item,) = load.find([str(path)], Options())
    path.unlink()
    (result,) = load.read(item, Options())
    assert isinstance(result, Rejected)
    assert "may not be read" in result.reason


def test_lines(tmp_path: Path) -> None:
    path = put(tmp_path / "a.txt", "một\r\n\nhai\u2028x\n\n")
    assert load.lines(str(path)) == ["một", "", "hai\u2028x", ""]
    assert load.lines(str(put(tmp_path / "b.txt", "một"))) == ["một"]
    assert load.lines(str(put(tmp_path / "c.txt", ""))) == []
    with pytest.raises(BadInput, match="no such file"):
        load.lines(str(tmp_path / "none"))
    with pytest.raises(BadInput, match="PNG"):
        load.lines(str(put(tmp_path / "d.txt", b"\x89PNG\r\n")))


class Counted(io.BytesIO):
    """Bytes that know how much of them was asked for, and cannot be sought in: a pipe."""

    given = 0

    def seekable(self) -> bool:
        return False

    def read(self, size: int | None = -1, /) -> bytes:
        data = super().read(size)
        self.given += len(data)
        return data

    def readline(self, size: int | None = -1, /) -> bytes:
        data = super().readline(size)
        self.given += len(data)
        return data


def test_json_lines_on_standard_input_are_read_as_they_are_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = "".join(json.dumps({"text": f"{TEXT} {n}"}) + "\n" for n in range(2000))
    stdin = Counted(lines.encode())
    monkeypatch.setattr("sys.stdin", type("Stdin", (), {"buffer": stdin}))
    (item,) = load.find(["-"], Options())
    gauge = load.Gauge()
    found = load.read(item, Options(max_archive_bytes=1000), gauge)
    first = [next(found) for _ in range(3)]
    assert [p.source for p in first] == ["-#1", "-#2", "-#3"]
    assert stdin.given < 20_000
    assert gauge.bytes == stdin.given
    assert sum(1 for _ in found) == 1997
    assert gauge.bytes == len(lines.encode())
    assert load.total([item]) is None


def test_one_long_object_on_standard_input_is_json(monkeypatch: pytest.MonkeyPatch) -> None:
    for value in ({"text": TEXT * 500}, [{"text": TEXT * 500}]):
        monkeypatch.setattr("sys.stdin", type("Stdin", (), {"buffer": Counted(json.dumps(value).encode())}))
        (found,) = pages("-")
        assert isinstance(found, Page)
        assert len(found.text) > 40_000


def test_a_long_line_is_passed_over_without_being_held(tmp_path: Path) -> None:
    import tracemalloc

    path = tmp_path / "a.jsonl"
    with path.open("wb") as file:
        file.write(b'{"text": "' + b"a" * 30_000_000 + b'"}\r\n')
        file.write(json.dumps({"text": TEXT}).encode())
    tracemalloc.start()
    found = pages(path, max_bytes=100_000)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [type(p) for p in found] == [Rejected, Page]
    assert "the line has 30.0 MB" in found[0].reason  # type: ignore[union-attr]
    assert found[1].source.endswith("#2")
    assert peak < 3_000_000


def test_a_zip_holds_json_lines_of_any_length(tmp_path: Path) -> None:
    rows = "".join(json.dumps({"text": f"{TEXT} {n} {n * 7919 % 10_007}"}) + "\n" for n in range(300))
    path = put(tmp_path / "z.zip", packed({"a.jsonl": rows.encode(), "b/1.txt": TEXT.encode(), "c/1.txt": TEXT.encode()}))
    (item,) = load.find([str(path)], Options())
    gauge = load.Gauge()
    stems = [p.stem for p in load.read(item, Options(max_bytes=20_000), gauge) if isinstance(p, Page)]
    assert len(rows) > 60_000
    assert stems == [*(f"z-a-{n}" for n in range(1, 301)), "z-1", "z-1-2"]
    assert gauge.bytes == path.stat().st_size == load.total([item])


def test_ten_thousand_files_of_one_name_are_named_in_time(tmp_path: Path) -> None:
    """Numbers are not tried from the first one each time: 10,000 names took minutes, and 100,000 would hours."""
    from vi_brief.load import items

    names = items.Stems()
    assert [names.unique("index") for _ in range(10_000)][-1] == "index-10000"
    assert names.unique("Index-10000") == "Index-10000-2"
    many = items._unique([items.Item(f"/{n}/index.json", "index") for n in range(5000)])
    assert [item.stem for item in many[:3]] == ["index", "index_2", "index_3"]
    assert len({item.stem for item in many}) == 5000


def test_containers_of_one_name_do_not_meet(tmp_path: Path) -> None:
    """Two JSON files of one name once made the search for a free name endless."""
    for name in ("1/news.json", "2/news.json", "3/news-1.jsonl", "4/news_2-1.txt"):
        content = json.dumps({"text": TEXT}) if "json" in name else TEXT
        put(tmp_path / name, f"[{content},{content}]" if name.endswith(".json") else content)
    stems = [p.stem for p in pages(tmp_path) if isinstance(p, Page)]
    assert stems == ["news-1", "news-2", "news_3-1", "news_3-2", "news_1-1", "news_2-1"]
