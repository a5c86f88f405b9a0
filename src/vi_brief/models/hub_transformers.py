"""Hub checkpoints run by transformers: slower than CTranslate2 and the reference for what it should give.

float32 on a CPU, bfloat16 on a CUDA device; attention is PyTorch's fused one wherever transformers has it for the family.
"""

import threading
from collections.abc import Mapping, Sequence
from typing import Any

from vi_brief.models import checkpoints, hardware, seq2seq
from vi_brief.models.checkpoints import Checkpoint
from vi_brief.models.engine import Decoding, in_batches
from vi_brief.models.hub_ct2 import ADVICE, LANGUAGE_KEYS
from vi_brief.records import Hypothesis


class TorchEngine:
    """An `Engine` over a transformers model; `first` is the id that every output starts with, if any."""

    def __init__(self, model: Any, text: seq2seq.Text, first: int | None, identity: Mapping[str, str], limits: tuple[int, int]) -> None:
        self.identity = identity
        self._model, self._text, self._first, self._limits = model, text, first, limits
        self._special = len(text.ids(""))
        self._one_at_a_time = threading.Lock()  # PyTorch takes every core for one batch
        self._start = model.generation_config.decoder_start_token_id
        # A checkpoint's own search settings fill whatever a search leaves open, and would make the back ends differ.
        model.generation_config = type(model.generation_config)()

    @property
    def max_source_tokens(self) -> int:
        """As `Engine` says."""
        return self._limits[0] - self._special

    def count(self, text: str) -> int:
        """As `Engine` says."""
        return len(self._text.ids(text)) - self._special

    def generate(self, texts: Sequence[str], decoding: Decoding) -> list[list[Hypothesis]]:
        """As `Engine` says."""
        sources = [self._text.ids(text)[: self._limits[0]] for text in texts]
        with self._one_at_a_time:
            return in_batches(sources, [len(source) for source in sources], decoding.batch_tokens, lambda batch: self._run(batch, decoding))

    def _run(self, sources: list[list[int]], decoding: Decoding) -> list[list[Hypothesis]]:
        import torch

        pad, longest = self._model.config.pad_token_id, max(map(len, sources))
        place = self._model.device
        ids = torch.tensor([source + [pad] * (longest - len(source)) for source in sources], device=place)
        mask = torch.tensor([[1] * len(source) + [0] * (longest - len(source)) for source in sources], device=place)
        with torch.inference_mode():
            out = self._model.generate(
                input_ids=ids, attention_mask=mask, generation_config=self._settings(decoding, longest - self._special)
            )
            scores = self._model.compute_transition_scores(
                out.sequences, out.scores, getattr(out, "beam_indices", None), normalize_logits=getattr(out, "beam_indices", None) is None
            )
        rows = [self._hypothesis(tokens, score) for tokens, score in zip(out.sequences.tolist(), scores.tolist(), strict=True)]
        return [rows[i : i + decoding.n_best] for i in range(0, len(rows), decoding.n_best)]

    def _settings(self, decoding: Decoding, source: int) -> Any:
        import transformers

        config = self._model.config
        start, forced = self._start, self._first
        if seq2seq.language_is_start(config) and forced is not None:
            start, forced = forced, None
        # Marian must not output the padding token, which only starts its decoder; other families never learned to.
        never = [config.pad_token_id] if config.model_type == "marian" else None
        return transformers.GenerationConfig(
            num_beams=max(decoding.beam, decoding.n_best),
            num_return_sequences=decoding.n_best,
            do_sample=False,
            length_penalty=decoding.length_penalty,
            repetition_penalty=decoding.repetition_penalty,
            no_repeat_ngram_size=decoding.no_repeat_ngram,
            min_new_tokens=decoding.min_tokens,
            max_new_tokens=min(decoding.longest(source), self._limits[1] - 1),
            decoder_start_token_id=start,
            forced_bos_token_id=forced,
            suppress_tokens=never,
            eos_token_id=config.eos_token_id,
            pad_token_id=config.pad_token_id,
            return_dict_in_generate=True,
            output_scores=True,
        )

    def _hypothesis(self, tokens: list[int], scores: list[float]) -> Hypothesis:
        end, body = self._model.config.eos_token_id, tokens[1:]
        finished = end in body
        body = body[: body.index(end)] if finished else body
        given = scores[: len(body) + finished]
        return Hypothesis(text=self._text.text(body), score=sum(given) / max(1, len(given)), finished=finished)


def load(checkpoint: Checkpoint) -> TorchEngine:
    """The checkpoint as an engine.

    Raises BadConfig (licence, language, device), MissingModel (not on this machine) or BrokenModel.
    """
    import torch

    folder = checkpoints.locate(checkpoint)
    device, compute = hardware.for_torch(checkpoint.device, checkpoint.compute, checkpoint.repository)
    model = seq2seq.load_weights(folder, ADVICE).to(device=device, dtype=getattr(torch, compute))
    tokenizer = seq2seq.load_tokenizer(folder, checkpoint)
    first = seq2seq.forced_first(folder, tokenizer, checkpoint)
    if checkpoint.threads:
        torch.set_num_threads(checkpoint.threads)
    commit = checkpoints.commit_of(checkpoint) or checkpoint.revision
    identity = {"backend": "transformers", "model": checkpoint.repository, "revision": commit, "device": device, "compute": compute}
    identity |= {k: v for k, v in checkpoint.model_dump().items() if k in LANGUAGE_KEYS and v}
    return TorchEngine(model, seq2seq.Text(tokenizer, checkpoint), first, identity, seq2seq.positions(model.config, checkpoint))
