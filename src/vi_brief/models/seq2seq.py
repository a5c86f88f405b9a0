"""What the families of Hub checkpoints need: their weights loaded safely, their tokenizer, and what an output starts with."""

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from vi_brief.errors import BadConfig, BrokenModel
from vi_brief.models.checkpoints import Checkpoint
from vi_brief.models.quiet import quiet

FAMILIES = {
    "marian": ("MarianMTModel", "MarianMTLoader"),
    "m2m_100": ("M2M100ForConditionalGeneration", "M2M100Loader"),
    "mbart": ("MBartForConditionalGeneration", "MBartLoader"),
    "t5": ("T5ForConditionalGeneration", "T5Loader"),
    "bart": ("BartForConditionalGeneration", "BartLoader"),
    "pegasus": ("PegasusForConditionalGeneration", "PegasusLoader"),
}
"""`model_type` in config.json -> the class in transformers, the converter in CTranslate2."""

LAYER_NORMS = {"bart": (False, True), "mbart": (True, True), "pegasus": (True, False)}
"""(before each layer, after the embeddings): what these families are in transformers, in the form that CTranslate2's converters read."""

DEFAULT_POSITIONS = 512
"""The source length where a config names none: what T5 and Marian were trained with."""


def first_line(error: Exception) -> str:
    """What an error of a library says, on one line of bounded length."""
    return " ".join(str(error).split())[:200] or type(error).__name__


def load_weights(folder: Path, advice: str) -> Any:
    """A checkpoint's model in float32, from safetensors alone.

    Raises BrokenModel, ending in `advice`, unless every weight is there, has its shape and is finite.
    """
    import torch
    import transformers
    from safetensors import SafetensorError

    try:
        with quiet():
            settings = transformers.AutoConfig.from_pretrained(folder, local_files_only=True, trust_remote_code=False)
            if settings.model_type not in FAMILIES:
                raise BrokenModel(f"{folder}: model type '{settings.model_type}' is not supported; there are: {', '.join(FAMILIES)}")
            model, report = getattr(transformers, FAMILIES[settings.model_type][0]).from_pretrained(
                folder, config=settings, dtype=torch.float32, local_files_only=True, use_safetensors=True, output_loading_info=True
            )
    except (SafetensorError, RuntimeError, ValueError, OSError, KeyError, TypeError) as error:
        raise BrokenModel(f"{folder}: the weights cannot be loaded: {first_line(error)}; {advice}") from None
    lost = sorted(str(name) for kind in ("missing_keys", "mismatched_keys") for name in report[kind])
    lost += [name for name, tensor in model.named_parameters() if not torch.isfinite(tensor).all()]
    if lost:
        raise BrokenModel(f"{folder}: the weights do not fit their config ({lost[0]}); {advice}")
    return model.eval()


def convert(model: Any, tokenizer: Any) -> Any:
    """The model in CTranslate2's layout, not yet quantized; raises ValueError, KeyError or AttributeError where it does not fit."""
    from ctranslate2.converters import transformers as loaders

    family = model.config.model_type
    if family in LAYER_NORMS:
        model.config.normalize_before, model.config.normalize_embedding = LAYER_NORMS[family]
    spec = getattr(loaders, FAMILIES[family][1])()(model, tokenizer)
    if family == "m2m_100":
        fix_positions(spec, model)
    return spec


def fix_positions(spec: Any, model: Any) -> None:
    """Sinusoidal positions of M2M100 start after the padding token's number; CTranslate2's loader takes that number to be 1."""
    for side, module in ((spec.encoder, model.model.encoder), (spec.decoder, model.model.decoder)):
        side.position_encodings.encodings = module.embed_positions.weights[model.config.pad_token_id + 1 :]


def load_tokenizer(folder: Path, checkpoint: Checkpoint) -> Any:
    """The checkpoint's tokenizer, set to its source language; raises BrokenModel where it cannot be read."""
    import transformers

    languages = {"src_lang": checkpoint.source_language} if checkpoint.source_language else {}
    try:
        with quiet():
            return transformers.AutoTokenizer.from_pretrained(folder, local_files_only=True, trust_remote_code=False, **languages)
    except (RuntimeError, ValueError, OSError, KeyError, TypeError) as error:
        raise BrokenModel(f"{folder}: the tokenizer cannot be loaded: {first_line(error)}; pull the checkpoint again") from None


class Text:
    """A checkpoint's text side: its tokenizer, asked by one thread at a time (some change while they work), with the prefixes."""

    def __init__(self, tokenizer: Any, checkpoint: Checkpoint) -> None:
        self.tokenizer = tokenizer
        self._lock = threading.Lock()
        self._before, self._strip = checkpoint.source_prefix, checkpoint.target_prefix.strip()

    def ids(self, text: str) -> list[int]:
        """The source token ids of a text, special tokens and source prefix included."""
        with self._lock:
            return list(self.tokenizer(self._before + text, verbose=False)["input_ids"])

    def target_ids(self, text: str) -> list[int]:
        """The target token ids of a text, the config's target prefix before it, without special tokens."""
        with self._lock:
            return list(self.tokenizer(text_target=f"{self._strip} {text}".strip(), add_special_tokens=False, verbose=False)["input_ids"])

    def text(self, ids: Sequence[int]) -> str:
        """The text of target ids, without special tokens and the config's target prefix."""
        with self._lock:
            decoded = str(self.tokenizer.decode(list(ids), skip_special_tokens=True, clean_up_tokenization_spaces=False)).strip()
        return decoded.removeprefix(self._strip).strip()


def forced_first(folder: Path, tokenizer: Any, checkpoint: Checkpoint) -> int | None:
    """The id that every output starts with: the target language's code, else what the checkpoint's own settings force; None if nothing.

    Raises BadConfig for a language code that the tokenizer does not know.
    """
    import transformers

    code = checkpoint.target_language
    if code:
        number = tokenizer.convert_tokens_to_ids(code)
        if number is None or number == tokenizer.unk_token_id:
            raise BadConfig(f"{checkpoint.repository}: its tokenizer has no language '{code}'; see target_language in the config")
        return int(number)
    with quiet():
        settings = generation_settings(folder, transformers)
    forced = settings.forced_bos_token_id
    return None if forced is None else int(forced)


def generation_settings(folder: Path, transformers: Any) -> Any:
    """The checkpoint's own generation settings, from `generation_config.json` or, in older checkpoints, from `config.json`."""
    if (folder / "generation_config.json").is_file():
        return transformers.GenerationConfig.from_pretrained(folder, local_files_only=True)
    return transformers.GenerationConfig.from_model_config(transformers.AutoConfig.from_pretrained(folder, local_files_only=True))


def language_is_start(settings: Any) -> bool:
    """Whether the decoder starts from the language code itself (first MBART) and not from a mark before it (MBART-50, NLLB)."""
    return settings.model_type == "mbart" and getattr(settings, "tokenizer_class", None) in {"MBartTokenizer", None}


def positions(settings: Any, checkpoint: Checkpoint) -> tuple[int, int]:
    """The most source and target tokens of a checkpoint, special tokens included."""
    most = getattr(settings, "max_position_embeddings", None) or getattr(settings, "n_positions", None) or DEFAULT_POSITIONS
    source = min(checkpoint.max_source_tokens, most) if checkpoint.max_source_tokens else most
    return int(source), int(most)
