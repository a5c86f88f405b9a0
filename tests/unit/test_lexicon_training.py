"""training/lexicon.py learns what translates what from pairs, and writes what the checks read."""

import gzip
import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from vi_brief.checks import _lexicon

SCRIPT = Path(__file__).parent.parent.parent / "training" / "lexicon.py"
WORDS = dict(
    pair.split("=")
    for pair in (
        "chính phủ=government;nông dân=farmer;bác sĩ=doctor;giáo viên=teacher;công nhân=worker;sinh viên=student;mua=buy;bán=sell;thấy=see;"
        "cần=need;tặng=donate;sửa=repair;sách=book;gạo=rice;xe=vehicle;nhà=house;thuốc=medicine;muối=salt;núi=mountain;sông=river;mưa=rain;"
        "gió=wind;biển=sea;rừng=forest;chợ=market;cầu=bridge;bò=cow;gà=chicken;chó=dog;mèo=cat;cá=fish;tôm=shrimp;lúa=paddy;ngô=maize;mía=cane;"
        "bông=cotton;vải=cloth;giấy=paper;bút=pen;bàn=table;ghế=chair;giường=bed;đèn=lamp;nồi=pot;bát=bowl;đũa=chopstick;dao=knife;kéo=scissor;"
        "búa=hammer;đinh=nail;gỗ=wood;đá=stone;sắt=iron;vàng=gold;bạc=silver;đồng=copper;than=coal;dầu=oil"
    ).split(";")
)


def _pairs(count: int) -> list[tuple[str, str]]:
    """Sentences of four to seven words in any order, with an English "the" here and there that nothing in the Vietnamese says."""
    rng = random.Random(3)
    made = []
    for _ in range(count):
        chosen = rng.sample(list(WORDS), rng.randint(4, 7))
        english = [f"the {WORDS[word]}" if rng.random() < 0.5 else WORDS[word] for word in chosen]
        rng.shuffle(english)
        made.append((" ".join(chosen), " ".join(english)))
    return made


@pytest.fixture(scope="module")
def learned(tmp_path_factory: pytest.TempPathFactory) -> _lexicon.Lexicon:
    folder = tmp_path_factory.mktemp("lexicon")
    pairs = _pairs(1500)
    lines = [f"# {vi}\t{en}" if n % 3 else f"{vi}\t{en}" for n, (vi, en) in enumerate(pairs)]
    (folder / "pairs.tsv").write_text("\n".join([*lines, "⟦1⟧ mua xe\t⟦1⟧ bought cars"]) + "\n", encoding="utf-8")
    (folder / "articles.jsonl").write_text("".join(json.dumps({"body": _pairs(200)}) + "\n" for _ in range(2)), encoding="utf-8")
    command = [sys.executable, str(SCRIPT), "pairs.tsv", "articles.jsonl", "out.tsv.gz"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, env={**os.environ, "OMP_NUM_THREADS": "1"})
    return _lexicon.read(gzip.decompress((folder / "out.tsv.gz").read_bytes()).decode())


def test_compounds_are_one_unit_with_their_translation(learned: _lexicon.Lexicon) -> None:
    assert "govern" in learned.units["chính phủ"].stems
    assert "phủ" not in learned.units
    assert "farmer" in learned.units["nông dân"].stems
    assert "ric" in learned.units["gạo"].stems


def test_reliable_words_weigh_and_words_without_translation_do_not(learned: _lexicon.Lexicon) -> None:
    present, missing, _ = learned.units["bác sĩ"]
    assert present < -1 < 1 < missing
    assert learned.english["doctor"][0] < -1 < 1 < learned.english["doctor"][1]
    assert learned.english.get("the", (0.0, 0.0))[1] < 1
