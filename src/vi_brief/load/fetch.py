"""One page from the network, every hop checked. Only `--fetch` leads here."""

import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vi_brief.errors import FetchRefused
from vi_brief.load import address
from vi_brief.load.options import Options
from vi_brief.load.pages import size

if TYPE_CHECKING:
    import httpx

MAX_HOPS = 5
"""Redirects followed: http to https, with and without www, a moved page and a consent page make four."""
MEDIA = {
    "text/html": ".html",
    "application/xhtml+xml": ".xhtml",
    "text/plain": ".txt",
    "application/json": ".json",
    "application/ld+json": ".json",
}
"""What is worth reading, with the suffix of its reader."""
AGENT = "vi-brief (+one page at a user's request)"
_REDIRECTS = frozenset([301, 302, 303, 307, 308])
_PACKED = {"gzip": zlib.MAX_WBITS | 16, "x-gzip": zlib.MAX_WBITS | 16, "deflate": zlib.MAX_WBITS}
Check = Callable[[str, int], str]
"""(host, port) -> the address to connect to; raises FetchRefused."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address answered: the body, the address after all redirects, and the suffix that its content type stands for ("" unknown)."""

    data: bytes
    url: str
    suffix: str


def get(url: str, options: Options, check: Check = address.public) -> Fetched:
    """Fetch one page; raises FetchRefused for an address, an answer, a size or a time that is not accepted.

    Proxies and other settings of the environment are not used: the check would not see where they lead.
    """
    import httpx

    deadline = time.monotonic() + options.timeout_s
    try:
        with httpx.Client(trust_env=False, follow_redirects=False, timeout=options.timeout_s) as client:
            return _follow(client, httpx.URL(url), options, check, deadline)
    except httpx.TimeoutException:
        raise FetchRefused(f"no answer within {options.timeout_s:g} seconds") from None
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
        raise FetchRefused(f"could not be fetched: {str(error) or type(error).__name__}") from None


def _follow(client: "httpx.Client", url: "httpx.URL", options: Options, check: Check, deadline: float) -> Fetched:
    for _ in range(MAX_HOPS + 1):
        response = _send(client, url, check, deadline)
        try:
            if response.status_code not in _REDIRECTS:
                return _answer(response, url, options, deadline)
            target = response.headers.get("location")
        finally:
            response.close()
        if not target:
            raise FetchRefused(f"{url}: a redirect that leads nowhere")
        url = url.join(target)
    raise FetchRefused(f"more than {MAX_HOPS} redirects")


def _send(client: "httpx.Client", url: "httpx.URL", check: Check, deadline: float) -> "httpx.Response":
    """One request to the checked address itself; the name stays in the Host header and in TLS."""
    if url.scheme not in {"http", "https"} or not url.host:
        raise FetchRefused(f"{url}: only http:// and https:// addresses are fetched")
    if url.userinfo:
        raise FetchRefused(f"{url.host}: an address with a password in it is not fetched")
    pinned = check(url.host, url.port or (443 if url.scheme == "https" else 80))
    headers = {
        "Host": url.netloc.decode("ascii"),
        "User-Agent": AGENT,
        "Accept": "text/html, text/plain;q=0.9, */*;q=0.1",
        "Accept-Encoding": "gzip",
    }
    client.cookies.clear()
    request = client.build_request(
        "GET",
        url.copy_with(host=pinned),
        headers=headers,
        timeout=_left(deadline),
        extensions={"sni_hostname": url.raw_host.decode("ascii")},
    )
    return client.send(request, stream=True)


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise FetchRefused("took longer than the time limit")
    return left


def _answer(response: "httpx.Response", url: "httpx.URL", options: Options, deadline: float) -> Fetched:
    if response.status_code != 200:
        raise FetchRefused(f"{url.host} answered {response.status_code} {response.reason_phrase}".rstrip())
    media = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media and media not in MEDIA:
        raise FetchRefused(f"{url.host} sent {media}, not a page")
    declared = response.headers.get("content-length", "")
    if declared.isdigit() and int(declared) > options.max_bytes:
        raise FetchRefused(f"the page has {size(int(declared))}, the limit is {size(options.max_bytes)}")
    data = b"".join(_body(response, options.max_bytes, deadline))
    return Fetched(data, str(url), MEDIA.get(media, ""))


def _body(response: "httpx.Response", limit: int, deadline: float) -> Iterator[bytes]:
    """The body, unpacked piece by piece, so that a small answer cannot become a large one."""
    packed = response.headers.get("content-encoding", "identity").strip().lower()
    if packed != "identity" and packed not in _PACKED:
        raise FetchRefused(f"packed as {packed}, which was not asked for")
    unpacker = zlib.decompressobj(_PACKED[packed]) if packed in _PACKED else None
    got = 0
    for chunk in response.iter_raw():
        _left(deadline)
        try:
            piece = unpacker.decompress(chunk, limit - got + 1) if unpacker else chunk
        except zlib.error as error:
            raise FetchRefused(f"a broken gzip body: {error}") from None
        got += len(piece)
        if got > limit:
            raise FetchRefused(f"the page has more than {size(limit)}")
        yield piece
