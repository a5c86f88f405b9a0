"""Convert a trained model folder to CTranslate2 int8: export_ct2.py MODEL TOKENIZER OUT"""

import sys
from pathlib import Path

import sentencepiece
import torch
from ctranslate2.converters.transformers import M2M100Loader
from transformers import M2M100ForConditionalGeneration


def convert(model_folder: Path, tokenizer: Path, out: Path) -> None:
    model = M2M100ForConditionalGeneration.from_pretrained(model_folder, dtype=torch.float32, use_safetensors=True)
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(tokenizer))
    vocabulary = [pieces.id_to_piece(i) for i in range(pieces.get_piece_size())]
    spec = M2M100Loader().get_model_spec(model)
    spec.register_source_vocabulary(vocabulary)
    spec.register_target_vocabulary(vocabulary)
    spec.config.bos_token = spec.config.eos_token = spec.config.decoder_start_token = "</s>"
    spec.config.unk_token = "<unk>"
    spec.validate()
    spec.optimize(quantization="int8")
    out.mkdir(parents=True, exist_ok=True)
    spec.save(str(out))


if __name__ == "__main__":
    convert(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]))
