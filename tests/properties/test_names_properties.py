"""The checks of names, titles and countries on arbitrary text: no crash, spans inside their texts, and an echo is no finding of its own."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from vi_brief.checks import countries, names, terms, titles
from vi_brief.glossaries.match import shipped
from vi_brief.glossaries.packs import entries
from vi_brief.records import Segment, Translation

CHECKS = (names, titles, countries, terms)
PIECES = [
    *("Phó ", "Thủ tướng", " Nguyễn Văn A", "TP.HCM", ", ", "Deputy ", "Prime Minister", " Nguyen"),
    *("-", " WHO", " Kim Jong-un", "Ố", "\u0301", "ß", "İ"),
]
TEXTS = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(PIECES), max_size=12).map("".join))


@settings(max_examples=300, deadline=None)
@given(vi=TEXTS, en=TEXTS)
def test_no_crash_and_spans_in_range(vi: str, en: str) -> None:
    segment = Segment("s1", 0, vi)
    translation = Translation(segment, en, -0.1)
    for check in CHECKS:
        for finding in check.check(segment, translation, check.Options()):
            for text, span in ((vi, finding.vi_span), (en, finding.en_span)):
                assert span is None or 0 <= span[0] < span[1] <= len(text)
    list(names.check_article([translation, translation], names.Options()))


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(entries()), min_size=1, max_size=4), st.sampled_from([", ", "; ", " (", ". "]))
def test_matches_do_not_overlap_and_are_in_order(chosen: list[object], joint: str) -> None:
    text = joint.join(entry.vi[0] for entry in chosen)  # type: ignore[attr-defined]
    found = shipped(text)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(text[match.start : match.end].strip() for match in found)
