"""Names in English prose that a Vietnamese text gives no ground for: the guard of summaries, which may leave out but not put in.

A capitalised word has grounds when the Vietnamese has it (marks apart), when it translates a unit of the Vietnamese by the shipped lexicon,
or when the glossaries have it in the English of a country, body, title or person that the Vietnamese names. Any other is taken for an
invention: a garbled name, or the name of something else; only a word that opens a sentence must also be unknown to the lexicon.

This is strict on purpose, for another sentence stands in: of 690 reference sentences of news 47 have such a word, mostly in a body that is
named more freely than word by word; of 450 hand-written sentences of summaries, held against the whole article, 11.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from vi_brief.checks._lexicon import explained, lexicon
from vi_brief.checks._words import stem, syllables
from vi_brief.glossaries.match import shipped
from vi_brief.records import Span
from vi_brief.viet.letters import plain

SHORTEST = 3
"""Letters of a word that is looked at, unless it is all capitals ("IU"): what is shorter is an initial or a syllable."""

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_OPENS = re.compile(r"(?:^|[.!?:…][\"')\]]*\s+|[\"“(]\s*)$")
_DATES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november "
    "december".split()
)
"""Parts of dates, which the check of dates compares."""
_FUNCTION_WORDS = frozenset(
    """
    the a an and or but nor so yet of to in on at by for from with without as into onto over under above below between among through
    during before after about against within along across behind beyond up down out off than that which who whom whose this these those
    there here it its he him his she her they them their we us our you your i me my is are was were be been being am do does did have has
    had will would shall should can could may might must not no if then else when while where why how what all any both each every few
    more most other some such only own same too very just also still even however since because until although though once upon per via
    another many much several one two now thus hence yet despite amid like unlike whether either neither meanwhile
    """.split()
)
"""Words that the lexicon leaves out because they say little; they have a capital where a sentence or a title begins with them."""

_NEVER = _DATES | _FUNCTION_WORDS


def ungrounded(vi: str, en: str) -> Iterator[Span]:
    """The spans of the English words that are taken for inventions, in order."""
    grounds = _grounds(vi)
    known = lexicon().english
    for found in _WORD.finditer(en):
        word = found[0].removesuffix("'s").removesuffix("’s")
        low = plain(word).lower()
        short = len(low) < (2 if word.isupper() else SHORTEST)
        if not word[0].isupper() or short or low in _NEVER or {low, low.removesuffix("s"), stem(low)} & grounds:
            continue
        if stem(low) not in known or not _OPENS.search(en[: found.start()]):
            yield found.span()


@lru_cache(maxsize=256)
def _grounds(vi: str) -> frozenset[str]:
    """Plain words of the Vietnamese, stems that translate its units, and the English words of its countries, bodies and titles."""
    places = syllables(vi)
    words = [_bare(word) for word, _, _ in places]
    found = {*words, *(_bare(vi[a:b]) for _, a, b in places), *(first + second for first, second in pairwise(words))}
    found |= explained(vi)
    for match in shipped(vi):
        found |= {_bare(word).removesuffix("'s") for form in match.value.forms for word in _WORD.findall(form)}
    return frozenset(found | {stem(word) for word in found})


@lru_cache(maxsize=8192)
def _bare(word: str) -> str:
    return plain(word).lower()
