"""The models that vi_brief ships: safetensors weights in the package, run by CTranslate2 in int8.

A model is a folder `vi_brief/embedded/<name>/` with `config.json`, `model.safetensors`, `tokenizer.model` (SentencePiece) and
`CARD.md`, and an entry in `embedded/manifest.json` with the hashes of its files. The architecture is M2M100 without language tags: the
source is its pieces and `</s>`, the output starts from `</s>` and ends with it.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from vi_brief.errors import BrokenModel
from vi_brief.models import conversion, manifest, seq2seq
from vi_brief.models.ct2 import Ct2Engine

END = "</s>"

ADVICE = "install vi_brief again"


class PieceCodec:
    """The codec of the shipped models: SentencePiece pieces, then the end mark."""

    end = END
    prefix: tuple[str, ...] = ()

    def __init__(self, processor: Any) -> None:
        self._processor = processor

    def encode(self, text: str) -> list[str]:
        """As `Codec` says."""
        return [*self._processor.encode(text, out_type=str), END]

    def decode(self, tokens: Sequence[str]) -> str:
        """As `Codec` says."""
        return str(self._processor.decode_pieces(list(tokens)))


def load(name: str, threads: int = 0, root: Path | None = None) -> Ct2Engine:
    """The shipped model `name` ("translator", "summarizer") as an engine, converted into the cache the first time.

    Raises BrokenModel where the weights are missing, damaged or do not fit their config. `threads` 0 is one per core.
    """
    home = (root or manifest.folder()) / name
    facts, hashes = manifest.read(home.parent).get(name, {}), manifest.hashes(home)
    _unchanged(home, facts, hashes)
    settings, processor = _config(home), _processor(home / "tokenizer.model")
    key = conversion.key_of("int8", *hashes.values())
    made = conversion.converted(name, key, lambda out: _convert(home, processor, out))
    identity = {"backend": "embedded", "model": name, "weights": hashes["model.safetensors"], "key": key, "compute": "int8"}
    positions = int(settings["max_position_embeddings"])
    # The end mark comes on top of the longest text.
    source = min(int(facts.get("max_source_tokens", positions)) + 1, positions)
    return Ct2Engine(made, PieceCodec(processor), identity, (source, positions), threads)


def _unchanged(home: Path, facts: Mapping[str, Any], hashes: Mapping[str, str]) -> None:
    for file, recorded in facts.get("files", {}).items():
        if hashes.get(file) != recorded["sha256"]:
            raise BrokenModel(f"{home / file}: not the file that was shipped (its hash differs from manifest.json); {ADVICE}")


def _config(home: Path) -> Mapping[str, Any]:
    try:
        facts: Mapping[str, Any] = json.loads((home / "config.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BrokenModel(f"{home / 'config.json'}: not a model config: {error}; {ADVICE}") from None
    if not isinstance(facts, dict) or facts.get("model_type") != "m2m_100" or not isinstance(facts.get("max_position_embeddings"), int):
        raise BrokenModel(f"{home / 'config.json'}: not the config of an M2M100 model; {ADVICE}")
    return facts


def _processor(path: Path) -> Any:
    import sentencepiece

    try:
        return sentencepiece.SentencePieceProcessor(model_file=str(path))
    except (RuntimeError, OSError) as error:
        raise BrokenModel(f"{path}: not a SentencePiece model: {' '.join(str(error).split())}; {ADVICE}") from None


def _convert(home: Path, processor: Any, out: Path) -> None:
    from ctranslate2.converters.transformers import M2M100Loader

    model = seq2seq.load_weights(home, ADVICE)
    pieces = [processor.id_to_piece(i) for i in range(processor.get_piece_size())]
    if len(pieces) != model.config.vocab_size:
        raise BrokenModel(f"{home}: {len(pieces)} pieces in the tokenizer, {model.config.vocab_size} in the weights; {ADVICE}")
    spec = M2M100Loader().get_model_spec(model)
    seq2seq.fix_positions(spec, model)
    spec.register_source_vocabulary(pieces)
    spec.register_target_vocabulary(pieces)
    spec.config.bos_token = spec.config.eos_token = spec.config.decoder_start_token = END
    spec.config.unk_token = processor.id_to_piece(processor.unk_id())
    spec.validate()
    spec.optimize("int8")
    spec.save(str(out))
