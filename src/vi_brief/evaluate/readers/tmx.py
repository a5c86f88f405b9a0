"""TMX, the exchange format of translation memories: every unit with a Vietnamese and an English variant."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from vi_brief.errors import BadInput
from vi_brief.evaluate import suites
from vi_brief.evaluate.documents import Document
from vi_brief.evaluate.readers import _xml

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def accepts(path: Path) -> bool:
    """A file named .tmx."""
    return path.is_file() and path.suffix.lower() == ".tmx"


def files(given: str) -> list[Path]:
    """The file itself."""
    return [Path(given)]


def read(given: str) -> Iterator[Document]:
    """A document of one segment for each unit; a unit without both languages is an error."""
    pairs = []
    for unit in _xml.parse(Path(given)).iter("tu"):
        sides = {_language(variant): _xml.content(variant.find("seg")) for variant in unit.iter("tuv")}
        if not sides.get("vi") or not sides.get("en"):
            raise BadInput(f"{given}:{unit.sourceline}: the unit has no vi and en variant with text; take it out")
        pairs.append((sides["vi"], sides["en"]))
    yield from suites.from_lines([vi for vi, _ in pairs], [en for _, en in pairs], (given, given))


def _language(variant: Any) -> str:
    code = variant.get(_LANGUAGE) or variant.get("lang") or ""
    return str(code).lower().replace("_", "-").partition("-")[0]
