"""A Hub on this machine: serves one repository's files as huggingface.co does, for tests of `models pull`."""

import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit


def _found(path: str, repository: str, commit: str, folder: Path) -> bytes | None:
    """What the Hub has at a path; None where it has nothing."""
    files = sorted(folder.iterdir())
    if path == "/":
        return b""
    if path.startswith(f"/api/models/{repository}/tree/"):
        return json.dumps([{"type": "file", "path": f.name, "size": f.stat().st_size, "oid": "0" * 40} for f in files]).encode()
    if path.startswith(f"/api/models/{repository}"):
        return json.dumps({"id": repository, "sha": commit, "siblings": [{"rfilename": f.name} for f in files]}).encode()
    name = path.rpartition("/")[2]
    return (folder / name).read_bytes() if path.startswith(f"/{repository}/resolve/") and (folder / name).is_file() else None


def _handler(repository: str, commit: str, folder: Path, asked: list[str]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer(body=True)

        def do_HEAD(self) -> None:
            self._answer(body=False)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class's name
            pass

        def _answer(self, *, body: bool) -> None:
            path = unquote(urlsplit(self.path).path)
            asked.append(f"{self.command} {path}")
            found = _found(path, repository, commit, folder)
            data = found or b""
            self.send_response(404 if found is None else 200)
            self.send_header("Content-Length", str(len(data)))
            self.send_header("ETag", f'"{hashlib.sha256(data).hexdigest()}"')
            self.send_header("X-Repo-Commit", commit)
            if found is None:
                self.send_header("X-Error-Code", "RepoNotFound")
            self.end_headers()
            if body:
                self.wfile.write(data)

    return Handler


@contextmanager
def serve(repository: str, commit: str, folder: Path) -> Iterator[tuple[str, list[str]]]:
    """(the Hub's address, what it was asked so far)."""
    asked: list[str] = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(repository, commit, folder, asked))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
