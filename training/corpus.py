"""Corpora as sentence pairs and sentences: reading, cleaning, and what they share with the suites.

A corpus folder has `manifest.tsv` (columns file, items, use, licence, domain), `parallel/*.tsv.xz` (`vi TAB en`), documents with translated
sentences (*.jsonl.xz with title, lead and body as [vi, en]), Vietnamese articles (title, lead, body) and English ones (title, text).
"""

import json
import lzma
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from hashlib import blake2b, sha256
from pathlib import Path
from typing import Any

from vi_brief.errors import BadInput

Pair = tuple[str, str]
Runs = set[int]
"""Hashes of runs of words, 64 bits each: a clash, however rare, only drops a sentence needlessly."""

OTHER_STYLE = "# "
LETTERS_SHARE = 0.4
"""The least share of letters in a sentence: below it a line is a table or a score."""
_WORD = re.compile(r"\w+")
_VIETNAMESE_LETTER = re.compile("[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE)
VIETNAMESE_IN_ENGLISH = 0.15
"""The most Vietnamese letters per letter of an English sentence: names in their own spelling stay under it."""


def opened(path: Path) -> Iterator[str]:
    """The lines of a text file, packed by xz or not; raises BadInput where it cannot be read."""
    try:
        with lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open(encoding="utf-8") as file:
            yield from (line.rstrip("\n") for line in file)
    except (OSError, EOFError, UnicodeDecodeError, lzma.LZMAError) as error:
        raise BadInput(f"{path}: cannot be read: {error}") from None


def records(path: Path) -> Iterator[Mapping[str, Any]]:
    """The objects of a JSON Lines file; raises BadInput for a line that is none."""
    for number, line in enumerate(opened(path), 1):
        try:
            record = json.loads(line)
        except ValueError as error:
            raise BadInput(f"{path}:{number}: not JSON: {error}") from None
        yield record


def manifest(corpus: Path) -> list[dict[str, str]]:
    """The rows of `manifest.tsv`, by column name; raises BadInput where it is missing or lacks a column."""
    lines = list(opened(corpus / "manifest.tsv"))
    header = lines[0].split("\t") if lines else []
    for column in ("file", "use", "licence"):
        if column not in header:
            raise BadInput(f"{corpus / 'manifest.tsv'}: there is no column '{column}'")
    return [dict(zip(header, line.split("\t"), strict=False)) for line in lines[1:] if line]


def tidy(text: str) -> str:
    """NFC, one space between words."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def document_pairs(path: Path) -> Iterator[Pair]:
    """The title, lead and body pairs of a file of translated documents."""
    for document in records(path):
        for pair in (document.get("title"), document.get("lead"), *document["body"]):
            if pair:
                yield pair[0], pair[1]


def list_pairs(path: Path) -> Iterator[Pair]:
    """The pairs of a TSV file."""
    for line in opened(path):
        vi, _, en = line.partition("\t")
        yield vi, en


def vietnamese_sentences(path: Path, most: int) -> Iterator[str]:
    """The title, lead and first body sentences of Vietnamese articles."""
    for article in records(path):
        yield from [text for text in (article.get("title"), article.get("lead"), *article["body"]) if text][:most]


def english_sentences(path: Path, most: int) -> Iterator[str]:
    """The title and the first sentences of English documents."""
    from vi_brief.summarize.english import sentences

    for article in records(path):
        kept = [article["title"]] if article.get("title") else []
        for line in article["text"].split("\n"):
            if len(kept) >= most:
                break
            kept += sentences(line)
        yield from kept[:most]


def runs(text: str, length: int) -> Runs:
    """Every run of `length` words of a text, lower case, as hashes that are the same in every process."""
    words = _WORD.findall(text.lower())
    return {_hash(" ".join(words[i : i + length])) for i in range(len(words) - length + 1)}


def _hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest())


def suite_texts(folders: Iterable[Path]) -> Iterator[tuple[Path, str]]:
    """Every text in every file of the suites, with its file; of JSON files every string. Binary files and READMEs are left out."""
    for folder in folders:
        if not folder.is_dir():
            raise BadInput(f"{folder}: there is no such folder of suites")
        for path in sorted(p for p in folder.rglob("*") if p.is_file()):
            if path.suffix in {".tsv", ".txt", ".en", ".vi", ".html"}:
                yield from ((path, part) for line in opened(path) for part in line.split("\t"))
            elif path.suffix in {".json", ".jsonl"}:
                lines = records(path) if path.suffix == ".jsonl" else [json.loads(path.read_text(encoding="utf-8"))]
                yield from ((path, text) for line in lines for text in _strings(line))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _strings(part)
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from _strings(part)


def leaks(folders: Iterable[Path], length: int) -> tuple[Runs, dict[str, str]]:
    """The runs of words of all suites, and the files that they came from (path as given -> SHA-256)."""
    found: Runs = set()
    files: dict[str, str] = {}
    for path, text in suite_texts(folders):
        if str(path) not in files:
            files[str(path)] = sha256(path.read_bytes()).hexdigest()
        found |= runs(text, length)
    return found, files


def fault(pair: Pair, longest: int, most_lopsided: float) -> str:
    """Why a pair is not fit to train on ("" if it is)."""
    vi, en = pair
    if not vi or not en:
        return "empty"
    if max(len(vi), len(en)) > longest:
        return "long"
    if vi == en and len(vi.split()) > 3:
        return "copy"
    if len(vi) > most_lopsided * len(en) + 20 or len(en) > most_lopsided * len(vi) + 20:
        return "lopsided"
    letters = sum(map(str.isalpha, en))
    if len(en) > 40 and letters < LETTERS_SHARE * len(en):
        return "few letters"
    if len(en) > 40 and len(_VIETNAMESE_LETTER.findall(en)) > VIETNAMESE_IN_ENGLISH * letters:
        return "not English"
    return ""


def sentence_fault(text: str, shortest: int, longest: int) -> str:
    """Why a sentence is not fit to train on ("" if it is)."""
    if len(text) < shortest:
        return "short"
    if len(text) > longest:
        return "long"
    if sum(map(str.isalpha, text)) < LETTERS_SHARE * len(text):
        return "few letters"
    return "link" if "http" in text or "%20" in text else ""


def leaks_into(texts: Collection[str], banned: Runs, length: int) -> bool:
    """Whether one of the texts shares a run of words with the suites."""
    return any(not banned.isdisjoint(runs(text, length)) for text in texts)
