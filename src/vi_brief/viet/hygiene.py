"""Text hygiene: the one entrance through which every text of the toolkit passes.

Tone-mark placement: a mark that stands where no convention puts it is moved ("tòan" -> "toàn", "qúy" -> "quý"). Between the two
conventions in print ("hòa" and "hoà") an article keeps its own; `letters.fold` unifies them for matching.
"""

import re
import unicodedata
from collections.abc import Callable

from vi_brief.viet import encodings, letters, mojibake, syllables

_NEWLINES = re.compile("\r\n|[\r\x0b\x0c\u2028\u2029]")
_C1 = {b: encodings.WESTERN[b] for b in range(0x80, 0xA0)}
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
"""Control and zero-width characters, lone surrogates, and the private areas where icon fonts live."""
_SPACES = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
LOOK_ALIKES = {"Ð": "Đ", "Ɖ": "Đ", "ð": "đ", "ǎ": "ă", "Ǎ": "Ă"}
"""Icelandic, Ewe and Pinyin letters that stand in for Vietnamese ones."""
_LOOK_ALIKES = str.maketrans(LOOK_ALIKES)
_LOOK_ALIKE = re.compile("[" + "".join(LOOK_ALIKES) + "]")
_LONGEST_ACRONYM = 6
_COMBINING = re.compile("[\u0300-\u036f]")
_MARK_ORDER = re.compile("([aeoAEO]\u0323?)([\u0300\u0301\u0303\u0309])(\u0323?)([\u0302\u0306])")
"""A tone mark typed before the letter's own hat or breve, in NFD."""
_MOST_ROUNDS = 8
"""Text that was damaged twice needs a round for each damage; two suffice for all that was seen."""


def tidy(text: str) -> tuple[str, tuple[str, ...]]:
    """The text, clean, in NFC, and the names of the steps that changed it; tidy text comes back as it was.

    The lines stay the same ones and no digit is touched. What is Vietnamese already and foreign names keep their spelling.

    >>> tidy("Vie\u0302\u0323t\u00a0Nam, qúy I, văn hoá, José")
    ('Việt Nam, quý I, văn hoá, José', ('nfc', 'tone placement', 'spaces'))
    """
    done: dict[str, None] = {}
    for _ in range(_MOST_ROUNDS):
        before = text
        for name, step in _STEPS:
            after = step(text)
            if after != text:
                done[name] = None
            text = after
        if text == before or text.isascii():
            break
    return text, tuple(done)


def tidy_word(word: str) -> str:
    """The word with a misplaced tone mark moved to where it belongs; any other word as it was."""
    syllable = None if word.isascii() else syllables.parse(word)
    if syllable is None or not syllable.tone or syllable.at in syllable.places or not _certain(syllable):
        return word
    return syllables.with_tone(word, syllable.places[0])


def _certain(syllable: syllables.Syllable) -> bool:
    """Only Vietnamese spells these so; "Raí" is a football player, not a misspelt "rái"."""
    return syllable.rhyme[:2] in syllables.OPEN_PAIRS or syllable.onset in {"qu", "gi"} or bool(syllables.QUALITY & set(syllable.rhyme))


def _mojibake(text: str) -> str:
    return mojibake.repair(text)


def _legacy(text: str) -> str:
    if text.isascii():
        return text
    repaired = encodings.relegacy(text.translate(_C1))
    return text if repaired is None else repaired[0]


def _newlines(text: str) -> str:
    return _NEWLINES.sub("\n", text)


def _controls(text: str) -> str:
    return _INVISIBLE.sub("", text.translate(_C1))


def _nfc(text: str) -> str:
    text = unicodedata.normalize("NFC", text)
    if not _COMBINING.search(text):
        return text
    return unicodedata.normalize("NFC", _MARK_ORDER.sub(r"\1\4\2\3", unicodedata.normalize("NFD", text)))


def _look_alikes(text: str) -> str:
    if not _LOOK_ALIKE.search(text):
        return text
    return letters.WORD.sub(lambda m: _right_letters(m[0]), text)


def _right_letters(word: str) -> str:
    mapped = word.translate(_LOOK_ALIKES)
    if mapped == word:
        return word
    acronym = word.isupper() and len(word) <= _LONGEST_ACRONYM
    return mapped if acronym or syllables.parse(mapped) is not None else word


def _tones(text: str) -> str:
    return text if text.isascii() else letters.WORD.sub(lambda m: tidy_word(m[0]), text)


def _spaces(text: str) -> str:
    return _SPACES.sub(" ", text)


_STEPS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("nfc", _nfc),
    ("mojibake", _mojibake),
    ("legacy encoding", _legacy),
    ("newlines", _newlines),
    ("invisible characters", _controls),
    ("nfc", _nfc),
    ("look-alike letters", _look_alikes),
    ("tone placement", _tones),
    ("spaces", _spaces),
)
"""Mojibake and legacy letters come before what they resemble: some of their bytes look like control characters and soft hyphens.

NFC once before, so that decomposed text takes the same way, and once after, for marks that a zero-width character had kept apart.
"""
