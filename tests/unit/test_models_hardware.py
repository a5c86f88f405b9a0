"""Devices and number formats: what a config asks for is there, or one line says what is."""

from typing import Any

import pytest

from vi_brief import config, translate
from vi_brief.errors import BadConfig
from vi_brief.models import embedded, hardware
from vi_brief.models.engine import Decoding


def cuda_devices() -> int:
    import ctranslate2

    return int(ctranslate2.get_cuda_device_count())


no_cuda = pytest.mark.skipif(cuda_devices() > 0, reason="this machine has a CUDA device")


@no_cuda
@pytest.mark.parametrize("choose", [hardware.for_ct2, hardware.for_torch])
def test_a_device_that_is_not_there_is_one_line(choose: Any) -> None:
    with pytest.raises(BadConfig, match=r"toy: device = 'cuda', but this machine has no CUDA device") as caught:
        choose("cuda", "auto", "toy")
    assert "\n" not in str(caught.value)


@no_cuda
def test_auto_is_the_cpu_where_there_is_nothing_else() -> None:
    assert hardware.for_ct2("auto", "auto", "toy") == ("cpu", "int8")
    assert hardware.for_torch("auto", "auto", "toy") == ("cpu", "float32")


@pytest.mark.parametrize(("choose", "compute"), [(hardware.for_ct2, "int8_float16"), (hardware.for_torch, "int8")])
def test_a_format_that_the_device_has_not_names_those_it_has(choose: Any, compute: str) -> None:
    with pytest.raises(BadConfig, match=f"compute = '{compute}' is not for this back end on cpu; there are: auto, .*float32"):
        choose("cpu", compute, "toy")


@no_cuda
def test_a_config_that_asks_for_cuda_fails_before_any_work() -> None:
    with pytest.raises(BadConfig, match="the shipped translator: device = 'cuda'"):
        translate.build(config.parse({"translate": {"embedded": {"device": "cuda"}}}, "x", "x.toml"))


def test_an_unknown_device_is_a_config_error() -> None:
    with pytest.raises(BadConfig, match=r"\[translate.embedded\] device"):
        translate.build(config.parse({"translate": {"embedded": {"device": "gpu"}}}, "x", "x.toml"))


def test_device_and_format_are_part_of_the_identity() -> None:
    whole = embedded.load("translator", 1, device="cpu", compute="float32")
    small = embedded.load("translator", 1, device="cpu", compute="int8")
    assert (whole.identity["device"], whole.identity["compute"]) == ("cpu", "float32")
    assert whole.identity["key"] != small.identity["key"]
    text = "Thủ tướng đã đến Hà Nội hôm qua."
    one, other = (engine.generate([text], Decoding(beam=1))[0][0] for engine in (whole, small))
    assert one.score == pytest.approx(other.score, abs=0.06)


def test_cores_are_those_that_the_process_may_use() -> None:
    assert hardware.cores() >= 1
