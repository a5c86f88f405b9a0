"""Tiny checkpoints with random weights of every supported family, in the layout of the Hub's cache."""

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

COMMIT = "0123456789abcdef0123456789abcdef01234567"

TEXT = """Thủ tướng đã đến Hà Nội hôm qua để gặp các nhà báo.
Công an thành phố cho biết vụ việc đang được điều tra.
Giá gạo tăng 5 % trong tháng 6, theo Bộ Công Thương.
The prime minister arrived in Hanoi yesterday to meet reporters.
City police said the case is being investigated.
Rice prices rose 5 % in June, according to the ministry.
""".splitlines()

SENTENCES = ("Thủ tướng đã đến Hà Nội hôm qua.", "Công an cho biết.", "Giá gạo tăng 5 % trong tháng 6, theo Bộ Công Thương.")

SHAPE = {
    "d_model": 32,
    "encoder_layers": 1,
    "decoder_layers": 1,
    "encoder_attention_heads": 2,
    "decoder_attention_heads": 2,
    "encoder_ffn_dim": 64,
    "decoder_ffn_dim": 64,
    "max_position_embeddings": 64,
    "init_std": 0.3,
}


def pieces() -> tuple[bytes, list[tuple[str, float]]]:
    """A SentencePiece model as bytes, and its ordinary pieces with their scores."""
    import sentencepiece

    out = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(TEXT), model_writer=out, vocab_size=110, hard_vocab_limit=False, character_coverage=1.0, minloglevel=2
    )
    processor = sentencepiece.SentencePieceProcessor(model_proto=out.getvalue())
    return out.getvalue(), [(processor.id_to_piece(i), processor.get_score(i)) for i in range(3, processor.get_piece_size())]


def _save(model_class: str, config: Any, folder: Path, silent: range = range(0)) -> None:
    """Save a model with random weights; the tokens in `silent` (special ones) are made unlikely, so that outputs have text."""
    import torch
    import transformers

    from vi_brief.models.quiet import quiet

    torch.manual_seed(7)
    model = getattr(transformers, model_class)(config)
    with torch.no_grad():
        model.get_input_embeddings().weight[silent.start : silent.stop] = 0
    model.generation_config.num_beams = 3  # a checkpoint's own search settings must not matter
    with quiet():
        model.save_pretrained(folder)


def marian(folder: Path) -> None:
    import transformers

    proto, ordinary = pieces()
    words = ["</s>", "<unk>", *[piece for piece, _ in ordinary], "<pad>"]
    for name in ("source.spm", "target.spm"):
        (folder / name).write_bytes(proto)
    (folder / "vocab.json").write_text(json.dumps({word: i for i, word in enumerate(words)}, ensure_ascii=False), encoding="utf-8")
    (folder / "tokenizer_config.json").write_text(
        json.dumps({"tokenizer_class": "MarianTokenizer", "source_lang": "vi", "target_lang": "en", "model_max_length": 64})
    )
    size = len(words)
    config = transformers.MarianConfig(
        vocab_size=size,
        decoder_vocab_size=size,
        eos_token_id=0,
        pad_token_id=size - 1,
        bos_token_id=0,
        forced_eos_token_id=None,
        decoder_start_token_id=size - 1,
        scale_embedding=True,
        share_encoder_decoder_embeddings=True,
        **SHAPE,
    )
    _save("MarianMTModel", config, folder)


def nllb(folder: Path) -> None:
    import transformers
    from tokenizers import SentencePieceBPETokenizer

    trainer = SentencePieceBPETokenizer()
    trainer.train_from_iterator(TEXT, vocab_size=180, show_progress=False)
    model = json.loads(trainer.to_str())["model"]
    specials = ["<s>", "<pad>", "</s>", "<unk>"]
    vocab = {word: i for i, word in enumerate([*specials, *[w for w in model["vocab"] if w not in specials]])}
    tokenizer = transformers.NllbTokenizer(
        vocab=vocab, merges=[tuple(m) for m in model["merges"]], src_lang="vie_Latn", tgt_lang="eng_Latn"
    )
    tokenizer.save_pretrained(folder)
    config = transformers.M2M100Config(vocab_size=len(tokenizer), scale_embedding=True, pad_token_id=1, decoder_start_token_id=2, **SHAPE)
    _save("M2M100ForConditionalGeneration", config, folder, range(len(vocab), len(tokenizer)))


def mbart(folder: Path) -> None:
    import transformers

    _, ordinary = pieces()
    vocab = [("<s>", 0.0), ("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0), *ordinary]
    tokenizer = transformers.MBartTokenizer(vocab=vocab, src_lang="vi_VN", tgt_lang="en_XX")
    tokenizer.save_pretrained(folder)
    config = transformers.MBartConfig(vocab_size=len(tokenizer), scale_embedding=True, tokenizer_class="MBartTokenizer", **SHAPE)
    _save("MBartForConditionalGeneration", config, folder, range(len(vocab), len(tokenizer)))


def t5(folder: Path) -> None:
    import transformers

    _, ordinary = pieces()
    vocab = [("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0), *ordinary]
    tokenizer = transformers.T5Tokenizer(vocab=vocab, extra_ids=2)
    tokenizer.save_pretrained(folder)
    config = transformers.T5Config(
        vocab_size=len(tokenizer), d_model=32, d_kv=16, d_ff=64, num_layers=1, num_heads=2, initializer_factor=3.0, decoder_start_token_id=0
    )
    _save("T5ForConditionalGeneration", config, folder)


def bart(folder: Path) -> None:
    import transformers
    from tokenizers import ByteLevelBPETokenizer

    trainer = ByteLevelBPETokenizer()
    specials = ["<s>", "<pad>", "</s>", "<unk>", "<mask>"]
    trainer.train_from_iterator(TEXT, vocab_size=300, special_tokens=specials, show_progress=False)
    model = json.loads(trainer.to_str())["model"]
    tokenizer = transformers.BartTokenizer(vocab=model["vocab"], merges=[tuple(m) for m in model["merges"]])
    tokenizer.save_pretrained(folder)
    config = transformers.BartConfig(vocab_size=len(tokenizer), forced_bos_token_id=0, **SHAPE)
    _save("BartForConditionalGeneration", config, folder)


def pegasus(folder: Path) -> None:
    import transformers

    _, ordinary = pieces()
    specials = ["<pad>", "</s>", "<mask_1>", "<mask_2>", "<unk>"]
    tokenizer = transformers.PegasusTokenizer(vocab=[*((word, 0.0) for word in specials), *ordinary], offset=0)
    tokenizer.save_pretrained(folder)
    config = transformers.PegasusConfig(vocab_size=len(tokenizer), scale_embedding=True, **SHAPE)
    _save("PegasusForConditionalGeneration", config, folder)


FAMILIES: dict[str, tuple[Callable[[Path], None], dict[str, Any]]] = {
    "marian": (marian, {}),
    "nllb": (nllb, {"source_language": "vie_Latn", "target_language": "eng_Latn"}),
    "mbart": (mbart, {"source_language": "vi_VN", "target_language": "en_XX"}),
    "t5": (t5, {"source_prefix": "vi: "}),
    "bart": (bart, {}),
    "pegasus": (pegasus, {}),
}
"""Family -> (how to make one, the options that a config would give it)."""


def install(family: str, hub: Path) -> dict[str, Any]:
    """Make a checkpoint of the family in a Hub cache folder; the options of a config that names it."""
    make, options = FAMILIES[family]
    home = hub / f"models--tiny--{family}"
    snapshot = home / "snapshots" / COMMIT
    snapshot.mkdir(parents=True)
    (home / "refs").mkdir()
    (home / "refs" / "main").write_text(COMMIT)
    make(snapshot)
    return {"repository": f"tiny/{family}", "licence": "MIT", "threads": 1, **options}
