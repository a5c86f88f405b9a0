"""Hub checkpoints run by CTranslate2, in int8 on a CPU: converted once into the cache, tokenized by their own tokenizer."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from vi_brief.errors import BrokenModel
from vi_brief.models import checkpoints, conversion, hardware, seq2seq
from vi_brief.models.checkpoints import Checkpoint
from vi_brief.models.ct2 import Ct2Engine

LANGUAGE_KEYS = ("source_language", "target_language", "source_prefix", "target_prefix")
"""The options that change what a checkpoint is asked: part of its identity."""

ADVICE = "delete it from the cache and pull it again"


class HubCodec:
    """The codec of a Hub checkpoint."""

    def __init__(self, text: seq2seq.Text, first: int | None) -> None:
        self._text = text
        self.end = str(text.tokenizer.eos_token)
        self.prefix: tuple[str, ...] = () if first is None else (self._token(first),)

    def encode(self, text: str) -> list[str]:
        """As `Codec` says."""
        return [str(token) for token in self._text.tokenizer.convert_ids_to_tokens(self._text.ids(text))]

    def pieces(self, output: str) -> list[str]:
        """As `Codec` says."""
        return [str(token) for token in self._text.tokenizer.convert_ids_to_tokens(self._text.target_ids(output))]

    def decode(self, tokens: Sequence[str]) -> str:
        """As `Codec` says."""
        return self._text.text(self._text.tokenizer.convert_tokens_to_ids(list(tokens)))

    def _token(self, number: int) -> str:
        return str(self._text.tokenizer.convert_ids_to_tokens(number))


def load(checkpoint: Checkpoint) -> Ct2Engine:
    """The checkpoint as an engine.

    Raises BadConfig (licence, language, device), MissingModel (not on this machine) or BrokenModel.
    """
    import transformers

    folder = checkpoints.locate(checkpoint)
    device, compute = hardware.for_ct2(checkpoint.device, checkpoint.compute, checkpoint.repository)
    tokenizer = seq2seq.load_tokenizer(folder, checkpoint)
    first = seq2seq.forced_first(folder, tokenizer, checkpoint)
    commit = checkpoints.commit_of(checkpoint) or checkpoint.revision
    key = conversion.key_of(compute, checkpoint.repository, commit, *_sizes(folder))
    made = conversion.converted(checkpoint.repository.replace("/", "--"), key, lambda out: _convert(folder, tokenizer, compute, out))
    settings = transformers.AutoConfig.from_pretrained(folder, local_files_only=True, trust_remote_code=False)
    identity = {"backend": "ct2", "model": checkpoint.repository, "revision": commit, "key": key, "device": device, "compute": compute}
    identity |= {k: v for k, v in checkpoint.model_dump().items() if k in LANGUAGE_KEYS and v}
    return Ct2Engine(
        made, HubCodec(seq2seq.Text(tokenizer, checkpoint), first), identity, seq2seq.positions(settings, checkpoint), checkpoint.threads
    )


def _sizes(folder: Path) -> list[str]:
    return [
        f"{path.name} {path.stat().st_size}"
        for path in sorted(folder.iterdir())
        if path.suffix in {".json", ".safetensors", ".model", ".spm"}
    ]


def _convert(folder: Path, tokenizer: Any, compute: str, out: Path) -> None:
    model = seq2seq.load_weights(folder, ADVICE)
    try:
        spec = seq2seq.convert(model, tokenizer)
        spec.validate()
        spec.optimize(compute)
    except (ValueError, NotImplementedError, KeyError, AttributeError) as error:
        raise BrokenModel(f"{folder}: CTranslate2 cannot convert it: {seq2seq.first_line(error)}; use the transformers back end") from None
    spec.save(str(out))
