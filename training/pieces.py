"""Text and token ids: the SentencePiece model, the tasks and their marks.

The vocabulary is joint, `pad` 0, `</s>` 1, `unk` 2 (never produced: unknown characters become bytes), and has the slot tokens ⟦1⟧ to ⟦8⟧.
A task's mark stands before the source as text. Vietnamese to English in our style has none, so weights trained before go on fitting.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from vi_brief.errors import BadConfig, BadInput

PAD, END, UNKNOWN = 0, 1, 2
MASK = UNKNOWN
"""What stands for a masked span in denoising: byte fallback leaves `unk` without any other use."""
MARKS_USED = "#*=|<>"


@dataclass(frozen=True, slots=True)
class Task:
    """What a model is asked to do: the mark before the source, and whether the set is read backwards or masked."""

    mark: str = ""
    backwards: bool = False
    masked: bool = False


TASKS: Mapping[str, Task] = {
    "vi-en": Task(),
    "vi-en-other": Task("# "),
    "en-vi": Task("> ", backwards=True),
    "denoise": Task("< ", masked=True),
    "summarize": Task("* "),
    "headline": Task("= "),
    "copy": Task("| "),
    "as-is": Task(),
}
"""`vi-en-other` writes English in other styles than ours; `copy` restores a sentence from which words were dropped. In sets whose sources
carry their marks already (`train`, the summarizer's) the task is `vi-en` or `as-is`."""


def load(path: Path) -> Any:
    """A SentencePiece model; raises BadInput where there is none."""
    import sentencepiece

    if not path.is_file():
        raise BadInput(f"{path}: there is no tokenizer; run the step `tokenizer` first")
    return sentencepiece.SentencePieceProcessor(model_file=str(path))


def task(name: str) -> Task:
    """A task by name; raises BadConfig."""
    if name not in TASKS:
        raise BadConfig(f"there is no task '{name}'; there are: {', '.join(TASKS)}")
    return TASKS[name]


def mark_ids(processor: Any, name: str) -> list[int]:
    """The token ids of a task's mark. They are the same before any text: pieces do not cross white space."""
    mark = task(name).mark.strip()
    return [int(i) for i in processor.encode(mark)] if mark else []


def encoded(processor: Any, lines: Iterable[str], batch: int = 10_000) -> Iterator[list[int]]:
    """The ids of each line, without the end mark."""
    rows = iter(lines)
    while part := list(islice(rows, batch)):
        yield from processor.encode(part)


def decoded(processor: Any, rows: Sequence[Sequence[int]]) -> list[str]:
    """The text of each row of ids, special tokens left out."""
    return [str(text) for text in processor.decode([[int(i) for i in row if i > UNKNOWN] for row in rows])] if rows else []


def train(lines: Iterable[str], out: Path, size: int, slots: int, threads: int) -> None:
    """Train a joint SentencePiece model (unigram, byte fallback) with slot tokens as user-defined symbols."""
    import io

    import sentencepiece

    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(lines),
        model_writer=model,
        model_type="unigram",
        vocab_size=size,
        hard_vocab_limit=False,
        character_coverage=0.9999,
        byte_fallback=True,
        required_chars=MARKS_USED,
        user_defined_symbols=[f"⟦{number}⟧" for number in range(1, slots + 1)],
        pad_id=PAD,
        eos_id=END,
        unk_id=UNKNOWN,
        bos_id=-1,
        pad_piece="<pad>",
        num_threads=threads,
        minloglevel=2,
    )
    part = out.with_name(out.name + ".tmp")
    part.write_bytes(model.getvalue())
    part.replace(out)
