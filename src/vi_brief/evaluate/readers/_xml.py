"""XML and SGML without entities, document types or network."""

from pathlib import Path
from typing import Any

from vi_brief.errors import BadInput


def parse(path: Path, *, loose: bool = False) -> Any:
    """The root of a file; raises BadInput with the line of the fault. `loose` takes SGML, which leaves marks unclosed and & bare.

    Entities are not resolved and nothing outside the file is opened.
    """
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=loose, huge_tree=False)
    try:
        root = etree.fromstring(path.read_bytes(), parser)
    except OSError as error:
        raise BadInput(f"{path}: may not be read: {error.strerror}; check the path") from None
    except etree.XMLSyntaxError as error:
        raise BadInput(f"{path}:{error.lineno}: not well-formed: {error.msg}; mend the file") from None
    if root is None:
        raise BadInput(f"{path}: there is no markup in it; is this the right file?")
    return root


def content(element: Any) -> str:
    """The text of an element with that of the elements in it, one space between words; empty for None."""
    return "" if element is None else " ".join("".join(element.itertext()).split())
