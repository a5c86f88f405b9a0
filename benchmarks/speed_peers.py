"""What benchmarks/translate_speed.py lets run against each other: transformers and the pipeline shape of Argos Translate."""

import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vi_brief import config, translate
from vi_brief.models import embedded, manifest, seq2seq
from vi_brief.models.ct2 import Ct2Engine
from vi_brief.models.engine import Decoding
from vi_brief.records import Protected, Segment
from vi_brief.translate import guard, prepare

FIXED, OPUS_SEGMENTS = 24, 16
OPUS = {"d_model": 512, "encoder_layers": 6, "decoder_layers": 6, "encoder_attention_heads": 8, "decoder_attention_heads": 8}
OPUS_SIZE = {"encoder_ffn_dim": 2048, "decoder_ffn_dim": 2048, "vocab_size": 53_684, "max_position_embeddings": 512}
Work = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Suite:
    """Segments with their references and the number of the paragraph of each."""

    sources: tuple[str, ...]
    references: tuple[str, ...]
    paragraphs: tuple[int, ...]

    def every(self, stride: int) -> "Suite":
        return Suite(self.sources[::stride], self.references[::stride], self.paragraphs[::stride])


def words(texts: Sequence[str]) -> int:
    return sum(len(text.split()) for text in texts)


def race(contestants: dict[str, tuple[Work, int]], rounds: int) -> dict[str, dict[str, Any]]:
    """Each contestant (what it does, how many source words) `rounds` times in turn, after one warm-up round."""
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in contestants}
    for number in range(rounds + 1):
        for name, (work, _) in contestants.items():
            clock, processor = time.perf_counter(), time.process_time()
            work()
            if number:
                taken[name].append((time.perf_counter() - clock, time.process_time() - processor))
    found = {}
    for name, (_, size) in contestants.items():
        clock, processor = (statistics.median(one[k] for one in taken[name]) for k in (0, 1))
        rates = {"words_per_s": round(size / clock), "words_per_processor_s": round(size / processor)}
        spent = {"clock_s": round(clock, 3), "processor_s": round(processor, 3), "rounds": [round(one[0], 3) for one in taken[name]]}
        found[name] = rates | spent
        print(f"  {name}: {rates}", file=sys.stderr, flush=True)
    return found


def folder_of(engine: Any) -> Path:
    return config.cache_folder() / "ct2" / f"translator-{engine.identity['key']}"


def staged(sources: Sequence[str], engine: Any, search: translate.Options) -> Callable[[], list[str]]:
    """The translate stage alone."""
    parts = [Protected(Segment(str(n), 0, text), text) for n, text in enumerate(sources)]
    return lambda: [made.en for made in translate.translate(parts, engine, search)]


def plain(
    model: Any, encode: Callable[[str], list[int]], texts: Sequence[str], size: int, settings: dict[str, Any]
) -> Callable[[], list[list[int]]]:
    """transformers `generate` over batches of `size` texts, longest first; the ids of each output."""
    import torch

    ids = [encode(text) for text in texts]
    order = sorted(range(len(ids)), key=lambda i: -len(ids[i]))
    pad = model.config.pad_token_id

    def work() -> list[list[int]]:
        made: dict[int, list[int]] = {}
        for start in range(0, len(order), size):
            group = order[start : start + size]
            longest = len(ids[group[0]])
            rows = torch.tensor([ids[i] + [pad] * (longest - len(ids[i])) for i in group])
            mask = torch.tensor([[1] * len(ids[i]) + [0] * (longest - len(ids[i])) for i in group])
            most = settings.get("max_new_tokens") or guard.TOKENS[0] * longest + guard.TOKENS[1]
            with torch.inference_mode():
                out = model.generate(input_ids=rows, attention_mask=mask, do_sample=False, **{**settings, "max_new_tokens": most})
            made.update(zip(group, out.tolist(), strict=True))
        return [made[i] for i in range(len(ids))]

    return work


def times(found: dict[str, Any], ours: str) -> dict[str, float]:
    """How many times as fast as each other contestant ours is, by the clock."""
    rates = {name: facts["words_per_s"] for name, facts in found.items()}
    return {name: round(rates[ours] / rate, 2) for name, rate in rates.items() if name != ours}


def against_transformers(suite: Suite, rounds: int) -> dict[str, Any]:
    """The same weights through our back end and through transformers, and the BLEU of each."""
    home = manifest.folder() / "translator"
    engine = embedded.load("translator", device="cpu")
    processor = embedded._processor(home / "tokenizer.model")  # noqa: SLF001
    fits = [n for n, text in enumerate(suite.sources) if engine.count(prepare.source(text, "new")) <= engine.max_source_tokens]
    texts = [prepare.source(suite.sources[n], "new") for n in fits]
    model, size = seq2seq.load_weights(home, "install vi_brief again"), words(texts)
    search = {"num_beams": 4, "length_penalty": 1.0}
    runs = {
        f"{name} transformers": plain(model, lambda text: [*processor.encode(text), 1], texts, batch, search)
        for name, batch in (("loop", 1), ("batched", 16))
    }
    ours = staged(texts, engine, translate.Options(retries=0))
    found: dict[str, Any] = race({"ours": (ours, size), **{name: (work, size) for name, work in runs.items()}}, rounds)
    found["times"] = times(found, "ours")
    if suite.references:
        import sacrebleu

        references = [[suite.references[n] for n in fits]]
        outputs = {"ours": ours(), **{name: [processor.decode([i for i in row if i > 2]) for row in work()] for name, work in runs.items()}}
        cleaned = {name: [prepare.output(text) for text in made] for name, made in outputs.items()}
        found["bleu"] = {name: round(sacrebleu.corpus_bleu(made, references).score, 2) for name, made in cleaned.items()}
    return found


class Numbers:
    """The codec of the random Marian: a word is a piece, by its place in the list of words."""

    end, prefix = "</s>", ()

    def __init__(self, texts: Sequence[str]) -> None:
        known = dict.fromkeys(word for text in texts for word in text.split())
        self.ids = {word: number + 2 for number, word in enumerate(known)}

    def encode(self, text: str) -> list[str]:
        return [*(f"p{self.ids[word]}" for word in text.split()), self.end]

    def decode(self, tokens: Sequence[str]) -> str:
        return " ".join(tokens)


def opus(suite: Suite, rounds: int, folder: Path) -> dict[str, Any]:
    """Marian of the shape of opus-mt-vi-en with random weights: the clock alone means anything."""
    import torch
    import transformers
    from ctranslate2.converters.transformers import MarianMTLoader

    texts = suite.sources[:: max(1, len(suite.sources) // OPUS_SEGMENTS)][:OPUS_SEGMENTS]
    size, codec = int(OPUS_SIZE["vocab_size"]), Numbers(texts)
    torch.manual_seed(1)
    settings = {"pad_token_id": size - 1, "eos_token_id": 0, "decoder_start_token_id": size - 1, "forced_eos_token_id": None}
    model = transformers.MarianMTModel(transformers.MarianConfig(**OPUS, **OPUS_SIZE, **settings, scale_embedding=True)).eval()
    spec = MarianMTLoader().get_model_spec(model)
    # The loader takes the padding piece, the last one, out of the weights.
    pieces = [codec.end, "<unk>", *(f"p{number}" for number in range(2, size - 1))]
    spec.register_source_vocabulary(pieces)
    spec.register_target_vocabulary(pieces)
    spec.config.decoder_start_token = spec.config.eos_token = spec.config.bos_token = codec.end
    spec.validate()
    spec.optimize("int8")
    (folder / "opus").mkdir()
    spec.save(str(folder / "opus"))
    engine = Ct2Engine(folder / "opus", codec, {"device": "cpu", "compute": "int8"}, (512, 512))
    search = Decoding(beam=4, min_tokens=FIXED, max_tokens=FIXED)
    fixed = {"num_beams": 4, "min_new_tokens": FIXED, "max_new_tokens": FIXED}
    runs = {
        f"{name} transformers": (plain(model, lambda text: [*(codec.ids[w] for w in text.split()), 0], texts, batch, fixed), words(texts))
        for name, batch in (("loop", 1), ("batched", 16))
    }
    found: dict[str, Any] = race({"ours": (lambda: engine.generate(texts, search), words(texts)), **runs}, rounds)
    return {**found, "times": times(found, "ours"), "segments": len(texts), "output_tokens": FIXED}


def argos(suite: Suite, rounds: int) -> dict[str, Any]:
    """The pipeline shape of Argos Translate (its `apply_packaged_translation`) and our translate stage, same model, same sentences.

    Argos leaves the number of threads to CTranslate2 unless told otherwise. On two virtual cores these threads mostly wait for each other,
    so its shape also runs with one thread, and with its default over every tenth segment only.
    """
    one = _argos(suite, rounds, 1)
    default = _argos(suite.every(10), rounds, 0)
    return {
        **one,
        "times": {"one thread": one["times"]["argos shape"], "default threads": default["times"]["argos shape"]},
        "default": default,
    }


def _argos(suite: Suite, rounds: int, threads: int) -> dict[str, Any]:
    import ctranslate2
    import sentencepiece

    engine = embedded.load("translator", device="cpu")
    texts = [prepare.source(text, "new") for text in suite.sources]
    fits = [n for n, text in enumerate(texts) if engine.count(text) <= engine.max_source_tokens]
    paragraphs: dict[int, list[str]] = {}
    for n in fits:
        paragraphs.setdefault(suite.paragraphs[n], []).append(texts[n])
    processor = sentencepiece.SentencePieceProcessor(model_file=str(manifest.folder() / "translator" / "tokenizer.model"))
    translator = ctranslate2.Translator(str(folder_of(engine)), inter_threads=1, intra_threads=threads)
    shape = {"replace_unknowns": True, "max_batch_size": 32, "beam_size": 4, "length_penalty": 0.2, "return_scores": True}

    def theirs() -> list[str]:
        english = []
        for sentences in paragraphs.values():
            tokens = [[*processor.encode(text, out_type=str), embedded.END] for text in sentences]
            english += [processor.decode_pieces(made.hypotheses[0]) for made in translator.translate_batch(tokens, **shape)]
        return english

    chosen = [texts[n] for n in fits]
    ours = staged(chosen, engine, translate.Options())
    found: dict[str, Any] = race({"ours": (ours, words(chosen)), "argos shape": (theirs, words(chosen))}, rounds)
    return {**found, "times": times(found, "ours"), "paragraphs": len(paragraphs), "segments": len(chosen)}
