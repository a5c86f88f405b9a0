"""Training: Muon for matrices, AdamW for the rest (K. Jordan 2024), warm-up, a constant stretch, linear decay.

A run's folder holds `latest/` (newest weights, fp32), `state.pt` (all that is needed to go on), `stable/` (the weights before the rate
decays: where a later run goes on from), `snapshots/<number>/` and `log.jsonl`. With `steps` a run on a CPU is deterministic: stopped
and resumed or not, it ends with the same weights. With `minutes` the rate follows the clock, and only the order of the data is fixed.
"""

import json
import time
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor

from training import batches, network, packed, pieces
from training.batches import Batch, Part
from training.job import Job
from training.network import Network
from training.pieces import PAD
from training.recipe import Shape, Training
from training.resplit import Splitter
from vi_brief.errors import BadConfig, BadInput

REPORT_STEPS = 20
"""Losses are read from the device this often: reading one waits for all work before it."""
LEAST_RATE = 0.02
DEV_ROWS = {"cpu": 16, "cuda": 256}


@dataclass
class Progress:
    """Where a run is. `order` is a running checksum of the batches seen."""

    step: int = 0
    seconds: float = 0.0
    target_tokens: int = 0
    order: int = 0
    snapshots: int = 0


def parts_of(job: Job, options: Training, processor: Any) -> list[Part]:
    """The sets of a run's mix; raises BadConfig or BadInput."""
    parts = []
    for key, weight in options.mix.items():
        name, colon, where = key.partition(":")
        if not colon or weight <= 0:
            raise BadConfig(f"mix: '{key}' = {weight}: write \"task:set\" = a weight above 0")
        task, mark = pieces.task(name), tuple(pieces.mark_ids(processor, name))
        found = packed.read(job.packed(where))
        source, target = found.source, found.target
        if task.masked:
            target = source
        elif target is None:
            raise BadConfig(f"mix: '{key}': the set {where} has one side only; the task {name} needs pairs")
        elif task.backwards:
            source, target = target, source
        cut = options.max_source if options.cut_source else 0
        rows = batches.usable(source, target, (options.max_source - len(mark), options.max_target), options.lopsided, cut)
        if not len(rows):
            raise BadInput(f"mix: '{key}': the set {where} has no usable row")
        parts.append(Part(source, target, mark, task.masked, weight, rows, cut - len(mark) if cut else 0))
    return parts


def start(job: Job, options: Training, vocabulary: int, seed: int) -> Network:
    """The network that a run starts from: its own newest weights, those of `init`, or fresh ones."""
    shape = job.recipe.table(Shape, "model", options.model)
    if max(options.max_source, options.max_target) >= shape.positions:
        raise BadConfig(f"[train]: max_source and max_target must be less than the {shape.positions} positions of [model.{options.model}]")
    source = job.folder(job.run) / "latest" if _resumes(job) else job.model(options.init) if options.init else None
    if source is None:
        return network.new(shape, vocabulary, seed)
    loaded = network.load(source, shape.positions, shape.dropout)
    if loaded.vocabulary != vocabulary:
        raise BadInput(f"{source}: {loaded.vocabulary} pieces in the weights, {vocabulary} in {job.tokenizer}")
    return loaded


def _resumes(job: Job) -> bool:
    return job.resume and (job.folder(job.run) / "state.pt").is_file()


def optimizers_of(model: Network, options: Training) -> list[torch.optim.Optimizer]:
    """Muon for the matrices, AdamW for embeddings, norms and biases."""
    matrices, rest = [], []
    for name, p in model.named_parameters():
        (matrices if p.dim() == 2 and "shared" not in name else rest).append(p)
    return [
        torch.optim.Muon(matrices, lr=options.muon_lr, momentum=0.95, weight_decay=0.0),
        torch.optim.AdamW(rest, lr=options.lr, betas=(0.9, 0.98), eps=1e-9, weight_decay=0.0, fused=True),
    ]


def loss_of(model: Network, source: Tensor, target: Tensor, smoothing: float) -> Tensor:
    """The mean cross-entropy per target token, label-smoothed."""
    with torch.autocast(source.device.type, dtype=torch.bfloat16):
        hidden = model(source, target).flatten(0, 1)
        gold = target.flatten()
        if source.device.type == "cpu":  # a smaller product; on a GPU the selection would wait for the device
            kept = gold != PAD
            hidden, gold = hidden[kept], gold[kept]
        scores = model.logits(hidden)
    return F.cross_entropy(scores.float(), gold, ignore_index=PAD, label_smoothing=smoothing)


def rate(done: float, step: int, options: Training) -> float:
    """The share of the peak rate: warm-up, constant, linear decay over the last part of the run."""
    decay = max(LEAST_RATE, (1 - done) / options.decay) if options.decay else 1.0
    return min(1.0, (step + 1) / options.warm_up) * min(1.0, decay)


class Run:
    """One training run from where it is to its end."""

    def __init__(self, job: Job, options: Training) -> None:
        torch.set_num_threads(job.recipe.general.threads)
        self.job, self.options = job, options
        self.seed = job.recipe.general.seed
        self.device = network.device_of(job.device)
        self.folder = job.folder(job.run)
        processor = pieces.load(job.tokenizer)
        self.parts = parts_of(job, options, processor)
        self.splitter = Splitter(processor, options.resample)
        self.dev = _dev_parts(job, options)
        self.model = start(job, options, processor.get_piece_size(), self.seed).to(self.device).train()
        self.optimizers = optimizers_of(self.model, options)
        self.peak = [[g["lr"] for g in o.param_groups] for o in self.optimizers]
        self.progress = Progress()
        torch.manual_seed(self.seed)
        if _resumes(job):
            self._restore()
        self.forward = torch.compile(loss_of, dynamic=True) if options.compile else loss_of

    def _restore(self) -> None:
        state = torch.load(self.folder / "state.pt", map_location="cpu", weights_only=True)
        for optimizer, kept in zip(self.optimizers, state["optimizers"], strict=True):
            optimizer.load_state_dict(kept)
        self.progress = Progress(**state["progress"])
        torch.set_rng_state(state["random"][0])
        if self.device.type == "cuda" and len(state["random"]) > 1:
            torch.cuda.set_rng_state(state["random"][1])
        # Weights and state are two files; a kill between the two would leave them a checkpoint apart.
        self.model.load_state_dict(state["weights"], strict=True)

    def done(self, seconds: float) -> float:
        """How much of the run is over, 0 to 1."""
        minutes = self.job.minutes if self.job.minutes is not None else self.options.minutes
        shares = [self.progress.step / self.options.steps if self.options.steps else 0.0, seconds / (60 * minutes) if minutes else 0.0]
        return max(shares)

    def train(self) -> None:
        """Train to the end; checkpoints on the way."""
        self.folder.mkdir(parents=True, exist_ok=True)
        begun = time.monotonic() - self.progress.seconds
        saved, losses = time.monotonic(), []
        self._say({"parameters": self.model.parameters_count, "rows": [len(p.usable) for p in self.parts], "device": str(self.device)})
        for batch in batches.batches(self.parts, self.options.tokens, self.seed, self.progress.step):
            self.progress.seconds = time.monotonic() - begun
            done = self.done(self.progress.seconds)
            if done >= 1:
                break
            self._keep(done)
            losses.append(self._step(batch, done))
            if len(losses) == REPORT_STEPS:
                self._report(losses, with_dev=False)
                losses = []
            due = self.options.checkpoint_steps and self.progress.step % self.options.checkpoint_steps == 0
            if due or time.monotonic() - saved > self.options.checkpoint_seconds:
                self._report(losses, with_dev=True)
                losses = []
                self.save()
                saved = time.monotonic()
        self._report(losses, with_dev=True)
        self.save()

    def _step(self, batch: Batch, done: float) -> Tensor:
        noise = (self.seed, self.options.mask, self.options.span)
        sources, targets = batches.arrays(self.parts, batch, noise)
        if self.options.resample and done < self.options.resample_until:
            sources = batches.resplit(self.parts, batch, sources, lambda rows: self.splitter.draw(rows, (self.seed, batch.number)))
        source, target = (torch.from_numpy(a).to(self.device, non_blocking=True) for a in (sources, targets))
        factor = rate(done, self.progress.step, self.options)
        for optimizer, rates in zip(self.optimizers, self.peak, strict=True):
            for group, peak in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = peak * factor
        loss: Tensor = self.forward(self.model, source, target, self.options.smoothing)
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        for optimizer in self.optimizers:
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
        self.progress.step += 1
        self.progress.order = zlib.crc32(batch.key.to_bytes(4), self.progress.order)
        self.progress.target_tokens += _tokens(self.parts, batch)
        return loss.detach()

    def _keep(self, done: float) -> None:
        """Keep the weights before the rate decays, and snapshots evenly over the decay."""
        span = self.options.decay or 1.0
        start = 1 - span
        if done > start > 0 and not (self.folder / "stable").exists():
            network.save(self.model, self.folder / "stable")
        count = self.options.snapshots
        if count and done > start + span * self.progress.snapshots / count:
            self.progress.snapshots += 1
            network.save(self.model, self.folder / "snapshots" / f"{self.progress.snapshots:03d}")

    def _report(self, losses: Sequence[Tensor], *, with_dev: bool) -> None:
        p = self.progress
        facts: dict[str, Any] = {"step": p.step, "minutes": round(p.seconds / 60, 2), "target_tokens": p.target_tokens, "order": p.order}
        if losses:
            facts["loss"] = round(torch.stack(list(losses)).float().mean().item(), 4)
        if with_dev:
            facts["dev"] = round(dev_loss(self.model, self.dev, self.device), 4)
        self._say(facts)

    def _say(self, facts: dict[str, Any]) -> None:
        line = json.dumps(facts)
        with (self.folder / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(line + "\n")
        print(line, flush=True)

    def save(self) -> None:
        """Write the newest weights and all that is needed to go on."""
        network.save(self.model, self.folder / "latest")
        part = self.folder / "state.tmp"
        state = {
            "optimizers": [o.state_dict() for o in self.optimizers],
            "weights": self.model.state_dict(),
            "progress": vars(self.progress),
            "random": _random_state(self.device),
        }
        torch.save(state, part)
        part.replace(self.folder / "state.pt")


def _random_state(device: torch.device) -> list[Tensor]:
    return [torch.get_rng_state(), *([torch.cuda.get_rng_state()] if device.type == "cuda" else [])]


def _tokens(parts: Sequence[Part], batch: Batch) -> int:
    return sum(int(parts[n].target_lengths(batch.rows[batch.rows[:, 0] == n, 1]).sum()) for n in {int(i) for i in batch.rows[:, 0]})


def _dev_parts(job: Job, options: Training) -> list[Part]:
    found = packed.read(job.packed(options.dev))
    target = found.target if found.target is not None else found.source
    cut = options.max_source if options.cut_source else 0
    rows = batches.usable(found.source, target, (options.max_source, options.max_target), options.lopsided, cut)
    return [Part(found.source, target, (), masked=False, weight=1.0, usable=rows, cut=cut)]


def dev_loss(model: Network, parts: Sequence[Part], device: torch.device) -> float:
    """The mean cross-entropy per target token of the dev set."""
    rows = parts[0].usable
    rows = rows[parts[0].target_lengths(rows).argsort(kind="stable")]
    total = count = 0.0
    model.eval()
    per = DEV_ROWS[device.type]
    with torch.inference_mode():
        for begin in range(0, len(rows), per):
            part = rows[begin : begin + per]
            size = int(parts[0].source_lengths(part).max()), int(parts[0].target_lengths(part).max())
            pairs = np.stack([np.zeros_like(part), part], 1)
            source, target = (torch.from_numpy(a).to(device) for a in batches.arrays(parts, Batch(0, pairs, size), (0, 0.3, 3.0)))
            tokens = int((target != PAD).sum())
            total, count = total + loss_of(model, source, target, 0.0).item() * tokens, count + tokens
    model.train()
    return total / count if count else float("nan")
