"""What a Vietnamese syllable is: onsets, rhymes, tones, and where the tone mark stands.

Source: the orthography of 1984 and the list of rhymes in Hoàng Phê, "Từ điển vần" (1996). A word of Vietnamese text is one syllable, so
a word that parses here and carries a mark is strong evidence of Vietnamese; no other language of the news has such words in number.
"""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_ONSETS = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"
_RHYMES = """
    a ac ach ai am an ang anh ao ap at au ay  ăc ăm ăn ăng ăp ăt  âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et  ê êch êm ên êng ênh êp êt êu êc
    i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu
    o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong op ot
    ô ôc ôi ôm ôn ông ôp ôt  ơ ơi ơm ơn ơp ơt
    u ua uân uâng uât uây uc ui um un ung uôc uôi uôm uôn uông uôt up ut uê uêch uênh uên uơ uơn uy uya uych uyên uyêt uyn uynh uyp uyt uyu
    ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu
    y yên yêm yêt yêu yêng ynh ych yt
"""
ONSETS = frozenset(["", *_ONSETS.split()])
RHYMES = frozenset(_RHYMES.split())
TONES = {"\u0300": "huyền", "\u0301": "sắc", "\u0303": "ngã", "\u0309": "hỏi", "\u0323": "nặng"}
OPEN_PAIRS = frozenset(["oa", "oe", "uy"])
"""The rhymes on whose tone mark two conventions differ: hòa, khỏe, thủy (most newspapers) and hoà, khoẻ, thuỷ."""
_VOWELS = frozenset("aăâeêioôơuưy")
QUALITY = frozenset("ăâêôơư")
_STOPS = ("c", "ch", "p", "t")
_STOP_TONES = frozenset(["", "\u0301", "\u0323"])
_LONGEST_ONSET = 3
_LONGEST_SYLLABLE = 7


@dataclass(frozen=True, slots=True)
class Syllable:
    """A parsed syllable, in lower case. `tone` is the combining mark or "", `at` its place in the word or -1."""

    onset: str
    rhyme: str
    tone: str
    at: int

    @property
    def marked(self) -> bool:
        """Whether it carries a tone or a letter that only Vietnamese spelling gives it."""
        return bool(self.tone) or self.onset == "đ" or any(c in QUALITY for c in self.rhyme)

    @property
    def places(self) -> tuple[int, ...]:
        """Where the tone mark may stand in the word; the convention of most newspapers first."""
        start = len(self.onset)
        if self.rhyme in OPEN_PAIRS and self.onset != "qu":
            return (start, start + 1)
        return (start + _place(self.rhyme),)


def _place(rhyme: str) -> int:
    marked = [i for i, c in enumerate(rhyme) if c in QUALITY]
    if marked:
        return marked[-1]
    return 1 if rhyme[:2] in OPEN_PAIRS or rhyme.startswith("oo") else 0


def split_tone(word: str) -> tuple[str, str, int] | None:
    """(the word without its tone mark, the mark, its place); None where there are two marks."""
    bare, tone, at = [], "", -1
    for i, letter in enumerate(unicodedata.normalize("NFC", word)):
        if letter.isascii():
            bare.append(letter)
            continue
        parts = unicodedata.normalize("NFD", letter)
        found = [c for c in parts if c in TONES]
        if found and (tone or len(found) > 1):
            return None
        if found:
            tone, at = found[0], i
        bare.append(unicodedata.normalize("NFC", "".join(c for c in parts if c not in TONES)))
    return "".join(bare), tone, at


@lru_cache(maxsize=65536)
def parse(word: str) -> Syllable | None:
    """The syllable that a word is, whatever its case and wherever its tone mark stands; None for any other word.

    >>> parse("Nghiêng").rhyme, parse("quý").onset, parse("Paulo")
    ('iêng', 'qu', None)
    """
    if not word or len(word) > 2 * _LONGEST_SYLLABLE:
        return None
    parts = split_tone(word.lower())
    if parts is None or len(parts[0]) > _LONGEST_SYLLABLE:
        return None
    bare, tone, at = parts
    for n in range(min(_LONGEST_ONSET, len(bare)), -1, -1):
        onset, rhyme = bare[:n], bare[n:]
        if onset in ONSETS and rhyme in RHYMES and _allowed(onset, rhyme, tone, at):
            return Syllable(onset, rhyme, tone, at)
    return None


def _allowed(onset: str, rhyme: str, tone: str, at: int) -> bool:
    if tone and at < len(onset) and onset not in {"qu", "gi"}:
        return False
    if at >= 0 and at >= len(onset) and rhyme[at - len(onset)] not in _VOWELS:
        return False
    return tone in _STOP_TONES or not rhyme.endswith(_STOPS) or (rhyme[-1] == "h" and rhyme[-2] != "c")


def with_tone(word: str, place: int) -> str:
    """The word, case kept, with its tone mark at `place`; the word itself (NFC) where it has no single mark.

    >>> with_tone("Hoà", 1), with_tone("tòan", 2)
    ('Hòa', 'toàn')
    """
    parts = split_tone(word)
    if parts is None or not parts[1]:
        return unicodedata.normalize("NFC", word)
    bare, tone, _ = parts
    return unicodedata.normalize("NFC", bare[: place + 1] + tone + bare[place + 1 :])
