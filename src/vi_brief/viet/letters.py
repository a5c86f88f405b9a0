"""Letters and words of Vietnamese text: normal forms for comparison, and how Vietnamese a text is."""

import re
import unicodedata

from vi_brief.viet import syllables

WORD = re.compile(r"[^\W\d_]+")
"""A word: a run of letters. Apply it to NFC text."""
MIN_SHARE = 0.25
"""Below this share of Vietnamese words a text is not Vietnamese."""
_BARE_D = str.maketrans("đĐ", "dD")


def nfc(text: str) -> str:
    """The text in Unicode normal form C."""
    return unicodedata.normalize("NFC", text)


def plain(text: str) -> str:
    """The text without diacritics, as English prints Vietnamese names.

    >>> plain("Đà Nẵng")
    'Da Nang'
    """
    if text.isascii():
        return text
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c)).translate(_BARE_D)


def fold(text: str) -> str:
    """The text with one tone-mark placement (hòa, khỏe, thủy), for matching and as a translator's input; case is kept.

    NFC text keeps its length, so spans found in the folded text hold in the text. Both placements are right in print, so an
    article keeps its own: `tidy` leaves them alone.

    >>> fold("văn hoá, Uỷ viên, quý")
    'văn hóa, Ủy viên, quý'
    """
    return WORD.sub(lambda m: _folded(m[0]), nfc(text))


def _folded(word: str) -> str:
    if word.isascii():
        return word
    syllable = syllables.parse(word)
    if syllable is None or not syllable.tone or syllable.at == syllable.places[0]:
        return word
    return syllables.with_tone(word, syllable.places[0])


def share_vietnamese(text: str) -> float:
    """The share of words that are Vietnamese syllables with a tone or a Vietnamese letter, 0..1; 0.0 without words."""
    words = WORD.findall(nfc(text))
    marked = sum(1 for w in words if not w.isascii() and (s := syllables.parse(w)) is not None and s.marked)
    return marked / len(words) if words else 0.0


def is_vietnamese(text: str) -> bool:
    """Whether a text is written in Vietnamese, with its marks; False for other languages and for unaccented Vietnamese."""
    return share_vietnamese(text) >= MIN_SHARE
