"""Fetching: which addresses are public, and what a server may answer. The servers here are local; only the tests say so."""

import gzip
import http.server
import threading
import time
from collections.abc import Iterator

import pytest

from vi_brief import load
from vi_brief.errors import FetchRefused
from vi_brief.load import Options, address, fetch
from vi_brief.records import Page, Rejected

PAGE = "<!DOCTYPE html><html><body><h1>Hà Nội khai trương</h1><p>Sáng 5/3, Hà Nội đưa 12 xe vào khai thác.</p></body></html>".encode()


class Handler(http.server.BaseHTTPRequestHandler):
    """Answers by path; `seen` keeps the requests."""

    seen: list[tuple[str, str]] = []  # noqa: RUF012 - emptied by the fixture

    def do_GET(self) -> None:
        self.seen.append((self.headers["Host"], self.path))
        name = self.path.strip("/").split("/")[0] or "page"
        getattr(self, f"_{name}", self._page)()

    def _send(self, code: int, headers: dict[str, str], body: bytes = b"") -> None:
        self.send_response(code)
        for key, value in headers.items():
            self.send_header(key, value)
        self.end_headers()
        try:
            self.wfile.write(body)
        except (BrokenPipeError, ConnectionResetError):
            return

    def _page(self) -> None:
        self._send(200, {"Content-Type": "text/html; charset=utf-8"}, PAGE)

    def _moved(self) -> None:
        self._send(302, {"Location": "/page/new.html"})

    def _loop(self) -> None:
        self._send(301, {"Location": "/loop"})

    def _inward(self) -> None:
        self._send(302, {"Location": "http://internal.test/secret"})

    def _file(self) -> None:
        self._send(302, {"Location": "file:///etc/passwd"})

    def _nowhere(self) -> None:
        self._send(302, {})

    def _missing(self) -> None:
        self._send(404, {"Content-Type": "text/html"}, PAGE)

    def _image(self) -> None:
        self._send(200, {"Content-Type": "image/png"}, b"\x89PNG")

    def _declared(self) -> None:
        self._send(200, {"Content-Type": "text/html", "Content-Length": "90000000"}, PAGE)

    def _endless(self) -> None:
        self._send(200, {"Content-Type": "text/html"}, b"x" * 3_000_000)

    def _gzip(self) -> None:
        self._send(200, {"Content-Type": "text/html", "Content-Encoding": "gzip"}, gzip.compress(PAGE))

    def _bomb(self) -> None:
        self._send(200, {"Content-Type": "text/html", "Content-Encoding": "gzip"}, gzip.compress(b"a" * 50_000_000))

    def _badzip(self) -> None:
        self._send(200, {"Content-Type": "text/html", "Content-Encoding": "gzip"}, b"no gzip at all")

    def _br(self) -> None:
        self._send(200, {"Content-Type": "text/html", "Content-Encoding": "br"}, PAGE)

    def _plain(self) -> None:
        self._send(200, {"Content-Type": "text/plain"}, "Sáng 5/3, Hà Nội đưa 12 xe vào khai thác.".encode())

    def _slow(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        try:
            for _ in range(40):
                self.wfile.write(b" ")
                self.wfile.flush()
                time.sleep(0.05)
        except (BrokenPipeError, ConnectionResetError):
            return

    def log_message(self, *_: object) -> None:
        return


@pytest.fixture
def server() -> Iterator[int]:
    Handler.seen.clear()
    httpd = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    httpd.daemon_threads = True
    thread = threading.Thread(target=httpd.serve_forever, daemon=True)
    thread.start()
    yield httpd.server_address[1]
    httpd.shutdown()
    httpd.server_close()
    thread.join()


def lenient(host: str, port: int) -> str:
    """The check of these tests: one made-up name stands for the local server, all others go through the real check."""
    return "127.0.0.1" if host == "news.test" else address.public(host, port)


def get(port: int, path: str, **options: object) -> fetch.Fetched:
    return fetch.get(f"http://news.test:{port}/{path}", Options.model_validate({"fetch": True, **options}), lenient)


def test_page(server: int) -> None:
    found = get(server, "page")
    assert (found.data, found.suffix) == (PAGE, ".html")
    assert Handler.seen == [(f"news.test:{server}", "/page")]


def test_redirect_is_followed_and_the_last_address_is_told(server: int) -> None:
    found = get(server, "moved")
    assert found.url == f"http://news.test:{server}/page/new.html"
    assert found.data == PAGE


def test_gzip_and_text(server: int) -> None:
    assert get(server, "gzip").data == PAGE
    assert get(server, "plain").suffix == ".txt"


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("loop", "more than 5 redirects"),
        ("file", "only http:// and https://"),
        ("nowhere", "leads nowhere"),
        ("missing", "answered 404"),
        ("image", "sent image/png, not a page"),
        ("declared", "90.0 MB, the limit is"),
        ("endless", "more than 1.0 MB"),
        ("bomb", "more than 1.0 MB"),
        ("badzip", "broken gzip"),
        ("br", "packed as br"),
    ],
)
def test_refused(server: int, path: str, message: str) -> None:
    with pytest.raises(FetchRefused, match=message):
        get(server, path, max_bytes=1_000_000)


def test_redirect_to_a_private_address_is_refused(server: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(address, "resolve", lambda *_: ("10.0.0.7",))
    with pytest.raises(FetchRefused, match=r"internal\.test: leads to 10\.0\.0\.7"):
        get(server, "inward")
    assert [path for _, path in Handler.seen] == ["/inward"]


def test_slow_answers_have_an_end(server: int) -> None:
    start = time.monotonic()
    with pytest.raises(FetchRefused, match=r"limit|within"):
        get(server, "slow", timeout_s=0.4)
    assert time.monotonic() - start < 1.5


def test_a_closed_port_is_refused() -> None:
    with pytest.raises(FetchRefused, match="could not be fetched"):
        get(9, "page", timeout_s=2.0)


def test_a_password_in_the_address_is_refused() -> None:
    with pytest.raises(FetchRefused, match="password"):
        fetch.get("http://user:secret@news.test/", Options(fetch=True), lenient)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[::ffff:7f00:1]/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://0/",
        "http://10.1.2.3/",
        "http://172.16.0.1/",
        "http://192.168.1.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://100.64.0.1/",
        "http://224.0.0.1/",
        "http://255.255.255.255/",
        "http://[fe80::1]/",
        "http://[fc00::1]/",
        "http://[ff02::1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://[2002:7f00:1::]/",
        "http://[::127.0.0.1]/",
        "https://localhost./",
    ],
)
def test_inner_addresses_are_refused_by_default(url: str) -> None:
    with pytest.raises(FetchRefused):
        fetch.get(url, Options(fetch=True))


@pytest.mark.parametrize("text", ["93.184.216.34", "8.8.8.8", "2606:4700:4700::1111", "203.162.0.1"])
def test_public_addresses(text: str) -> None:
    assert address.is_public(text)


def test_one_private_address_among_public_ones_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(address, "resolve", lambda *_: ("93.184.216.34", "127.0.0.1"))
    with pytest.raises(FetchRefused, match=r"127\.0\.0\.1"):
        address.public("both.test", 80)


def test_the_checked_address_is_the_one_connected_to(server: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that leads elsewhere at the second look-up cannot matter: there is none."""
    looked_up: list[str] = []

    def check(host: str, port: int) -> str:
        looked_up.append(host)
        return "127.0.0.1"

    fetch.get(f"http://rebinding.test:{server}/page", Options(fetch=True), check)
    assert looked_up == ["rebinding.test"]


def test_unknown_host() -> None:
    with pytest.raises(FetchRefused, match="no such host"):
        fetch.get("http://no-such-host.invalid/", Options(fetch=True, timeout_s=5.0))


def test_load_gives_a_page_or_a_rejection(server: int, monkeypatch: pytest.MonkeyPatch) -> None:
    real = fetch.get
    monkeypatch.setattr(fetch, "get", lambda url, options: real(url, options, lenient))
    urls = [f"http://news.test:{server}/{name}" for name in ("page/hà-nội.html", "missing", "moved")]
    found = list(load.load(urls, Options(fetch=True)))
    assert [type(p) for p in found] == [Page, Rejected, Page]
    assert isinstance(found[0], Page)
    assert isinstance(found[2], Page)
    assert (found[0].stem, found[0].media, found[2].stem) == ("ha-noi", "html", "moved")
    assert found[2].facts["url"] == f"http://news.test:{server}/page/new.html"
    assert found[2].source == urls[2]


def test_tls_is_for_the_name_not_for_the_address(monkeypatch: pytest.MonkeyPatch) -> None:
    import httpx

    sent: list[httpx.Request] = []

    def answer(self: httpx.HTTPTransport, request: httpx.Request) -> httpx.Response:
        sent.append(request)
        return httpx.Response(200, headers={"content-type": "text/html"}, stream=httpx.ByteStream(PAGE))

    monkeypatch.setattr(httpx.HTTPTransport, "handle_request", answer)
    for pinned in ("93.184.216.34", "2606:4700::1111"):
        found = fetch.get("https://tin.example/bài?x=1", Options(fetch=True), lambda *_, pinned=pinned: pinned)
        assert found.url == "https://tin.example/b%C3%A0i?x=1"
        assert (sent[-1].url.host, sent[-1].headers["host"], sent[-1].extensions["sni_hostname"]) == (pinned, "tin.example", "tin.example")
