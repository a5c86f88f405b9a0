"""The network: a pre-norm encoder-decoder in plain PyTorch whose weights are those of `M2M100ForConditionalGeneration`, name by name.

Ours because it runs without transformers, without its masks and caches, and gives the decoder (decode.py) direct access to its layers;
`tests/training` checks that both compute the same.
"""

import json
import math
from pathlib import Path
from typing import Any

import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor, nn

from training.pieces import END, PAD
from training.recipe import Shape
from vi_brief.errors import BadInput

STORED_TYPES = {"float16": torch.float16, "float32": torch.float32, "bfloat16": torch.bfloat16}


def device_of(name: str) -> torch.device:
    """The device of that name, else a GPU where there is one."""
    return torch.device(name or ("cuda" if torch.cuda.is_available() else "cpu"))


class Attention(nn.Module):
    """Multi-head attention with biases."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.k_proj, self.v_proj, self.q_proj, self.out_proj = (nn.Linear(width, width) for _ in range(4))

    def split(self, x: Tensor) -> Tensor:
        """(rows, tokens, width) -> (rows, heads, tokens, head width)."""
        return x.view(*x.shape[:-1], self.heads, -1).transpose(1, 2)

    def keys_values(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """Keys and values of a memory, split by heads."""
        return self.split(self.k_proj(x)), self.split(self.v_proj(x))

    def attend(
        self, x: Tensor, memory: tuple[Tensor, Tensor], mask: Tensor | None = None, *, causal: bool = False, drop: float = 0.0
    ) -> Tensor:
        """Queries from x over keys and values; `mask` is True where a key may be seen."""
        mixed = F.scaled_dot_product_attention(self.split(self.q_proj(x)), *memory, attn_mask=mask, is_causal=causal, dropout_p=drop)
        out: Tensor = self.out_proj(mixed.transpose(1, 2).flatten(2))
        return out


class Layer(nn.Module):
    """An encoder layer, or a decoder layer where `cross`."""

    def __init__(self, shape: Shape, *, cross: bool) -> None:
        super().__init__()
        heads = max(1, shape.width // shape.head_width)
        self.dropout = shape.dropout
        self.self_attn = Attention(shape.width, heads)
        self.self_attn_layer_norm = nn.LayerNorm(shape.width)
        if cross:
            self.encoder_attn = Attention(shape.width, heads)
            self.encoder_attn_layer_norm = nn.LayerNorm(shape.width)
        self.fc1, self.fc2 = nn.Linear(shape.width, 4 * shape.width), nn.Linear(4 * shape.width, shape.width)
        self.final_layer_norm = nn.LayerNorm(shape.width)

    def drop(self, x: Tensor) -> Tensor:
        """Dropout while training."""
        return F.dropout(x, self.dropout, training=self.training) if self.dropout else x

    def feed_forward(self, x: Tensor) -> Tensor:
        """The last block of a layer, residual included."""
        return x + self.drop(self.fc2(F.relu(self.fc1(self.final_layer_norm(x)))))

    def forward(self, x: Tensor, mask: Tensor | None, memory: Tensor | None = None) -> Tensor:
        """An encoder layer sees `mask`; a decoder layer is causal, and `mask` is that of the encoder's output `memory`."""
        drop = self.dropout if self.training else 0.0
        h = self.self_attn_layer_norm(x)
        own = self.self_attn.keys_values(h)
        x = x + self.drop(self.self_attn.attend(h, own, mask if memory is None else None, causal=memory is not None, drop=drop))
        if memory is not None:
            h = self.encoder_attn_layer_norm(x)
            x = x + self.drop(self.encoder_attn.attend(h, self.encoder_attn.keys_values(memory), mask, drop=drop))
        return self.feed_forward(x)


class Stack(nn.Module):
    """Layers and a last norm."""

    def __init__(self, shape: Shape, layers: int, *, cross: bool) -> None:
        super().__init__()
        self.layers = nn.ModuleList(Layer(shape, cross=cross) for _ in range(layers))
        self.layer_norm = nn.LayerNorm(shape.width)

    def forward(self, x: Tensor, mask: Tensor | None, memory: Tensor | None = None) -> Tensor:
        """All layers."""
        for layer in self.layers:
            x = layer(x, mask, memory)
        out: Tensor = self.layer_norm(x)
        return out


class Body(nn.Module):
    """The shared embeddings, encoder and decoder."""

    def __init__(self, shape: Shape, vocabulary: int) -> None:
        super().__init__()
        self.shared = nn.Embedding(vocabulary, shape.width, padding_idx=PAD)
        self.encoder = Stack(shape, shape.encoder_layers, cross=False)
        self.decoder = Stack(shape, shape.decoder_layers, cross=True)


class Network(nn.Module):
    """The whole model."""

    positions: Tensor

    def __init__(self, shape: Shape, vocabulary: int) -> None:
        super().__init__()
        self.shape, self.vocabulary = shape, vocabulary
        self.model = Body(shape, vocabulary)
        self.register_buffer("positions", sinusoids(shape.positions, shape.width), persistent=False)

    def embed(self, ids: Tensor, first: int = 0) -> Tensor:
        """Token and position embeddings, added in float32; `first` is the position of the first column."""
        weight = self.model.shared.weight
        x = self.model.shared(ids).float() * math.sqrt(self.shape.width) + self.positions[first : first + ids.size(1)]
        x = x.to(weight.dtype)
        return F.dropout(x, self.shape.dropout, training=self.training) if self.shape.dropout else x

    def encode(self, source: Tensor) -> tuple[Tensor, Tensor]:
        """The encoder's output and its mask (rows, 1, 1, tokens)."""
        mask = (source != PAD)[:, None, None, :]
        return self.model.encoder(self.embed(source), mask), mask

    def forward(self, source: Tensor, target: Tensor) -> Tensor:
        """The decoder's last hidden states for each target token, given those before it (the first follows END)."""
        memory, mask = self.encode(source)
        given = torch.cat([torch.full_like(target[:, :1], END), target[:, :-1]], 1)
        out: Tensor = self.model.decoder(self.embed(given), mask, memory)
        return out

    def logits(self, hidden: Tensor) -> Tensor:
        """The scores of every piece: the output matrix is the embedding matrix."""
        return F.linear(hidden, self.model.shared.weight)

    @property
    def parameters_count(self) -> int:
        """How many numbers are learned."""
        return sum(p.numel() for p in self.parameters())


def sinusoids(count: int, width: int) -> Tensor:
    """Fixed positions as M2M100 has them: sine half, cosine half, the first token at position PAD + 1."""
    rates = torch.exp(torch.arange(width // 2, dtype=torch.float) * -(math.log(10000) / (width // 2 - 1)))
    angles = torch.arange(PAD + 1, PAD + 1 + count, dtype=torch.float)[:, None] * rates
    return torch.cat([angles.sin(), angles.cos()], 1)


def new(shape: Shape, vocabulary: int, seed: int) -> Network:
    """A network with fresh weights: Xavier matrices, halved where they end a residual branch, embeddings of unit length."""
    torch.manual_seed(seed)
    network = Network(shape, vocabulary)
    for name, p in network.named_parameters():
        if "shared" in name:
            nn.init.normal_(p, std=shape.width**-0.5)
        elif p.dim() == 2:
            nn.init.xavier_uniform_(p, gain=0.5 if name.endswith(("fc2.weight", "out_proj.weight")) else 1.0)
        elif name.endswith("bias"):
            nn.init.zeros_(p)
    return network


def settings(network: Network, stored: str) -> dict[str, Any]:
    """The `config.json` that transformers reads."""
    shape, heads = network.shape, max(1, network.shape.width // network.shape.head_width)
    return {
        "architectures": ["M2M100ForConditionalGeneration"],
        "model_type": "m2m_100",
        "is_encoder_decoder": True,
        "vocab_size": network.vocabulary,
        "d_model": shape.width,
        "encoder_layers": shape.encoder_layers,
        "decoder_layers": shape.decoder_layers,
        "encoder_attention_heads": heads,
        "decoder_attention_heads": heads,
        "encoder_ffn_dim": 4 * shape.width,
        "decoder_ffn_dim": 4 * shape.width,
        "max_position_embeddings": shape.positions,
        "activation_function": "relu",
        "scale_embedding": True,
        "tie_word_embeddings": True,
        "dropout": 0.0,
        "attention_dropout": 0.0,
        "activation_dropout": 0.0,
        "encoder_layerdrop": 0.0,
        "decoder_layerdrop": 0.0,
        "pad_token_id": PAD,
        "bos_token_id": END,
        "eos_token_id": END,
        "decoder_start_token_id": END,
        "dtype": stored,
    }


def save(network: Network, folder: Path, stored: str = "float32") -> None:
    """Write a model folder: `config.json`, `generation_config.json` and `model.safetensors`. Each file is whole or not there."""
    from safetensors.torch import save_file

    folder.mkdir(parents=True, exist_ok=True)
    weights = {name: p.detach().to("cpu", STORED_TYPES[stored]).contiguous() for name, p in network.named_parameters()}
    part = folder / "model.safetensors.tmp"
    save_file(weights, part, metadata={"format": "pt"})
    part.replace(folder / "model.safetensors")
    search = {key: value for key, value in settings(network, stored).items() if key.endswith("token_id")}
    for name, content in (("config.json", settings(network, stored)), ("generation_config.json", search)):
        (folder / name).write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


def load(folder: Path, positions: int = 0, dropout: float = 0.0) -> Network:
    """A network from a model folder, with room for `positions` tokens (they are not weights). Raises BadInput where it does not fit."""
    from safetensors.torch import load_file

    try:
        facts = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        shape = Shape(
            width=facts["d_model"],
            encoder_layers=facts["encoder_layers"],
            decoder_layers=facts["decoder_layers"],
            head_width=facts["d_model"] // facts["encoder_attention_heads"],
            positions=positions or facts["max_position_embeddings"],
            dropout=dropout,
        )
        network = Network(shape, facts["vocab_size"])
        weights = load_file(folder / "model.safetensors")
        network.load_state_dict({name: tensor.float() for name, tensor in weights.items()})
    except (OSError, ValueError, KeyError, RuntimeError) as error:
        raise BadInput(f"{folder}: not a model of ours: {' '.join(str(error).split())[:300]}") from None
    return network
