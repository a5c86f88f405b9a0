"""Shorter English sentences that still say nothing but what the long one says: words are only left out, at borders that grammar gives."""

import re

from vi_brief.summarize import english

_TITLE = (
    r"(?:[Mm]ember|Secretary|Chairman|Chairwoman|[Hh]ead|Director|President|Minister|Deputy|Ambassador|Governor|Mayor|Rector|Commander"
    r"|[Ss]pokes\w+)"
)
VERBS = r"(?:[a-z]+ed|held|met|said|told|paid|gave|led|took|made|went|left|won|spoke)\b(?! by)"
_APPOSITION = re.compile(rf"((?:[A-Z][\w'-]* ){{1,6}}[A-Z][\w'-]+), (?:(?![^,;.]* {VERBS})[^,;.]*\b{_TITLE}\b[^,;.]*, )+(?={VERBS})")
"""Titles between commas after a name of two words or more, before the verb: "Truong Thi Mai, Politburo member, received"."""
_LED = re.compile(rf",? (?:headed|led) by [^;.]{{3,200}}?,? (?={VERBS})")
_LED_TOO = re.compile(rf" (?:was|were) (?:headed|led|chaired|held) by (?:[A-Z][\w'’-]+ ){{2,6}}(?={VERBS})")
"""The same as a clause that the main verb follows without a word between, as a translator runs two sentences into one."""
_COORDINATE = re.compile(r"; |, (?:and|while|thereby|at the same time) (?=[a-z])|, (?=(?:thereby|helping|making|contributing)\b)")
_CHANGES_MEANING = re.compile(r"\b(?:if|unless|not|but|however|except|only|although|though|despite|until|without|before|provided)\b")
"""What follows one of these may turn the main clause round, so nothing that holds one is left out."""
LEAST_WORDS = 8


def without_titles(text: str) -> str:
    """A sentence without the titles between a name and its verb.

    >>> without_titles("Truong Thi Mai, Politburo member and head of the Commission, received the delegation.")
    'Truong Thi Mai received the delegation.'
    """
    return _APPOSITION.sub(r"\1 ", text)


def without_leader(text: str) -> str:
    """A sentence without the note of who led a delegation.

    >>> without_leader("A delegation headed by Dinh Tien Dung held talks with the city.")
    'A delegation held talks with the city.'
    >>> without_leader("A delegation was led by Dinh Tien Dung held talks with the city.")
    'A delegation held talks with the city.'
    """
    return _LED.sub(" ", _LED_TOO.sub(" ", text, count=1), count=1).replace("  ", " ")


def trim(text: str, most: int) -> str:
    """A sentence brought towards `most` words: titles go first, then coordinate clauses from the end where that leaves the rest true.

    >>> trim("The two sides signed a cooperation agreement for 2023-2028, and discussed trade in rice, fish and fruit.", 12)
    'The two sides signed a cooperation agreement for 2023-2028.'
    """
    if english.count(text) <= most:
        return text
    text = without_titles(text)
    for border in reversed(list(_COORDINATE.finditer(text))):
        if english.count(text) <= most:
            break
        head, tail = text[: border.start()].rstrip(" ,;"), text[border.end() :]
        if _CHANGES_MEANING.search(tail) or english.count(head) < LEAST_WORDS or head.count('"') % 2 or head.count("(") != head.count(")"):
            break
        text = f"{head}."
    return text
