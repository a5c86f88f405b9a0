"""UTF-8 that somebody read as windows-1252 or Latin-1 ("Viá»‡t Nam"), put right.

The method is ftfy's: find the byte sequences that are UTF-8 and nothing else, and leave the rest of the line alone. A sequence that could
be real text (a capital Ã before a closing quote) counts only where the line has one that could not.
"""

import re

from vi_brief.viet import syllables
from vi_brief.viet.encodings import WESTERN, to_bytes

_TAIL = "".join(WESTERN[b] for b in range(0x80, 0xC0)) + "".join(chr(b) for b in range(0x80, 0xA0))
_PUNCTUATION = "\u00a0\u2018\u2019\u201c\u201d\u2013\u2014\u2026\u2039\u203a\u00ab\u00bb"
"""What real text may have after a capital letter; as a tail it proves nothing."""


def _set(characters: str) -> str:
    return "[" + "".join(re.escape(c) for c in sorted(set(characters))) + "]"


_ANY = _set(_TAIL)
_PROOF = _set("".join(c for c in _TAIL if c not in _PUNCTUATION))
_TONE_TAILS = _set("".join(WESTERN[b] + chr(b) for b in (0x80, 0x81, 0x82, 0x83, 0x86, 0x89, 0x9B, 0xA3)))
_STRONG = (
    f"[\u00c2-\u00c9]{_PROOF}",  # U+0080..U+027F: the letters of Latin-1 and Latin Extended
    f"[\u00cc]{_TONE_TAILS}",  # combining tone marks
    f"\u00e1[\u00b8-\u00bb]{_PROOF}",  # U+1E00..U+1EFF: the Vietnamese letters
    f"\u00e1\u00ba{_ANY}",  # half of them, whatever follows: nobody writes an ordinal sign after á
    "\u00c4[\u2018\u0091]",  # đ
    f"\u00e2[\u20ac\u0080\u201a\u0082\u201e\u0084]{_ANY}",  # punctuation, the dong sign, symbols
    "\u00ef\u00bb\u00bf",  # a byte order mark
    f"\u00f0[\u0178\u009f]{_ANY}{_ANY}",  # emoji
)
_WEAK = (f"[\u00c2-\u00c9]{_ANY}", f"\u00e1[\u00b8-\u00bb]{_ANY}")
STRONG = re.compile("|".join(_STRONG))
SEQUENCE = re.compile("|".join(_STRONG + _WEAK))
_LOST_SPACE = re.compile("(\\w*)\u00c3 (?: |(\\w*))")
"""An à whose second byte became a plain space, alone or inside a syllable."""
_CODAS = frozenset(["i", "m", "n", "ng", "nh", "o", "u", "y"])
_APART = frozenset(["vày", "lày", "nhày"])
"""Syllables that nobody writes, where "và y tế" and the like are what was meant."""
_LONE_D = re.compile('(^|[.!?:;\u201c"(]\\s*)?\u00c4(?=(\\w?))', re.MULTILINE)
_LONE = (("\u00e2\u20ac", "\u201d"), ("\u00c2 ", " "))
"""What is left of ” and of a non-breaking space where a control character was dropped."""
_MOST_ROUNDS = 4
"""Text that went through the wrong table n times needs n rounds; more than twice was never seen."""


def repair(text: str) -> str:
    """The text with its mojibake put right; text without any comes back as it was.

    >>> repair("Viá»‡t Nam"), repair("São Paulo, Iríbar")
    ('Việt Nam', 'São Paulo, Iríbar')
    """
    if not STRONG.search(text):
        return text
    return "\n".join(_line(line) for line in text.split("\n"))


def _line(line: str) -> str:
    if not STRONG.search(line):
        return SEQUENCE.sub(_decoded, line) if to_bytes(line) is not None else line
    for _ in range(_MOST_ROUNDS):
        before, line = line, SEQUENCE.sub(_decoded, line)
        if line == before:
            break
    line = _LOST_SPACE.sub(_a_grave, _LONE_D.sub(_d, line))
    for broken, right in _LONE:
        line = line.replace(broken, right)
    return line


def _decoded(match: re.Match[str]) -> str:
    data = to_bytes(match[0])
    try:
        return data.decode("utf-8") if data else match[0]
    except UnicodeDecodeError:
        return match[0]


def _a_grave(match: re.Match[str]) -> str:
    before, after = match[1], match[2]
    if after is None:
        return f"{before}à "
    joined = f"{before}à{after}"
    whole = after in _CODAS and joined.lower() not in _APART and syllables.parse(joined) is not None
    return joined if whole else f"{before}à {after}"


def _d(match: re.Match[str]) -> str:
    opening = match[1]
    return f"{opening}Đ" if opening is not None or match[2].isupper() else "đ"
