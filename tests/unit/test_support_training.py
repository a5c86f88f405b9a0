"""training/support.py learns which English words are nearly always supported, and by what."""

import gzip
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from vi_brief.checks import unsupported
from vi_brief.checks._words import stem

SCRIPT = Path(__file__).parent.parent.parent / "training" / "support.py"
WORDS = {
    f"{a}{b}{c}": f"{x}{b}{y}{a}{c}t"
    for (a, x) in zip("bcdghklmnpqrstvx", "kmnprstvbcdfghjl", strict=True)
    for (b, y) in zip("aeiou", ("ar", "en", "il", "om", "us"), strict=True)
    for c in "mnpt"
}
"""320 words of a made-up language and what each means in another."""
MOOD, MOODILY = "vui", "gladly"


@pytest.fixture(scope="module")
def learned(tmp_path_factory: pytest.TempPathFactory) -> dict[str, unsupported.Support]:
    """A table from sentences in which every word of one side has its word on the other, but for a mood that mostly comes from nowhere."""
    folder, rng, lines = tmp_path_factory.mktemp("support"), random.Random(3), []
    for number in range(3000):
        chosen = rng.sample(list(WORDS), 6)
        english = [WORDS[word] for word in chosen] + [MOODILY] * (number % 5 == 0)
        source = [*chosen, *[MOOD] * (number % 15 == 0)]
        rng.shuffle(english)
        lines.append(f"{' '.join(source)}\t{' '.join(english)}")
    (folder / "pairs.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    command = [sys.executable, str(SCRIPT), "pairs.tsv", "out.tsv.gz"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, env={**os.environ, "OMP_NUM_THREADS": "1"})
    return unsupported.read(gzip.decompress((folder / "out.tsv.gz").read_bytes()).decode())


def test_a_word_that_is_always_supported_tells(learned: dict[str, unsupported.Support]) -> None:
    found = learned[stem(WORDS["bam"])]
    assert found.odds > 3
    assert "bam" in found.units
    assert len(learned) > 250


def test_a_word_that_often_comes_from_nowhere_tells_nothing(learned: dict[str, unsupported.Support]) -> None:
    assert stem(MOODILY) not in learned
