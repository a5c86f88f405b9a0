"""The list of pieces that an English output may use, made from a tokenizer and English texts."""

import sys
from pathlib import Path

import pytest

from tests.tiny_checkpoints import TEXT, pieces
from training import target_pieces


def test_the_list_spells_the_english_and_not_the_vietnamese(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sentencepiece

    proto, _ = pieces()
    (tmp_path / "tokenizer.model").write_bytes(proto)
    english = [line for line in TEXT if line.isascii()]
    (tmp_path / "pairs.tsv").write_text("".join(f"nguồn {n}\t{line}\n" for n, line in enumerate(english * 3)), encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["target_pieces.py", *(str(tmp_path / name) for name in ("tokenizer.model", "out.txt", "pairs.tsv"))])
    target_pieces.main()
    processor = sentencepiece.SentencePieceProcessor(model_proto=proto)
    listed = (tmp_path / "out.txt").read_text(encoding="utf-8").splitlines()
    every = [processor.id_to_piece(number) for number in range(processor.get_piece_size())]
    assert listed == [piece for piece in every if piece in set(listed)]
    assert {"<unk>", "</s>"} <= set(listed) < set(every)
    assert all(piece in listed for line in english for piece in processor.encode(line, out_type=str))
    assert not any(piece in listed for piece in ("ủ", "ộ", "ạ") if piece in every)


def test_what_is_seen_too_rarely_is_left_out() -> None:
    import sentencepiece

    proto, _ = pieces()
    processor = sentencepiece.SentencePieceProcessor(model_proto=proto)
    rare = [piece for piece in processor.encode(TEXT[0], out_type=str) if not piece.isascii() and piece != "▁" and len(piece) > 1]
    few, many = (target_pieces.target_pieces(processor, [TEXT[0]] * times) for times in (target_pieces.SEEN - 1, target_pieces.SEEN))
    left_out = [piece for piece in rare if piece not in few]
    assert left_out
    assert set(left_out) <= set(many)
