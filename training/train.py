"""Train or fine-tune a small pre-norm encoder-decoder on line-aligned pairs, on a CPU or one accelerator.

    python training/train.py --data DIR --tokenizer joint8k.model --out RUN --minutes 90 [--init MODEL] [--resume]

DIR/train.tsv and DIR/dev.tsv hold `source TAB target`. RUN/latest holds the newest weights (safetensors, fp32), RUN/state.pt the
optimizers for --resume, RUN/stable the weights before the learning rate decays (the place to go on from in a later run), RUN/log.jsonl
one JSON object a report. The same script trains the translator (Vietnamese to English) and the summarizer (English to English).

Method: Muon for matrices and AdamW for the rest (K. Jordan 2024), warm-up, a constant stretch, linear decay over the last 40 %.
Batches have fixed shapes (a grid of source and target lengths): varying shapes halve the speed on a CPU.
"""

import argparse
import json
import random
import time
from collections.abc import Iterator
from pathlib import Path

import sentencepiece
import torch
import torch.nn.functional as F  # noqa: N812
from transformers import M2M100Config, M2M100ForConditionalGeneration

PAD, END = 0, 1
SHAPES = (12, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512, 768)
DECAY_SHARE = 0.4
REPORT_SECONDS = 120.0

Pair = tuple[list[int], list[int]]


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--init", type=Path, help="a model folder to start from")
    parser.add_argument("--resume", action="store_true", help="go on from OUT/state.pt")
    parser.add_argument("--minutes", type=float, default=90)
    parser.add_argument("--width", type=int, default=256)
    parser.add_argument("--encoder-layers", type=int, default=6)
    parser.add_argument("--decoder-layers", type=int, default=2)
    parser.add_argument("--positions", type=int, default=256, help="longest source or target in tokens")
    parser.add_argument("--max-source", type=int, default=127)
    parser.add_argument("--max-target", type=int, default=127)
    parser.add_argument("--cut-source", action="store_true", help="cut long sources instead of leaving the pair out")
    parser.add_argument("--tokens", type=int, default=3072, help="padded tokens of a batch on its longer side")
    parser.add_argument("--lr", type=float, default=2e-3, help="AdamW: embeddings, norms, biases")
    parser.add_argument("--muon-lr", type=float, default=0.02)
    parser.add_argument("--smoothing", type=float, default=0.1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    parser.add_argument("--seed", type=int, default=0)
    return parser.parse_args()


def load(path: Path, tokenizer: sentencepiece.SentencePieceProcessor, a: argparse.Namespace) -> list[Pair]:
    """The pairs of a TSV file as token ids with the end mark; pairs that are too long, empty or lopsided are left out."""
    rows = [line.rstrip("\n").split("\t") for line in path.open(encoding="utf-8")]
    sources, targets = tokenizer.encode([r[0] for r in rows]), tokenizer.encode([r[1] for r in rows])
    if a.cut_source:
        sources = [s[: a.max_source] for s in sources]
    lopsided = 1e9 if a.cut_source else 4
    return [
        ([*s, END], [*t, END])
        for s, t in zip(sources, targets, strict=True)
        if s and t and len(s) <= a.max_source and len(t) <= a.max_target and len(s) < lopsided * len(t) + 8 and len(t) < 4 * len(s) + 8
    ]


def shape(pair: Pair) -> tuple[int, int]:
    return next(b for b in SHAPES if b >= len(pair[0])), next(b for b in SHAPES if b >= len(pair[1]))


def new_model(a: argparse.Namespace, vocabulary: int) -> M2M100ForConditionalGeneration:
    heads = a.width // 64
    config = M2M100Config(
        vocab_size=vocabulary, d_model=a.width, encoder_layers=a.encoder_layers, decoder_layers=a.decoder_layers,
        encoder_attention_heads=heads, decoder_attention_heads=heads, encoder_ffn_dim=4 * a.width, decoder_ffn_dim=4 * a.width,
        max_position_embeddings=a.positions, pad_token_id=PAD, eos_token_id=END, bos_token_id=END, decoder_start_token_id=END,
        activation_function="relu", dropout=0.0, attention_dropout=0.0, activation_dropout=0.0,
        encoder_layerdrop=0.0, decoder_layerdrop=0.0,
    )  # fmt: skip
    model = M2M100ForConditionalGeneration(config)
    torch.nn.init.normal_(model.model.shared.weight, std=a.width**-0.5)
    for name, p in model.named_parameters():
        if p.dim() == 2 and "shared" not in name:
            torch.nn.init.xavier_uniform_(p, gain=0.5 if name.endswith(("fc2.weight", "out_proj.weight")) else 1.0)
    return model


def existing_model(folder: Path, positions: int) -> M2M100ForConditionalGeneration:
    """Weights from a folder, with room for `positions` tokens: the positions are sinusoids, not weights."""
    return M2M100ForConditionalGeneration.from_pretrained(
        folder, dtype=torch.float32, use_safetensors=True, max_position_embeddings=positions
    )


def loss_of(model, batch: list[Pair], size: tuple[int, int], smoothing: float) -> tuple[torch.Tensor, int]:
    device = model.device
    source, target = (torch.tensor([r[side] + [PAD] * (size[side] - len(r[side])) for r in batch], device=device) for side in (0, 1))
    start = torch.full((target.size(0), 1), END, device=device)
    with torch.autocast(device.type, dtype=torch.bfloat16):
        hidden = model.model(
            input_ids=source,
            attention_mask=(source != PAD).long(),
            decoder_input_ids=torch.cat([start, target[:, :-1]], 1),
            use_cache=False,
        ).last_hidden_state
        keep = target.view(-1) != PAD
        logits = model.lm_head(hidden.reshape(-1, hidden.size(-1))[keep])
    gold = target.view(-1)[keep]
    return F.cross_entropy(logits.float(), gold, label_smoothing=smoothing), gold.numel()


def dev_loss(model, dev: list[Pair]) -> float:
    model.eval()
    total = count = 0.0
    rows = sorted(dev, key=shape)
    with torch.inference_mode():
        for i in range(0, len(rows), 16):
            part = rows[i : i + 16]
            size = max(shape(r)[0] for r in part), max(shape(r)[1] for r in part)
            loss, n = loss_of(model, part, size, 0.0)
            total, count = total + loss.item() * n, count + n
    model.train()
    return total / count


def batches(pairs: list[Pair], tokens: int, rng: random.Random) -> Iterator[tuple[list[Pair], tuple[int, int]]]:
    pools: dict[tuple[int, int], list[Pair]] = {}
    while True:
        order, out = list(range(len(pairs))), []
        rng.shuffle(order)
        for start in range(0, len(order), 20000):
            for i in order[start : start + 20000]:
                size = shape(pairs[i])
                pool = pools.setdefault(size, [])
                pool.append(pairs[i])
                if len(pool) * max(size) >= tokens:
                    out.append((pool, size))
                    pools[size] = []
            rng.shuffle(out)
            yield from out
            out = []


def optimizers_of(model, a: argparse.Namespace) -> list[torch.optim.Optimizer]:
    matrices, rest = [], []
    for name, p in model.named_parameters():
        (matrices if p.dim() == 2 and "shared" not in name else rest).append(p)
    return [
        torch.optim.Muon(matrices, lr=a.muon_lr, momentum=0.95, weight_decay=0.0),
        torch.optim.AdamW(rest, lr=a.lr, betas=(0.9, 0.98), eps=1e-9, weight_decay=0.0, fused=True),
    ]


def save(model, optimizers, out: Path, progress: dict[str, float]) -> None:
    model.save_pretrained(out / "latest")
    part = out / "state.tmp"
    torch.save({"optimizers": [o.state_dict() for o in optimizers], "progress": progress}, part)
    part.replace(out / "state.pt")


def main() -> None:
    a = arguments()
    a.out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(a.threads)
    torch.manual_seed(a.seed)
    rng = random.Random(a.seed)
    tokenizer = sentencepiece.SentencePieceProcessor(model_file=str(a.tokenizer))
    train, dev = load(a.data / "train.tsv", tokenizer, a), load(a.data / "dev.tsv", tokenizer, a)
    source = a.out / "latest" if a.resume else a.init
    model = (existing_model(source, a.positions) if source else new_model(a, tokenizer.get_piece_size())).to(a.device).train()
    optimizers = optimizers_of(model, a)
    peak = [[g["lr"] for g in o.param_groups] for o in optimizers]
    before, step, seen = 0.0, 0, 0
    if a.resume:
        state = torch.load(a.out / "state.pt", weights_only=True)
        for optimizer, kept in zip(optimizers, state["optimizers"], strict=True):
            optimizer.load_state_dict(kept)
        before, step, seen = state["progress"]["seconds"], int(state["progress"]["step"]), int(state["progress"]["tokens"])
        rng.seed(a.seed + step)
    start, report, smooth = time.time() - before, REPORT_SECONDS + before, None
    with (a.out / "log.jsonl").open("a", encoding="utf-8") as log:
        print(len(train), "pairs;", round(sum(p.numel() for p in model.parameters()) / 1e6, 1), "M parameters", flush=True)
        for batch, size in batches(train, a.tokens, rng):
            elapsed = time.time() - start
            done = elapsed / (a.minutes * 60)
            if done >= 1:
                break
            if done > 1 - DECAY_SHARE and not (a.out / "stable").exists():
                model.save_pretrained(a.out / "stable")
            factor = min(1.0, (step + 1) / 100) * min(1.0, max(0.02, (1 - done) / DECAY_SHARE))
            for optimizer, rates in zip(optimizers, peak, strict=True):
                for group, rate in zip(optimizer.param_groups, rates, strict=True):
                    group["lr"] = rate * factor
            loss, n = loss_of(model, batch, size, a.smoothing)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            for optimizer in optimizers:
                optimizer.step()
                optimizer.zero_grad(set_to_none=True)
            step, seen = step + 1, seen + n
            smooth = loss.item() if smooth is None else 0.98 * smooth + 0.02 * loss.item()
            if elapsed > report:
                report = elapsed + REPORT_SECONDS
                row = {
                    "minutes": round(elapsed / 60, 1),
                    "step": step,
                    "loss": round(smooth, 3),
                    "dev": round(dev_loss(model, dev), 3),
                    "target_tokens": seen,
                }
                log.write(json.dumps(row) + "\n")
                log.flush()
                print(row, flush=True)
                save(model, optimizers, a.out, {"seconds": elapsed, "step": step, "tokens": seen})
        save(model, optimizers, a.out, {"seconds": time.time() - start, "step": step, "tokens": seen})
    print("done; dev loss", round(dev_loss(model, dev), 3), "target tokens", seen, flush=True)


if __name__ == "__main__":
    main()
