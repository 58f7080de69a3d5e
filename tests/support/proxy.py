"""A small proxy between the browser and the real server that does what bad networks do (faults: tests/faults/)."""

import gzip
import http.client
import socket
import struct
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import brotli

UNPACK: dict[str, Callable[[bytes], bytes]] = {"": bytes, "gzip": gzip.decompress, "br": brotli.decompress}
DROPPED = {"connection", "keep-alive", "transfer-encoding", "content-length", "host"}


@dataclass
class Answer:
    """What the server said, on its way to the browser."""

    path: str
    asked_by: str  # "page", "script", "worker" or "other": see `asker`
    status: int
    headers: dict[str, str]
    body: bytes
    asked: dict[str, str]  # the headers of the request
    line: socket.socket = field(repr=False)
    closing: threading.Event = field(repr=False)
    sent: int = 0  # bytes of an endless body

    def head(self, length: int | None = None) -> bytes:
        lines = [f"HTTP/1.1 {self.status} {http.client.responses.get(self.status, 'Odd')}"]
        lines += [f"{name}: {value}" for name, value in self.headers.items()]
        lines += [f"Content-Length: {len(self.body) if length is None else length}", "Connection: close", "", ""]
        return "\r\n".join(lines).encode()

    def send(self) -> None:
        self.line.sendall(self.head() + self.body)

    def unpack(self) -> None:
        """The body as it is, for a fault that changes it."""
        self.body = UNPACK[self.headers.pop("Content-Encoding", "")](self.body)

    def break_off(self) -> None:
        """End the connection as a killed process does: with a reset."""
        self.line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.line.close()


Fault = Callable[[Answer], None]


class Proxy:
    """Listens on one port for as long as a test lasts, because caches belong to the origin."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.address = f"http://127.0.0.1:{port}"
        self.upstream = 0
        self.fault: Fault | None = None
        self.applies: Callable[[Answer], bool] = lambda answer: True
        self.log: list[Answer] = []
        self.server: ThreadingHTTPServer | None = None
        self.lines: set[socket.socket] = set()
        self.closing = threading.Event()

    def start(self) -> None:
        self.closing.clear()
        self.server = ThreadingHTTPServer(("127.0.0.1", self.port), self._handler())
        self.server.daemon_threads = True
        self.server.block_on_close = False
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    def stop(self) -> None:
        """The server is dead: nothing listens on the port any more."""
        self.closing.set()
        if self.server:
            self.server.shutdown()
            self.server.server_close()
            self.server = None
        for line in list(self.lines):
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)

    def break_with(self, fault: Fault, applies: Callable[[Answer], bool] = lambda answer: True) -> None:
        self.fault, self.applies = fault, applies

    def mend(self) -> None:
        self.closing.set()  # whoever still hangs is let go
        self.fault = None
        self.closing = threading.Event()

    def weight(self) -> int:
        """Bytes of the bodies since the log was emptied; HTTP/2 sends a head that repeats in a few bytes."""
        return sum(len(answer.body) for answer in self.log)

    def asked(self) -> list[str]:
        return [answer.path for answer in self.log]

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        proxy = self

        class Handler(BaseHTTPRequestHandler):
            def setup(self) -> None:
                # A browser opens connections ahead of need; a dead server must not answer on one of them.
                proxy.lines.add(self.request)
                super().setup()

            def finish(self) -> None:
                proxy.lines.discard(self.request)
                super().finish()

            def do_GET(self) -> None:
                self.close_connection = True
                try:
                    answer = proxy._ask(self)
                    proxy.log.append(answer)
                    if proxy.fault and proxy.applies(answer):
                        proxy.fault(answer)
                    else:
                        answer.send()
                except OSError:
                    pass  # the browser has gone, or the server has

            def log_message(self, *_: Any) -> None:
                pass

        return Handler

    def _ask(self, request: BaseHTTPRequestHandler) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.upstream, timeout=60)
        headers = {name: value for name, value in request.headers.items() if name.lower() not in DROPPED}
        connection.request("GET", request.path, headers=headers)
        response = connection.getresponse()
        kept = {name.title(): value for name, value in response.getheaders() if name.lower() not in DROPPED}
        body = response.read()
        connection.close()
        path, asker_ = request.path, asker(request.headers)
        sent = dict(request.headers)
        return Answer(path, asker_, response.status, kept, body, sent, request.connection, self.closing)


def asker(headers: Any) -> str:
    """Who asks: the worker's own fetches have an empty destination, and so have those of a page's scripts."""
    kind = headers.get("Sec-Fetch-Dest", "")
    if headers.get("Service-Worker") == "script":
        return "script"
    return {"document": "page", "empty": "worker"}.get(kind, "other")
