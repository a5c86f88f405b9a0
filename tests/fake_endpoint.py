"""A chat endpoint on this machine: answers as OpenAI-compatible servers do, or misbehaves in the ways that a test names."""

import json
import re
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import MappingProxyType
from typing import Any

MARK = re.compile(r"⟦\d+⟧")
KEY = "sk-test-4f1c9e"
ARTICLE = "word0 wrote a summary of the article in one sentence of its own."


@dataclass
class Server:
    """What the server was asked, and how the next requests are answered: moods, taken from the front; "good" when there are none."""

    url: str = ""
    moods: list[str] = field(default_factory=list)
    always: str = "good"
    headers: list[dict[str, str]] = field(default_factory=list)
    bodies: list[dict[str, Any]] = field(default_factory=list)
    busy: int = 0
    most_busy: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def begin(self, headers: dict[str, str], body: dict[str, Any]) -> str:
        """Note a request; gives how it is answered."""
        with self.lock:
            self.headers.append(headers)
            self.bodies.append(body)
            self.busy += 1
            self.most_busy = max(self.most_busy, self.busy)
            return self.moods.pop(0) if self.moods else self.always

    def end(self) -> None:
        """Note that a request was answered."""
        with self.lock:
            self.busy -= 1

    def data(self, number: int = -1) -> Any:
        """The data of a request, read from between its marks as the model is told to."""
        opening, *lines, closing = self.bodies[number]["messages"][1]["content"].splitlines()
        assert opening[1:] == closing[2:]
        return json.loads("\n".join(lines))


def english(vi: str) -> str:
    """As many English words as the source has, and its marks."""
    words = [found[0] if (found := MARK.search(word)) else f"word{len(word)}{n}" for n, word in enumerate(vi.split())]
    return " ".join(words).capitalize() + "."


Items = list[dict[str, Any]]


def _every(en: str) -> Callable[[Items, Items], Items]:
    return lambda items, parts: [{**item, "en": en} for item in items]  # noqa: ARG005 - the interface of every mood


ITEMS: dict[str, Callable[[Items, Items], Items]] = {
    "echo": lambda items, parts: [{**item, "en": part["vi"]} for item, part in zip(items, parts, strict=True)],
    "echo-first": lambda items, parts: [{**items[0], "en": parts[0]["vi"]}, *items[1:]],
    "chinese": _every("总理昨天抵达河内。"),
    "vietnamese": _every("Chính phủ vừa họp phiên thường kỳ tháng này."),
    "empty": _every(""),
    "marks-lost": lambda items, _: [{**item, "en": MARK.sub("somebody", item["en"])} for item in items],
    "missing": lambda items, _: items[:-1],
    "extra": lambda items, _: [*items, {"id": len(items) + 1, "en": "Buy now."}],
    "doubled": lambda items, _: [*items, items[0]],
    "backwards": lambda items, _: items[::-1],
}
"""What a mood makes of good translations, given with the segments."""

CONTENT: dict[str, Callable[[str], str]] = {
    "broken": lambda content: content[:-4],
    "fenced": lambda content: f"<think>{{hmm}}</think>Here you are:\n```json\n{content}\n```",
}
"""What a mood makes of the text of a good answer."""


def _answer(mood: str, given: dict[str, Any]) -> str:
    answer: dict[str, Any]
    if "article" in given:
        bad = {"echo": given["article"], "vietnamese": "Thủ tướng đã đến thăm Hà Nội hôm qua.", "empty": " "}
        answer = {"text": bad.get(mood, ARTICLE)}
    else:
        items = [{"id": part["id"], "en": english(part["vi"])} for part in given["segments"]]
        answer = {"translations": ITEMS[mood](items, given["segments"]) if mood in ITEMS else items}
    content = json.dumps(answer, ensure_ascii=False)
    return CONTENT[mood](content) if mood in CONTENT else content


STATUS = {"429": 429, "429-late": 429, "429-date": 429, "500": 500, "401": 401, "404": 404, "redirect": 302, "echoes-key": 418}


HEADERS = {
    "429": {"Retry-After": "0"},
    "429-late": {"Retry-After": "3600"},
    "429-date": {"Retry-After": "Wed, 21 Oct 2015 07:28:00 GMT"},
    "redirect": {"Location": "http://127.0.0.1:9/"},
}
SECONDS = {"slow": 0.6, "steady": 0.05}


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    served: Server

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class's name
        pass

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        mood = self.served.begin(dict(self.headers.items()), body)
        try:
            self._play(mood, body)
        finally:
            self.served.end()

    def _play(self, mood: str, body: dict[str, Any]) -> None:
        form = body.get("response_format", {}).get("type", "text")
        if mood in STATUS:
            said = self.headers.get("Authorization", "") if mood == "echoes-key" else "sorry"
            self._send(STATUS[mood], json.dumps({"error": {"message": said}}), HEADERS.get(mood, {}))
        elif (mood == "no-schema" and form == "json_schema") or (mood == "no-json" and form != "text"):
            self._send(400, json.dumps({"error": {"message": f"response_format type {form} is not supported"}}))
        elif mood == "not-http-json":
            self._send(200, "<html>gateway</html>")
        else:
            time.sleep(SECONDS.get(mood, 0))
            given = json.loads("\n".join(body["messages"][1]["content"].splitlines()[1:-1]))
            reason = "length" if mood == "cut" else "stop"
            choice = {"message": {"role": "assistant", "content": _answer(mood, given)}, "finish_reason": reason}
            self._send(200, json.dumps({"choices": [choice], "usage": {"total_tokens": 100}}))

    def _send(self, status: int, content: str, headers: Mapping[str, str] = MappingProxyType({})) -> None:
        data = content.encode()
        try:
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(data))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(data)
        except (BrokenPipeError, ConnectionResetError):
            return


@contextmanager
def serve() -> Iterator[Server]:
    """A server for as long as the block lasts."""
    server = Server()
    handler = type("Handler", (_Handler,), {"served": server})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as listening:
        listening.daemon_threads = True
        server.url = f"http://127.0.0.1:{listening.server_address[1]}/v1"
        thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield server
        finally:
            listening.shutdown()
            thread.join()
