"""The short lines that name who wrote an article or took its pictures."""

import re
from collections.abc import Sequence

from vi_brief.extract import structure
from vi_brief.extract.blocks import Block
from vi_brief.records import Role

MOST_WORDS = 7
"""Two names of three words and a joint. A sentence of news has more."""
MOST_LINES = 4
"""How far from the end a byline may stand: a credit and a note may follow it."""
_NAME = r"(?:[A-ZĐÀ-Ỹ][\w.]*|[A-ZĐ]\.)"
_NAMES = re.compile(rf"{_NAME}(?: {_NAME})*(?:(?: ?[-–,/&] ?| và ){_NAME}(?: {_NAME})*)*(?: ?\([\w ,./+]+\))?", re.UNICODE)
_SIGNED = re.compile(
    r"(?:(?:tin|bài|bài viết|tác giả|thực hiện)(?:(?:,| và| -|/) ?(?:bài|ảnh|video|clip))*\s*:|bởi |by )\s*", re.IGNORECASE
)
"""What stands before the names: "Tin, ảnh:", "Bài và ảnh:", "Tác giả:"."""
_EDGES = " -|·,;"
_LABELS = ("về tác giả", "giới thiệu", "xem ", "bài viết", "tất cả", "theo dõi")
"""What stands over or beside a name, and is none."""
_AGENCY = re.compile(r"\s*\((?!(?:CTV|BTV|BBT|HCM|TPHCM|NVCC)\))[A-ZĐ]{3,6}(?:/[\w+ ]{2,20})?\)$")
"""The agency behind a writer's name, in capitals: "Hà Linh (TTXVN)"."""
NEXT = 3
"""How many blocks behind the body are looked at for a signature."""
_MAIL = re.compile(r"\S+@\S+")
_PICTURE = re.compile(r"\(?(?:nguồn )?(?:ảnh|hình|clip|video|đồ họa|đồ hoạ)(?: minh họa)?\s*:", re.IGNORECASE)
_CREDITED = re.compile(r"(?:ảnh|hình|nguồn|đồ họa|đồ hoạ)\s*:\s*[^.:]{2,40}[).]{0,2}$", re.IGNORECASE)
_CREDITS = ("theo ", "nguồn", "ảnh", "video", "đồ họa", "đồ hoạ", "(ttxvn", "ttxvn")
"""Lines that credit somebody else's text or pictures: `clean` reads the agency out of them."""


def bylines(blocks: Sequence[Block], roles: list[Role]) -> list[Role]:
    """The roles, with "byline" for the short name lines at the end of the body."""
    at = [i for i, role in enumerate(roles) if role == "body"]
    changed = list(roles)
    for i in reversed(at[1:][-MOST_LINES:]):
        text = blocks[i].text
        if len(text.split()) > MOST_WORDS:
            break
        if is_name(text):
            changed[i] = "byline"
    return changed


def behind(blocks: Sequence[Block], roles: list[Role], author: str | None) -> list[Role]:
    """The roles, with "byline" for a name right behind the body that is signed with an agency, stands at the right margin, or is the author
    that the head of the page names."""
    last = max((i for i, role in enumerate(roles) if role == "body"), default=len(roles))
    changed = list(roles)
    for i in range(last + 1, min(len(roles), last + 1 + NEXT)):
        text, element = blocks[i].text, blocks[i].element
        if roles[i] != "chrome" or not is_name(text):
            continue
        if _AGENCY.search(text) or signature(text) == author or structure.right_aligned(element, None):
            changed[i] = "byline"
    return changed


def is_name(text: str) -> bool:
    """Whether a line is nothing but names.

    >>> is_name("Vương Vân (tổng hợp)"), is_name("Bài, ảnh: Hà Linh - Anh Thư"), is_name("Theo TTXVN"), is_name("Mưa lớn.")
    (True, True, False, False)
    """
    named = _SIGNED.sub("", text, count=1)
    if named.lower().startswith(_CREDITS) or named.startswith("("):
        return False
    return len(text.split()) <= MOST_WORDS and _NAMES.fullmatch(named) is not None


def ends_in_credit(text: str) -> bool:
    """Whether a line ends by saying whose a picture is.

    >>> ends_in_credit("Cụ Lan ở vạch đích. (Ảnh: BTC)"), ends_in_credit("Ông chụp ảnh.")
    (True, False)
    """
    return _CREDITED.search(text) is not None


def may_sign(text: str) -> bool:
    """Whether a line that the mark-up calls the author's can be: a few words without digits, no credit for pictures, no sentence."""
    signed = signature(text)
    few = 0 < len(signed.split()) <= MOST_WORDS + 1
    if signed.lower().startswith(_LABELS) or signed.lower() == "tác giả":
        return False
    return few and signed[0].isupper() and not signed.endswith(".") and not any(c.isdigit() for c in signed) and not credits_picture(signed)


def signature(text: str) -> str:
    """The names in a byline, without what leads up to them and without mail addresses.

    >>> signature("Tin, ảnh: HOÀNG LÂN"), signature("Xuân Lam xuanlam@example.com"), signature("Hà Linh (TTXVN)")
    ('HOÀNG LÂN', 'Xuân Lam', 'Hà Linh')
    """
    text = _AGENCY.sub("", text.strip(_EDGES))
    return _SIGNED.sub("", _MAIL.sub("", text).strip(_EDGES)).strip(_EDGES)


def credits_picture(text: str) -> bool:
    """Whether a line says only whose the picture above it is.

    >>> credits_picture("ẢNH: XUÂN LAM"), credits_picture("Ảnh hưởng của bão số 3")
    (True, False)
    """
    return len(text.split()) <= MOST_WORDS and _PICTURE.match(text) is not None
