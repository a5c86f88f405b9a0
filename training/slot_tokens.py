"""Give a SentencePiece model slot tokens without a new vocabulary: slot_tokens.py TOKENIZER TRAIN.tsv OUT

The eight normal pieces that never occur in the training pairs become the user-defined symbols ⟦1⟧ to ⟦8⟧. Their ids stay, so weights
trained before still fit.
"""

import sys
from collections import Counter
from pathlib import Path

import sentencepiece
from sentencepiece import sentencepiece_model_pb2

SLOTS = 8


def main() -> None:
    tokenizer, pairs, out = map(Path, sys.argv[1:4])
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(tokenizer))
    used: Counter[int] = Counter()
    for line in pairs.open(encoding="utf-8"):
        for text in line.rstrip("\n").split("\t"):
            used.update(pieces.encode(text))
    model = sentencepiece_model_pb2.ModelProto()
    model.ParseFromString(tokenizer.read_bytes())
    free = [i for i, piece in enumerate(model.pieces) if piece.type == piece.NORMAL and not used[i] and len(piece.piece) > 3]
    for number, index in enumerate(free[:SLOTS], 1):
        piece = model.pieces[index]
        piece.piece, piece.type, piece.score = f"⟦{number}⟧", piece.USER_DEFINED, 0.0
    out.write_bytes(model.SerializeToString())


if __name__ == "__main__":
    main()
