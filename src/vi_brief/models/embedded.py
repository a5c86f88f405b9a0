"""The models that vi_brief ships: safetensors weights in the package, run by CTranslate2 in int8.

A model is a folder `vi_brief/embedded/<name>/` with `config.json`, `model.safetensors`, `tokenizer.model` (SentencePiece) and
`CARD.md`, and an entry in `embedded/manifest.json` with the hashes of its files. The architecture is M2M100 without language tags: the
source is its pieces and `</s>`, the output starts from `</s>` and ends with it.

`target_pieces.txt`, where there is one, lists the pieces that an output may use, one a line: the others (Vietnamese ones, for the joint
vocabulary) are cut from the decoder when the model is converted, and each step of the search is cheaper by as much. The list belongs to
the tokenizer, not to the weights; `training/target_pieces.py` makes it.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from vi_brief.errors import BrokenModel
from vi_brief.models import conversion, hardware, manifest, seq2seq
from vi_brief.models.ct2 import Ct2Engine
from vi_brief.models.hardware import Compute, Device

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

    def pieces(self, output: str) -> list[str]:
        """As `Codec` says."""
        return list(self._processor.encode(output, out_type=str))

    def decode(self, tokens: Sequence[str]) -> str:
        """As `Codec` says."""
        return str(self._processor.decode_pieces(list(tokens)))


def load(name: str, threads: int = 0, root: Path | None = None, *, device: Device = "auto", compute: Compute = "auto") -> Ct2Engine:
    """The shipped model `name` ("translator", "summarizer") as an engine, converted into the cache the first time.

    The options are those of `hardware.Embedded`. Raises BrokenModel where the weights are missing, damaged or do not fit their config,
    BadConfig for a device that is not there.
    """
    place, form = hardware.for_ct2(device, compute, f"the shipped {name}")
    home = (root or manifest.folder()) / name
    facts, hashes = manifest.read(home.parent).get(name, {}), manifest.hashes(home)
    _unchanged(home, facts, hashes)
    settings, processor = _config(home), _processor(home / "tokenizer.model")
    key = conversion.key_of(form, *hashes.values())
    made = conversion.converted(name, key, lambda out: _convert(home, processor, out, form))
    identity = {"backend": "embedded", "model": name, "weights": hashes["model.safetensors"], "key": key}
    identity |= {"device": place, "compute": form}
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


def target_pieces(home: Path, pieces: Sequence[str]) -> list[int]:
    """The numbers of the pieces that an output may use: those of `target_pieces.txt`, all where there is no such file.

    Raises BrokenModel where the file does not fit the tokenizer.
    """
    path = home / manifest.TARGET_PIECES
    if not path.is_file():
        return list(range(len(pieces)))
    wanted = set(path.read_text(encoding="utf-8").split("\n")) - {""}
    strange = sorted(wanted - set(pieces))
    if strange or END not in wanted:
        raise BrokenModel(f"{path}: not a list of this tokenizer's pieces ({strange[0] if strange else END + ' is missing'}); {ADVICE}")
    return [number for number, piece in enumerate(pieces) if piece in wanted]


def _convert(home: Path, processor: Any, out: Path, compute: str = "int8") -> None:
    from ctranslate2.converters.transformers import M2M100Loader

    model = seq2seq.load_weights(home, ADVICE)
    pieces = [processor.id_to_piece(i) for i in range(processor.get_piece_size())]
    if len(pieces) != model.config.vocab_size:
        raise BrokenModel(f"{home}: {len(pieces)} pieces in the tokenizer, {model.config.vocab_size} in the weights; {ADVICE}")
    spec = M2M100Loader().get_model_spec(model)
    seq2seq.fix_positions(spec, model)
    spec.register_source_vocabulary(pieces)
    kept = target_pieces(home, pieces)
    if len(kept) < len(pieces):
        for layer in (spec.decoder.embeddings, spec.decoder.projection):
            layer.weight = layer.weight[kept]
    spec.register_target_vocabulary([pieces[number] for number in kept])
    spec.config.bos_token = spec.config.eos_token = spec.config.decoder_start_token = END
    spec.config.unk_token = processor.id_to_piece(processor.unk_id())
    spec.validate()
    spec.optimize(compute)
    spec.save(str(out))
