"""Web and mail addresses: they stay as they are printed, in every language."""

import re

_TOP = "vn|com|net|org|gov|edu|info"
_END = r"[^\s\"”’»)\]>]*[^\s\"”’»)\]>.,;:!?…]"
_HOST = "[A-Za-z0-9_-]"
EMAIL = re.compile(rf"(?<!\w)[A-Za-z0-9_.+-]+@{_HOST}+(?:\.{_HOST}+)+(?!\w)")
URL = re.compile(rf"(?:https?://|(?<!\w)www\.){_END}|(?<![\w.@/-])(?:{_HOST}+\.)+(?:{_TOP})(?![\w-])(?:/{_END})?", re.IGNORECASE)
"""With a protocol, with "www.", or a bare domain under one of the common top levels."""
ADDRESS = re.compile(rf"{EMAIL.pattern}|{URL.pattern}", re.IGNORECASE)
_ANY = re.compile(r"\.[A-Za-z]|@|://")


def addresses(text: str) -> list[re.Match[str]]:
    """Every address of a text, in order.

    >>> [found[0] for found in addresses("Xem https://abc.vn/a?b=1, www.def.com; hỏi toa-soan@ghi.com.vn (báo jkl.net.vn).")]
    ['https://abc.vn/a?b=1', 'www.def.com', 'toa-soan@ghi.com.vn', 'jkl.net.vn']
    """
    return list(ADDRESS.finditer(text)) if _ANY.search(text) else []
