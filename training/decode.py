"""Fast batched decoding with a key-value cache, in plain PyTorch: what makes synthetic data on an accelerator.

Sources are sorted by length and cut into batches of about `batch_tokens` tokens. Greedy and sampled decoding drop finished rows from the
batch as it goes; beam search keeps finished hypotheses in the beam, where their score no longer changes. Scores are means of the
log-probability per token, the end mark included, as in `vi_brief.records.Hypothesis`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor

from training.network import Layer, Network
from training.pieces import END, PAD, UNKNOWN

Ids = list[int]
Output = tuple[Ids, float, bool]
"""Target ids without the end mark, mean log-probability, whether it ended by itself."""
CHECK_EVERY = 8
"""Steps between looks at how many rows are finished: each look waits for the device."""
COMPACT = 0.7
"""The batch is made smaller once no more than this share of its rows is unfinished."""


@dataclass(frozen=True, slots=True)
class Search:
    """How to decode; `ratio` and `extra` bound an output by its source's length."""

    beam: int = 1
    temperature: float = 0.0
    max_tokens: int = 127
    length_penalty: float = 1.0
    ratio: float = 2.0
    extra: int = 10
    seed: int = 0


class Cache:
    """Keys and values of all decoder layers for a batch: its own tokens, and the encoder's output."""

    def __init__(self, network: Network, memory: Tensor, mask: Tensor, room: int) -> None:
        self.mask, self.length = mask, 0
        self.cross = [layer.encoder_attn.keys_values(memory) for layer in layers(network)]
        rows, heads, _, width = self.cross[0][0].shape
        empty = memory.new_zeros(rows, heads, room, width)
        self.own = [(empty.clone(), empty.clone()) for _ in self.cross]

    def pick(self, rows: Tensor, *, own_only: bool = False) -> None:
        """Keep these rows, in this order; with `own_only` the encoder's side stays as it is (rows of the same source)."""
        self.own = [(k.index_select(0, rows), v.index_select(0, rows)) for k, v in self.own]
        if not own_only:
            self.cross = [(k.index_select(0, rows), v.index_select(0, rows)) for k, v in self.cross]
            self.mask = self.mask.index_select(0, rows)


def layers(network: Network) -> list[Layer]:
    """The decoder's layers."""
    return [layer for layer in network.model.decoder.layers if isinstance(layer, Layer)]


def step(network: Network, cache: Cache, last: Tensor) -> Tensor:
    """Log-probabilities (rows, pieces) of the token after `last` (rows,)."""
    at = cache.length
    x = network.embed(last[:, None], at)
    for layer, (keys, values), cross in zip(layers(network), cache.own, cache.cross, strict=True):
        h = layer.self_attn_layer_norm(x)
        new_keys, new_values = layer.self_attn.keys_values(h)
        keys[:, :, at], values[:, :, at] = new_keys[:, :, 0], new_values[:, :, 0]
        x = x + layer.self_attn.attend(h, (keys[:, :, : at + 1], values[:, :, : at + 1]))
        x = x + layer.encoder_attn.attend(layer.encoder_attn_layer_norm(x), cross, cache.mask)
        x = layer.feed_forward(x)
    cache.length += 1
    scores = network.logits(network.model.decoder.layer_norm(x[:, 0])).float()
    scores[:, PAD] = scores[:, UNKNOWN] = -torch.inf
    return F.log_softmax(scores, -1)


def padded(sources: Sequence[Ids], device: torch.device) -> Tensor:
    """Sources with their end mark as one tensor, padded to a multiple of eight."""
    width = -(-max(len(s) + 1 for s in sources) // 8) * 8
    return torch.tensor([[*s, END] + [PAD] * (width - len(s) - 1) for s in sources], device=device)


@torch.inference_mode()
def greedy(network: Network, sources: Sequence[Ids], search: Search) -> list[Output]:
    """The best token at each step, or a sampled one where there is a temperature."""
    source = padded(sources, network.positions.device)
    room = _room(network, sources, search)
    cache = Cache(network, *network.encode(source), room)
    count, device = len(sources), source.device
    tokens = torch.full((count, room), PAD, device=device)
    total, lengths = torch.zeros(count, device=device), torch.zeros(count, dtype=torch.long, device=device)
    rows, last = torch.arange(count, device=device), torch.full((count,), END, device=device)
    alive = torch.ones(count, dtype=torch.bool, device=device)
    generator = torch.Generator(device).manual_seed(search.seed) if search.temperature else None
    for at in range(room):
        scores = step(network, cache, last)
        if generator is not None:
            picked = torch.multinomial((scores / search.temperature).softmax(-1), 1, generator=generator)[:, 0]
        else:
            picked = scores.argmax(-1)
        gained = scores.gather(1, picked[:, None])[:, 0]
        total[rows] += gained * alive
        lengths[rows] += alive
        tokens[rows, at] = torch.where(alive, picked, PAD)
        last = picked
        alive = alive & (picked != END)
        if (at + 1) % CHECK_EVERY == 0:
            left = int(alive.sum())
            if not left:
                break
            if left <= COMPACT * len(rows):
                kept = alive.nonzero()[:, 0]
                cache.pick(kept)
                rows, last, alive = rows[kept], last[kept], alive[kept]
    return _outputs(tokens, total / lengths.clamp(min=1))


@torch.inference_mode()
def beam(network: Network, sources: Sequence[Ids], search: Search) -> list[Output]:
    """Beam search over sums of log-probabilities divided by length ** `length_penalty`."""
    source = padded(sources, network.positions.device)
    width, count, device = search.beam, len(sources), source.device
    room = _room(network, sources, search)
    cache = Cache(network, *network.encode(source), room)
    cache.pick(torch.arange(count, device=device).repeat_interleave(width))
    tokens = torch.full((count, width, room), PAD, device=device)
    total = torch.full((count, width), -torch.inf, device=device)
    total[:, 0] = 0.0  # the first step must not fill the beam with one hypothesis
    lengths = torch.zeros(count, width, dtype=torch.long, device=device)
    alive = torch.ones(count, width, dtype=torch.bool, device=device)
    last, base = torch.full((count * width,), END, device=device), torch.arange(count, device=device)[:, None] * width
    for at in range(room):
        scores = step(network, cache, last).view(count, width, -1)
        only_pad = torch.full_like(scores[:1, :1], -torch.inf)
        only_pad[..., PAD] = 0.0
        scores = torch.where(alive[..., None], scores, only_pad)
        grown = lengths + alive
        ranked = (total[..., None] + scores) / grown[..., None].clamp(min=1) ** search.length_penalty
        pieces = ranked.size(-1)
        _, best = ranked.flatten(1).topk(width, -1)
        parent, picked = best // pieces, best % pieces
        total = (total.gather(1, parent) + scores.flatten(1).gather(1, best)).nan_to_num(nan=-torch.inf)
        lengths, alive = grown.gather(1, parent), alive.gather(1, parent)
        tokens = tokens.gather(1, parent[..., None].expand_as(tokens))
        tokens[:, :, at] = picked
        alive = alive & (picked != END)
        last = torch.where(alive, picked, END).flatten()
        cache.pick((base + parent).flatten(), own_only=True)
        if (at + 1) % CHECK_EVERY == 0 and not bool(alive.any()):
            break
    ranked = total / lengths.clamp(min=1) ** search.length_penalty
    first = ranked.argmax(-1, keepdim=True)
    mean = (total / lengths.clamp(min=1)).gather(1, first)[:, 0]
    return _outputs(tokens.gather(1, first[..., None].expand(-1, -1, room))[:, 0], mean)


def decode(network: Network, sources: Sequence[Ids], search: Search, batch_tokens: int) -> list[Output]:
    """The output of each source (ids with the task's mark, without the end mark), in order."""
    results: dict[int, Output] = {}
    for group in groups([len(s) for s in sources], batch_tokens, search):
        run = greedy if search.beam == 1 else beam
        results.update(zip(group, run(network, [sources[i] for i in group], search), strict=True))
    return [results[i] for i in range(len(sources))]


def groups(lengths: Sequence[int], budget: int, search: Search) -> Iterator[list[int]]:
    """Indices, longest first, in groups whose padded tokens (source and longest output, times the beam) stay within the budget."""
    group: list[int] = []
    per = 0
    for index in sorted(range(len(lengths)), key=lambda i: (-lengths[i], i)):
        if group and (len(group) + 1) * per > budget:
            yield group
            group = []
        if not group:
            per = (lengths[index] + 1 + min(search.max_tokens, int(search.ratio * lengths[index]) + search.extra)) * search.beam
        group.append(index)
    if group:
        yield group


def _room(network: Network, sources: Sequence[Ids], search: Search) -> int:
    longest = max(map(len, sources))
    return min(search.max_tokens, int(search.ratio * longest) + search.extra, network.shape.positions)


def _outputs(tokens: Tensor, mean: Tensor) -> list[Output]:
    out = []
    for row, score in zip(tokens.tolist(), mean.tolist(), strict=True):
        finished = END in row
        ids = row[: row.index(END)] if finished else [i for i in row if i != PAD]
        out.append((ids, float(score), finished))
    return out


def ready(network: Network, device: torch.device) -> Network:
    """A network to decode with: bf16 on a GPU, float32 on a CPU, no gradients."""
    network = network.to(device).eval().requires_grad_(requires_grad=False)
    if device.type == "cuda":
        network.model.to(torch.bfloat16)  # not the positions: near 1 a cosine in bf16 has no digits left
    return network
