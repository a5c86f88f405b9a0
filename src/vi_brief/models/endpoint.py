"""Where a chat model is, how it is asked, and what asking it may cost. Nothing here sends anything."""

import ipaddress
import math
import threading
from typing import Literal
from urllib.parse import SplitResult, urlsplit

from pydantic import Field

from vi_brief.config import Options as _Options
from vi_brief.errors import BadConfig, BudgetReached

BYTES_PER_TOKEN = 2
"""Tokens are estimated from UTF-8 bytes, on the high side: the tokenizers of chat models need 2 to 4 bytes of Vietnamese for a token."""

NO_EFFECT = frozenset({"base_url", "key_variable", "allow_http", "concurrency", "retries", "timeout_s", "most_requests", "most_tokens"})
"""Options that no output depends on: to raise a limit must not undo finished work. The host of `base_url` is in the identity."""


class Endpoint(_Options):
    """Where the model is and how it is asked. `base_url` ends before /chat/completions ("http://localhost:8000/v1"). The key is the value
    of the environment variable `key_variable`; without one no key is sent. `allow_http` allows http:// beyond this machine.

    `response_format` is the strictest form to ask for, `limit_field` what the server calls its limit, `spare_tokens` what a model that
    thinks before it answers may use on top. An answer that is refused (no JSON, wrong items, the source given back, not English) is asked
    for again `reasks` times; a request that fails is sent again `retries` times. `most_requests` and `most_tokens` bound what one run
    spends here: what is finished is kept when it stops. `concurrency`, `retries`, `timeout_s` and the limits may be changed without doing
    finished work again.
    """

    base_url: str
    model: str = Field(min_length=1)
    key_variable: str = "OPENAI_API_KEY"
    allow_http: bool = False
    temperature: float = Field(default=0.0, ge=0.0, le=2.0)
    seed: int = 0
    response_format: Literal["json_schema", "json_object", "text"] = "json_schema"
    limit_field: Literal["max_tokens", "max_completion_tokens"] = "max_tokens"
    spare_tokens: int = Field(default=0, ge=0)
    reasks: int = Field(default=1, ge=0, le=5)
    retries: int = Field(default=4, ge=0, le=10)
    concurrency: int = Field(default=4, ge=1, le=64)
    timeout_s: float = Field(default=60.0, gt=0.0)
    most_requests: int = Field(default=5_000, ge=1)
    most_tokens: int = Field(default=5_000_000, ge=1)


def tokens(text: str) -> int:
    """An upper estimate of a text's tokens.

    >>> tokens(""), tokens("Hà Nội")
    (0, 5)
    """
    return math.ceil(len(text.encode()) / BYTES_PER_TOKEN)


def checked(options: Endpoint) -> SplitResult:
    """The parts of `base_url`; raises BadConfig, which never repeats a password, for an address that is not asked."""
    try:
        address = urlsplit(options.base_url)
        _ = address.port
    except ValueError:
        raise BadConfig("openai: base_url is not an address; give one like http://localhost:8000/v1") from None
    if address.scheme not in {"http", "https"} or not address.hostname:
        raise BadConfig("openai: base_url must be an http:// or https:// address, like http://localhost:8000/v1")
    if address.username is not None or address.password is not None or address.query or address.fragment:
        raise BadConfig(f"openai: base_url of {address.hostname} holds a password or a query; the key goes into ${options.key_variable}")
    if address.scheme == "http" and not (options.allow_http or _is_loopback(address.hostname)):
        raise BadConfig(f"openai: http:// sends article and key to {address.hostname} in the clear; use https:// or set allow_http = true")
    return address


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


class Meter:
    """Counts what is spent; tokens are reserved at the dearest and settled when the server says what they were."""

    def __init__(self, where: str, options: Endpoint) -> None:
        self._where, self._options = where, options
        self._lock, self._requests, self._tokens = threading.Lock(), 0, 0

    def afford(self, requests: int) -> None:
        """Raises BudgetReached where so many requests cannot be paid for."""
        if self._requests + requests > self._options.most_requests:
            raise self._reached("requests", self._options.most_requests, "most_requests")

    def reserve(self, dearest: int) -> None:
        """One request that may cost so many tokens; raises BudgetReached where it may not be sent."""
        with self._lock:
            self.afford(1)
            if self._tokens + dearest > self._options.most_tokens:
                raise self._reached("tokens", self._options.most_tokens, "most_tokens")
            self._requests += 1
            self._tokens += dearest

    def settle(self, reserved: int, used: int) -> None:
        """What a request really cost."""
        with self._lock:
            self._tokens += used - reserved

    def _reached(self, unit: str, most: int, option: str) -> BudgetReached:
        return BudgetReached(f"{self._where}: the budget of {most} {unit} is spent; what is done is kept: raise {option} and run again")
