"""The words of a text as glossaries compare them: Vietnamese with one tone-mark placement, English by stem."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from vi_brief.records import Span
from vi_brief.viet.letters import fold, plain

_CACHED = 1024
_WORD = re.compile(r"[^\W_]+")

SAME = {
    word: stem
    for stem, words in {
        "chairman": "chair chaired chairwoman chairperson chairmen chairwomen chairpeople chairmanship co-chair",
        "deputy": "vice assistant under undersecretary",
        "spokesperson": "spokesman spokeswoman spokesmen spokeswomen spokespeople spokesperson",
        "man": "men",
        "woman": "women",
        "child": "children",
        "person": "people people's",
        "defense": "defence",
        "labor": "labour",
        "center": "centre",
        "program": "programme",
        "councilor": "councillor",
        "counselor": "counsellor",
        "advisor": "adviser",
        "policeman": "policemen policewoman policewomen",
        "congressman": "congressmen congresswoman congresswomen",
        "businessman": "businessmen businesswoman businesswomen",
        "lawmaker": "law-maker legislator",
        "permanent": "standing",
        "first lady": "flotus",
    }.items()
    for word in words.split()
}
"""Words that count as the same word when a translation is held against a glossary."""
FUNCTION_WORDS = frozenset("the of for a an and in on to s at's".split())


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text in order: as printed, with their spans, and the key each is compared by.

    `looked` has the key in capitals where the word is printed in capitals; `capital` are the places of the capitalised words.
    """

    text: str
    printed: tuple[str, ...]
    spans: tuple[Span, ...]
    keys: tuple[str, ...]
    looked: tuple[str, ...]
    capital: tuple[int, ...]


@lru_cache(maxsize=_CACHED)
def vietnamese(text: str) -> Words:
    """The words of NFC Vietnamese text; a key is the folded word in lower case.

    >>> vietnamese("Uỷ viên").keys
    ('ủy', 'viên')
    """
    return _words(text, _vietnamese_key)


@lru_cache(maxsize=_CACHED)
def english(text: str) -> Words:
    """The words of English text; a key is the stem.

    >>> english("The Ministries of Labour").keys
    ('the', 'ministry', 'of', 'labor')
    """
    return _words(text, stem)


def _words(text: str, key: Callable[[str], str]) -> Words:
    spans = [match.span() for match in _WORD.finditer(text)]
    printed = [text[start:end] for start, end in spans]
    keys = list(map(key, printed))
    capital = [at for at, word in enumerate(printed) if word[0].isupper()]
    looked = keys.copy()
    for at in capital:
        if len(printed[at]) > 1 and printed[at].isupper():
            looked[at] = keys[at].upper()
    return Words(text, tuple(printed), tuple(spans), tuple(keys), tuple(looked), tuple(capital))


@lru_cache(maxsize=65536)
def _vietnamese_key(word: str) -> str:
    return fold(word).lower()


@lru_cache(maxsize=65536)
def bare(word: str) -> str:
    """A word in lower case without marks: how a copied name is compared.

    >>> bare("Thắng")
    'thang'
    """
    return plain(unicodedata.normalize("NFC", word)).lower()


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """An English word without marks, case and plural, in American spelling; words of SAME share one stem."""
    low = bare(word)
    if low in SAME:
        return SAME[low]
    single = _single(low)
    return SAME.get(single, single.replace("isation", "ization"))


def _single(word: str) -> str:
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("sses", "xes", "ches", "shes")) else word[:-1]
