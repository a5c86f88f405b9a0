"""The pieces that an English output may use: python training/target_pieces.py TOKENIZER OUT ENGLISH...

ENGLISH are text files, one sentence a line; of a line with tabs, the last column. OUT gets one piece a line, in the tokenizer's order: put
it beside a shipped model's weights as `target_pieces.txt` and renew the manifest (`python -m vi_brief.models.manifest`). It belongs to the
tokenizer: weights trained later over the same tokenizer go with the same list.
"""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from vi_brief.errors import BadInput

SEEN = 3
"""A piece that occurs less often in the training English is left out: a Vietnamese word in a quotation, a slip of the pen. Such pieces make
4 of 100,000 of the English of the shipped translator's training data, and what they spell can be spelled in smaller ones."""


def target_pieces(processor: Any, texts: Iterable[str]) -> list[str]:
    """Pieces seen at least `SEEN` times, and all that any text may need: control and slot tokens, bytes, single ASCII characters."""
    counts: Counter[int] = Counter()
    for text in texts:
        counts.update(processor.encode(text))
    pieces = [(number, processor.id_to_piece(number)) for number in range(processor.get_piece_size())]
    return [piece for number, piece in pieces if counts[number] >= SEEN or _always(processor, number, piece)]


def _always(processor: Any, number: int, piece: str) -> bool:
    if processor.is_control(number) or processor.is_unknown(number) or processor.is_byte(number):
        return True
    return "⟦" in piece or "⟧" in piece or (len(piece.lstrip("▁")) <= 1 and piece.lstrip("▁").isascii())


def english(paths: Iterable[Path]) -> Iterator[str]:
    """The English of each line."""
    for path in paths:
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                yield line.rstrip("\n").rpartition("\t")[2]


def main() -> None:
    """Write the list; raises BadInput without texts."""
    import sentencepiece

    if len(sys.argv) < 4:
        raise BadInput(__doc__.partition("\n")[0])
    tokenizer, out, *paths = map(Path, sys.argv[1:])
    kept = target_pieces(sentencepiece.SentencePieceProcessor(model_file=str(tokenizer)), english(paths))
    out.write_text("\n".join(kept) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
