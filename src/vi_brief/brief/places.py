"""Places in Vietnamese text: the gazetteer, administrative words with a name, landmarks."""

from dataclasses import dataclass

from vi_brief.brief import runs, tables
from vi_brief.viet.letters import plain

AMBIGUOUS = frozenset(
    """
    Anh Áo Ý Nga Đức Pháp Mỹ Bỉ Lào Thái Nhật Séc Sát Huế Vinh
    Mali Marshall Solomon Jersey Wales Gaza Georgia Victoria Male Dominica Guinea
    """.split()
)
"""Names that are also common words, given names or parts of other names."""
SENTENCE_WORDS = frozenset("Anh Áo Ý Sát".split())
"""Of these, the ones that are a common word wherever a sentence starts."""
COMPOUNDS = frozenset("tàu yêu nhu toàn thỉnh sơ hải thị bàn gia quốc phi công trung hành".split())
"""Syllables that make another word of a landmark's: tàu sân bay, yêu cầu, toàn cầu, hải cảng."""
LONGEST_NAME = 4


@dataclass(frozen=True, slots=True)
class Found:
    """A place in a text. `scope` is its English inside an organization's name, `adjective` a country's."""

    start: int
    end: int
    en: str
    kind: str
    scope: str
    adjective: str = ""


def find(text: str, start: int) -> Found | None:
    """The longest place that starts at `start` of `text` (`tables.normal`)."""
    choices = [made for made in (_known(text, start), _administrative(text, start), _landmark(text, start)) if made]
    return max(choices, key=lambda found: found.end, default=None)


def _known(text: str, start: int) -> Found | None:
    hit = tables.places().match(text, start)
    if not hit:
        return None
    end, place = hit
    if text[start:end] in AMBIGUOUS and not _stands_alone(text, start, end):
        return None
    return Found(start, end, place.en, place.kind, place.en, place.adjective)


def _stands_alone(text: str, start: int, end: int) -> bool:
    name = text[start:end]
    if name in SENTENCE_WORDS and _opens_sentence(text, start):
        return False
    after = runs.next_word(text, end)
    if after and after.capital and after.vietnamese and not tables.titles().match(text, after.start):
        return False
    before = text[:start].split(" ")
    previous = before[-2] if len(before) >= 2 and before[-1] == "" else ""
    courtesy = tables.titles().match(previous, 0)
    if courtesy and courtesy[0] == len(previous) and courtesy[1].follows == "courtesy":
        return False
    joined = previous[:1].isupper() and previous[-1:].isalnum()
    return not joined or _opens_sentence(text, start - len(previous) - 1) or _ends_known(text[:start].rstrip())


def _opens_sentence(text: str, start: int) -> bool:
    before = text[:start].rstrip(' "“(')
    return not before or before[-1] in ".!?:…"


def _ends_known(before: str) -> bool:
    """Whether the text before ends with a title or the head of an organization, so that a capitalised word there is no name."""
    for words in (1, 2, 3, 4):
        tail = " ".join(before.split(" ")[-words:])
        for lexicon in (tables.titles(), tables.heads(), tables.bodies(), tables.places(), tables.admin()):
            hit = lexicon.match(tail, 0)
            if hit and hit[0] == len(tail):
                return True
    return False


def _administrative(text: str, start: int) -> Found | None:
    hit = tables.admin().match(text, start)
    if not hit:
        return None
    end, (en, scope) = hit
    at = end + 1 if text[end : end + 1] == " " else end
    if at == end and text[end - 1] != ".":
        return None
    known = _known(text, at)
    if known:
        whole = known.kind in {"province", "country"} or (known.kind == "town" and en == "{name}")
        name = known.en if whole else plain(text[at : known.end])
        kind = known.kind if en == "{name}" else "district"
        return Found(start, known.end, _filled(en, name), kind, _filled(scope, name), known.adjective)
    return _unknown(text, (start, at), (en, scope), "district")


def _landmark(text: str, start: int) -> Found | None:
    hit = tables.landmarks().match(text, start)
    if not hit or text[hit[0] : hit[0] + 1] != " " or tables.notable().match(text, start):
        return None
    end, en = hit
    before = text[:start].split()
    if text[start].islower() and before and before[-1].lower() in COMPOUNDS:
        return None
    return _unknown(text, (start, end + 1), (en, en), "landmark")


def _unknown(text: str, where: tuple[int, int], templates: tuple[str, str], kind: str) -> Found | None:
    """A place whose name is the capitalised words or the number at `where[1]`."""
    start, at = where
    number = runs.word_at(text, at)
    if number and number.text.isdigit() and len(number.text) <= 2:
        if kind != "district":
            return None
        en, scope = (template.replace("{name} ", "").replace("{name}", "") for template in templates)
        return Found(start, number.end, f"{en} {number.text}".strip(), kind, f"{scope} {number.text}".strip()) if en else None
    hit = tables.notable().match(text, at)
    words = [] if hit else _name(text, at)
    if words and templates[0] == "{name}" and tables.family_names().get(words[0].text) == "strong":
        return None
    end = hit[0] if hit else words[-1].end if words else at
    if end == at:
        return None
    name = hit[1].en if hit else plain(text[at:end])
    return Found(start, end, _filled(templates[0], name), kind, _filled(templates[1], name))


def _name(text: str, at: int) -> list[runs.Word]:
    """The capitalised words of a place's name; a title or an organization's head ends it."""
    words = runs.capitalised(text, at, LONGEST_NAME + 2)
    kept: list[runs.Word] = []
    for word in words[:LONGEST_NAME]:
        if kept and (tables.heads().match(text, word.start) or tables.titles().match(text, word.start)):
            break
        kept.append(word)
    return kept


def _filled(template: str, name: str) -> str:
    return template.replace("{name}", name)
