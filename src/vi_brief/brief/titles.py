"""Titles of people in Vietnamese text with what they are titles of: "Bí thư Thành ủy Hà Nội" is Secretary of the Hanoi Party Committee."""

from dataclasses import dataclass

from vi_brief.brief import organizations, places, runs, tables

SEPARATORS = (", kiêm ", ", đồng thời là ", ", ", " - ", " kiêm ", "; ", " và ", " ")
"""What stands between two titles of one person, longest first."""


APPOSITION_ENDS = (",", ")", ";", ".", ":", " làm ", " dẫn đầu", " đã ", " đang ", " - ", " và ", " cùng ")
"""What follows a title in apposition; before a verb of saying the title is the subject: "..., Bộ trưởng Công an cho biết"."""


@dataclass(frozen=True, slots=True)
class Found:
    """A title in a text; `en` is empty for a courtesy word, `bare` where nothing tells what it is a title of."""

    start: int
    end: int
    en: str
    bare: bool = False


def find(text: str, start: int) -> Found | None:
    """The title that starts at `start` of `text` (`tables.normal`), with what follows it."""
    prefix = tables.title_prefixes().match(text, start)
    at = prefix[0] + 1 if prefix and text[prefix[0] : prefix[0] + 1] == " " else start
    hit = tables.titles().match(text, at)
    if not hit:
        return None
    end, title = hit
    made = _COMPLEMENTS[title.follows](text, at, end, title.en)
    if made is None or not prefix or at == start:
        return made
    return Found(start, made.end, f"{prefix[1]} {made.en}", made.bare)


def _plain(_text: str, start: int, end: int, en: str) -> Found:
    return Found(start, end, en)


def _of(text: str, start: int, end: int, en: str) -> Found:
    body, place = _after(text, end)
    if body:
        return Found(start, body.end, f"{en} of {body.article} {body.en}".replace("  ", " "))
    if place and place.kind == "country" and en.endswith("Chairman"):
        en = en.replace("Chairman", "President")
    if place and place.adjective:
        return Found(start, place.end, f"{place.adjective} {en}")
    if place:
        return Found(start, place.end, f"{en} of {place.en}")
    return Found(start, end, en, bare=True)


def _after(text: str, end: int) -> tuple[organizations.Found | None, places.Found | None]:
    if text[end : end + 1] != " ":
        return None, None
    body, place = organizations.find(text, end + 1), places.find(text, end + 1)
    if place and (place.kind == "landmark" or (body and body.end > place.end)):
        place = None
    return (None if place else body), place


def _headed(text: str, start: int, end: int, en: str) -> Found | None:
    body, _ = _after(text, end)
    return Found(start, body.end, f"{en} of {body.article} {body.en}".replace("  ", " ")) if body else None


def _field(text: str, start: int, end: int, en: str) -> Found:
    at = end + 1 if text[end : end + 1] == " " else end
    hit = tables.fields().match(text, at)
    if not hit or text[at : hit[0]].islower():
        return _of(text, start, end, en)
    place = places.find(text, hit[0] + 1) if text[hit[0] : hit[0] + 1] == " " else None
    if place and place.kind == "country":
        return Found(start, place.end, f"{place.adjective or place.en} {en} of {hit[1]}")
    return Found(start, hit[0], f"{en} of {hit[1]}")


def _envoy(text: str, start: int, end: int, en: str) -> Found:
    sender = places.find(text, end + 1) if text[end : end + 1] == " " else None
    if sender is None or sender.kind != "country":
        return Found(start, end, en, bare=True)
    name = f"{sender.adjective or sender.en} {en}"
    after = text[sender.end : sender.end + 5]
    post = places.find(text, sender.end + 5) if after == " tại " else None
    return Found(start, post.end, f"{name} to {post.en}") if post else Found(start, sender.end, name)


_COMPLEMENTS = {"plain": _plain, "courtesy": _plain, "of": _of, "head": _headed, "field": _field, "envoy": _envoy}


def all_in(text: str) -> list[Found]:
    """Every title of a text at every word, overlapping ones included."""
    return [found for match in runs.WORD.finditer(text) if (found := find(text, match.start()))]


def before(text: str, found: list[Found], end: int) -> list[Found]:
    """The titles that stand directly before `end`, in the order of the text."""
    chain: list[Found] = []
    limit = end
    separators: tuple[str, ...] = (" ",)
    while True:
        linked = [t for t in found if any(t.end + len(s) == limit and text.startswith(s, t.end) for s in separators)]
        if not linked:
            return chain
        chain.insert(0, min(linked, key=lambda t: t.start))
        limit, separators = chain[0].start, SEPARATORS


def after(text: str, found: list[Found], start: int, names: frozenset[int]) -> list[Found]:
    """The titles in apposition after a name that ends at `start`.

    A title that leads up to the next name is none; `names` are the places where names start.
    """
    chain: list[Found] = []
    at = start
    separators: tuple[str, ...] = (", ", " - ", " (", ", nguyên ")
    while True:
        linked = [t for t in found if t.en and any(at + len(s) == t.start and text.startswith(s, at) for s in separators)]
        if not linked:
            return chain if not chain or text[at:].startswith(APPOSITION_ENDS) or at == len(text) else []
        best = max(linked, key=lambda t: t.end)
        if best.end + 1 in names and text[best.end] == " ":
            return []
        chain.append(best)
        at, separators = best.end, SEPARATORS
