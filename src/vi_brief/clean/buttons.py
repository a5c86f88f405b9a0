"""Buttons that a copied page prints as text: a row of them on one line, or one glued to the end of a credit."""

import re

_NETWORKS = (
    *("facebook", "messenger", "zalo", "twitter", "telegram", "linkedin", "pinterest", "whatsapp", "viber", "tiktok", "youtube"),
    *("google news", "copy link", "sao chep lien ket", "sao chep link", "sao chep", "lay link", "chia se bai viet", "chia se"),
    *("in bai viet", "in bai", "luu bai viet", "luu bai", "luu tin", "ban in", "gui mail", "gui email"),
)
"""Buttons whose words no person bears, in the form of `features.key`. A row has one of them at least."""
_OTHERS = (
    *("x", "email", "e-mail", "mail", "in", "print", "luu", "gui", "thich", "like", "share", "tweet", "nghe doc bai", "nghe bai viet"),
    *("nghe bai", "nghe", "co chu", "a-", "a+", "a", "theo doi", "gop y", r"\d+ binh luan", "binh luan", r"\d+"),
)
"""Buttons that are names or words as well ("Lưu In")."""
_BETWEEN = r"(?:\s*[|·•/]\s*|\s+|:\s*|$)"
_ROW = re.compile("^(?:(?:" + "|".join([*_NETWORKS, *_OTHERS]) + ")" + _BETWEEN + "){2,}$")
_NETWORK = re.compile(r"(?<!\w)(?:" + "|".join(_NETWORKS) + r")(?!\w)")
_FIRST = tuple(sorted({phrase.split()[0] for phrase in _NETWORKS + _OTHERS if phrase[0] != "\\"})) + tuple("0123456789")
"""How a row can begin: told faster than the whole of it."""
MAX_WORDS = 20
_GLUED = re.compile(r"\s+(?:copy link|lấy link!?|sao chép(?: liên kết)?|link bài gốc|xem link nguồn|xem bài gốc)$", re.IGNORECASE)


def row(key: str) -> bool:
    """Whether a line, in the form of `features.key`, is a row of buttons. A row has no commas: a list of networks in a text has.

    >>> row("zalo facebook x email"), row("luu in"), row("facebook, zalo va tiktok")
    (True, False, False)
    """
    return key.startswith(_FIRST) and len(key.split()) <= MAX_WORDS and _NETWORK.search(key) is not None and _ROW.match(key) is not None


def unglued(text: str) -> str:
    """A text without the buttons at its end.

    >>> unglued("Theo Nhịp sống Copy link")
    'Theo Nhịp sống'
    """
    before = None
    while before != text:
        before, text = text, _GLUED.sub("", text)
    return text
