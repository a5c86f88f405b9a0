"""English text for summarizing: sentences, words, names; what makes a sentence whole."""

import re
from functools import lru_cache

from vi_brief.viet.letters import plain

ABBREVIATIONS = frozenset(
    """
    mr mrs ms dr prof gen col maj capt lt sgt gov sen rep st no nos vs inc ltd co corp jr sr jan feb mar apr jun jul aug sep
    sept oct nov dec a.m p.m u.s u.k u.n d.c e.g i.e etc fig vol
    """.split()
)
"""Words whose point does not end a sentence (a.m. and etc. do so only before a capital; that is left undecided: no split)."""
STOP_WORDS = frozenset(
    """
    a an the and or but nor so yet of to in on at by for from with without as into onto over under above below between among
    through during before after about against within along across behind beyond up down out off than that which who whom
    whose this these those there here it its he him his she her they them their we us our you your i me my is are was were
    be been being am do does did done have has had having will would shall should can could may might must not no if then
    else when while where why how what all any both each few more most other some such only own same too very just also said
    says say according well still even however since because until though although s t
    """.split()
)
NEGATIONS = frozenset(
    "not no never none nobody nothing neither nor without cannot denied denies deny refused refuses refuse rejected rejects n't".split()
)
_BOUNDARY = re.compile(r"[.!?…]+[\"')\]”’]*(?=\s+[\"'(\[“‘]?[A-Z0-9])")
_WORD = re.compile(r"[A-Za-z0-9]+(?:[.,'’&][A-Za-z0-9]+)*")
_LAST_WORD = re.compile(r"([A-Za-z][A-Za-z.]*)[.!?…]*$")
_SUFFIXES = (
    "ations",
    "ation",
    "ments",
    "ment",
    "ingly",
    "edly",
    "ings",
    "ing",
    "ies",
    "ied",
    "ers",
    "er",
    "ors",
    "ed",
    "es",
    "ly",
    "s",
    "e",
)
_SHORTEST_STEM = 4
LONG_REPEAT = 8
"""A phrase of this many words does not occur twice in a good sentence; one of five does ("high-level delegation of the")."""
_END = re.compile(r"[.!?…][\"')\]”’]*$")


def sentences(text: str) -> list[str]:
    """The sentences of an English text, without the white space between them.

    >>> sentences("Dr. To met J. Smith at 7 p.m. in the U.S. embassy. He left.")
    ['Dr. To met J. Smith at 7 p.m. in the U.S. embassy.', 'He left.']
    """
    found, start = [], 0
    for match in _BOUNDARY.finditer(text):
        if match[0][0] == "." and _abbreviated(text[start : match.end()]):
            continue
        found.append(text[start : match.end()].strip())
        start = match.end()
    return [sentence for sentence in (*found, text[start:].strip()) if sentence]


def _abbreviated(text: str) -> bool:
    match = _LAST_WORD.search(text)
    if not match or not text.endswith("."):
        return False
    word = match[1].rstrip(".").lower()
    return word in ABBREVIATIONS or len(word) == 1


@lru_cache(maxsize=1024)
def words(text: str) -> tuple[str, ...]:
    """The words of a text without accents, case kept.

    >>> words("Iríbar said 2,000 tonnes went to La Habana's port.")
    ('Iribar', 'said', '2,000', 'tonnes', 'went', 'to', 'La', 'Habana', 'port')
    """
    return tuple(_bare(match[0]) for match in _WORD.finditer(plain(text)))


def _bare(word: str) -> str:
    return word[:-2] if word.endswith(("'s", "’s")) else word


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """A crude stem for comparing words, in lower case.

    >>> stem("agreements"), stem("visited") == stem("visits"), stem("ties")
    ('agree', True, 'ties')
    """
    low = word.lower()
    for suffix in _SUFFIXES:
        if low.endswith(suffix) and len(low) - len(suffix) >= _SHORTEST_STEM:
            return low[: -len(suffix)]
    return low


@lru_cache(maxsize=2048)
def content(text: str) -> tuple[str, ...]:
    """The stems of the words that carry meaning, repeats kept."""
    return tuple(stem(word) for word in words(text) if word.lower() not in STOP_WORDS)


@lru_cache(maxsize=1024)
def count(text: str) -> int:
    """The words of a text as an editor counts them."""
    return len(text.split())


@lru_cache(maxsize=2048)
def loops(text: str) -> bool:
    """Whether words repeat as a stuck model repeats them: in a row, or a long phrase twice."""
    low = [word.lower() for word in words(text)]
    if len(set(low)) == len(low):
        return False
    for size, times in ((1, 3), (2, 3), (3, 2), (4, 2), (5, 2)):
        for start in range(len(low) - size * times + 1):
            unit = low[start : start + size]
            if all(low[start + size * n : start + size * (n + 1)] == unit for n in range(1, times)):
                return True
    long = [tuple(low[i : i + LONG_REPEAT]) for i in range(len(low) - LONG_REPEAT + 1)]
    return len(set(long)) < len(long)


def is_whole(text: str, shortest: int = 5, longest: int = 80) -> bool:
    """Whether a text is one complete sentence: capital or figure first, end mark last, quotes and brackets paired, a sensible length."""
    first = text.lstrip("\"'(“‘[")[:1]
    paired = text.count('"') % 2 == 0 and text.count("(") == text.count(")") and text.count("“") == text.count("”")
    return (
        bool(_END.search(text))
        and not text.endswith("...")
        and (first.isupper() or first.isdigit())
        and paired
        and shortest <= count(text) <= longest
    )


def negated(text: str) -> bool:
    """Whether a text denies something."""
    return any(word.lower() in NEGATIONS or word.lower().endswith("n't") for word in words(text))


def capitalised(text: str) -> list[list[str]]:
    """The runs of capitalised words of a text in its order, ended by punctuation.

    A single one at the start of a sentence is left out unless it is an acronym: nothing tells it from a common word.
    """
    runs: list[list[str]] = []
    for sentence in sentences(text) or [text]:
        found = runs_of(sentence)
        if found and len(found[0]) > 1 and found[0][0].lower() in STOP_WORDS and sentence.startswith(found[0][0]):
            found[0] = found[0][1:]
        elif found and len(found[0]) == 1 and not found[0][0].isupper() and sentence.lstrip("\"'(").startswith(found[0][0]):
            found = found[1:]
        runs += found
    return runs


def runs_of(text: str) -> list[list[str]]:
    """The runs of capitalised words that only a space or an initial's point separates."""
    runs: list[list[str]] = []
    end = -1
    flat = plain(text)
    for match in _WORD.finditer(flat):
        if not match[0][0].isupper():
            continue
        if end >= 0 and flat[end : match.start()] in _INSIDE:
            runs[-1].append(_bare(match[0]))
        else:
            runs.append([_bare(match[0])])
        end = match.end()
    return runs


_INSIDE = frozenset([" ", ". "])
