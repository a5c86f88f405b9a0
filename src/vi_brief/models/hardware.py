"""Where a model runs and in which number format: what a config asks for, held against what this machine has."""

import os
import platform
from pathlib import Path
from typing import Literal

from pydantic import Field

from vi_brief.config import Options
from vi_brief.errors import BadConfig

Device = Literal["auto", "cpu", "cuda"]
"""What a config asks for; "auto" is the CUDA device where there is one."""

Compute = Literal["auto", "int8", "int8_float16", "int8_bfloat16", "float16", "bfloat16", "float32"]
"""The number format; "auto" is the first of `PREFERRED` that the device has."""

PREFERRED = {"cpu": ("int8", "float32"), "cuda": ("int8_float16", "int8_bfloat16", "float16", "bfloat16", "float32", "int8")}
"""CTranslate2's formats for each device, the fastest and smallest first."""

TORCH = {"cpu": ("float32", "bfloat16"), "cuda": ("bfloat16", "float16", "float32")}
"""The formats of transformers for each device, what "auto" takes first."""


class Embedded(Options):
    """The options of the shipped models."""

    device: Device = "auto"
    compute: Compute = "auto"
    threads: int = Field(default=0, ge=0)


def cores() -> int:
    """The cores that this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on this system
        return os.cpu_count() or 1


def for_ct2(device: Device, compute: Compute, where: str) -> tuple[str, str]:
    """Device and number format for CTranslate2; `where` names the model in errors. Raises BadConfig for what this machine has not."""
    import ctranslate2

    kind = _kind(device, ctranslate2.get_cuda_device_count() > 0, where)
    supported = ctranslate2.get_supported_compute_types(kind)
    return kind, _format(compute, tuple(name for name in PREFERRED[kind] if name in supported), kind, where)


def for_torch(device: Device, compute: Compute, where: str) -> tuple[str, str]:
    """Device and number format for transformers, as `for_ct2`."""
    import torch

    kind = _kind(device, torch.cuda.is_available(), where)
    formats = TORCH[kind]
    if kind == "cuda" and not torch.cuda.is_bf16_supported():
        formats = tuple(name for name in formats if name != "bfloat16")
    return kind, _format(compute, formats, kind, where)


def _kind(device: Device, cuda: bool, where: str) -> str:  # noqa: FBT001 - a fact about the machine
    if device == "cuda" and not cuda:
        raise BadConfig(f"{where}: device = 'cuda', but this machine has no CUDA device that the back end can use; take 'auto' or 'cpu'")
    return "cuda" if cuda and device != "cpu" else "cpu"


def _format(compute: Compute, formats: tuple[str, ...], kind: str, where: str) -> str:
    if compute == "auto":
        return formats[0]
    if compute not in formats:
        raise BadConfig(f"{where}: compute = '{compute}' is not for this back end on {kind}; there are: auto, {', '.join(formats)}")
    return compute


def processor() -> str:
    """What the machine calls its processor, empty where it does not say."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return platform.processor()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.processor())
