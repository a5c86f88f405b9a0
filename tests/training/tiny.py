"""A tiny corpus in the layout of the large ones, made of templates, and a recipe that goes through every step with it in seconds."""

import itertools
import json
import lzma
import random
from pathlib import Path

WHO = {
    "Nguyễn Văn An": "Nguyen Van An", "Trần Thị Bình": "Tran Thi Binh", "Lê Quốc Hưng": "Le Quoc Hung", "Phạm Minh Đức": "Pham Minh Duc",
    "Hoàng Thu Hà": "Hoang Thu Ha", "Vũ Đình Long": "Vu Dinh Long",
}  # fmt: skip
WHERE = {
    "Hà Nội": "Hanoi",
    "Huế": "Hue",
    "Đà Nẵng": "Da Nang",
    "Cần Thơ": "Can Tho",
    "Nha Trang": "Nha Trang",
    "Vinh": "Vinh",
    "Sa Pa": "Sa Pa",
}
WHAT = {
    "thăm trường mới": "visited a new school", "mở cầu": "opened a bridge", "gặp nông dân": "met farmers", "họp với bác sĩ": "met doctors",
    "xem bóng đá": "watched football", "mua gạo": "bought rice", "trồng cây": "planted trees", "sửa đường": "mended a road",
}  # fmt: skip

LEAK = (
    "Ba con mèo đen ngủ trên mái nhà đỏ gần con sông dài chảy qua làng.",
    "Three black cats slept on the red roof near the long river that flows past the village.",
)
"""Stands in a suite; the corpora hold a sentence that shares more than ten of its words."""

RECIPE = """
[recipe]
seed = 3
threads = 1
[prepare]
run = 10
mono_shortest = 10
tone_marks = "new"
[tokenizer]
size = 380
lines = 400
[model.tiny]
width = 32
encoder_layers = 2
decoder_layers = 1
head_width = 8
positions = 128
dropout = 0.1
[train.pretrain]
model = "tiny"
mix = { "denoise:mono.vi" = 1.0, "denoise:mono.en" = 0.5 }
steps = 8
tokens = 512
warm_up = 4
[train.both]
model = "tiny"
init = "pretrain"
mix = { "vi-en:train" = 1.0, "en-vi:plain" = 0.5, "summarize:plain" = 0.05, "headline:plain" = 0.05 }
smoothing = 0.0
steps = 200
tokens = 1024
warm_up = 4
snapshots = 3
[train.student]
model = "tiny"
mix = { "vi-en:distilled" = 1.0, "vi-en-other:bt" = 0.5 }
steps = 12
resample = 0.3
resample_until = 0.8
tokens = 512
warm_up = 4
checkpoint_steps = 4
checkpoint_seconds = 1000
[backtranslate]
model = "both"
inputs = ["mono.en"]
output = "bt"
task = "en-vi"
rows = 60
chunk = 25
max_tokens = 40
shortest = 1
[selftrain]
model = "both"
inputs = ["mono.vi"]
output = "self"
task = "vi-en"
rows = 40
chunk = 20
max_tokens = 40
protect = ["person", "capital"]
checks = true
[distill]
model = "both"
inputs = ["train", "plain"]
output = "distilled"
task = "vi-en"
beam = 2
rows = 80
max_tokens = 40
shortest = 1
[summaries]
model = "both"
[average]
model = "both"
output = "averaged"
last = 2
[evaluate]
model = "averaged"
beam = 2
lines = 6
[export]
model = "averaged"
[pack.some]
sets = ["dev", "train", "plain", "mono.vi", "mono.en"]
models = ["both"]
cut = ["mono.vi", "mono.en"]
mebibytes = 1.0
chunk = 20
"""


def pairs() -> list[tuple[str, str]]:
    """Every sentence that the tables can make, shuffled."""
    made = [
        (f"{who} {what} ở {where}.", f"{WHO[who]} {WHAT[what]} in {WHERE[where]}.")
        for who, what, where in itertools.product(WHO, WHAT, WHERE)
    ]
    random.Random(5).shuffle(made)
    return made


def _packed(path: Path, lines: list[str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with lzma.open(path, "wt", encoding="utf-8", preset=0) as file:
        file.writelines(f"{line}\n" for line in lines)


def make(root: Path) -> tuple[Path, Path, Path]:
    """Write corpus, suites and recipe below `root`; their paths. Some rows are planted: a leak, a copy, a lopsided and a doubled pair."""
    corpus, suites, recipe = root / "corpus", root / "suites", root / "tiny.toml"
    made = pairs()
    house, other, dev, test = made[:120], made[120:220], made[220:236], made[236:246]
    leak = (f"Theo báo, {LEAK[0].lower()}", f"It said {LEAK[1].lower()}")
    bad = [leak, ("Câu này chưa được ai dịch sang tiếng Anh cả.",) * 2, ("Có.", "Yes, " + "it went on and on " * 20), other[0]]
    _packed(corpus / "parallel/lists.tsv.xz", [f"{vi}\t{en}" for vi, en in [*other, *bad]])
    _packed(corpus / "parallel/secret.tsv.xz", ["Không dùng câu này.\tDo not use this sentence."])
    documents = [{"id": f"d{i}", "title": house[i], "lead": None, "body": house[i + 1 : i + 6]} for i in range(0, 120, 6)]
    _packed(corpus / "news_translated.jsonl.xz", [json.dumps(d, ensure_ascii=False) for d in documents])
    articles = [{"title": made[i][0], "lead": made[i + 1][0], "body": [vi for vi, _ in made[i + 2 : i + 8]]} for i in range(246, 310, 8)]
    articles[0]["body"] = [*articles[0]["body"], leak[0]]
    _packed(corpus / "mono_vi_news.jsonl.xz", [json.dumps(a, ensure_ascii=False) for a in articles])
    english = [{"title": made[i][1], "text": " ".join(en for _, en in made[i + 1 : i + 10])} for i in range(246, 336, 10)]
    english[0]["text"] += f" {leak[1]}"
    _packed(corpus / "mono_en.jsonl.xz", [json.dumps(a) for a in english])
    hand = [
        {"lead_vi": made[i][0], "body_vi": [vi for vi, _ in made[i + 1 : i + 4]], "headline": made[i][1][:40], "summary": made[i][1]}
        for i in range(0, 60, 1)
    ]
    _packed(corpus / "summaries.jsonl.xz", [json.dumps(h, ensure_ascii=False) for h in hand])
    rows = [
        ("parallel/lists.tsv.xz", "yes", "CC0"), ("parallel/secret.tsv.xz", "no", "none"), ("news_translated.jsonl.xz", "own", "ours"),
        ("mono_vi_news.jsonl.xz", "research", "research"), ("mono_en.jsonl.xz", "mixed", "CC0"),
    ]  # fmt: skip
    (corpus / "manifest.tsv").write_text("file\tuse\tlicence\n" + "".join("\t".join(r) + "\n" for r in rows), encoding="utf-8")
    suites.mkdir()
    (suites / "news-dev.jsonl").write_text(json.dumps({"title": dev[0], "lead": None, "body": dev[1:]}) + "\n", encoding="utf-8")
    (suites / "cats.tsv").write_text("".join(f"{vi}\t{en}\n" for vi, en in [LEAK, *test]), encoding="utf-8")
    recipe.write_text(RECIPE, encoding="utf-8")
    return corpus, suites, recipe
